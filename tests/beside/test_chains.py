"""The documents of a paged or archived feed hold together."""

import json
from pathlib import Path

from feedpub.rules import Files, validate
from tests.beside.common import BASE, JSON_FEED, rss, said


def part(name: str, links: dict[str, str], entry: str, *, archive: bool = True, updated: str = "02") -> str:
    """One document of an archived feed; its links begin in line 5, in the order of `links`, its entry in the last."""
    identity = f'<id>tag:quay.example,2026:{entry}</id><link href="{BASE}{entry}"/>'
    return "\n".join(
        (
            '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">',
            "<title>Quay Radio</title><id>tag:quay.example,2026:feed</id><author><name>Ann</name></author>",
            f'<link rel="self" href="{BASE}{name}"/><link href="{BASE}"/>{"<fh:archive/>" * archive}',
            "<updated>2026-05-02T13:30:00Z</updated>",
            *(f'<link rel="{relation}" href="{BASE}{target}"/>' for relation, target in links.items()),
            f"<entry>{identity}<title>{entry}</title><updated>2026-05-{updated}T13:30:00Z</updated>",
            "<summary>News</summary></entry></feed>",
        )
    )


CURRENT = {"current": "feed.atom"}
CHAIN = {
    "feed.atom": part("feed.atom", {"prev-archive": "2.atom"}, "new", archive=False),
    "2.atom": part("2.atom", {"prev-archive": "1.atom", **CURRENT}, "middle"),
    "1.atom": part("1.atom", {"next-archive": "2.atom", "prev-archive": "0.atom", **CURRENT}, "older"),
    "0.atom": part("0.atom", {"next-archive": "1.atom", **CURRENT}, "oldest"),
}


def chain(folder: Path, **changed: str | None) -> dict[str, list[tuple[str, int, int]]]:
    """What f-chain says of each document of the chain with these changed."""
    documents = {**CHAIN, **{f"{name.strip('_')}.atom": content for name, content in changed.items()}}
    for name, content in documents.items():
        if content is not None:
            (folder / name).write_text(content)
    files, told = Files(folder, BASE), {}
    for name, content in documents.items():
        problems = validate((content or "").encode(), name, url=f"{BASE}{name}", files=files) if content else []
        found = [(p.message, p.place.line, p.place.column) for p in problems if p.code == "f-chain"]
        if found:
            told[name] = found
    return told


def test_a_chain_that_holds(tmp_path: Path) -> None:
    assert chain(tmp_path) == {}


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    message = "There is no file for the {} document, so readers that follow the link find nothing."
    assert chain(tmp_path, _0=None) == {"1.atom": [(message.format("prev-archive"), 6, 26)]}


def test_a_document_that_is_no_feed(tmp_path: Path) -> None:
    feed = rss(f'<atom:link rel="next" href="{BASE}page.xml"/>')
    for content in ("<html/>", "", "{}", '{"items": 1}', "<rss/>"):
        (tmp_path / "page.xml").write_text(content)
        assert said(feed, tmp_path) == [("f-chain", "The next document, page.xml, is not a feed.", 9, 23)]


def test_a_circle(tmp_path: Path) -> None:
    told = chain(tmp_path, _0=part("0.atom", {"prev-archive": "2.atom", **CURRENT}, "oldest"))
    message = "The prev-archive links go round in a circle through {}, so readers that follow them never finish."
    assert told == {
        "feed.atom": [(message.format("2.atom"), 5, 26)],
        "2.atom": [(message.format("1.atom"), 5, 26)],
        "1.atom": [(message.format("0.atom"), 6, 26)],
        "0.atom": [(message.format("2.atom"), 5, 26)],
    }


def test_a_link_that_does_not_lead_back(tmp_path: Path) -> None:
    told = chain(tmp_path, _0=part("0.atom", {"next-archive": "2.atom", **CURRENT}, "oldest"))
    message = (
        "0.atom is the prev-archive document of this one, but its next-archive link leads to "
        "https://quay.example/2.atom, so readers that follow the links miss some."
    )
    assert told["1.atom"] == [(message, 6, 26)]
    assert told.keys() == {"1.atom", "0.atom"}


def test_an_archive_that_has_no_link_to_the_one_before(tmp_path: Path) -> None:
    told = chain(tmp_path, _2=part("2.atom", CURRENT, "middle"))
    message = "2.atom has no prev-archive link back, so readers never reach this document."
    assert told == {"1.atom": [(message, 5, 26)]}


def test_another_current_feed(tmp_path: Path) -> None:
    told = chain(tmp_path, _2=part("2.atom", {"prev-archive": "1.atom", "current": "other.atom"}, "middle"))
    said_here = "says that the current feed is https://quay.example/{}, but here it is https://quay.example/{}."
    assert told == {
        "feed.atom": [(f"2.atom {said_here.format('other.atom', 'feed.atom')}", 5, 26)],
        "2.atom": [(f"1.atom {said_here.format('feed.atom', 'other.atom')}", 5, 26)],
    }


def test_an_entry_in_two_archives(tmp_path: Path) -> None:
    told = chain(tmp_path, _2=part("2.atom", {"prev-archive": "1.atom", **CURRENT}, "oldest"))
    message = "The archive 0.atom has this entry too; readers may show it twice."
    assert told == {"2.atom": [(message, 7, 8)]}


def test_an_entry_that_was_changed_may_be_in_two_archives(tmp_path: Path) -> None:
    again = part("2.atom", {"prev-archive": "1.atom", **CURRENT}, "oldest", updated="03")
    assert chain(tmp_path, _2=again) == {}


def test_pages_of_rss(tmp_path: Path) -> None:
    def page(name: str, *links: str) -> str:
        return rss(
            *(f'<atom:link rel="{link.split()[0]}" href="{BASE}{link.split()[1]}"/>' for link in links), name=name
        )

    (tmp_path / "rss.xml").write_text(page("rss.xml", "next 2.xml"))
    (tmp_path / "2.xml").write_text(page("2.xml", "prev rss.xml", "next https://elsewhere.example/"))
    assert said(page("rss.xml", "next 2.xml"), tmp_path) == []
    (tmp_path / "3.xml").write_text(page("3.xml"))
    (tmp_path / "2.xml").write_text(page("2.xml", "previous 3.xml"))
    message = (
        "2.xml is the next document of this one, but its previous link leads to https://quay.example/3.xml, "
        "so readers that follow the links miss some."
    )
    assert said(page("rss.xml", "next 2.xml"), tmp_path) == [("f-chain", message, 9, 23)]


def test_pages_of_json(tmp_path: Path) -> None:
    first = {**json.loads(JSON_FEED), "next_url": f"{BASE}2.json"}
    first["items"][0].pop("attachments")
    second = {**first, "feed_url": f"{BASE}2.json"}
    del second["next_url"]
    (tmp_path / "feed.json").write_text(json.dumps(first))
    (tmp_path / "2.json").write_text(json.dumps(second))
    assert said(json.dumps(first), tmp_path) == []
    (tmp_path / "2.json").write_text(json.dumps({**second, "next_url": f"{BASE}feed.json"}))
    message = "The next links go round in a circle through 2.json, so readers that follow them never finish."
    column = json.dumps(first).index(f'"{BASE}2.json"') + 1
    (problem,) = said(json.dumps(first), tmp_path)
    assert problem[:3] == ("f-chain", message, 1)
    assert problem[3] in {column, column + 1}
    (tmp_path / "2.json").unlink()
    assert [problem[0] for problem in said(json.dumps(first), tmp_path)] == ["f-chain"]


def test_an_entry_that_left_the_feed_is_in_an_archive(tmp_path: Path) -> None:
    for name, content in CHAIN.items():
        (tmp_path / name).write_text(content)
    now = CHAIN["feed.atom"]
    for entry, told in (("middle", False), ("lost", True)):
        before = now.replace("new", entry)
        message = f"“{entry}” was in the feed before and is now in no archive either."
        expected = [("f-chain", message, 5, 26)] if told else []
        assert said(now, tmp_path, previous=before.encode()) == expected
    withdrawn = now.replace("<entry>", '<at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" '
                            'ref="tag:quay.example,2026:lost" when="2026-05-03T00:00:00Z"/><entry>')  # fmt: skip
    assert said(withdrawn, tmp_path, previous=now.replace("new", "lost").encode()) == []
    (tmp_path / "0.atom").unlink()
    assert said(now, tmp_path, previous=now.replace("new", "lost").encode()) == []


def test_an_entry_that_left_the_feed_from_its_middle_was_withdrawn(tmp_path: Path) -> None:
    for name, content in CHAIN.items():
        (tmp_path / name).write_text(content)
    now = CHAIN["feed.atom"]
    entry = now[now.index("<entry>") : now.index("</feed>")]
    before = now.replace(entry, entry.replace("new", "withdrawn") + entry.replace("new", "kept"))
    after = now.replace(entry, entry + entry.replace("new", "kept"))
    assert said(after, tmp_path, previous=before.encode()) == []


def test_a_document_that_leads_to_itself_is_told_by_its_own_rule(tmp_path: Path) -> None:
    feed = rss(f'<atom:link rel="next" href="{BASE}rss.xml"/>')
    (tmp_path / "rss.xml").write_text(feed)
    assert said(feed, tmp_path) == []
    assert "f-next-self" in {problem.code for problem in validate(feed.encode())}


def test_a_long_chain_is_followed_in_no_time(tmp_path: Path) -> None:
    for number in range(1500):
        links = {"next-archive": f"{number - 1}.atom", "prev-archive": f"{number + 1}.atom"} | CURRENT
        (tmp_path / f"{number}.atom").write_text(part(f"{number}.atom", links, f"e{number}"))
    files = Files(tmp_path, BASE)
    middle = (tmp_path / "700.atom").read_bytes()
    assert validate(middle, url=f"{BASE}700.atom", files=files) == []
    assert len(files.known) < 250
