"""The `feedpub` command: one small module a command, each imported when it is called, with what does the work."""

from importlib import import_module

import click

from feedpub import __version__

_COMMANDS = ("build", "validate", "rules", "schema", "completion")


class _Commands(click.Group):
    """Finds a command in the module of its name: cron calls one a minute, and would import all the others too."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's form
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's form
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"feedpub.cli.{cmd_name}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="feedpub")
def main() -> None:
    """Publish a newsroom's articles as RSS, Atom and JSON feeds.

    Articles are YAML files in articles/STATION/; feeds go to feeds/STATION/, for any web server to serve. Start with

    \b
        feedpub build

    which tells you what is wrong, with the file and line, and publishes everything that is right.
    """
