"""`feedpub completion`: shell completion, by click."""

import click
from click.shell_completion import get_completion_class

from feedpub.cli.output import printing


@click.command("completion", short_help="Print the code for shell completion.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the code that lets a shell complete feedpub's commands and options with the tab key.

    \b
    Put it into your shell's start-up file:
      bash   eval "$(feedpub completion bash)"     in ~/.bashrc
      zsh    eval "$(feedpub completion zsh)"      in ~/.zshrc
      fish   feedpub completion fish | source      in ~/.config/fish/config.fish
    """
    completion = get_completion_class(shell)
    root = click.get_current_context().find_root()
    if completion is None:
        raise click.UsageError(f"click cannot complete in {shell}.")
    with printing():
        click.echo(completion(root.command, {}, "feedpub", "_FEEDPUB_COMPLETE").source())
