"""People use the app in a real browser: nothing that they entered is ever lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from advisor.loading.typed_numbers import read_number, wanted
from advisor.storage import Answer, Assessments
from tests.screens.conftest import AppServer
from tests.screens.words import QUESTIONNAIRE, TITLES, ask, duty, label

pytestmark = pytest.mark.browser

PEOPLE, REVENUE, DEPARTMENTS = ask("headcount"), ask("annual_revenue"), ask("departments")
FAMILY = label("ownership", "family")
MANUFACTURING, LOGISTICS = label("sector", "manufacturing"), label("sector", "logistics")
COMPANY, COMPLEXITY = TITLES["company"], TITLES["complexity"]
WANTED = wanted(QUESTIONNAIRE.questions["headcount"])


def field(page: Page, question: str) -> Locator:
    return page.get_by_role("textbox", name=question)


def begin(page: Page, server: AppServer, section: str = "") -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Start the short form").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your assessment")
    if section:
        page.get_by_role("link", name=section).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(section)


def enter(page: Page, question: str, text: str) -> None:
    box = field(page, question)
    box.fill(text)
    box.press("Tab")


def saved(page: Page) -> None:
    """Wait until the server has nothing left to do."""
    page.wait_for_timeout(150)
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    page.wait_for_timeout(150)


def is_kept(page: Page, data: Path, question: str, answer: Answer) -> None:
    """Wait until an answer is saved: the first run after a start loads everything."""
    drafts, token = Assessments.in_folder(data), parse_qs(urlparse(page.url).query)["draft"][0]
    for _ in range(150):
        draft = drafts.load(token)
        if draft and draft.answers.get(question) == answer:
            return
        page.wait_for_timeout(200)
    pytest.fail(f"{question} was not saved")


def answer_company(page: Page) -> None:
    enter(page, PEOPLE, "120")
    enter(page, REVENUE, "$2.5 million")
    page.get_by_text(FAMILY, exact=True).click()
    page.get_by_text(MANUFACTURING, exact=True).click()
    saved(page)


def company_is_answered(page: Page) -> None:
    expect(field(page, PEOPLE)).to_have_value("120")
    expect(field(page, REVENUE)).to_have_value("$2.5 million")
    expect(page.get_by_role("radio", name=FAMILY, exact=True)).to_be_checked()
    expect(page.get_by_role("radio", name=MANUFACTURING, exact=True)).to_be_checked()


def test_a_reload_keeps_every_answer(page: Page, app_server: AppServer) -> None:
    begin(page, app_server, COMPANY)
    answer_company(page)
    page.reload()
    company_is_answered(page)


def test_a_reload_right_after_typing_keeps_what_was_typed(
    page: Page, app_server: AppServer
) -> None:
    begin(page, app_server, COMPANY)
    field(page, PEOPLE).press_sequentially("about 30")
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.get_by_role("textbox", name=PEOPLE)).to_have_value("about 30")
    expect(page.locator("strong", has_text=WANTED)).to_be_visible()


def test_back_and_forward_keep_every_answer_and_walk_page_by_page(
    page: Page, app_server: AppServer
) -> None:
    begin(page, app_server, COMPANY)
    answer_company(page)
    page.get_by_role("button", name="Save and continue").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(COMPLEXITY)
    enter(page, DEPARTMENTS, "7")
    saved(page)
    page.go_back()
    expect(heading).to_have_text(COMPANY)
    company_is_answered(page)
    page.go_back()
    expect(heading).to_have_text("Your assessment")
    page.go_forward()
    expect(heading).to_have_text(COMPANY)
    company_is_answered(page)
    page.go_forward()
    expect(heading).to_have_text(COMPLEXITY)
    expect(field(page, DEPARTMENTS)).to_have_value("7")
    assert "draft=" in page.url


def test_the_link_opens_the_same_answers_in_another_browser(
    page: Page, browser: Browser, app_server: AppServer
) -> None:
    begin(page, app_server, COMPANY)
    answer_company(page)
    other = browser.new_context()
    phone = other.new_page()
    phone.goto(page.url)
    company_is_answered(phone)
    other.close()


def opened_twice(page: Page, browser: Browser, server: AppServer) -> Page:
    """The same assessment, with one answer, in a second browser: its page."""
    begin(page, server, COMPANY)
    enter(page, PEOPLE, "120")
    saved(page)
    second = browser.new_context().new_page()
    second.goto(page.url)
    expect(field(second, PEOPLE)).to_have_value("120")
    return second


def test_two_browsers_do_not_overwrite_each_other(
    page: Page, browser: Browser, app_server: AppServer
) -> None:
    phone = opened_twice(page, browser, app_server)
    enter(phone, PEOPLE, "130")
    phone.get_by_text(FAMILY, exact=True).click()
    saved(phone)
    page.get_by_text(MANUFACTURING, exact=True).click()
    saved(page)
    for tab in (page, phone):
        tab.reload()
        expect(field(tab, PEOPLE)).to_have_value("130")
        expect(tab.get_by_role("radio", name=FAMILY, exact=True)).to_be_checked()
        expect(tab.get_by_role("radio", name=MANUFACTURING, exact=True)).to_be_checked()
    phone.context.close()


def test_a_restarted_server_loses_no_answer_and_no_first_click(page: Page, tmp_path: Path) -> None:
    with AppServer(tmp_path) as server:
        begin(page, server, COMPANY)
        answer_company(page)
        server.restart()
        radio = page.get_by_text(LOGISTICS, exact=True)
        expect(page.get_by_role("radio", name=LOGISTICS)).to_be_enabled(timeout=30_000)
        page.wait_for_timeout(500)
        radio.click()
        is_kept(page, tmp_path, "sector", "logistics")
        expect(field(page, PEOPLE)).to_have_value("120")
        expect(page.get_by_role("radio", name=LOGISTICS)).to_be_checked()
        page.reload()
        expect(field(page, PEOPLE)).to_have_value("120")
        expect(field(page, REVENUE)).to_have_value("$2.5 million")
        expect(page.get_by_role("radio", name=LOGISTICS)).to_be_checked()


def test_two_windows_that_change_the_same_answer_are_told_and_lose_nothing(
    page: Page, browser: Browser, app_server: AppServer
) -> None:
    second = opened_twice(page, browser, app_server)
    enter(page, PEOPLE, "130")
    saved(page)
    enter(second, PEOPLE, "140")
    told = second.locator(".note", has_text="in another window")
    expect(told).to_contain_text("140")
    expect(field(second, PEOPLE)).to_have_value("130")
    enter(second, PEOPLE, "140")
    expect(told).to_have_count(0)
    is_kept(second, app_server.data, "headcount", 140)
    second.context.close()


def test_an_entry_made_while_the_connection_is_down_is_saved_without_another(
    page: Page, tmp_path: Path
) -> None:
    with AppServer(tmp_path) as server:
        begin(page, server, COMPANY)
        enter(page, PEOPLE, "120")
        is_kept(page, tmp_path, "headcount", 120)
        server.stop()
        page.get_by_text(FAMILY, exact=True).click()
        server.start()
        is_kept(page, tmp_path, "ownership", "family")


def test_a_sleeping_tab_does_not_overwrite_newer_answers(
    page: Page, browser: Browser, tmp_path: Path
) -> None:
    """The tab sleeps while its session ends; the same draft goes on in another browser."""
    with AppServer(tmp_path) as server:
        begin(page, server, COMPANY)
        enter(page, PEOPLE, "120")
        saved(page)
        page.context.set_offline(True)
        server.restart()
        other = browser.new_context()
        phone = other.new_page()
        phone.goto(page.url)
        expect(field(phone, PEOPLE)).to_have_value("120")
        enter(phone, PEOPLE, "130")
        phone.get_by_text(FAMILY, exact=True).click()
        saved(phone)
        server.restart()
        page.context.set_offline(False)
        expect(field(page, PEOPLE)).to_be_enabled(timeout=30_000)
        page.get_by_text(MANUFACTURING, exact=True).click()
        expect(field(page, PEOPLE)).to_have_value("130", timeout=30_000)
        expect(page.get_by_role("radio", name=FAMILY, exact=True)).to_be_checked()
        page.reload()
        expect(field(page, PEOPLE)).to_have_value("130")
        other.close()


def test_bad_input_is_told_on_top_and_at_the_field_and_kept(
    page: Page, app_server: AppServer
) -> None:
    begin(page, app_server, COMPANY)
    enter(page, PEOPLE, "0")
    page.get_by_role("button", name="Save and continue").click()
    told = read_number(QUESTIONNAIRE.questions["headcount"], "0").problem
    expect(page.get_by_text("Something needs another look")).to_be_visible()
    expect(page.get_by_role("link", name=told)).to_be_visible()
    expect(page.locator("strong", has_text=told)).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: "))
    page.wait_for_function("document.activeElement.classList.contains('st-key-summary')")
    expect(field(page, PEOPLE)).to_have_value("0")
    page.get_by_role("link", name=told).click()
    expect(field(page, PEOPLE)).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("14 people")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COMPLEXITY)


def test_the_first_click_on_continue_counts_even_right_after_typing(
    page: Page, app_server: AppServer
) -> None:
    begin(page, app_server, COMPANY)
    field(page, PEOPLE).fill("80")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(COMPLEXITY)
    page.go_back()
    expect(field(page, PEOPLE)).to_have_value("80")


@pytest.mark.parametrize(
    "link", ["?draft=nonsense", "?draft=AAAAAAAAAAAAAAAAAAAAAA", "?draft=%27--"]
)
def test_a_wrong_link_starts_anew_with_a_message(
    page: Page, app_server: AppServer, link: str
) -> None:
    page.goto(f"{app_server.url}/company{link}")
    expect(page.get_by_text("This link opens no saved assessment")).to_be_visible()
    enter(page, PEOPLE, "50")
    saved(page)
    page.reload()
    expect(field(page, PEOPLE)).to_have_value("50")


def test_a_company_name_is_shown_as_typed_whatever_signs_are_in_it(
    page: Page, app_server: AppServer
) -> None:
    name = ":smile: -> www.example.com a@b.org &amp; $5$ :red[x] -- <b>"
    begin(page, app_server)
    enter(page, "Name of the company", name)
    saved(page)
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    shown = page.get_by_test_id("stMain").inner_text().replace("\u2060", "")
    assert name in shown
    assert page.locator("[href*='example.com'], [href*='b.org']").count() == 0


def test_a_page_without_a_link_leads_to_the_start(page: Page, app_server: AppServer) -> None:
    page.goto(f"{app_server.url}/leadership")
    page.get_by_role("button", name="Go to the start").click()
    expect(page.get_by_role("button", name="Start the short form")).to_be_visible()


def test_change_leads_to_the_question_and_back_to_check_answers(
    page: Page, app_server: AppServer
) -> None:
    begin(page, app_server, COMPANY)
    answer_company(page)
    page.get_by_role("link", name="All sections").click()
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_text("$2.5 million", exact=True)).to_be_visible()
    page.get_by_role("link", name=f"Change {REVENUE}").click()
    page.wait_for_function(f"document.activeElement.textContent.includes({REVENUE!r})")
    enter(page, REVENUE, "3m")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("$3 million", exact=True)).to_be_visible()


def test_a_group_is_filled_in_one_go_and_then_refined(page: Page, app_server: AppServer) -> None:
    begin(page, app_server, TITLES["responsibilities"])

    ceo, nobody = "ceo", "nobody"

    def pick(box: str, option: str) -> None:
        page.get_by_role("combobox", name=box).select_option(QUESTIONNAIRE.owners[option])
        saved(page)

    pick("Who holds it, for all strategic", ceo)
    page.get_by_role("button", name="Fill the empty rows").first.click()
    saved(page)
    first = page.get_by_role("combobox", name=f"Who holds it: {duty('r01')}")
    expect(first).to_have_value(ceo)
    pick(f"Who holds it: {duty('r01')}", nobody)
    page.reload()
    expect(first).to_have_value(nobody)
    expect(page.get_by_text("8 of 8 rows have an owner.")).to_be_visible()


def test_the_whole_journey_by_keyboard(page: Page, app_server: AppServer) -> None:
    page.goto(app_server.url)
    press = tab_to(page)
    expect(page.get_by_role("button", name="Start the short form")).to_be_visible()
    press("Start the short form", "Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    press(COMPANY, "Enter")
    expect(page.get_by_role("heading", name=COMPANY)).to_be_focused()
    tab_into(page, PEOPLE)
    page.keyboard.type("45")
    page.keyboard.press("Tab")
    saved(page)
    press("Save and continue", "Enter")
    expect(page.get_by_role("heading", name=COMPLEXITY)).to_be_focused()
    page.go_back()
    expect(field(page, PEOPLE)).to_have_value("45")


def tab_to(page: Page) -> Callable[[str, str], None]:
    """Press Tab until the element with this text has focus, then press the key."""

    def press(text: str, key: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == text:
                page.keyboard.press(key)
                return
        pytest.fail(f"Tab never reached {text!r}")

    return press


def tab_into(page: Page, label: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if label in (page.evaluate("document.activeElement.getAttribute('aria-label')") or ""):
            return
    pytest.fail(f"Tab never reached {label!r}")


def test_no_page_asks_anything_outside_this_server(
    context: BrowserContext, app_server: AppServer
) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    begin(page, app_server, COMPANY)
    saved(page)
    local = (app_server.url, app_server.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(local)] == []
