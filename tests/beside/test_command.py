"""The command with --base-url and --previous."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedpub.cli import main
from tests.beside.common import BASE, GUID, TIDE, TIDE_URL, rss


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], catch_exceptions=False)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for folder in ("feeds/audio", "old"):
        (tmp_path / folder).mkdir(parents=True)
    enclosure = f'<enclosure url="{TIDE_URL}" length="1000" type="audio/mpeg"/>'
    (tmp_path / "feeds" / "rss.xml").write_text(rss(item=(enclosure,)))
    (tmp_path / "feeds" / "audio" / "tide.mp3").write_bytes(bytes(24_000))
    (tmp_path / "old" / "rss.xml").write_text(rss(item=(enclosure,)).replace(GUID, "tag:quay.example,2026:old"))
    return tmp_path


LENGTH_TOLD = f"""\
feeds/rss.xml:13:54: warning: {TIDE.format("1,000")} [e-length-match]
    Write length="24000"
    rss/channel/item[1]/enclosure/@length, in “The gulls are back”
"""


@pytest.mark.parametrize("source", ["feeds", "feeds/rss.xml"])
@pytest.mark.usefixtures("folder")
def test_files_beside_a_feed_are_looked_at(source: str) -> None:
    assert run(source).output == ""
    assert run("--base-url", BASE, source).output == LENGTH_TOLD
    assert run("--base-url", BASE, "--strict", source).exit_code == 1


@pytest.mark.parametrize(
    ("previous", "source"), [("old", "feeds"), ("old/rss.xml", "feeds/rss.xml"), ("old", "feeds/rss.xml")]
)
@pytest.mark.usefixtures("folder")
def test_guids_are_held_against_the_previous_feed(previous: str, source: str) -> None:
    result = run("--previous", previous, source)
    assert result.output == (
        "feeds/rss.xml:11:44: warning: The guid of this article was “tag:quay.example,2026:old”; it is "
        f"“{GUID}” now, so every subscriber gets it as a new one. [s-guid-stable]\n"
        "    Write tag:quay.example,2026:old again\n"
        "    rss/channel/item[1]/guid, in “The gulls are back”\n"
    )
    assert result.exit_code == 0
    assert run("--previous", "feeds", source).output == ""


def test_standard_input_has_a_previous_feed(folder: Path) -> None:
    arguments = ["validate", "--previous", "old/rss.xml", "-"]
    content = (folder / "feeds" / "rss.xml").read_bytes()
    assert "[s-guid-stable]" in CliRunner().invoke(main, arguments, input=content).output
    arguments[2] = "old"
    assert CliRunner().invoke(main, arguments, input=content).output == ""


def test_a_new_feed_has_no_previous_one(folder: Path) -> None:
    (folder / "old" / "rss.xml").unlink()
    assert run("--previous", "old", "feeds").output == ""


@pytest.mark.parametrize("sources", [["feeds"], ["feeds/rss.xml", "feeds/rss.xml"]])
@pytest.mark.usefixtures("folder")
def test_one_previous_feed_is_not_for_several(sources: list[str]) -> None:
    result = run("--previous", "old/rss.xml", *sources)
    assert result.exit_code == 2
    assert "--previous is one feed, but several are judged: name a folder." in result.output


@pytest.mark.usefixtures("folder")
def test_a_previous_feed_that_is_not_there() -> None:
    assert run("--previous", "none", "feeds").exit_code == 2
