"""Every rule has a feed that breaks it and one that is right: tests/rules/CODE.{bad,good}.{xml,json}.

The right one is clean in every respect; what is said of the bad ones stands in tests/rules/problems.txt, exactly.
FEEDPUB_UPDATE_CASES=1 writes that file anew, and fails.
"""

import os
from pathlib import Path

import pytest

from feedpub.report import as_text
from feedpub.rules import PROFILES, every_rule, validate
from feedpub.rules.profiles import Profile
from feedpub.rules.rule import Basis

RULES = every_rule()
FOLDER = Path(__file__).parent / "rules"
EXPECTED = FOLDER / "problems.txt"


def files(kind: str) -> dict[str, Path]:
    """The bad or the good feeds, by their rules' codes."""
    return {path.name.partition(".")[0]: path for path in sorted(FOLDER.iterdir()) if path.suffixes[:1] == [f".{kind}"]}


BAD, GOOD = files("bad"), files("good")
ELSEWHERE = {
    "e-length-match": "beside/test_lengths",
    "f-chain": "beside/test_chains",
    "i-artwork": "beside/test_artwork",
    "p-files": "beside/test_companions",
    "s-charset": "test_served",
    "s-conditional": "test_served",
    "s-guid-stable": "beside/test_identities",
    "s-media-type": "test_served",
    "s-redirect": "test_served",
    "s-self": "test_validate",
    "s-size": "test_served",
    "s-status": "test_served",
    "x-future": "test_dates_ahead",
    "x-too-large": "test_hostile_feeds",
}
"""Rules that one small feed cannot break, and the modules that have their tests."""


def profile_of(code: str) -> Profile:
    """The profile to judge a rule's feeds under: that of its destination if no other asks for it."""
    if RULES[code].basis is not Basis.DESTINATION:
        return PROFILES["spec"]
    return next(profile for profile in PROFILES.values() if code in profile.errors | profile.warnings)


def said(code: str) -> str:
    """What is said of a rule's bad feed."""
    problems = validate(BAD[code].read_bytes(), BAD[code].name, profile=profile_of(code))
    return "".join(f"{as_text(problem)}\n" for problem in problems)


def test_every_rule_has_its_pair() -> None:
    assert sorted(BAD) == sorted(GOOD) == sorted(RULES.keys() - ELSEWHERE.keys())


@pytest.mark.parametrize(("code", "module"), ELSEWHERE.items())
def test_a_rule_without_a_pair_is_tested_elsewhere(code: str, module: str) -> None:
    assert code in RULES
    tested = (FOLDER.parent / f"{module}.py").read_text(encoding="utf-8")
    assert f'"{code}"' in tested or f"[{code}]" in tested


@pytest.mark.parametrize("code", sorted(BAD))
def test_the_bad_feed_breaks_the_rule(code: str) -> None:
    problems = validate(BAD[code].read_bytes(), BAD[code].name, profile=profile_of(code))
    assert {problem.code for problem in problems} == {code}


@pytest.mark.parametrize("code", sorted(GOOD))
def test_the_good_feed_is_clean(code: str) -> None:
    assert validate(GOOD[code].read_bytes(), GOOD[code].name, profile=profile_of(code)) == []


def test_what_is_said_of_the_bad_feeds() -> None:
    found = "\n".join(said(code) for code in BAD)
    if os.environ.get("FEEDPUB_UPDATE_CASES"):
        EXPECTED.write_text(found, encoding="utf-8")
        pytest.fail("The expected problems were written anew: read them.")
    assert found == EXPECTED.read_text(encoding="utf-8")


def test_every_rule_says_what_it_demands_and_what_to_do() -> None:
    for rule in RULES.values():
        assert rule.demand.endswith("."), rule.code
        assert rule.advice, rule.code
        assert rule.source, rule.code
