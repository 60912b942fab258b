"""`feedpub next`: what will change by the clock alone."""

from datetime import UTC, datetime
from pathlib import Path

import click

from feedpub.cli.folders import articles_option, cache_option
from feedpub.cli.jobs import asking_servers
from feedpub.cli.output import printing
from feedpub.job import Job


@click.command("next", short_help="Tell what falls due next.")
@articles_option
@cache_option
@click.option("--most", type=click.IntRange(min=1), default=10, show_default=True, help="How much to tell.")
def command(articles: Path, cache: Path | None, most: int) -> None:
    """Print when articles and trailers will appear, change or leave the feeds by themselves, the first first.

    So is when a month ends for archives, and when runs look again at what could not be read or reached. A run of
    `feedpub build` after such an instant puts it into the feeds; until then, and while no file changes, runs have
    nothing to do. Instants are in UTC.
    """
    from feedpub.quiet import default_cache  # noqa: PLC0415 - not needed for --help
    from feedpub.upcoming import upcoming  # noqa: PLC0415 - not needed for --help

    job = asking_servers(Job(articles, Path(), datetime.now(UTC), cache=cache or default_cache()))
    found = upcoming(job)[:most]
    with printing():
        for coming in found:
            when = coming.due.when.astimezone(UTC)
            click.echo(f"{when:%Y-%m-%dT%H:%MZ}  {coming.station}  “{coming.due.title}” {coming.due.what}")
