"""`feedpub rules`: the catalogue of problems."""

import difflib

import click

from feedpub.catalog import CATALOG


@click.command("rules", short_help="Explain what feedpub can find wrong.")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """List everything that feedpub can find wrong with an article, or explain one CODE.

    The code of a problem stands in brackets at the end of its message.

    \b
    Examples:
      feedpub rules
      feedpub rules duplicate-key
    """
    if code is None:
        width = max(len(name) for name in CATALOG)
        for name, entry in CATALOG.items():
            click.echo(f"{name:{width}}  {entry.meaning}")
        return
    if code not in CATALOG:
        near = difflib.get_close_matches(code, CATALOG, n=1)
        raise click.BadParameter(f"There is no code {code}." + (f" Did you mean {near[0]}?" if near else ""))
    click.echo(f"{code}\n\n{CATALOG[code].meaning}\n{CATALOG[code].why}")
