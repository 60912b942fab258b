"""`feedpub status`: the last run at a glance, and as a health check."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from feedpub.cli.output import printing
from feedpub.cli.parameters import Duration, Instant
from feedpub.report import ExitCode


@click.command("status", short_help="Show how the last run went.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--max-age",
    type=Duration(),
    help="Exit with 1 if the last run is older than this, such as 10m, or did not end with exit code 0.",
)
@click.option("--now", type=Instant(), help="Report as of this instant instead of now.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to report: for people or for programs.",
)
def command(file: Path, max_age: timedelta | None, now: datetime | None, form: str) -> None:
    """Print when the last run was, how it ended, and how each station is, from the FILE that it wrote.

    That is the file of `feedpub build --report FILE`. ITEMS are those of a station's own feed; NEWEST is of all its
    feeds; NEXT DUE is when the next run has something to do: a dated change, or a retry. With --max-age this is a
    health check: for Nagios, for a container, for a line in crontab.

    \b
    Exit codes:
      0  the report was read; with --max-age, the last run is not older, and all was well
      1  with --max-age: it is older, or not all was well
      2  usage error
      3  the report cannot be read
    """
    from feedpub.status import NotAReportError, as_json, as_text, complaints, read  # noqa: PLC0415 - not for --help

    context = click.get_current_context()
    try:
        told = read(file.read_bytes())
    except (OSError, NotAReportError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        click.echo(f"feedpub: {file} cannot be read: {why}", err=True)
        context.exit(ExitCode.FAILED)
    now = now or datetime.now(UTC)
    wrong = max_age is not None and complaints(told, now, max_age)
    with printing():
        click.echo(as_json(told, now, max_age) if form == "json" else as_text(told, now, max_age))
    context.exit(ExitCode.PROBLEMS if wrong else ExitCode.WELL)
