"""`feedpub snippet`: HTML for a station's own site."""

from pathlib import Path

import click

from feedpub.cli.folders import articles_option
from feedpub.cli.output import printing


@click.command("snippet", short_help="Print HTML with which a site offers a feed.")
@click.argument("feed", metavar="STATION[/FEED]")
@articles_option
def command(feed: str, articles: Path) -> None:
    """Print what a station puts into its own site, so that visitors find its feed: of the station, or of one of its
    sections, tags or shows.

    The lines with rel="alternate" belong in the head of every page, where browsers and readers look for them; the box
    goes wherever it should be seen. It has no script, loads nothing from other servers, and takes its colours and fonts
    from the site.
    """
    from feedpub.library.folders import Folder  # noqa: PLC0415 - not needed for --help
    from feedpub.pages.snippet import UnknownFeedError, snippet  # noqa: PLC0415 - not needed for --help

    try:
        found = snippet(Folder(articles, articles.as_posix()), feed.strip("/"))
    except UnknownFeedError as error:
        raise click.UsageError(str(error)) from error
    with printing():
        click.echo(found, nl=False)
