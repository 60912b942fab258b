"""`feedpub diff`: what readers would see change."""

from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import click

from feedpub.cli.folders import articles_option, cache_option, default_cache, keep_apart, out_option
from feedpub.cli.jobs import asking_servers
from feedpub.cli.output import printing
from feedpub.job import Job
from feedpub.report import ExitCode, failure_as_text


@click.command("diff", short_help="Show what readers would see change.")
@click.argument("stations", metavar="[STATION]...", nargs=-1)
@articles_option
@out_option
@cache_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to report: for people or for programs.",
)
def command(stations: tuple[str, ...], articles: Path, out: Path, cache: Path | None, form: str) -> None:
    """Print what `feedpub build` would change in each feed, as readers would see it. The feeds stay as they are.

    \b
      new           a reader shows it
      re-announced  a reader shows it again, because its id has changed: usually a file was renamed
      updated       it says that it has changed, so some readers show it again
      changed       its text has changed, but not its date
      gone          it leaves the feed
      aged out      newer items have taken its place
      new feed      it is not in place yet, so nobody has subscribed to it
      held          why a build would leave all feeds of the station as they are
      archive       how many documents behind the feed would be new, would change, and would go

    \b
    Exit codes:
      0  everything was compared
      2  usage error
      3  something could not be read; the rest was compared
    """
    from feedpub.build import UnknownStationError  # noqa: PLC0415 - not needed for --help
    from feedpub.diffing import as_json, as_text, differences  # noqa: PLC0415 - not needed for --help

    keep_apart(articles, out, cache)
    job = Job(articles, out, datetime.now(UTC), stations, cache=cache or default_cache())
    try:
        found = differences(asking_servers(job))
    except UnknownStationError as error:
        raise click.UsageError(str(error)) from error
    with printing():
        for line in [as_json(found.feeds)] if form == "json" else chain.from_iterable(map(as_text, found.feeds)):
            click.echo(line)
    for failure in found.failures:
        click.echo(failure_as_text(failure), err=True)
    click.get_current_context().exit(ExitCode.FAILED if found.failures else ExitCode.WELL)
