"""`feedpub rules`: everything that feedpub can find wrong, with articles and with feeds."""

import json
from importlib.resources import files
from textwrap import indent
from typing import TYPE_CHECKING

import click

from feedpub.catalog import CATALOG
from feedpub.cli.output import printing
from feedpub.problem import suggestion

if TYPE_CHECKING:
    from feedpub.rules.rule import Rule


@click.command("rules", short_help="Explain what feedpub can find wrong.")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """List everything that feedpub can find wrong with an article or a feed, or explain one CODE.

    The code of a problem is in brackets at the end of its message.

    \b
    Examples:
      feedpub rules
      feedpub rules duplicate-key
      feedpub rules r-guid-blank
    """
    from feedpub.rules import every_rule  # noqa: PLC0415 - not needed for --help

    rules = every_rule()
    meanings = {name: entry.meaning for name, entry in CATALOG.items()}
    meanings |= {name: rule.demand for name, rule in sorted(rules.items())}
    if code is None:
        width = max(len(name) for name in meanings)
        text = "\n".join(f"{name:{width}}  {meaning}" for name, meaning in meanings.items())
    elif code in CATALOG:
        text = f"{code}\n\n{CATALOG[code].meaning}\n{CATALOG[code].why}"
    elif code in rules:
        text = _explained(rules[code])
    else:
        near = suggestion(code, meanings)
        raise click.BadParameter(f"There is no code {code}." + (f" Did you mean {near}?" if near else ""))
    with printing():
        click.echo(text)


def _explained(rule: "Rule") -> str:
    """A rule in words, with the lines of a feed that breaks it and of one that does not."""
    from feedpub.rules.verdict import standing  # noqa: PLC0415 - not needed for --help

    text = f"{rule.code} ({standing(rule)})\n\n{rule.demand}\n{rule.advice}\nSource: {rule.source} ({rule.basis})"
    example = json.loads(files("feedpub.rules").joinpath("examples.json").read_text("utf-8")).get(rule.code)
    if example:
        text += f"\n\nWrong:\n{indent(example['bad'], '    ')}\n\nRight:\n{indent(example['good'], '    ')}"
    return text
