"""The rule workshop in a real browser: forms, the editor, two authors, and accessibility."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from advisor.editing.keeping import Proposals
from tests.app_server import AppServer
from tests.loading import small
from tests.screens.rule_author import keep_mine, move_edge

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = {
    "rules": "Change the rules",
    "rules-edit": "Edit by form",
    "rules-edit?rule=ceo_overloaded": "Edit the rule ceo_overloaded",
    "rules-edit?question=headcount": "Edit the question headcount",
    "rules-text?file=leadership.yaml": "Edit the text",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """One app with rule files of its own."""
    folder = tmp_path_factory.mktemp("workshop")
    shutil.copytree(small.FOLDER, folder / "rules")
    with AppServer(folder / "data", rules=folder / "rules") as running:
        yield running


@pytest.fixture
def server(app: AppServer) -> AppServer:
    """The app, with nothing proposed by anybody."""
    shutil.rmtree(app.data / "proposals", ignore_errors=True)
    return app


def visit(page: Page, server: AppServer, place: str, author: str = "Ann Bell") -> Page:
    """Open a page as an author, who says their name where it is asked for."""
    page.goto(f"{server.url}/{place}")
    name, links = page.get_by_label("Your name"), page.get_by_role("link", name="Edit the text")
    expect(links.first).to_be_visible()
    expect(name.or_(page.get_by_text("Is it sound?")).or_(editor(page)).first).to_be_visible()
    if name.is_visible():
        name.fill(author)
        page.get_by_role("button", name="Go on").click()
        expect(name).to_be_hidden()
    return page


def editor(page: Page) -> Any:
    return page.locator(".rule-editor .cm-content")


def changes(page: Page) -> Any:
    return page.locator(".st-key-changes")


def type_at_the_end_of(page: Page, line: str, text: str) -> None:
    editor(page).get_by_text(line, exact=False).first.click()
    page.keyboard.press("End")
    page.keyboard.type(text)


def move_an_edge(page: Page, server: AppServer, author: str = "Ann Bell") -> None:
    visit(page, server, "rules-edit?question=headcount", author)
    move_edge(page, "midsize", "60", "Edge midsize of headcount moved from 50 to 60")


def kept(server: AppServer, file: str, author: str = "Ann Bell") -> str:
    """The text of a file in an author's proposal; empty where there is none."""
    proposal = Proposals(server.data / "proposals").load(author)
    return (proposal.mine.get(file) if proposal else "") or ""


def test_two_authors_edit_apart_until_one_publishes_and_then_both_versions_are_shown(
    page: Page, browser: Browser, server: AppServer
) -> None:
    move_an_edge(page, server)
    page.reload()
    expect(page.get_by_label("midsize begins at")).to_have_value("60")
    page.get_by_role("link", name="Change the rules").click()
    expect(changes(page)).to_contain_text("Edge midsize of headcount moved from 50 to 60")
    expect(page.get_by_text("Checking finds")).to_be_visible()

    other = browser.new_context().new_page()
    visit(other, server, "rules", "Bo Cole")
    expect(other.get_by_text("You have changed nothing yet.")).to_be_visible()
    other.context.close()

    file = server.data.parent / "rules" / "questions" / "company.yaml"
    file.write_text(file.read_text("utf-8").replace("midsize: 50", "midsize: 70"), "utf-8")
    page.reload()
    expect(page.get_by_role("heading", name="Which version do you want to keep?")).to_be_visible()
    keep_mine(page)
    expect(changes(page)).to_contain_text("Edge midsize of headcount moved from 70 to 60")


def test_broken_text_is_marked_told_and_kept_over_a_reload(page: Page, server: AppServer) -> None:
    visit(page, server, "rules-text?file=leadership.yaml")
    type_at_the_end_of(page, "direct_reports: overloaded", "x")
    expect(page.locator(".cm-lintRange-error")).to_have_text("overloadedx")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    mistake = page.get_by_role("link", name="leadership.yaml, line 4").first
    expect(mistake).to_be_visible()
    expect(page.get_by_text('Did you mean "overloaded"?').first).to_be_visible()
    page.reload()
    expect(page.locator(".cm-lintRange-error")).to_have_text("overloadedx")
    page.goto(f"{server.url}/rules")
    page.get_by_role("link", name="leadership.yaml, line 4").click()
    expect(page.locator(".cm-lineNumbers .cm-activeLineGutter")).to_have_text("4")
    page.keyboard.press("End")
    page.keyboard.press("Backspace")
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    expect(page.get_by_text("No mistakes in leadership.yaml.")).to_be_visible()
    assert kept(server, "leadership.yaml") == ""


def test_what_was_typed_a_moment_before_a_reload_is_there(page: Page, server: AppServer) -> None:
    visit(page, server, "rules-text?file=leadership.yaml")
    type_at_the_end_of(page, "Assistants inflate the count.", " Or not.")
    page.reload()
    expect(editor(page)).to_contain_text("Assistants inflate the count. Or not.")
    expect(page.get_by_text("No mistakes in leadership.yaml.")).to_be_visible()
    page.get_by_role("link", name="Change the rules").click()
    expect(page.get_by_text("1 change in 1 file: leadership.yaml.")).to_be_visible()
    assert "Assistants inflate the count. Or not.\n" in kept(server, "leadership.yaml")


def test_the_keyboard_leaves_the_editor_by_escape_then_tab(page: Page, server: AppServer) -> None:
    visit(page, server, "rules-text?file=leadership.yaml")
    expect(page.get_by_text("press Escape, then Tab")).to_be_visible()
    editor(page).click()
    page.keyboard.press("Tab")
    expect(editor(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(editor(page)).not_to_be_focused()


def test_a_plain_field_takes_the_place_of_an_editor_that_cannot_be_loaded(
    page: Page, server: AppServer
) -> None:
    page.route("**/app/static/**", lambda route: route.abort())
    page.goto(f"{server.url}/rules-text?file=leadership.yaml")
    page.get_by_label("Your name").fill("Ann Bell")
    page.get_by_role("button", name="Go on").click()
    field = page.get_by_role("textbox", name="Text of leadership.yaml")
    field.fill("nothing: [")
    expect(page.get_by_role("heading", name="Mistakes in leadership.yaml")).to_be_visible()
    page.reload()
    expect(field).to_have_value("nothing: [")


def test_the_editor_asks_no_other_server(page: Page, server: AppServer) -> None:
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    page.route("**/*", note)
    visit(page, server, "rules-text?file=leadership.yaml")
    expect(editor(page)).to_be_visible()
    assert any("rule-editor.js" in url for url in asked)
    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []


def test_points_are_tuned_in_the_table_of_a_question(page: Page, server: AppServer) -> None:
    visit(page, server, "rules-edit?question=headcount")
    page.get_by_label("Need points of ceo_overloaded").select_option("1")
    expect(page.get_by_text("1 of these differs from the published rules.")).to_be_visible()
    page.get_by_role("link", name="Change the rules").click()
    expect(changes(page)).to_contain_text("Rule ceo_overloaded: need from +2 to +1")
    assert "adds: {need: 1, breadth: 2}" in kept(server, "leadership.yaml")


def test_no_page_breaks_an_accessibility_rule_or_scrolls_sideways(
    browser: Browser, server: AppServer
) -> None:
    found: list[Any] = []
    for scheme, width in (("light", 1280), ("dark", 320)):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        page = context.new_page()
        visit(page, server, "rules-text?file=leadership.yaml")
        if scheme == "light":
            type_at_the_end_of(page, "direct_reports: overloaded", "x")
            expect(page.locator(".cm-lintRange-error")).to_be_visible()
        for place, title in PAGES.items():
            visit(page, server, place)
            expect(page.get_by_role("heading", level=1)).to_have_text(title)
            told = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
            found += [(place, scheme, v["id"], n["html"][:200]) for v in told for n in v["nodes"]]
            if page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") > width:
                found.append((place, scheme, "scrolls sideways"))
        context.close()
    assert found == [], json.dumps(found, indent=1)


def test_enter_picks_one_question_of_those_that_were_found(page: Page, server: AppServer) -> None:
    visit(page, server, "rules-edit?new=rule")
    page.get_by_label("Asks about").click()
    page.keyboard.type("how many people")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Holds when this is so")).to_have_count(1)
