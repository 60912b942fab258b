"""`feedpub next`: what will change by the clock alone."""

from datetime import UTC, datetime
from pathlib import Path

import click

from feedpub.cli.folders import articles_option, cache_option, default_cache
from feedpub.cli.jobs import asking_servers
from feedpub.cli.output import printing
from feedpub.job import Job


@click.command("next", short_help="Show what falls due next.")
@articles_option
@cache_option
@click.option(
    "--most", type=click.IntRange(min=1), default=10, show_default=True, help="How many lines to print at most."
)
def command(articles: Path, cache: Path | None, most: int) -> None:
    """Print when articles and trailers will appear, change or leave the feeds by themselves, earliest first.

    The list also says when a month ends for the archives, and when runs will try again what could not be read or
    reached. The first `feedpub build` after such a moment puts the change into the feeds; until then, as long as no
    file changes, runs have nothing to do. Times are in UTC.
    """
    from feedpub.upcoming import upcoming  # noqa: PLC0415 - not needed for --help

    job = asking_servers(Job(articles, Path(), datetime.now(UTC), cache=cache or default_cache()))
    found = upcoming(job)[:most]
    with printing():
        for coming in found:
            when = coming.due.when.astimezone(UTC)
            click.echo(f"{when:%Y-%m-%dT%H:%MZ}  {coming.station}  “{coming.due.title}” {coming.due.what}")
