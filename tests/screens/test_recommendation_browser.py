"""The recommendation page in a real browser: accessible, narrow, dark, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.screens.conftest import AppServer

pytestmark = pytest.mark.browser

APP = Path(__file__).parent / "recommendation_app.py"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    with AppServer(tmp_path_factory.mktemp("data"), app=APP) as running:
        yield running


def opened(page: Page, server: AppServer, name: str) -> Page:
    page.goto(f"{server.url}/?profile={name}")
    expect(page.get_by_role("heading", name="Method and limits")).to_be_visible()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["coo", "coo_first", "not_yet", "nothing", "ruled_out"])
def test_nothing_on_the_page_breaks_an_accessibility_rule(
    browser: Browser, server: AppServer, name: str, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    opened(page, server, name)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    page.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


@pytest.mark.parametrize("name", ["coo", "coo_first", "not_yet"])
def test_a_narrow_screen_never_scrolls_sideways(
    browser: Browser, server: AppServer, name: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    opened(page, server, name)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    width = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    page.close()
    assert width == 320


def test_the_charts_stand_side_by_side_or_under_each_other(page: Page, server: AppServer) -> None:
    opened(page, server, "coo")
    for width, level in ((1280, True), (320, False)):
        page.set_viewport_size({"width": width, "height": 700})
        today = page.get_by_role("img", name="Today. CEO").bounding_box()
        after = page.get_by_role("img", name="After. CEO").bounding_box()
        assert today
        assert after
        assert (abs(today["y"] - after["y"]) < 2) is level


def test_a_rule_opens_by_keyboard(page: Page, server: AppServer) -> None:
    opened(page, server, "coo")
    rule = page.locator("summary", has_text="See the rule").first
    expect(page.get_by_text("One survey only.").first).to_be_hidden()
    rule.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("One survey only.").first).to_be_visible()


def test_a_link_to_a_section_brings_it_into_view(page: Page, server: AppServer) -> None:
    opened(page, server, "coo")
    page.get_by_role("link", name="Why not the others").click()
    expect(page.get_by_role("heading", name="Why not the others")).to_be_in_viewport()


def test_drawings_follow_the_text_colour_of_the_theme(browser: Browser, server: AppServer) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        opened(page, server, "coo")
        drawn = page.locator(".advice svg circle").first
        colours[scheme] = drawn.evaluate("circle => getComputedStyle(circle).fill")
        page.close()
    assert colours["light"] != colours["dark"]
