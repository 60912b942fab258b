"""A page that is open in a real browser while articles are written loads again by itself, and tells what is wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.test_serve_command import BASE, FERRY, Serving, serving, wait

pytestmark = pytest.mark.xdist_group("browser")
PATIENCE = 30_000
"""Milliseconds for a build and its page."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    shutil.copytree(BASE, tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    with serving() as server:
        wait(lambda: "changed: stations.opml" in server.printed)
        yield server


@pytest.fixture
def said() -> list[str]:
    """What the browser has against pages."""
    return []


@pytest.fixture
def page(said: list[str]) -> Iterator[Page]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("chromium is missing: run tests/pages/install as root on Debian.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        page = browser.new_context().new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        yield page
        browser.close()


def test_an_open_page_follows_what_is_written(server: Serving, page: Page, said: list[str]) -> None:
    page.goto(f"{server.url}harbor/")
    expect(page.get_by_text("Sunday")).to_have_count(0)
    expect(page.locator("#feedpub-problems")).to_have_count(0)
    text = FERRY.read_text()
    FERRY.write_text(text.replace("Monday", "Sunday"))
    expect(page.get_by_text("Sunday").first).to_be_visible(timeout=PATIENCE)
    wrong = Path("articles/harbor/x.yaml")
    wrong.write_text("title: X: Y\nlink: https://harbor.example/x\npublished: 2026-05-02\nbody: X.\n")
    problems = page.locator("#feedpub-problems")
    expect(problems).to_be_visible(timeout=PATIENCE)
    expect(problems).to_contain_text("articles/harbor/x.yaml:1:9: error: A colon in the text")
    expect(problems).to_contain_text('Put the whole text in quotes: title: "X: Y"')
    wrong.write_text('title: "X: Y"\nlink: https://harbor.example/x\npublished: 2026-05-02\nbody: X.\n')
    expect(page.get_by_text("X: Y").first).to_be_visible(timeout=PATIENCE)
    expect(problems).to_have_count(0, timeout=PATIENCE)
    assert said == []


def test_all_open_pages_follow_whichever_of_them_listens(server: Serving, page: Page) -> None:
    first, second = page.context.new_page(), page.context.new_page()
    for one in (first, second, page):
        one.goto(f"{server.url}harbor/")
    wrong = Path("articles/harbor/x.yaml")
    wrong.write_text("title: X: Y\nlink: https://harbor.example/x\npublished: 2026-05-02\nbody: X.\n")
    for one in (first, second, page):
        expect(one.locator("#feedpub-problems")).to_be_visible(timeout=PATIENCE)
    first.close()
    late = page.context.new_page()
    late.goto(f"{server.url}harbor/")
    expect(late.locator("#feedpub-problems")).to_be_visible(timeout=PATIENCE)
    wrong.write_text('title: "X: Y"\nlink: https://harbor.example/x\npublished: 2026-05-02\nbody: X.\n')
    for one in (second, page, late):
        expect(one.get_by_text("X: Y").first).to_be_visible(timeout=PATIENCE)
        expect(one.locator("#feedpub-problems")).to_have_count(0, timeout=PATIENCE)
