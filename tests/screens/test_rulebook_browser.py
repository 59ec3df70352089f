"""The rulebook in a real browser: from a reason to its rule and back, by link, key and Back."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from advisor.rulebook_pages import printed
from advisor.rulebook_pages.told import says_told
from tests.sample_book import BOOK as SAMPLE
from tests.screens.conftest import AppServer
from tests.screens.test_journeys import saved
from tests.screens.words import QUESTIONNAIRE, RULEBOOK

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIEWS = {
    "": f"Rulebook: {RULEBOOK.name}",
    "?find=second-in-command": f"Rulebook: {RULEBOOK.name}",
    "?rule=headcount_tiny": "With",
    "?question=ceo_direct_reports": QUESTIONNAIRE.questions["ceo_direct_reports"].ask,
    "?outcome=operations_manager": RULEBOOK.outcomes["operations_manager"].name,
    "?part=decision": "The decision table",
    "?source=neilson_wulf_2012": RULEBOOK.sources["neilson_wulf_2012"].title,
    "?rule=gone": "This is not in the rulebook",
}
SENTENCES = {rule.id: says_told(RULEBOOK, rule).rstrip(".") for rule in RULEBOOK.rules}


def broken(page: Page, *, colours: bool = True) -> list[tuple[str, str]]:
    """What breaks an accessibility rule; measuring `colours` takes most of the time."""
    options = {"runOnly": RULES, "rules": {"color-contrast": {"enabled": colours}}}
    found = Axe().run(page, options=options).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found]


def opened(page: Page, server: AppServer, view: str) -> None:
    page.goto(f"{server.url}/rulebook{view}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(VIEWS[view])
    saved(page)


def test_nothing_in_the_rulebook_breaks_an_accessibility_rule(
    page: Page, app_server: AppServer
) -> None:
    for view in VIEWS:
        opened(page, app_server, view)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert broken(page, colours=False) == [], view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_background(
    browser: Browser, app_server: AppServer, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    for view in ("?rule=headcount_tiny", "?find=second-in-command"):
        opened(page, app_server, view)
        assert broken(page) == [], view
    page.close()


def test_a_phone_of_320_pixels_never_scrolls_sideways(
    browser: Browser, app_server: AppServer
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    for view in VIEWS:
        opened(page, app_server, view)
        main = "document.querySelector('[data-testid=stMain]')"
        assert page.evaluate(f"{main}.scrollWidth") == 320, view
    page.close()


def test_from_a_reason_to_its_rule_and_back(page: Page, app_server: AppServer) -> None:
    page.goto(app_server.url)
    page.get_by_role("button", name="Look at an example").click()
    expect(page.get_by_role("heading", name="What the company can decide")).to_be_visible()
    recommendation, private = page.url, page.url.partition("draft=")[2]
    seen = page.locator("details[id^=reason-]").nth(2)
    rule = str(seen.get_attribute("id")).removeprefix("reason-")
    seen.locator("summary").click()
    page.evaluate("window.stays = true")
    seen.get_by_role("link", name="Rulebook").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(SENTENCES[rule])
    assert page.url == f"{app_server.url}/rulebook?rule={rule}"
    assert private not in page.url
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("link", name="Back to the recommendation").click()
    expect(page.locator(f"#reason-{rule}")).to_be_focused()
    expect(page.locator(f"#reason-{rule}")).to_be_in_viewport()

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(SENTENCES[rule])
    page.go_back()
    expect(page.get_by_role("heading", name="Because")).to_be_visible()
    assert page.url == recommendation
    assert page.evaluate("window.stays"), "a link reloaded the whole app"


def test_a_rule_opens_in_a_tab_of_its_own_as_any_link_does(
    page: Page, app_server: AppServer
) -> None:
    page.goto(f"{app_server.url}/rulebook?question=headcount")
    title = page.get_by_role("heading", level=1)
    link = page.locator("a.within").first
    rule = str(link.get_attribute("href")).removeprefix("rulebook?rule=")
    with page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_role("heading", level=1)).to_have_text(SENTENCES[rule])
    expect(title).to_have_text(QUESTIONNAIRE.questions["headcount"].ask)


def test_back_leads_from_what_was_found_to_the_search(page: Page, app_server: AppServer) -> None:
    page.goto(f"{app_server.url}/rulebook")
    box = page.get_by_role("textbox", name="Find in the rulebook")
    box.fill("second-in-command founder")
    box.press("Enter")
    first = page.locator(".st-key-live-found a.within").first
    expect(first).to_be_visible()
    expect(box).to_be_focused()
    first.click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Rulebook")
    page.go_back()
    expect(box).to_have_value("second-in-command founder")
    expect(first).to_be_visible()
    page.get_by_role("link", name="Rulebook", exact=True).click()
    expect(page.get_by_role("heading", name="Rules by theme")).to_be_visible()
    expect(box).to_have_value("")


def test_the_rulebook_is_downloaded_and_opens_without_the_app(
    browser: Browser, app_server: AppServer, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(f"{app_server.url}/rulebook")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download the rulebook to print").click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    page.close()
    assert file.name == f"rulebook_{RULEBOOK.version}.html"
    page = browser.new_page(viewport={"width": 320, "height": 700})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Rulebook: {RULEBOOK.name}")
    page.get_by_role("link", name="The decision table").first.click()
    expect(page.get_by_role("heading", name="The decision table", exact=True)).to_be_in_viewport()
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()


def test_nothing_in_the_document_breaks_an_accessibility_rule(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "rulebook.html"
    file.write_text(printed(SAMPLE), "utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert broken(page, colours=False) == []
    page.close()
