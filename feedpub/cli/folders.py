"""The options that name the newsroom's folder and that of the feeds, the same for every command."""

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
