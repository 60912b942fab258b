"""`feedpub guid`: the lasting ids of shows, and how they get into YAML files without anything else changing."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from feedpub import writer
from feedpub.cli import main
from feedpub.guids import minted

CASES = Path(__file__).parent / "cases"
GUID = "e1a3d435-1420-545c-9b50-c4ec0728f825"
SHOW = Path("articles/harbor/talk/show.yaml")
STATION = Path("articles/harbor/station.yaml")
TALK = """\
title: Talk
description: Talk.
categories: [News]
image: {url: "https://harbor.example/art.png"}
"""


@pytest.fixture(autouse=True)
def _newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(CASES / "_base" / "articles", tmp_path / "articles")
    (tmp_path / SHOW).parent.mkdir()
    monkeypatch.chdir(tmp_path)


def guid(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["guid", *arguments])


def test_a_guid_is_made_of_the_address_without_scheme_and_slashes_at_its_end() -> None:
    # The example of the podcast namespace's documentation.
    assert minted("https://mp3s.nashownotes.com/pc20rss.xml") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert minted("http://podnews.net/rss/") == minted("https://podnews.net/rss")


@pytest.mark.parametrize(
    "before",
    [
        TALK,
        f"# A comment\n\n{TALK}",
        TALK.replace("\n", "\r\n"),
        f"\ufeff{TALK}",
        TALK.removesuffix("\n"),
        TALK.replace("title: Talk", 'title: "Talk\n  and more"'),
    ],
)
def test_a_guid_is_put_above_the_title_and_nothing_else_changes(before: str) -> None:
    SHOW.write_bytes(before.encode())
    assert guid().output == f"harbor/talk  {GUID}  not stored\n"
    assert SHOW.read_bytes() == before.encode()
    done = guid("--write")
    assert (done.exit_code, done.output) == (0, f"harbor/talk  {GUID}  stored in {SHOW.as_posix()}\n")
    ending = "\r\n" if "\r\n" in before else "\n"
    assert SHOW.read_bytes().decode() == before.replace("title: ", f"guid: {GUID}{ending}title: ", 1)
    assert guid("--write").output == f"harbor/talk  {GUID}  stored\n"


def test_a_guid_is_put_into_the_station_s_file_if_the_show_stands_there() -> None:
    before = "title: Harbor Radio\nlink: https://harbor.example/\nshows:\n  talk:\n" + "".join(
        f"    {line}\n" for line in TALK.splitlines()
    )
    STATION.write_text(before)
    assert guid("--write", "harbor/talk").exit_code == 0
    assert STATION.read_text() == before.replace("    title: Talk", f"    guid: {GUID}\n    title: Talk")


def test_a_show_in_braces_is_left_as_it_is_and_the_line_is_told() -> None:
    before = (
        "title: Harbor Radio\nlink: https://harbor.example/\n"
        'shows: {talk: {title: Talk, description: T., categories: [News], image: "https://harbor.example/art.png"}}\n'
    )
    STATION.write_text(before)
    done = guid("--write")
    assert done.exit_code == 3
    assert (
        done.stderr
        == f"{STATION.as_posix()}: the guid cannot be put in automatically; add this line yourself: guid: {GUID}\n"
    )
    assert STATION.read_text() == before


def test_a_show_that_is_not_there() -> None:
    SHOW.write_text(TALK)
    done = guid("harbor/tlak")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        "Error: There is no show “harbor/tlak”. The shows are harbor/talk.",
    )


def test_a_guid_without_a_value_is_left_to_the_editor() -> None:
    before = TALK + "guid:\n"
    SHOW.write_text(before)
    done = guid("--write")
    assert (done.exit_code, SHOW.read_text()) == (3, before)


def test_a_newsroom_that_cannot_be_read_is_told() -> None:
    SHOW.write_text(TALK + "guid: 123\n")
    done = guid("--write")
    place = "articles/harbor/talk/show.yaml:5:7"
    words = "The guid of a show has to be a UUID. First fix what `feedpub build` reports."
    assert (done.exit_code, done.output) == (3, f"{place}: {words}\n")


def test_the_file_keeps_its_mode_and_stays_a_link() -> None:
    real = Path("articles/harbor/talk/real.yaml.txt")
    real.write_text(TALK)
    real.chmod(0o640)
    SHOW.symlink_to(real.name)
    assert guid("--write").exit_code == 0
    assert SHOW.is_symlink()
    assert (real.stat().st_mode & 0o777, real.read_text()) == (0o640, f"guid: {GUID}\n{TALK}")


def test_a_file_that_cannot_be_written_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_files: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", SHOW.as_posix())

    SHOW.write_text(TALK)
    monkeypatch.setattr(writer, "put_in_place", full)
    done = guid("--write")
    assert (done.exit_code, done.output) == (3, f"{SHOW.as_posix()}: No space left on device\n")


def test_names_of_folders_need_not_be_utf_8() -> None:
    SHOW.write_text(TALK)
    name = os.fsdecode(b"a\xff")
    Path("articles").rename(name)
    told = f"harbor/talk  {GUID}  stored in a\\udcff/harbor/talk/show.yaml\n"
    assert guid("--articles", name, "--write").output == told
