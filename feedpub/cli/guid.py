"""`feedpub guid`: the podcast:guid of shows."""

from pathlib import Path

import click

from feedpub.cli.folders import articles_option
from feedpub.cli.output import printing
from feedpub.problem import os_error_in_words, printable
from feedpub.report import ExitCode


@click.command("guid", short_help="Print or store the lasting ids of shows.")
@click.argument("shows", nargs=-1, metavar="[STATION/SHOW]...")
@articles_option
@click.option("--write", is_flag=True, help="Put missing guids into the files of their shows.")
def command(shows: tuple[str, ...], articles: Path, write: bool) -> None:  # noqa: FBT001 - click's form of a flag
    """Print the guid of each show, or of those named, and whether it is in the show's file.

    A show's guid is made from the address that its feed has now, and is then kept for ever, wherever the feed moves:
    apps and directories recognize the show by it. With --write it is put into show.yaml or station.yaml, above the
    show's title; nothing else in the file changes.
    """
    from feedpub.guids import (  # noqa: PLC0415 - not needed for --help
        NotStoredError,
        UnknownShowError,
        UnreadableNewsroomError,
        guids,
        store,
    )

    try:
        found = guids(articles, shows)
    except UnknownShowError as error:
        raise click.UsageError(str(error)) from error
    except UnreadableNewsroomError as error:
        click.echo(str(error), err=True)
        click.get_current_context().exit(ExitCode.FAILED)
    code, lines = ExitCode.WELL, []
    for show in found:
        state = "stored" if show.stored else "not stored"
        try:
            if write and not show.stored:
                state = f"stored in {printable(store(articles, show).as_posix())}"
            lines.append(f"{show.path}  {show.guid}  {state}")
        except (NotStoredError, OSError) as error:
            click.echo(os_error_in_words(error) if isinstance(error, OSError) else str(error), err=True)
            code = ExitCode.FAILED
    with printing():
        for line in lines:
            click.echo(line)
    click.get_current_context().exit(code)
