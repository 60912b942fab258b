"""`feedpub validate`: feeds in, a verdict out."""

import gc
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedpub.cli.output import printing
from feedpub.cli.parameters import Instant
from feedpub.problem import Problem, Severity, printable

if TYPE_CHECKING:
    from feedpub.validation import Judged, Unreadable

_PROFILES = ("spec", "apple", "psp-1", "podcasting-2.0", "apple-news", "flipboard", "smartnews", "msn")


@click.command("validate", short_help="Judge feeds by the specifications.")
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@click.option(
    "--profile",
    type=click.Choice(_PROFILES),
    default="spec",
    show_default=True,
    help="Also require what a destination requires.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="Where the file or folder is served from: self links have to match it, and files below it are checked.",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, path_type=Path),
    help="The feed that subscribers have, or a folder of them: articles have to keep their guids.",
)
@click.option(
    "--now", type=Instant(), help="Judge as of this instant instead of now; dates far ahead of it are reported."
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How to report: for people, for programs, for code hosts.",
)
@click.option("-q", "--quiet", is_flag=True, help="Report errors only.")
def command(  # noqa: PLR0913, PLR0917 - one parameter an option is click's form
    feeds: tuple[str, ...],
    profile: str,
    base_url: str | None,
    previous: Path | None,
    now: datetime | None,
    strict: bool,  # noqa: FBT001 - click hands a flag over as bool
    form: str,
    quiet: bool,  # noqa: FBT001 - click hands a flag over as bool
) -> None:
    """Judge any RSS, Atom or JSON feeds, with all podcast and other extensions, by their specifications.

    A FEED is a file, a folder (all feeds in it), - for standard input, or an address on the web, which is judged with
    how it is served. Each problem has its line and column, the element, the item's title, and what to write instead.

    \b
    Examples:
      feedpub validate feeds/
      feedpub validate --profile apple podcast.xml
      curl -s https://news.example/rss | feedpub validate -
      feedpub validate --base-url https://news.example/feeds/ --previous published/ feeds/
      feedpub validate --format sarif feeds/ > feeds.sarif

    \b
    Exit codes:
      0  no error
      1  errors; with --strict warnings too
      2  usage error
      3  a file or folder could not be read, or a server not be reached;
         the rest is judged, and an answer such as 404 is an error (1)
    """
    if previous is not None and previous.is_file() and (len(feeds) > 1 or Path(feeds[0]).is_dir()):
        raise click.UsageError("--previous is one feed, but several are judged: name a folder.")
    gc.disable()  # one feed is judged sooner than its garbage is found; of several, each one's goes before the next
    from feedpub.rules import PROFILES  # noqa: PLC0415 - not needed for --help
    from feedpub.validation import Standard, Unreadable, judge  # noqa: PLC0415 - not needed for --help

    gc.freeze()
    judged: list[Judged] = []
    unreadable: list[Unreadable] = []
    for one in judge(feeds, Standard(PROFILES[profile], base_url, previous, now or datetime.now(UTC))):
        if isinstance(one, Unreadable):
            unreadable.append(one)
            click.echo(f"feedpub: {one.message}", err=True)
            continue
        if judged:
            gc.collect()
        judged.append(one)
        if form in {"text", "github"}:
            with printing():
                _print(one, form, quiet=quiet)
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    code = 3 if unreadable else int(any(problem.severity in bad for one in judged for problem in one.problems))
    with printing():
        if form == "json":
            click.echo(_as_json(judged, unreadable, profile, code, quiet=quiet))
        elif form == "sarif":
            click.echo(_as_sarif(judged, unreadable, quiet=quiet))
    gc.freeze()  # what is left is given back with the process, without a last look through it
    click.get_current_context().exit(code)


def _shown(judged: "Judged", *, quiet: bool) -> list[Problem]:
    return [problem for problem in judged.problems if not quiet or problem.severity is Severity.ERROR]


MOST_ALIKE = 3
"""Warnings, or infos, of one code that are printed of one feed."""


def _print(judged: "Judged", form: str, *, quiet: bool) -> None:
    from feedpub.rules.verdict import MOST as MOST_TOLD  # noqa: PLC0415 - not needed for --help

    counts: dict[str, int] = {}
    for problem in _shown(judged, quiet=quiet):
        from feedpub import report as forms  # noqa: PLC0415 - not needed where there is nothing to say

        if form == "github":
            click.echo(forms.as_github(problem))
            continue
        if problem.severity is not Severity.ERROR:
            counts[problem.code] = counts.get(problem.code, 0) + 1
        if counts.get(problem.code, 0) <= MOST_ALIKE:
            click.echo(forms.as_text(problem))
    for code, count in counts.items():
        if count > MOST_ALIKE:
            least = "at least " if count >= MOST_TOLD else ""  # the report in JSON ends there too
            has = f"{MOST_TOLD} of them" if least else "them all"
            click.echo(f"… and {least}{count - MOST_ALIKE} more of {code} (--format json has {has})")


def _as_json(judged: "list[Judged]", unreadable: "list[Unreadable]", profile: str, code: int, *, quiet: bool) -> str:
    import json  # noqa: PLC0415 - not needed for other forms

    from feedpub.report import problem_as_json  # noqa: PLC0415 - not needed for --help

    feeds = [
        {
            "file": printable(one.name),
            "valid": not one.number_of(Severity.ERROR),
            "errors": one.number_of(Severity.ERROR),
            "warnings": one.number_of(Severity.WARNING),
            "infos": one.number_of(Severity.INFO),
            "problems": [problem_as_json(problem) for problem in _shown(one, quiet=quiet)],
        }
        for one in judged
    ]
    failures = [{"file": printable(one.name), "message": one.message} for one in unreadable]
    log = {"profile": profile, "exit_code": code, "feeds": feeds, "unreadable": failures}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _as_sarif(judged: "list[Judged]", unreadable: "list[Unreadable]", *, quiet: bool) -> str:
    from feedpub import __version__  # noqa: PLC0415 - not needed for --help
    from feedpub.rules import every_rule  # noqa: PLC0415 - not needed for --help
    from feedpub.sarif import as_sarif  # noqa: PLC0415 - not needed for --help

    problems = [problem for one in judged for problem in _shown(one, quiet=quiet)]
    meanings = {code: rule.demand for code, rule in every_rule().items()}
    return as_sarif(problems, meanings, __version__, [one.message for one in unreadable])
