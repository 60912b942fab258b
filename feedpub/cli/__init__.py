"""The `feedpub` command: one small module a command, each imported when it is called, with what does the work."""

from collections import UserDict
from importlib import import_module

import click

from feedpub import __version__


class _Modules(UserDict[str, click.Command]):
    """The commands by the names of their modules: cron calls one a minute, and need not import the others."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in self.data:
            raise KeyError(name)
        command: click.Command = import_module(f"feedpub.cli.{name}").command
        return command


_NAMES = ("build", "serve", "validate", "rules", "diff", "guid", "next", "status", "snippet", "schema", "completion")


@click.group(
    commands=_Modules(dict.fromkeys(_NAMES, click.Command(None))),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="feedpub")
def main() -> None:
    """Publish a newsroom's articles as RSS, Atom and JSON feeds.

    Articles are YAML files in articles/STATION/; feeds go to feeds/STATION/, for any web server to serve. Start with

    \b
        feedpub build

    which tells you what is wrong, with the file and line, and publishes everything that is right.
    """
