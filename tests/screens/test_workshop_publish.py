"""From an edge that is moved to published rules and back again, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from advisor.editing.differences import differences
from advisor.editing.edits import Edit
from advisor.editing.files import texts_in
from advisor.editing.keeping import Proposals
from advisor.editing.proposal import begun, edited
from advisor.editing.publishing import publish as publish_files
from advisor.editing.readiness import Publication, Readiness
from advisor.editing.splicing import spliced
from tests.app_server import AppServer
from tests.loading import small
from tests.screens.rule_author import keep_mine, move_edge
from tests.screens.test_journeys import saved

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PROVED = 60_000
"""Milliseconds that proofs of a small rulebook may take on a busy machine."""
COMMENT = "# About ten is usual in large firms.\n"
FILE = "questions/leadership.yaml"
PAGES = {
    "rules-try": "Before and after",
    "rules-impact": "How a population is spread",
    "rules-repair": "Which company?",
    "rules-publish": "Publish it",
    "rules-history": "Keep a copy",
    "rules-history?version=2": "Go back to it",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """One app for all journeys."""
    folder = tmp_path_factory.mktemp("publishing")
    shutil.copytree(small.FOLDER, folder / "rules")
    with AppServer(folder / "data", rules=folder / "rules") as running:
        yield running


@pytest.fixture
def server(app: AppServer) -> AppServer:
    """The app as at first: nothing proposed, nothing published, a comment in the file."""
    shutil.rmtree(app.data / "proposals", ignore_errors=True)
    rules = rules_of(app)
    shutil.rmtree(rules / ".versions", ignore_errors=True)
    shutil.copytree(small.FOLDER, rules, dirs_exist_ok=True)
    (rules / FILE).write_text(COMMENT + (rules / FILE).read_text("utf-8"), "utf-8")
    return app


def rules_of(server: AppServer) -> Path:
    return server.data.parent / "rules"


def text_of(server: AppServer) -> str:
    return (rules_of(server) / FILE).read_text("utf-8")


def visit(page: Page, server: AppServer, place: str, author: str = "Ann Bell") -> Page:
    """Open a page as an author, known by name."""
    name = author.replace(" ", "%20")
    page.context.add_cookies([{"name": "rule_author", "value": name, "url": server.url}])
    page.goto(f"{server.url}/{place}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def move_the_edge(page: Page, server: AppServer, start: str, author: str = "Ann Bell") -> None:
    """Call a CEO overloaded from another number of reports on, by form."""
    visit(page, server, "rules-edit?question=direct_reports", author)
    told = f"Edge overloaded of direct_reports moved from 13 to {start}"
    move_edge(page, "overloaded", start, told)


def proved(place: Locator) -> None:
    expect(place).to_be_visible(timeout=PROVED)


def publish(page: Page, sentence: str, reason: str = "") -> None:
    """Fill in the form of the publishing page and press the button."""
    sentence_field = page.get_by_label("What changed, in one sentence")
    proved(sentence_field)
    sentence_field.fill(sentence)
    if reason:
        page.get_by_label("Why is it right").fill(reason)
    page.get_by_role("button", name="Publish").click()


def test_an_edge_is_moved_seen_published_told_and_taken_back(page: Page, server: AppServer) -> None:
    before = text_of(server)
    move_the_edge(page, server, "15")
    page.get_by_role("link", name="See what it would change").first.click()
    expect(page.get_by_text("1 gets another recommendation")).to_be_visible()
    proved(page.get_by_text("Some companies get another recommendation."))
    page.get_by_role("link", name="overloaded_founder").click()
    expect(page.get_by_text("from Chief Operating Officer to No new role yet")).to_be_visible()

    page.get_by_role("link", name="Publish").click()
    proved(page.get_by_text("This stands against publishing:"))
    publish(page, "Call a CEO overloaded later.", "Fourteen is usual now.")
    proved(page.get_by_text("Version 1.0.0 is published."))
    assert text_of(server) == before.replace("overloaded: 13", "overloaded: 15")
    assert text_of(server).startswith(COMMENT)

    page.get_by_role("link", name="See the history").click()
    edge = page.get_by_text("Edge overloaded of direct_reports moved from 13 to 15")
    expect(edge).to_be_visible()
    page.get_by_role("link", name="Version 0.1.0").click()
    page.get_by_role("button", name="Go back to this version").click()
    expect(page.get_by_text("The rules of version 0.1.0 are your changes now.")).to_be_visible()
    publish(page, "Go back to thirteen.")
    proved(page.get_by_text("Version 2.0.0 is published."))
    assert text_of(server) == before


def test_of_two_who_publish_at_once_one_is_told_and_loses_nothing(
    page: Page, browser: Browser, server: AppServer
) -> None:
    other = browser.new_context().new_page()
    move_the_edge(page, server, "15")
    move_the_edge(other, server, "16", "Bo Cole")
    for tab in (page, other):
        tab.get_by_role("link", name="Publish").click()
    proved(other.get_by_label("What changed, in one sentence"))
    publish(page, "From fifteen on.", "So it is.")
    proved(page.get_by_text("Version 1.0.0 is published."))
    publish(other, "From sixteen on.", "So it is.")
    proved(other.get_by_text("Somebody published other values for what you changed."))
    assert "overloaded: 15" in text_of(server)

    other.get_by_role("link", name="Choose which version to keep").click()
    expect(other.get_by_role("heading", name="Which version do you want")).to_be_visible()
    keep_mine(other)
    expect(other.get_by_text("Your changes now stand on top of the rules")).to_be_visible()
    other.get_by_role("link", name="Publish").first.click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Publish")
    proved(other.get_by_text("Edge overloaded of direct_reports moved from 15 to 16").first)
    publish(other, "From sixteen on.", "So it is.")
    proved(other.get_by_text("Version 2.0.0 is published."))
    assert "overloaded: 16" in text_of(server)
    other.context.close()


def pick(page: Page, field: str, option: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=option).click()


def test_a_wrong_recommendation_is_repaired_from_wish_to_publication(
    page: Page, server: AppServer
) -> None:
    visit(page, server, "rules-repair")
    pick(page, "Which company?", "Example: A founder with too many reports.")
    expect(page.get_by_text("With your changes it gets")).to_be_visible()
    pick(page, "It should get", "No new role yet")
    page.get_by_label("Because").fill("The founder has two strong deputies.")
    page.get_by_role("button", name="Look for the smallest change").click()
    proved(page.get_by_text("Proved: the smallest change is 1 point in 1 rule."))
    expect(page.get_by_text("+  adds: {need: 1, breadth: 2}")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Take these edits into my changes").click()
    expect(page.get_by_text("The edits are among your changes now.")).to_be_visible()
    page.get_by_role("link", name="Publish").click()
    publish(page, "Weigh reports less.")
    proved(page.get_by_text("Version 1.0.0 is published."))
    page.get_by_role("link", name="Try it on a company").click()
    expect(page.get_by_text("The recommendation stays No new role yet.").first).to_be_visible()


def test_a_question_is_added_and_answered_for_the_examples(page: Page, server: AppServer) -> None:
    visit(page, server, "rules-edit?new=question")
    for label, text in {
        "Id: small": "shifts",
        "Question, as it is asked": "How many shifts are worked in a day?",
        "Why we ask": "Each change of shift is a hand-over.",
        "In a sentence": "shifts a day",
    }.items():
        page.get_by_label(label).fill(text)
        page.get_by_label(label).press("Tab")
        saved(page)
    page.get_by_role("button", name="Add a question").click()
    expect(page.get_by_text("has no answer to shifts")).to_be_visible()
    page.get_by_role("link", name="Answer shifts for the worked example").click()
    page.get_by_role("textbox", name="A family firm where nothing calls for a role.").fill("many")
    page.get_by_role("button", name="Keep these answers").click()
    expect(page.get_by_text("Answer it for at least one of them first.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("textbox", name="A family firm where nothing calls for a role.").fill("2")
    page.get_by_role("button", name="Keep these answers").click()
    expect(page.get_by_text("Nothing is open any more.")).to_be_visible()
    visit(page, server, "rules")
    expect(page.get_by_text("No mistakes.")).to_be_visible()
    proved(page.get_by_text("Warning: ").first)


def violations(page: Page) -> list[Any]:
    """What axe finds on the page as it stands, with everything opened."""
    saved(page)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found]


def published_and_proposed(server: AppServer) -> None:
    """One version on record, and changes of Ann Bell's on top of it."""
    rules = rules_of(server)
    texts = texts_in(rules)
    edge = ("direct_reports", "bands", "overloaded")
    ready = Readiness(texts, new := spliced(texts, [Edit(FILE, edge, 15)]), differences(texts, new))
    publish_files(rules, ready, Publication("Ann Bell", "From fifteen on.", "major"))
    now, texts = "2026-01-01T00:00:00+00:00", texts_in(rules)
    proposal = edited(begun("Ann Bell", texts, now), texts, [Edit(FILE, edge, 20)], "Moved", now)
    Proposals(server.data / "proposals").change("Ann Bell", lambda _: proposal)


def test_no_page_breaks_an_accessibility_rule_or_scrolls_sideways(
    browser: Browser, server: AppServer
) -> None:
    published_and_proposed(server)
    for scheme, width in (("light", 1280), ("dark", 320)):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        tab = context.new_page()
        for place, shown in PAGES.items():
            visit(tab, server, place)
            proved(tab.get_by_text(shown).first)
            assert violations(tab) == [], (place, scheme)
            main = "document.querySelector('[data-testid=stMain]')"
            assert tab.evaluate(f"{main}.scrollWidth") == width, place
        context.close()
