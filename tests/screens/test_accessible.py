"""Every page and state passes the automated accessibility rules, and fits a narrow phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from advisor.loading.typed_numbers import wanted
from tests.screens.conftest import AppServer
from tests.screens.test_journeys import begin, enter, saved
from tests.screens.words import QUESTIONNAIRE, TITLES, ask, label

pytestmark = pytest.mark.browser

AXE = Axe()
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }
}
SECTIONS = tuple(TITLES.values())
QUESTION = QUESTIONNAIRE.questions["headcount"]


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=request.param
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[Any]:
    """What axe finds on the page as it stands: rule, element and reason."""
    saved(page)
    found = AXE.run(page, options=RULES).response["violations"]
    return [(v["id"], n["html"][:160], n["failureSummary"]) for v in found for n in v["nodes"]]


def sideways(page: Page) -> bool:
    """Whether anything is wider than the window."""
    saved(page)
    return bool(
        page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
            ".some(e => e.scrollWidth > e.clientWidth)"
        )
    )


def test_the_rules_find_what_is_wrong(page: Page, app_server: AppServer) -> None:
    page.goto(app_server.url)
    expect(page.get_by_role("button", name="Start the short form")).to_be_visible()
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    assert [rule for rule, _, _ in violations(page)] == ["color-contrast"]


def test_the_start_page(tab: Page, app_server: AppServer) -> None:
    tab.goto(app_server.url)
    expect(tab.get_by_role("button", name="Start the short form")).to_be_visible()
    assert violations(tab) == []


def test_every_section_empty(tab: Page, app_server: AppServer) -> None:
    begin(tab, app_server)
    tab.get_by_text("Full form: ").click()
    assert violations(tab) == []
    for section in SECTIONS:
        tab.get_by_role("link", name=section).click()
        expect(tab.get_by_role("heading", level=1)).to_have_text(section)
        assert violations(tab) == []
        tab.get_by_role("link", name="All sections").click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("Your assessment")


def test_everything_answered(tab: Page, app_server: AppServer) -> None:
    tab.goto(app_server.url)
    tab.get_by_role("button", name="Look at an example").click()
    expect(tab.get_by_role("link", name="All sections")).to_be_visible()
    for section in SECTIONS:
        tab.get_by_role("link", name="All sections").click()
        tab.get_by_role("link", name=section).click()
        expect(tab.get_by_role("heading", level=1)).to_have_text(section)
        assert violations(tab) == []
    tab.get_by_role("button", name="Save and continue").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Check your answers")
    assert violations(tab) == []


def test_mistakes_to_mend(tab: Page, app_server: AppServer) -> None:
    begin(tab, app_server, TITLES["leadership"])
    enter(tab, ask("ceo_time_on_operations"), "70")
    enter(tab, ask("ceo_time_external"), "60%")
    enter(tab, ask("ceo_direct_reports"), "a few")
    tab.locator(".st-key-ask-roles_in_post").get_by_text(label("roles_in_post", "coo")).click()
    tab.locator(".st-key-ask-roles_in_post").get_by_text(label("roles_in_post", "none")).click()
    tab.get_by_role("button", name="Save and continue").click()
    expect(tab.locator(".st-key-summary")).to_be_visible()
    assert violations(tab) == []
    tab.get_by_role("link", name="All sections").click()
    tab.get_by_role("button", name="Check your answers").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Check your answers")
    assert violations(tab) == []


def test_no_assessment_open_and_a_wrong_link(tab: Page, app_server: AppServer) -> None:
    tab.goto(f"{app_server.url}/growth")
    expect(tab.get_by_role("button", name="Go to the start")).to_be_visible()
    assert violations(tab) == []
    tab.goto(f"{app_server.url}/growth?draft=wrong")
    expect(tab.get_by_text("This link opens no saved assessment")).to_be_visible()
    assert violations(tab) == []


def test_a_phone_of_320_pixels_never_scrolls_sideways(
    browser: Browser, app_server: AppServer
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(app_server.url)
    expect(page.get_by_role("button", name="Look at an example")).to_be_visible()
    assert not sideways(page)
    page.get_by_role("button", name="Look at an example").click()
    expect(page.get_by_role("link", name="All sections")).to_be_visible()
    for section in SECTIONS:
        page.get_by_role("link", name="All sections").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your assessment")
        assert not sideways(page)
        page.get_by_role("link", name=section).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(section)
        assert not sideways(page)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    assert not sideways(page)
    context.close()


def test_everything_that_was_proved_about_the_example(tab: Page, app_server: AppServer) -> None:
    tab.goto(app_server.url)
    tab.get_by_role("button", name="Look at an example").click()
    expect(tab.get_by_role("heading", name="What the company can decide")).to_be_visible()
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(tab) == []


def test_trying_a_change(tab: Page, app_server: AppServer) -> None:
    try_a_change(tab, app_server)
    assert violations(tab) == []
    tab.get_by_role("textbox", name="Name of the scenario").fill("Turned")
    tab.get_by_role("button", name="Keep this scenario").click()
    expect(tab.get_by_text("Kept as")).to_be_visible()
    assert violations(tab) == []
    tab.get_by_role("button", name="Make this scenario your answers").click()
    expect(tab.get_by_text("This changes your answers.")).to_be_visible()
    assert violations(tab) == []


def test_the_panel_and_the_offer_to_stop(tab: Page, app_server: AppServer) -> None:
    tab.goto(app_server.url)
    tab.get_by_role("button", name="Look at an example").click()
    tab.get_by_role("link", name="All sections").click()
    tab.get_by_text("Show what is still possible").click()
    saved(tab)
    tab.get_by_role("link", name=SECTIONS[0]).click()
    expect(tab.get_by_role("heading", name="Still possible")).to_be_visible()
    expect(tab.locator(".st-key-live-outlook")).to_have_attribute("aria-live", "polite")
    assert violations(tab) == []


def test_a_phone_shows_a_trial_without_scrolling_sideways(
    browser: Browser, app_server: AppServer
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    try_a_change(page, app_server)
    assert not sideways(page)
    boxes = page.locator(".advice .pair > .box")
    first, second = boxes.nth(0).bounding_box(), boxes.nth(1).bounding_box()
    assert first
    assert second
    assert second["y"] > first["y"] + first["height"]
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(boxes.nth(1)).to_be_visible()
    first, second = boxes.nth(0).bounding_box(), boxes.nth(1).bounding_box()
    assert first
    assert second
    assert abs(second["y"] - first["y"]) < 2
    context.close()


def test_a_trial_is_made_by_keyboard_and_survives_a_reload(
    page: Page, app_server: AppServer
) -> None:
    page.goto(app_server.url)
    page.get_by_role("button", name="Look at an example").click()
    page.get_by_role("link", name="Try a change", exact=True).click()
    question = page.get_by_role("combobox", name="Which answer do you want to change?")
    expect(question).to_be_visible()
    question.focus()
    page.keyboard.type(ask("headcount"))
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name=ask("headcount"))
    expect(field).to_be_visible()
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("2,000")
    page.keyboard.press("Tab")
    expect(page.get_by_role("heading", name="Answers changed")).to_be_visible()
    saved(page)
    page.reload()
    expect(page.get_by_role("heading", name="Answers changed")).to_be_visible()
    expect(page.get_by_text("2,000 people").first).to_be_visible()


def test_what_cannot_be_read_stays_in_the_field_of_a_trial(
    page: Page, app_server: AppServer
) -> None:
    page.goto(app_server.url)
    page.get_by_role("button", name="Look at an example").click()
    page.get_by_role("link", name="Try a change", exact=True).click()
    page.get_by_role("combobox", name="Which answer do you want to change?").fill(ask("headcount"))
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name=ask("headcount"))
    field.fill("a few")
    field.press("Tab")
    told = page.locator(".st-key-trying").get_by_text(wanted(QUESTION))
    expect(told).to_be_visible()
    saved(page)
    expect(field).to_have_value("a few")
    page.reload()
    expect(page.get_by_text("not answered", exact=True)).to_be_visible()


def try_a_change(page: Page, server: AppServer) -> None:
    """Open the example, and try the first change that is offered."""
    page.goto(server.url)
    page.get_by_role("button", name="Look at an example").click()
    page.get_by_role("link", name="Try a change", exact=True).click()
    ready = page.get_by_role("combobox", name="Or take a change that is ready to try")
    ready.scroll_into_view_if_needed()
    saved(page)
    pick(page, ready, "To reach")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("The recommendation changes: from").first).to_be_visible()


def pick(page: Page, box: Locator, told: str) -> None:
    """Pick from a list. It closes when the page scrolls or runs again: then open it once more."""
    option = page.get_by_role("option").filter(has_text=told).first
    for _ in range(10):
        box.click()
        try:
            option.click(timeout=2_000)
        except TimeoutError:
            continue
        return
    pytest.fail(f"the list never offered {told}")


def test_the_page_says_its_language_and_every_step_has_its_title(
    page: Page, app_server: AppServer
) -> None:
    begin(page, app_server)
    assert page.evaluate("document.documentElement.lang") == "en"
    titles = []
    for section in SECTIONS:
        page.get_by_role("link", name=section).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(section)
        expect(page).to_have_title(section)
        titles.append(page.title())
        page.get_by_role("link", name="All sections").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your assessment")
    assert len(set(titles)) == len(SECTIONS)
