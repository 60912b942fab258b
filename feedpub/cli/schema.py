"""`feedpub schema`: the JSON Schema of the YAML files."""

import json
from typing import TYPE_CHECKING

import click

from feedpub.cli.output import printing

if TYPE_CHECKING:
    from pydantic import BaseModel


@click.command("schema", short_help="Print a JSON Schema for editors.")
@click.argument("kind", type=click.Choice(["article", "show", "station", "publisher"]))
def command(kind: str) -> None:
    """Print the JSON Schema of an article's, a show's, a station's or the publisher's YAML file.

    An editor that knows it completes the names of fields and marks mistakes as you type. In Visual Studio Code, with
    the YAML extension, save it and name it in the first line of a file:

    \b
      feedpub schema article > article.schema.json
      # yaml-language-server: $schema=../../article.schema.json
    """
    from feedpub.model.article import Article  # noqa: PLC0415 - not needed for --help
    from feedpub.model.descriptions import described_schema  # noqa: PLC0415 - not needed for --help
    from feedpub.model.newsroom import Publisher, Station  # noqa: PLC0415 - not needed for --help
    from feedpub.model.show import Show  # noqa: PLC0415 - not needed for --help

    models: dict[str, type[BaseModel]] = {"article": Article, "show": Show, "station": Station, "publisher": Publisher}
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described_schema(models[kind])}
    with printing():
        click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
