"""The list of assessments in a real browser: a consultant's way through, by eye and by phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from advisor.screens.sheet import draft_of
from advisor.storage import Assessments, Decision, Stamp, new_token
from tests.random_companies import random_companies
from tests.screens.conftest import AppServer
from tests.screens.test_accessible import sideways, violations
from tests.screens.test_journeys import saved
from tests.screens.words import RULEBOOK

pytestmark = pytest.mark.browser

(COMPANY,) = random_companies(RULEBOOK, 1, seed=5)


@pytest.fixture
def names(app_server: AppServer, request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Assessments of this test alone, among others: two names that begin alike."""
    drafts = Assessments.in_folder(app_server.data)
    mark = new_token()[:8].replace("-", "x").replace("_", "x")
    told = [f"{mark} Acme & Söhne", f"{mark} <b>{'W' * 150}</b>"]
    for name in (*told, f"Other than {mark[::-1]}"):
        token = new_token()
        draft = draft_of(COMPANY, company=name)
        drafts.save(
            token, replace(draft, token=token, decision=Decision("coo", review="2026-01-31"))
        )
        drafts.advised(token, Stamp(RULEBOOK.name, "0.9.0", "other", "coo", "clear"))
    yield told
    for one in (*drafts.listed(), *drafts.listed(archived=True)):
        if mark in one.company or mark[::-1] in one.company:
            drafts.erase(one.token)
    drafts.close()


def opened(page: Page, server: AppServer, names: list[str]) -> None:
    """Open the list and look for the assessments of this test."""
    page.goto(f"{server.url}/clients")
    look_for(page, names)
    expect(rows(page)).to_have_count(2)


def look_for(page: Page, names: list[str]) -> None:
    field = page.get_by_role("textbox", name="Find a company")
    field.fill(names[0].split()[0])
    field.press("Enter")
    saved(page)


def rows(page: Page) -> Locator:
    return page.locator(".assessments tbody tr")


def choose(page: Page, name: str) -> None:
    page.get_by_role("checkbox", name=f"Choose {name}", exact=True).check()
    expect(page.get_by_text("1 chosen")).to_be_visible()


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    saved(page)


def test_a_consultants_way_through_the_list(
    page: Page, app_server: AppServer, names: list[str], tmp_path: Path
) -> None:
    company = names[0]
    opened(page, app_server, names)
    page.get_by_role("link", name=company).click()
    expect(page.get_by_text(f"Recommendation for {company}")).to_be_visible()
    assert "draft=" in page.url
    page.get_by_role("link", name="Your assessments").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your assessments")
    assert "draft=" not in page.url

    choose(page, company)
    press(page, "Duplicate")
    copy = f"{company} in the North"
    page.get_by_role("textbox", name="Name of the company").fill(copy)
    press(page, "Duplicate it")
    expect(page.get_by_text("This is a copy of")).to_be_visible()
    page.get_by_role("link", name="Your assessments").click()
    expect(rows(page)).to_have_count(3)

    choose(page, copy)
    press(page, "Put away")
    expect(rows(page)).to_have_count(2)
    press(page, "Undo")
    expect(rows(page)).to_have_count(3)

    choose(page, copy)
    press(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    file = tmp_path / "assessments.json"
    download.value.save_as(file)

    press(page, "Erase")
    expect(page.get_by_text("This cannot be undone.")).to_be_visible()
    press(page, "Erase for good")
    expect(rows(page)).to_have_count(2)

    press(page, "Import a file")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("heading", name="New here (1)")).to_be_visible()
    press(page, "Import 1 assessment")
    look_for(page, names)
    expect(rows(page)).to_have_count(3)
    page.get_by_role("link", name=copy).click()
    expect(page.get_by_text(f"Recommendation for {copy}")).to_be_visible()


def test_the_list_is_put_in_order_by_keyboard(
    page: Page, app_server: AppServer, names: list[str]
) -> None:
    opened(page, app_server, names)
    head = page.get_by_role("button", name="Company", exact=True)
    head.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Company")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(head).to_be_focused()
    expect(rows(page).first.get_by_role("link")).to_have_text(names[1])
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Company")).to_have_attribute(
        "aria-sort", "descending"
    )
    expect(rows(page).first.get_by_role("link")).to_have_text(names[0])


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_everybody_can_use_the_list(
    browser: Browser, app_server: AppServer, names: list[str], scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    opened(page, app_server, names)
    choose(page, names[0])
    for label, then in (("Duplicate", "Do not duplicate"), ("Erase", "Keep it")):
        press(page, label)
        assert violations(page) == []
        assert not sideways(page)
        press(page, then)
    press(page, "Choose none")
    press(page, "Import a file")
    assert violations(page) == []
    assert not sideways(page)
    context.close()


def test_what_is_done_with_the_chosen_stays_in_sight(
    page: Page, app_server: AppServer, names: list[str]
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page, app_server, names)
    page.get_by_role("checkbox", name=re.compile("^Choose .*<b>")).check()
    last = rows(page).last
    last.scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Put away")).to_be_in_viewport()
