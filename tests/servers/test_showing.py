"""Pages under `feedpub serve`: what is published with them comes from this machine, and everything else stays."""

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from feedpub.server.http import Server
from feedpub.server.messages import Answer, Request
from feedpub.server.places import Places
from feedpub.server.policy import allowing
from feedpub.server.reloading import Listeners
from feedpub.server.showing import shown
from feedpub.server.site import Site
from feedpub.server.tags import edited
from tests.newsroom import build_newsroom, own_articles, tree, write
from tests.pages.site import HOME, Asked, serving

TODAY = datetime(2026, 11, 24, tzinfo=UTC)
PUBLISHED = f"https://{HOME}/"
PAGES = ("index.html", "harbor/index.html", "harbor/sea/index.html", "harbor/tide-tables/index.html", "wbfo/index.html")


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


# --- in a browser ----------------------------------------------------------------------------------------------


@dataclass
class Here:
    """The repository's own articles, served on this machine; whoever else is asked is in `asked`."""

    feeds: Path
    url: str
    browser: Browser
    asked: Asked
    said: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        context = self.browser.new_context(ignore_https_errors=True, permissions=["clipboard-read", "clipboard-write"])
        page = context.new_page()
        self.said.clear()
        self.asked.hosts.clear()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(f"{self.url}{path}")
        return page


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Here]:
    folder = tmp_path_factory.mktemp("here")
    feeds = build_newsroom(own_articles(folder), folder / "feeds", TODAY).out
    listeners = Listeners()
    site = Site(feeds, lambda page, host: shown(feeds, page, host, listeners.script))
    server = Server("127.0.0.1", 0, site, listeners, private=True)
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is missing: run tests/pages/install as root on Debian.")
    with server.running() as url, serving(feeds, folder) as (port, asked), sync_playwright() as playwright:
        others = f"--host-resolver-rules=MAP * 127.0.0.1:{port}, EXCLUDE 127.0.0.1"
        browser = playwright.chromium.launch(executable_path=chromium, args=[others, "--mute-audio"])
        yield Here(feeds, url, browser, asked)
        browser.close()


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true; the policy of the page does not let the browser's own way of waiting."""
    for _ in range(200):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("path", PAGES)
def test_pictures_come_from_this_machine(here: Here, path: str) -> None:
    page = here.open(path)
    page.evaluate("for (const one of document.images) one.loading = 'eager'")
    until(page, "[...document.images].every((one) => one.complete && one.naturalWidth > 0)")
    assert HOME not in here.asked.hosts
    assert here.said == []


@pytest.mark.xdist_group("browser")
def test_audio_plays_from_this_machine(here: Here) -> None:
    page = here.open("harbor/tide-tables/index.html")
    page.get_by_label("Play: Spring tides have nothing to do with spring").focus()
    page.keyboard.press("Space")
    until(page, "[...document.querySelectorAll('.latest audio')].some((one) => one.currentTime > 0.2)")
    assert HOME not in here.asked.hosts
    assert here.said == []


@pytest.mark.xdist_group("browser")
def test_the_address_that_is_copied_can_be_subscribed_to_here(here: Here) -> None:
    page = here.open("harbor/index.html")
    page.get_by_role("button", name="Copy RSS").click()
    expect(page.get_by_role("button", name="Copied RSS")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{here.url}harbor/rss.xml"
    assert page.request.get(f"{here.url}harbor/rss.xml").body() == (here.feeds / "harbor/rss.xml").read_bytes()
    reader = page.get_by_role("link", name="Open in your feed reader")
    assert reader.get_attribute("href") == f"feed:{here.url}harbor/rss.xml"


@pytest.mark.xdist_group("browser")
def test_what_others_would_fetch_is_as_it_is_published(here: Here) -> None:
    page = here.open("harbor/tide-tables/index.html")
    for name in ("Feedly", "Overcast"):
        assert HOME in (page.get_by_role("link", name=name, exact=True).get_attribute("href") or "")
    assert PUBLISHED in (page.locator("figure.code [role=img]").get_attribute("aria-label") or "")
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{PUBLISHED}harbor/tide-tables/index.html"


@pytest.mark.xdist_group("browser")
def test_the_files_stay_as_they_are_published(here: Here) -> None:
    before = tree(here.feeds)
    for path in PAGES:
        here.open(path).close()
    assert tree(here.feeds) == before


@pytest.mark.xdist_group("browser")
def test_more_pages_can_be_open_than_a_browser_has_connections(here: Here) -> None:
    context = here.browser.new_context()
    for _ in range(8):
        context.new_page().goto(f"{here.url}harbor/index.html", timeout=10_000)
    context.close()


# --- which addresses are here ----------------------------------------------------------------------------------


@pytest.fixture
def feeds(tmp_path: Path) -> Path:
    """A station in the folder of all feeds, and one with an address of its own, which is that of its site, too."""
    files = {
        "index.html": canonical("https://feeds.example/all/index.html"),
        "quay/index.html": canonical("https://feeds.example/all/quay/index.html"),
        "quay/media/a.png": "a",
        "quay/sea/index.html": "",
        "quay/.new": "",
        "far/index.html": canonical("https://far.example/index.html"),
        "far/rss.xml": "",
        "other/index.html": canonical("https://elsewhere.example/"),
    }
    return write(tmp_path / "feeds", files)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://feeds.example/all/quay/media/a.png", "/quay/media/a.png"),
        ("https://feeds.example/all/quay/media/%61.png?b#c", "/quay/media/%61.png?b#c"),
        ("https://feeds.example/all/quay/sea/", "/quay/sea/"),
        ("https://feeds.example/all/", "/"),
        ("https://far.example/rss.xml", "/far/rss.xml"),
        ("https://far.example/story", None),
        ("https://far.example//evil.example", None),
        ("https://feeds.example/all/quay/media/b.png", None),
        ("https://feeds.example/all/quay/.new", None),
        ("https://feeds.example/all/../secret.txt", None),
        ("https://feeds.example/all/%zz", None),
        ("https://feeds.example/all", None),
        ("https://feeds.example.evil.example/all/quay/media/a.png", None),
        ("http://feeds.example/all/quay/media/a.png", None),
        ("quay/media/a.png", None),
    ],
)
def test_an_address_is_here_if_it_is_of_these_feeds_and_there_is_such_a_file(
    feeds: Path, address: str, path: str | None
) -> None:
    write(feeds.parent, {"secret.txt": ""})
    assert Places(feeds).path(address) == path


def test_a_folder_without_pages_has_no_addresses(tmp_path: Path) -> None:
    assert Places(tmp_path).addresses == Places(tmp_path / "nothing").addresses == []


# --- what becomes of a page ------------------------------------------------------------------------------------

A = "https://feeds.example/all/quay/media/a.png"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (f'<img alt="{A}" src="{A}">', f'<img alt="{A}" src="/quay/media/a.png">'),
        (f"<IMG SRC='{A}'\n width=3 >", '<IMG SRC="/quay/media/a.png"\n width=3 >'),
        (f"<img src={A} alt=a>", '<img src="/quay/media/a.png" alt=a>'),
        (f'<img srcset="{A}, {A} 2x, b.png 3x">', '<img srcset="/quay/media/a.png, /quay/media/a.png 2x, b.png 3x">'),
        (f'<video poster="{A}">', '<video poster="/quay/media/a.png">'),
        (f'<svg><image href="{A}"/></svg>', '<svg><image href="/quay/media/a.png"/></svg>'),
        ('<a title="a > b" href="https://far.example/rss.xml">', '<a title="a > b" href="/far/rss.xml">'),
        ('<a href="https://far.example/rss.xml?a&amp;b">', '<a href="/far/rss.xml?a&amp;b">'),
        (
            '<input readonly value="https://far.example/rss.xml">',
            '<input readonly value="http://localhost:1/far/rss.xml">',
        ),
        ('<a href="feed:https://far.example/rss.xml">', '<a href="feed:http://localhost:1/far/rss.xml">'),
        ('<a href="pcast://far.example/rss.xml">', '<a href="pcast://localhost:1/far/rss.xml">'),
    ],
)
def test_what_is_loaded_or_opened_here_is_here(feeds: Path, written: str, sent: str) -> None:
    assert shown(feeds, written.encode(), "localhost:1", "").decode() == sent


@pytest.mark.parametrize(
    "written",
    [
        f"<p>{A}</p>",
        f'<!-- <img src="{A}"> -->',
        f"<script>'<img src=\"{A}\">'</script>",
        f"<style>p {{ content: '<img src=\"{A}\">' }}</style>",
        f'<script type="application/ld+json">{{"image": "{A}"}}</script>',
        f'<meta property="og:image" content="{A}">',
        f"<link rel='canonical' href='{A}'>",
        f'<input value="{A}">',
        f'<a href="https://feedly.com/?feed={A}">',
        '<a href="overcast://x-callback-url/add?url=https%3A%2F%2Ffar.example%2Frss.xml">',
        '<a href="https://far.example/story">',
        '<img src="https://cdn.example/quay/media/a.png">',
        '<img src="../media/a.png">',
        "<p\r\nclass=a>\xff\n<img src='a' src>",
    ],
)
def test_all_else_stays_as_it_is_to_the_byte(feeds: Path, written: str) -> None:
    page = written.encode("latin-1")
    assert shown(feeds, page, "localhost:1", "") == page


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("<BODY><p>A</p></BODY></html>", "<BODY><p>A</p>!</BODY></html>"),
        ("<p>A", "<p>A!"),
        ("<body>A</body><!-- </body> -->", "<body>A!</body><!-- </body> -->"),
        ("<body><script>'</body>'</script></body>", "<body><script>'</body>'</script>!</body>"),
    ],
)
def test_what_is_added_goes_to_the_end_of_the_body(page: str, sent: str) -> None:
    assert edited(page, lambda _tag, _attributes: {}, "!") == sent


OWN = "'self'"


@pytest.mark.parametrize(
    ("policy", "sent"),
    [
        ("default-src 'none'", f"default-src 'none'; script-src {OWN}; connect-src {OWN}"),
        ("script-src 'none'; connect-src 'none'", f"script-src {OWN}; connect-src {OWN}"),
        ("default-src 'none'; img-src data:; media-src 'none'", ""),
        (
            "script-src 'sha256-x='; script-src *; connect-src 'self'",
            f"script-src 'sha256-x=' {OWN}; connect-src 'self'",
        ),
        ("img-src https://feeds.example data:", f"img-src https://feeds.example data: {OWN}"),
        ("IMG-SRC HTTPS://FEEDS.EXAMPLE", f"img-src HTTPS://FEEDS.EXAMPLE {OWN}"),
        ("media-src https:", f"media-src https: {OWN}"),
        ("img-src https://cdn.example; media-src http:", "img-src https://cdn.example; media-src http:"),
        (
            "default-src https:",
            "default-src https:; "
            + "; ".join(f"{name} https: {OWN}" for name in ("script-src", "connect-src", "img-src", "media-src")),
        ),
        ("script-src-elem 'none'; script-src 'none'", f"script-src-elem {OWN}; script-src 'none'"),
        (";; ", ""),
    ],
)
def test_the_policy_allows_this_server_for_what_it_shows_and_nothing_else(policy: str, sent: str) -> None:
    expected = sent or (f"{policy}; script-src {OWN}; connect-src {OWN}" if policy.strip("; ") else "")
    assert allowing(policy, ["https://feeds.example/all/"]) == expected


def test_the_policy_of_a_page_is_changed_where_it_stands(feeds: Path) -> None:
    page = "<meta content=\"default-src 'none'; img-src https://far.example\" http-equiv=content-security-policy>"
    policy = "default-src &#x27;none&#x27;; img-src https://far.example {0}; script-src {0}; connect-src {0}"
    expected = f'<meta content="{policy}" http-equiv=content-security-policy>'.format("&#x27;self&#x27;")
    assert shown(feeds, page.encode(), "localhost:1", "").decode() == expected


# --- how it is sent --------------------------------------------------------------------------------------------


def get(site: Site, target: str, method: str = "GET", **fields: str) -> tuple[Answer, bytes]:
    headers = {name.replace("_", "-").lower(): value for name, value in {"host": "localhost:1", **fields}.items()}
    with site.answer(Request(method, target, headers)) as answer:
        return answer, b"".join(answer.body())


@pytest.fixture
def site(feeds: Path) -> Site:
    page = f'<body><img src="{A}"></body>' + "x" * 300
    write(feeds, {"quay/index.html": canonical("https://feeds.example/all/quay/index.html") + page})
    (feeds / "quay/index.html.gz").write_bytes(gzip.compress(b"a copy of the file"))
    return Site(feeds, lambda page, host: shown(feeds, page, host, f"<script>{host}</script>"))


def test_a_page_is_sent_as_it_is_shown_and_never_as_a_copy_of_its_file(site: Site, feeds: Path) -> None:
    before = tree(feeds)
    answer, body = get(site, "/quay/", Accept_Encoding="gzip")
    assert b'<img src="/quay/media/a.png"><script>localhost:1</script></body>' in body
    assert (answer.status, answer.length, answer.headers["Cache-Control"]) == (200, len(body), "no-cache")
    assert {"Content-Encoding", "Last-Modified", "Vary"} & answer.headers.keys() == set()
    assert get(site, "/quay/index.html")[1] == body
    assert tree(feeds) == before


def test_the_entity_tag_of_a_page_is_that_of_what_is_sent(site: Site, feeds: Path) -> None:
    etag = get(site, "/quay/")[0].headers["ETag"]
    assert get(site, "/quay/", If_None_Match=etag)[0].status == 304
    assert get(site, "/quay/", "HEAD", If_None_Match=f"W/{etag}")[0].status == 304
    assert get(site, "/quay/", host="[::1]:1", If_None_Match=etag)[0].status == 200
    assert get(Site(feeds), "/quay/", If_None_Match=etag)[0].status == 200
    (feeds / "quay/media/a.png").unlink()
    assert get(site, "/quay/", If_None_Match=etag)[0].status == 200


def test_a_page_has_no_date_that_conditions_could_be_held_against(site: Site) -> None:
    for name in ("If_Modified_Since", "If_Unmodified_Since"):
        for date in ("Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 2099 00:00:00 GMT"):
            assert get(site, "/quay/", **{name: date})[0].status == 200
    assert get(site, "/quay/", Range="bytes=0-9", If_Range="Fri, 31 Dec 2099 00:00:00 GMT")[0].status == 200


def test_parts_of_a_page_are_parts_of_what_is_sent(site: Site) -> None:
    whole, body = get(site, "/quay/")
    part, some = get(site, "/quay/", Range="bytes=-20", If_Range=whole.headers["ETag"])
    assert (part.status, some) == (206, body[-20:])
    assert part.headers["Content-Range"] == f"bytes {len(body) - 20}-{len(body) - 1}/{len(body)}"
    head, _ = get(site, "/quay/", "HEAD")
    assert (head.status, head.length, head.headers) == (200, len(body), whole.headers)


def test_a_transcript_in_html_is_no_page_but_goes_with_the_feed(site: Site, feeds: Path) -> None:
    write(feeds, {"quay/media/a-0123456789ab.html": "<p>A"})
    answer, body = get(site, "/quay/media/a-0123456789ab.html")
    assert (body, "immutable" in answer.headers["Cache-Control"]) == (b"<p>A", True)
