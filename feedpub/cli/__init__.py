"""The `feedpub` command: one small module a command, each imported when it is called, with what does the work."""

import sys
from collections import UserDict
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from feedpub import __version__
from feedpub.problem import os_error_in_words
from feedpub.report import ExitCode, failure_as_text


class _Modules(UserDict[str, click.Command]):
    """The commands by the names of their modules: cron calls one a minute, and need not import the others."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in self.data:
            raise KeyError(name)
        command: click.Command = import_module(f"feedpub.cli.{name}").command
        return command


_NAMES = ("build", "serve", "validate", "rules", "diff", "guid", "next", "status", "snippet", "schema", "completion")


class _Group(click.Group):
    """The commands, none of which ends in a traceback for what the system says against it."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command of these arguments; click's. What cannot be read or written ends it with exit code 3."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            with suppress(OSError):  # nor may it be possible to tell of it
                click.echo(failure_as_text(os_error_in_words(error)), err=True)
            sys.exit(ExitCode.FAILED)


@click.group(
    cls=_Group,
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
