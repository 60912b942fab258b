"""The options that name folders, the same for every command."""

import os
from itertools import permutations
from pathlib import Path

import click
from typing_extensions import override


class FolderName(click.Path):
    """A folder by its name. An empty one, as of a variable that is not set, is not the folder where the command is."""

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(exists=exists, file_okay=False, path_type=Path)

    @override
    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not os.fspath(value):
            self.fail("The name is empty; the current folder is called “.”.", param, ctx)
        return Path(os.fsdecode(super().convert(value, param, ctx)))


_NEWSROOM = "The newsroom's folder, with publisher.yaml and a folder for each station."
articles_option = click.option(
    "--articles", type=FolderName(exists=True), default=Path("articles"), show_default=True, help=_NEWSROOM
)
articles_option_of_cron = click.option(
    "--articles", type=FolderName(), default=Path("articles"), show_default=True, help=_NEWSROOM
)
"""One whose folder may be away, as on a disk that is not mounted: that is reported like other trouble."""
out_option = click.option(
    "--out",
    type=FolderName(),
    default=Path("feeds"),
    show_default=True,
    help="The folder for the feeds, which a web server serves.",
)
cache_option = click.option(
    "--cache",
    type=FolderName(),
    help="The folder for what is remembered between runs; it may be deleted.  [default: feedpub in the user's cache]",
)


def keep_apart(articles: Path, out: Path, cache: Path | None) -> None:
    """Raise UsageError if one of the folders lies in another: what is in `out` is served to everybody."""
    named = {"--articles": articles, "--out": out} | ({"--cache": cache} if cache else {})
    for (option, folder), (other, outer) in permutations(named.items(), 2):
        if folder.resolve().is_relative_to(outer.resolve()):
            message = f"{option} {folder} is inside {other} {outer}: choose a folder outside it."
            raise click.UsageError(message)


def default_cache() -> Path:
    """The folder for what feedpub remembers: in the user's cache (XDG Base Directory Specification 0.8)."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if Path(given).is_absolute():
        return Path(given) / "feedpub"
    try:
        return Path.home() / ".cache" / "feedpub"
    except RuntimeError:  # a user without a home: nothing is found or written below what is no folder
        return Path(os.devnull) / "feedpub"
