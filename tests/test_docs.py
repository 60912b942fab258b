"""Everything that the documentation shows is run here, and prints what the documentation says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click

from feedpub.catalog import CATALOG
from feedpub.cli import main
from feedpub.model import podcasting
from feedpub.model.article import Article
from feedpub.model.episode import EpisodeFields
from feedpub.model.fields import Input
from feedpub.model.newsroom import Publisher, Station
from feedpub.model.parts import Audio, Image
from feedpub.model.show import Live, Show
from tests import docs_from_catalog, docs_from_rules

ROOT = Path(__file__).parent.parent
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_readme_s_tour_prints_what_it_says(tmp_path: Path) -> None:
    shown = "".join(CONSOLE.findall((ROOT / "README.md").read_text("utf-8")))
    steps = re.findall(r"^\$ (.*\n(?:^> .*\n)*)((?:^(?!\$ ).*\n)*)", shown, re.MULTILINE)
    assert len(steps) > 8
    for command, expected in steps:
        assert _run(command.replace("\n> ", "\n"), tmp_path) == expected, command


def _run(command: str, folder: Path) -> str:
    """What a shell prints for the command, with a line for an exit code that is not 0."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False)
    code = f"[exit code {done.returncode}]\n" if done.returncode else ""
    return done.stdout + done.stderr + code


def test_the_page_of_problems_is_made_from_the_catalogue() -> None:
    assert docs_from_catalog.PAGE.read_text("utf-8") == docs_from_catalog.page()
    assert list(CATALOG) == sorted(CATALOG)


_OF_SHOWS = [model for model in vars(podcasting).values() if isinstance(model, type) and issubclass(model, Input)]


def test_every_field_is_documented_in_the_table_of_its_own_section() -> None:
    """Fields of a group stand in the row of the field that has the group."""
    article, episode, show, station, publisher = map(_section, ("article", "episode", "show", "station", "publisher"))
    assert _first(article) == _names(Article) - _names(EpisodeFields) | {"audio"}
    assert _first(episode) == _names(EpisodeFields) - {"audio", "chapters_file"} | {"image"}
    assert _first(show) == _names(Show)
    assert _first(station) == _names(Station)
    assert _names(Publisher) <= _first(station) | _words(publisher)
    assert "chapters_file" in _words(_row(episode, "chapters"))
    assert _names(Image) <= _words(_row(article, "image"))
    assert _names(Audio) <= _words(_row(article, "audio"))
    assert _names(Live) <= _words(_row(show, "live"))
    for model in _OF_SHOWS:
        assert _names(model) <= _words(article + episode + show), model.__name__


def _section(what: str) -> str:
    """What the page says under the heading of an article, an episode, a show, a station or the publisher."""
    page = (ROOT / "docs" / "articles.md").read_text("utf-8")
    [found] = re.findall(rf"^###? (?:An?|The) {what}\b.*\n((?:(?!##).*\n)*)", page, re.MULTILINE)
    return str(found)


def _row(section: str, field: str) -> str:
    """The row of a field."""
    [found] = re.findall(rf"^\| `{field}` \|.*$", section, re.MULTILINE)
    return str(found)


def _first(section: str) -> set[str]:
    """The fields in the first column of a section's tables."""
    return _words("\n".join(re.findall(r"^\|([^|]*)\|", section, re.MULTILINE)))


def _words(text: str) -> set[str]:
    """The words in code."""
    return set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`]+`", text))))


def _names(model: type[Input]) -> set[str]:
    return set(model.model_fields)


def test_every_command_and_option_has_help() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.help, name
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.name}"


def test_links_between_pages_lead_somewhere() -> None:
    links: list[tuple[Path, str]] = []
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]:
        prose = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        links += [(page, target) for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", prose)]
    assert len(links) > 20
    for page, target in links:
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_what_an_article_goes_through_is_where_the_guide_says() -> None:
    table = re.findall(r"^\| `(\w+)` \| `([\w/.]+)` \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert len(table) == 11
    for name, module in table:
        assert re.search(rf"\b{name}\(", (ROOT / "feedpub" / module).read_text("utf-8")), f"{name} in {module}"


def test_man_pages_can_be_made(tmp_path: Path) -> None:
    program = shutil.which("click-man", path=str(Path(sys.executable).parent))
    assert program is not None
    subprocess.run([program, "feedpub", "--target", str(tmp_path)], check=True, capture_output=True)
    assert "feedpub-build.1" in {path.name for path in tmp_path.iterdir()}


def test_the_page_and_the_examples_of_rules_are_made_from_them() -> None:
    assert docs_from_rules.PAGE.read_text("utf-8") == docs_from_rules.page()
    assert docs_from_rules.EXAMPLES.read_text("utf-8") == docs_from_rules.examples()
