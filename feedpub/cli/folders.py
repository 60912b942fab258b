"""The options that name folders, the same for every command."""

from pathlib import Path

import click

articles_option = click.option(
    "--articles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("articles"),
    show_default=True,
    help="The newsroom's folder, with publisher.yaml and a folder for each station.",
)
out_option = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("feeds"),
    show_default=True,
    help="The folder for the feeds, which a web server serves.",
)
cache_option = click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for what is remembered between runs; it may be deleted.  [default: feedpub in the user's cache]",
)
