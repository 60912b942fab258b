"""The pages in a real browser: they work, nobody else is asked, and everybody can use them.

`make test` installs what this needs (tests/pages/install).
"""

import json
import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.newsroom import REPOSITORY, build_newsroom, own_articles
from tests.pages.newsrooms import CASES, NAMES
from tests.pages.site import HOME, Asked, serving

FOLDER = Path(__file__).parent / "pages"
AXE = FOLDER / "node_modules/axe-core/axe.min.js"
READER = FOLDER / "node_modules/jsqr/dist/jsQR.js"
VALIDATOR = FOLDER / "node_modules/html-validate/bin/html-validate.mjs"
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(
        not (CHROMIUM and AXE.exists() and shutil.which("openssl")),
        reason="chromium, openssl or axe-core is missing: tests/pages/install",
    ),
]

OF_THE_SAMPLE = ("index.html", "harbor/index.html", "harbor/sea/index.html", "harbor/tide-tables/index.html")
OF_CASES = tuple(
    f"{name}/{page.relative_to(CASES / name / 'expected').as_posix()}"
    for name in NAMES
    for page in sorted((CASES / name / "expected").rglob("index.html"))
)
PAGES = (*OF_THE_SAMPLE, *OF_CASES)


TODAY = datetime(2026, 11, 24, tzinfo=UTC)
"""An instant at which all of the sample newsroom but its embargoed articles is out."""


@dataclass
class Site:
    """A browser for which the whole web is on this machine."""

    browser: Browser
    asked: Asked
    said: list[str] = field(default_factory=list)

    @contextmanager
    def page(
        self, path: str, width: int = 1280, scheme: Literal["light", "dark"] = "light", *, scripts: bool = True
    ) -> Iterator[Page]:
        """A page, opened in a window of its own; what the browser has against it is in `said`."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=scripts,
            ignore_https_errors=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        self.said.clear()
        try:
            yield self._opened(context, path)
        finally:
            context.close()

    def _opened(self, context: BrowserContext, path: str) -> Page:
        page = context.new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("requestfailed", lambda request: self.said.append(f"{request.url} {request.failure}"))
        self.asked.hosts.clear()
        page.goto(f"https://{HOME}/{path}")
        return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("pages")
    out = build_newsroom(own_articles(folder), folder / "feeds", TODAY).out
    for name in NAMES:
        shutil.copytree(CASES / name / "expected", out / name)
    with serving(out, folder) as (port, asked), sync_playwright() as playwright:
        rules = f"--host-resolver-rules=MAP * 127.0.0.1:{port}"
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[rules, "--mute-audio"])
        yield Site(browser, asked)
        browser.close()


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true; the policy of the page does not let the browser's own way of waiting."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def all_pictures(page: Page) -> None:
    """Scroll through the page, so that every picture is asked for, and wait until each is there."""
    page.evaluate("for (const one of document.images) one.loading = 'eager'")
    until(page, "[...document.images].every((one) => one.complete && one.naturalWidth > 0)")


# --- what it does ---------------------------------------------------------------------------------------------


def test_the_button_copies_the_address(site: Site) -> None:
    with site.page("harbor/tide-tables/index.html") as page:
        page.get_by_text("Other formats").click()
        page.get_by_role("button", name="Copy Atom").click()
        expect(page.get_by_role("button", name="Copied Atom")).to_be_visible()
        expect(page.get_by_role("status")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"https://{HOME}/harbor/tide-tables/atom.xml"
        expect(page.get_by_role("button", name="Copy Atom")).to_be_visible()
        assert site.said == []


def test_where_the_clipboard_is_denied_the_address_is_selected(site: Site) -> None:
    with site.page("harbor/index.html") as page:
        page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('denied')))")
        page.get_by_role("button", name="Copy RSS").click()
        expect(page.get_by_role("button", name="Selected RSS")).to_be_visible()
        assert page.evaluate("getSelection().toString()") == f"https://{HOME}/harbor/rss.xml"


def test_the_player_plays_and_only_one_at_a_time(site: Site) -> None:
    with site.page("harbor/tide-tables/index.html") as page:
        page.get_by_label("Play: Slack water, the quietest four seconds of the day").focus()
        page.keyboard.press("Space")
        until(page, "document.querySelectorAll('.latest audio')[0].currentTime > 0.2")
        page.get_by_label("Play: Neap tides, and why they are so polite").focus()
        page.keyboard.press("Space")
        until(page, "document.querySelectorAll('.latest audio')[2].currentTime > 0.2")
        assert page.evaluate("document.querySelectorAll('.latest audio')[0].paused")
        assert site.said == []


def test_the_pages_lead_to_each_other(site: Site) -> None:
    with site.page("index.html") as page:
        page.get_by_role("link", name="Tide Tables").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Tide Tables")
        page.get_by_role("link", name="Harbor Light Radio – Sea").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Harbor Light Radio – Sea")
        page.get_by_role("link", name="All feeds of Buffalo Toronto Public Media").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Buffalo Toronto Public Media")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", OF_THE_SAMPLE[1:])
def test_a_phone_reads_the_code_and_comes_to_the_page(site: Site, path: str, scheme: Literal["light", "dark"]) -> None:
    with site.page(path, scheme=scheme) as page:
        code = page.get_by_role("img", name=f"QR code of the address https://{HOME}/{path}")
        picture = b64encode(code.screenshot()).decode()
        page.evaluate(READER.read_text("utf-8"))
        assert page.evaluate(READ, picture) == f"https://{HOME}/{path}"


READ = """async (picture) => {
  const bytes = Uint8Array.from(atob(picture), (one) => one.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
  drawing.drawImage(bitmap, 0, 0);
  const { data, width, height } = drawing.getImageData(0, 0, bitmap.width, bitmap.height);
  return jsQR(data, width, height)?.data;
}"""


def test_on_a_phone_the_live_stream_is_before_the_items(site: Site) -> None:
    with site.page("harbor/index.html", 390) as page:
        live, latest = (page.locator(name).evaluate(TOP) for name in ("#live", "#latest"))
        assert live < latest


TOP = "(one) => one.getBoundingClientRect().top"


@pytest.mark.parametrize("path", ["index.html", "harbor/index.html"])
def test_a_logo_that_one_sees_through_has_light_behind_it_in_the_dark(site: Site, path: str) -> None:
    with site.page(path, scheme="dark") as page:
        logo = page.locator(".portrait, .icon").first
        assert logo.evaluate("(one) => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"


# --- what it asks for -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_asked_of_anybody_whom_the_feed_does_not_name(site: Site, path: str) -> None:
    named = {"harbor/index.html": {"harborlight.example"}}
    with site.page(path) as page:
        all_pictures(page)
        pictures = {re.sub(r"https?://([^/]+).*", r"\1", src) for src in page.evaluate(PICTURES)}
        assert site.said == []
        assert site.asked.hosts == {HOME} | pictures
        assert path not in named or site.asked.hosts == {HOME} | named[path]


PICTURES = "[...document.images].map((one) => one.src)"


# --- whom it serves -------------------------------------------------------------------------------------------


WINDOWS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (320, "light"),
    (1280, "dark"),
    (320, "dark"),
    (1280, "light"),
)


@pytest.mark.parametrize("path", PAGES)
def test_everybody_can_use_it(site: Site, path: str) -> None:
    with site.page(path) as page:
        page.evaluate(AXE.read_text("utf-8"))
        for width, scheme in WINDOWS if path in OF_THE_SAMPLE else WINDOWS[:2]:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour is on its way to another
            found: dict[str, Any] = page.evaluate("axe.run(document, { rules: { 'target-size': { enabled: true } } })")
            wrong = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]
            assert (width, scheme, wrong) == (width, scheme, [])
            assert len(found["passes"]) > 15
            assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", OF_THE_SAMPLE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_wherever_the_keyboard_leads(site: Site, path: str, scheme: Literal["light", "dark"]) -> None:
    with site.page(path, scheme=scheme) as page:
        count = page.locator("a, button, input").count()
        outlines = []
        for _ in range(count):
            page.keyboard.press("Tab")
            outlines.append(page.evaluate(OUTLINE))
        assert set(outlines) - {"AUDIO"} == {"solid 3px"}


OUTLINE = """(() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return one.tagName === "AUDIO" ? "AUDIO" : `${style.outlineStyle} ${style.outlineWidth}`;
})()"""


@pytest.mark.parametrize("path", OF_THE_SAMPLE)
def test_a_page_without_scripts_is_whole(site: Site, path: str) -> None:
    with site.page(path) as page:
        headings = page.get_by_role("heading").all_inner_texts()
        links = page.get_by_role("link").count()
    with site.page(path, scripts=False) as page:
        assert page.get_by_role("heading").all_inner_texts() == headings
        assert page.get_by_role("link").count() == links
        assert page.get_by_role("button").count() == 0
        for one in page.get_by_role("textbox").all():
            expect(one).to_be_visible()
            expect(one).to_have_value(re.compile(rf"https://{HOME}/.*(xml|json|opml)"))
        assert site.said == []


def test_who_wants_no_motion_gets_none(site: Site) -> None:
    with site.page("harbor/index.html") as page:
        page.emulate_media(reduced_motion="reduce")
        moving = "[...document.links].some((one) => parseFloat(getComputedStyle(one).transitionDuration))"
        assert page.evaluate(moving) is False
        page.emulate_media(reduced_motion="no-preference")
        assert page.evaluate(moving) is True


def test_a_language_that_is_written_from_right_to_left_is(site: Site) -> None:
    with site.page("right-to-left/quay/index.html") as page:
        first, other = page.locator("article h3").all()
        assert first.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
        assert other.evaluate("(one) => getComputedStyle(one).direction") == "ltr"


def test_words_that_go_the_other_way_are_in_order_and_begin_where_the_page_does(site: Site) -> None:
    """On an Arabic page, English words end with their full stop, and an address begins with its number."""
    with site.page("right-to-left/quay/index.html") as page:
        for words in ("Everything new comes", "1 Pier Street", "Picture:", "© 2026", "More from"):
            found = page.get_by_text(words, exact=False).first
            assert found.evaluate(ORDER) == "to the right", words
        assert page.get_by_text("Everything new comes").evaluate("(one) => getComputedStyle(one).textAlign") == "right"
        assert [day.evaluate(ENDS) for day in page.locator("time").all()] == ["to the left"] * 2
    with site.page("right-to-left/index.html") as page:
        assert page.get_by_text("The sound of the sea.").evaluate(ORDER) == "to the right"


_WAY = """(one) => {
  const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode(), range = document.createRange();
  const left = (at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  const last = text.data.trimEnd().length - 1;
  const ways = new Set(PAIRS.map(([one, other]) => left(one) < left(other)));
  return ways.size > 1 ? "both ways" : ways.has(true) ? "to the right" : "to the left";
}"""
ORDER = _WAY.replace("PAIRS", "[[0, 1], [last - 1, last]]")
ENDS = _WAY.replace("PAIRS", "[[0, last]]")


# --- whether it is HTML ---------------------------------------------------------------------------------------


@pytest.mark.skipif(not VALIDATOR.exists(), reason="html-validate is missing: tests/pages/install")
def test_the_pages_are_html() -> None:
    pages = [str(REPOSITORY / "feeds" / path) for path in OF_THE_SAMPLE]
    pages += [str(page) for name in NAMES for page in (CASES / name / "expected").rglob("index.html")]
    command = ["node", str(VALIDATOR), "--config", str(FOLDER / "html-validate.json"), "--formatter", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [
        f"{result['filePath']}:{message['line']}: {message['message']} [{message['ruleId']}]"
        for result in json.loads(done.stdout)
        for message in result["messages"]
    ]
    assert (done.returncode, found) == (0, [])
