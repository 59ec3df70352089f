"""Keeping and comparing in a real browser: one journey, and every page for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.compared import stamp_of, told_of
from advisor.screens.sheet import draft_of
from advisor.storage import Assessments, Decision, Draft, Note, Respondent, new_token
from tests.screens.conftest import AppServer
from tests.screens.test_accessible import sideways, violations
from tests.screens.test_comparing import ADVICE
from tests.screens.test_journeys import saved
from tests.screens.test_versions import HOSTILE, WHOLE
from tests.screens.words import RULEBOOK, ask

pytestmark = pytest.mark.browser

EVIL = HOSTILE[:90]
PAGES = ("versions?", "versions?version=1&", "decision?", "compare?", "respondents?", "check?")
OTHER = next(o for o in RULEBOOK.outcomes.values() if o != ADVICE.recommendation)


@pytest.fixture
def token(app_server: AppServer) -> str:
    """An assessment with something of everything, hostile names among it."""
    store, draft = Assessments.in_folder(app_server.data), draft_of(WHOLE)
    theirs = store.save(new_token(), Draft("", {"headcount": 3}, respondent=EVIL))
    whole = replace(
        draft.with_answer("headcount", 15, None),
        company=EVIL,
        notes={"headcount": Note(EVIL, "document")},
        decision=Decision(EVIL, EVIL, "2026-05-03", "2026-05-01", EVIL),
        respondents=(Respondent(EVIL, token=theirs.token),),
    )
    kept = store.save(new_token(), whole)
    store.freeze(kept.token, EVIL, replace(draft, told=told_of(ADVICE)), stamp_of(ADVICE))
    return kept.token


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme=request.param)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_every_page_passes_the_accessibility_rules_and_fits_a_phone(
    tab: Page, app_server: AppServer, token: str
) -> None:
    for page in PAGES:
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.goto(f"{app_server.url}/{page}draft={token}")
        last = "Back to all sections" if page == "check?" else "Recommendation"
        expect(tab.get_by_text(last, exact=True).last).to_be_visible()
        tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert violations(tab) == []
        tab.set_viewport_size({"width": 320, "height": 700})
        assert not sideways(tab)
    assert tab.evaluate("window.evil") is None


def test_on_a_phone_the_choices_to_compare_are_read_in_full(
    page: Page, app_server: AppServer
) -> None:
    store = Assessments.in_folder(app_server.data)
    kept = store.save(new_token(), draft_of(WHOLE))
    name = "After the second conversation with the founder and both of her sons"
    store.freeze(kept.token, name, replace(kept, told=told_of(ADVICE)), stamp_of(ADVICE))
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{app_server.url}/compare?draft={kept.token}")
    page.get_by_role("combobox", name="Compare").click()
    option = page.get_by_role("option").filter(has_text=name)
    expect(option).to_be_visible()
    cut = "e => [e, e.firstElementChild].some(part => part.scrollWidth > part.clientWidth)"
    assert not option.evaluate(cut)


def test_a_version_is_kept_compared_and_taken_back_and_a_decision_entered(
    page: Page, app_server: AppServer
) -> None:
    store = Assessments.in_folder(app_server.data)
    draft = store.save(new_token(), draft_of(WHOLE))
    page.goto(f"{app_server.url}/recommendation?draft={draft.token}")
    page.get_by_role("link", name="Keep this as a version").click()
    page.get_by_role("textbox", name="Name of the version").fill("Before hiring")
    page.get_by_role("button", name="Keep this version").click()
    expect(page.get_by_text("Kept as “Before hiring”")).to_be_visible()
    changed = store.load(draft.token)
    assert changed
    store.save(draft.token, changed.with_answer("headcount", 3, "3"))
    page.get_by_role("link", name="Before hiring").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before hiring")
    expect(page.get_by_text("120 people", exact=True)).to_be_visible()
    page.get_by_role("link", name="Compare with the answers of now").click()
    expect(page.get_by_text("the rules did not.")).to_be_visible()
    expect(page.get_by_text("120 people → 3 people")).to_be_visible()
    page.get_by_role("link", name="All versions").click()
    page.get_by_role("link", name="Before hiring").click()
    page.get_by_role("button", name="Make these my answers again").click()
    page.get_by_role("button", name="Yes, make these my answers").click()
    expect(page.get_by_text("These are your answers again.")).to_be_visible()
    back = store.load(draft.token)
    assert back
    assert back.answers["headcount"] == 120
    page.get_by_role("link", name="Recommendation").click()
    page.get_by_role("link", name="Say what was decided").click()
    page.get_by_role("radio", name=OTHER.name, exact=True).check()
    page.get_by_role("textbox", name="Decided by").fill("the board")
    expect(page.get_by_text(f"Decided by the board: {OTHER.name}.")).to_be_visible()
    page.get_by_role("link", name="Recommendation").click()
    expect(page.get_by_text(f"Decided by the board: {OTHER.name}.")).to_be_visible()


def test_somebody_else_answers_and_their_answer_is_taken_over(
    page: Page, browser: Browser, app_server: AppServer
) -> None:
    store = Assessments.in_folder(app_server.data)
    draft = store.save(new_token(), draft_of(WHOLE))
    page.goto(f"{app_server.url}/respondents?draft={draft.token}")
    page.get_by_role("textbox", name="Name of the person").fill("Ann")
    page.get_by_role("button", name="Add this person").click()
    link = page.locator("code", has_text="/tasks?draft=").inner_text()
    assert draft.token not in link
    hers = browser.new_context()
    other = hers.new_page()
    other.goto(link)
    expect(other.get_by_text("You answer as Ann.")).to_be_visible()
    other.goto(link.replace("/tasks", "/company"))
    field = other.get_by_role("textbox", name=ask("headcount"))
    expect(field).to_have_value("")
    field.fill("3")
    field.press("Tab")
    saved(other)
    hers.close()
    page.reload()
    page.get_by_role("button", name="Take this answer").click()
    expect(page.get_by_text("Nobody disagrees with anybody else so far.")).to_be_visible()
    taken = store.load(draft.token)
    assert taken
    assert taken.answers["headcount"] == 3


def test_a_note_is_written_beside_the_answers(page: Page, app_server: AppServer) -> None:
    store = Assessments.in_folder(app_server.data)
    draft = store.save(new_token(), draft_of(WHOLE))
    page.goto(f"{app_server.url}/check?draft={draft.token}")
    page.get_by_text("Write notes: none written").click()
    box = page.get_by_role("textbox", name=ask("headcount"), exact=True)
    box.fill("As of March.")
    box.press("Tab")
    expect(page.get_by_text("Note: As of March.")).to_be_visible()
    expect(page.get_by_text("Write notes: 1 written")).to_be_visible()
    page.reload()
    page.get_by_text("Write notes: 1 written").click()
    expect(box).to_have_value("As of March.")
