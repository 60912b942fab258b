"""The `feedpub` command. Each command lies in a module of its own, imported when it is called."""

from importlib import import_module

import click
from typing_extensions import override

from feedpub import __version__

_COMMANDS = {
    "build": "Make the feeds of all stations, and put them in place.",
    "completion": "Print the shell code that completes feedpub's commands.",
    "rules": "Explain what feedpub can find wrong with an article.",
    "schema": "Print the JSON Schema of a YAML file, for editors.",
}


class _LazyGroup(click.Group):
    """Imports a command's module when it is needed, so that cron's runs start fast."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"feedpub.cli.{cmd_name}").command
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="feedpub")
def main() -> None:
    """Publish a newsroom's articles as RSS, Atom and JSON feeds.

    Articles are YAML files in articles/STATION/; feeds go to feeds/STATION/, for any web server to serve. Start with

    \b
        feedpub build

    which tells you what is wrong, with the file and line, and publishes everything that is right.
    """
