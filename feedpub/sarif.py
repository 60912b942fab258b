"""Problems as SARIF 2.1.0, which code hosts and editors show beside the lines of files."""

import json
import os
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from feedpub.problem import Problem, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(
    problems: Iterable[Problem], meanings: Mapping[str, str], version: str, failures: Iterable[str] = ()
) -> str:
    """The problems as one SARIF log; `meanings` says what each code stands for, `failures` what kept feeds unread."""
    listed = list(problems)
    codes = sorted({problem.code for problem in listed})
    rules = [{"id": code, "shortDescription": {"text": meanings.get(code, code)}} for code in codes]
    driver = {"name": "feedpub", "version": version, "rules": rules}
    results = [_result(problem, codes.index(problem.code)) for problem in listed]
    told = [{"level": "error", "message": {"text": failure}} for failure in failures]
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not told, "toolExecutionNotifications": told}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(problem: Problem, index: int) -> dict[str, object]:
    # By its bytes, for the name of a file need not be UTF-8.
    address = quote(os.fsencode(problem.place.file), safe="/:.?=&")
    location: dict[str, object] = {"artifactLocation": {"uri": address}}
    if problem.place.line:
        location["region"] = {"startLine": problem.place.line, "startColumn": problem.place.column}
    found: dict[str, object] = {"physicalLocation": location}
    if problem.subject.path:
        found["logicalLocations"] = [{"fullyQualifiedName": problem.subject.path}]
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message} {problem.fix}".strip()},
        "locations": [found],
    }
