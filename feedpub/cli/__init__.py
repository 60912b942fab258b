"""The `feedpub` command: one small module a command, which imports what does the work when it is called."""

import click

from feedpub import __version__
from feedpub.cli import build, completion, rules, schema, validate


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="feedpub")
def main() -> None:
    """Publish a newsroom's articles as RSS, Atom and JSON feeds.

    Articles are YAML files in articles/STATION/; feeds go to feeds/STATION/, for any web server to serve. Start with

    \b
        feedpub build

    which tells you what is wrong, with the file and line, and publishes everything that is right.
    """


for _module in (build, validate, rules, schema, completion):
    main.add_command(_module.command)
