"""What an author of rules does in a real browser, on more than one page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.screens.test_journeys import saved


def move_edge(page: Page, edge: str, start: str, told: str) -> None:
    """Move a band's edge on the form that is open, until the page tells so."""
    page.get_by_label(f"{edge} begins at").fill(start)
    page.get_by_role("button", name="Keep in my changes").click()
    expect(page.get_by_text(told).first).to_be_visible()


def keep_mine(page: Page) -> None:
    """Keep one's own version of the one value that somebody else published too."""
    saved(page)  # what is pressed while a page is still being drawn may be missed
    mine = page.get_by_role("radio", name="Mine")
    page.locator("label").filter(has=mine).click()
    expect(mine).to_be_checked()
    saved(page)
    page.get_by_role("button", name="Keep these and go on").click()
