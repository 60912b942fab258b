"""`feedpub validate`: feeds in, a verdict out."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from feedpub.problem import Problem, Severity

if TYPE_CHECKING:
    from feedpub.validation import Judged

_PROFILES = ("spec", "apple", "psp-1", "podcasting-2.0", "apple-news", "flipboard", "smartnews", "msn")


@click.command("validate", short_help="Judge feeds by the specifications.")
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@click.option(
    "--profile",
    type=click.Choice(_PROFILES),
    default="spec",
    show_default=True,
    help="Also demand what a destination demands.",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="Where the file or folder is served from: self links have to agree, and files below it are looked at.",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, path_type=Path),
    help="The feed that subscribers have, or a folder of such: articles have to keep their guids.",
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
def command(
    feeds: tuple[str, ...],
    profile: str,
    base_url: str | None,
    previous: Path | None,
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
      2  the command was called wrongly
      3  a feed could not be read
    """
    if previous is not None and previous.is_file() and (len(feeds) > 1 or Path(feeds[0]).is_dir()):
        raise click.UsageError("--previous is one feed, but several are judged: name a folder.")
    gc.disable()  # one feed is judged sooner than its garbage is found; of several, each one's goes before the next
    from feedpub.rules import PROFILES  # noqa: PLC0415 - not needed for --help
    from feedpub.validation import SourceError, judge  # noqa: PLC0415 - not needed for --help

    gc.freeze()
    judged: list[Judged] = []
    failure = ""
    try:
        for one in judge(feeds, PROFILES[profile], base_url, previous):
            if judged:
                gc.collect()
            judged.append(one)
            if form in {"text", "github"}:
                _print(one, form, quiet=quiet)
    except SourceError as error:
        failure = str(error)
        click.echo(f"feedpub: {failure}", err=True)
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    code = 3 if failure else int(any(problem.severity in bad for one in judged for problem in one.problems))
    if form == "json":
        click.echo(_as_json(judged, profile, code, quiet=quiet))
    elif form == "sarif":
        click.echo(_as_sarif(judged, quiet=quiet))
    gc.freeze()  # what is left is given back with the process, without a last look through it
    click.get_current_context().exit(code)


def _shown(judged: "Judged", *, quiet: bool) -> list[Problem]:
    return [problem for problem in judged.problems if not quiet or problem.severity is Severity.ERROR]


def _print(judged: "Judged", form: str, *, quiet: bool) -> None:
    for problem in _shown(judged, quiet=quiet):
        from feedpub import report as forms  # noqa: PLC0415 - not needed where there is nothing to say

        click.echo(forms.as_github(problem) if form == "github" else forms.as_text(problem))


def _as_json(judged: "list[Judged]", profile: str, code: int, *, quiet: bool) -> str:
    import json  # noqa: PLC0415 - not needed for other forms

    from feedpub.report import problem_as_json  # noqa: PLC0415 - not needed for --help

    feeds = [
        {
            "file": one.name,
            "valid": not one.number_of(Severity.ERROR),
            "errors": one.number_of(Severity.ERROR),
            "warnings": one.number_of(Severity.WARNING),
            "infos": one.number_of(Severity.INFO),
            "problems": [problem_as_json(problem) for problem in _shown(one, quiet=quiet)],
        }
        for one in judged
    ]
    return json.dumps({"profile": profile, "exit_code": code, "feeds": feeds}, ensure_ascii=False, indent=2)


def _as_sarif(judged: "list[Judged]", *, quiet: bool) -> str:
    from feedpub import __version__  # noqa: PLC0415 - not needed for --help
    from feedpub.rules import every_rule  # noqa: PLC0415 - not needed for --help
    from feedpub.sarif import as_sarif  # noqa: PLC0415 - not needed for --help

    problems = [problem for one in judged for problem in _shown(one, quiet=quiet)]
    return as_sarif(problems, {code: rule.demand for code, rule in every_rule().items()}, __version__)
