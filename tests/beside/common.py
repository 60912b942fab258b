"""A podcast's feed, and what the rules that need other files say of it."""

import json
from pathlib import Path
from typing import Any

from feedpub.rules import Files, validate

BASE = "https://quay.example/"
CODES = {"e-length-match", "f-chain", "i-artwork", "p-files", "s-guid-stable"}
Said = tuple[str, str, int, int]
"""The code, message, line and column of a problem."""
TIDE = "The feed says that tide.mp3 has {} bytes; it has 24,000."
TIDE_URL = f"{BASE}audio/tide.mp3"
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{BASE}">
<id>tag:quay.example,2026:feed</id><title>Quay Radio</title><updated>2026-05-02T13:30:00Z</updated>
<link rel="self" type="application/atom+xml" href="{BASE}feed.atom"/><link href="{BASE}"/>
<author><name>Ann</name></author>
<entry><id>tag:quay.example,2026:gulls</id><title>The gulls are back</title><updated>2026-05-02T13:30:00Z</updated>
<link href="{BASE}gulls"/><summary>They came early.</summary>
<link rel="enclosure" type="audio/mpeg" href="audio/tide.mp3" length="24000"/>
</entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Quay Radio",
        "home_page_url": BASE,
        "feed_url": f"{BASE}feed.json",
        "items": [
            {
                "id": "tag:quay.example,2026:gulls",
                "url": f"{BASE}gulls",
                "title": "The gulls are back",
                "content_text": "They came early.",
                "date_published": "2026-05-02T13:30:00Z",
                "attachments": [{"url": TIDE_URL, "mime_type": "audio/mpeg", "size_in_bytes": 24000}],
            }
        ],
    },
    indent=2,
)
GUID = "tag:quay.example,2026:gulls"


def said(content: bytes | str, folder: Path, **more: Any) -> list[Said]:
    """What the rules that need other files say of a feed that is rss.xml, feed.atom or feed.json in this folder."""
    raw = content.encode() if isinstance(content, str) else content
    name = "feed.json" if raw.startswith(b"{") else "feed.atom" if b"<feed" in raw else "rss.xml"
    more.setdefault("url", f"{BASE}{name}")
    problems = validate(raw, name, files=Files(folder, BASE), **more)
    return [(p.code, p.message, p.place.line, p.place.column) for p in problems if p.code in CODES]


def rss(*lines: str, item: tuple[str, ...] = (), name: str = "rss.xml") -> str:
    """A whole podcast feed with these lines in its channel and its item; the first of them are lines 9 and 14."""
    return "\n".join(
        (
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"',
            ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:media="http://search.yahoo.com/mrss/"',
            ' xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:fh="http://purl.org/syndication/history/1.0">',
            "<channel>",
            f'<atom:link rel="self" href="{BASE}{name}" type="application/rss+xml"/>',
            "<title>Quay Radio</title>",
            "<link>https://quay.example/</link>",
            "<description>The sound of the sea</description><language>en-US</language>",
            *lines,
            "<item>",
            "<title>The gulls are back</title><link>https://quay.example/gulls</link>",
            '<description>They came early.</description><guid isPermaLink="false">tag:quay.example,2026:gulls</guid>',
            "<pubDate>Sat, 02 May 2026 13:30:00 +0000</pubDate>",
            *(item or ("<author>ann@quay.example (Ann)</author>",)),
            "</item></channel></rss>",
        )
    )
