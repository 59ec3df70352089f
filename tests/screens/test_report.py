"""The report builder: filled in, looked over, made; and the whole way there in a real browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as some
from playwright.sync_api import Browser, Page, expect

from advisor.reports.choices import VARIANTS, Costs
from advisor.reports.content.catalogue import CHAPTERS
from advisor.reports.formats import FORMATS
from advisor.screens.report.entries import (
    CHAPTER,
    FIGURES,
    choices_of,
    entered,
    formats_of,
    mistake_in,
    number_in,
    readable,
)
from advisor.screens.sheet import draft_of
from advisor.storage import LONGEST_PROSE, Assessments, Draft, Note, new_token
from tests.reports.cases import BOOK, COMPANIES, DAY, HOSTILE, company
from tests.reports.pictures import png
from tests.screens.conftest import AppServer, Open
from tests.screens.forms import enter, fields
from tests.screens.test_accessible import sideways, violations
from tests.screens.test_journeys import saved
from tests.screens.test_pages import kept, texts
from tests.screens.test_structure_page import shown

ASKED = BOOK.questionnaire
WHOLE = company(COMPANIES[0], matrix=True)
NAME = '<img src=x onerror="top.evil=1"> & Sons'
DUTY = next(iter(ASKED.responsibilities.values()))
NAMES = (
    *("variant", "final", "summary", "decide_by", "salary_low", "notes", "note.headcount"),
    *("format.md", "format.exe", "chapter.client.cost", "chapter.client.x", "strange"),
)


def test_the_form_is_filled_in_and_ready(open_page: Open) -> None:
    app = open_page("report", draft_of(WHOLE))
    assert not app.exception
    held = fields(app)["held"]
    assert held["variant"] == "client"
    assert [n for n in held if n.startswith("format.") and held[n]] == ["format.docx", "format.pdf"]
    assert held["summary"].startswith("Add a full-time Chief Operating Officer now")
    assert held["decision"].startswith("Add a full-time Chief Operating Officer now")
    assert all(value for name, value in held.items() if name.startswith(CHAPTER))
    assert "Missing. Not filled in: who prepared it, who decides and by when." in shown(app)


def test_what_is_typed_is_kept_until_it_is_the_proposal_again(open_page: Open, data: Path) -> None:
    app = open_page("report", draft_of(WHOLE))
    proposal = fields(app)["held"]["summary"]
    enter(app, summary="Ours.\n\nAnd more.", author="A. Adviser", final=True)
    assert kept(app, data).report == {
        "summary": "Ours.\n\nAnd more.", "author": "A. Adviser", "final": "yes"
    }  # fmt: skip
    assert "Your own words" in fields(app)["notes"]["summary"]
    assert "In your own words, as you left them: the summary." in shown(app)
    enter(app, summary=proposal, author="")
    assert kept(app, data).report == {"final": "yes"}
    assert "Your own words" not in fields(app)["notes"]["summary"]


def test_a_variant_shows_its_own_chapters_fields_and_proposal(open_page: Open) -> None:
    app = open_page("report", draft_of(WHOLE))
    for variant in VARIANTS:
        enter(app, variant=variant)
        held, markup = fields(app)["held"], fields(app)["markup"]
        assert [n for n in held if n.startswith(CHAPTER)] == [
            f"{CHAPTER}{variant}.{chapter.id}" for chapter in CHAPTERS[variant]
        ]
        assert ('name="notes"' in markup) is (variant == "client")
        assert ('name="summary"' in markup) is (variant != "role_brief")
        assert not app.exception


def test_figures_that_cannot_be_read_are_told_where_they_stand_and_left_out(
    open_page: Open,
) -> None:
    app = open_page("report", replace(draft_of(WHOLE), report={"salary_high": "a lot"}))
    assert "Enter one sum, like 150,000." in fields(app)["notes"]["salary_high"]
    assert fields(app)["held"]["salary_high"] == "a lot"
    assert "Cannot be read and is left out: Highest salary a year." in shown(app)


def test_files_are_made_and_told_to_be_old_once_something_changes(open_page: Open) -> None:
    report = {"format.docx": "no", "format.pdf": "no", "format.md": "yes", "format.csv": "yes"}
    app = open_page("report", replace(draft_of(WHOLE), report=report))
    app.button(key="make").click().run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert [label.partition(" (")[0] for label in labels] == [
        "Download Markdown", "Download Next steps as CSV"
    ]  # fmt: skip
    enter(app, author="A. Adviser")
    assert "Something changed since the files were made." in texts(app)
    assert not app.get("download_button")


def test_without_a_format_or_a_chapter_nothing_is_made(open_page: Open) -> None:
    none = {"format.docx": "no", "format.pdf": "no"}
    app = open_page("report", replace(draft_of(WHOLE), report=none))
    app.button(key="make").click().run()
    assert [error.value for error in app.error] == ["Tick at least one format."]
    empty = {f"{CHAPTER}client.{c.id}": "no" for c in CHAPTERS["client"]}
    app = open_page("report", replace(draft_of(WHOLE), report=empty))
    app.button(key="make").click().run()
    assert [error.value for error in app.error] == ["Tick at least one chapter."]


def test_choices_hold_what_was_entered() -> None:
    report = {
        "variant": "adviser", "chapter.adviser.cost": "no", "chapter.client.why": "no",
        "decide_by": "2027-01-31", "salary_low": "€ 150k", "on_costs": "20 %", "hours": "1,000",
        "hiring_fee": "some", "currency": "euros"
    }  # fmt: skip
    notes = {"": Note("All in all."), "gone": Note("Old."), "sites": Note("Two.", "told")}
    choices = choices_of(ASKED, Draft("", report=report, settled={"r01": "ceo"}, notes=notes), DAY)
    assert choices.sections == {c.id for c in CHAPTERS["adviser"]} - {"cost"}
    assert choices.decide_by == date(2027, 1, 31)
    assert choices.costs == Costs(150_000, None, 20, None, 1000, "euros")
    assert choices.notes == {"": "All in all.", "sites": "Two. (Told)"}
    assert not choices.notes_for_all
    assert choices_of(ASKED, Draft("", report={"notes": "yes"}), DAY).notes_for_all
    assert choices.holders == {"r01": "ceo"}
    assert choices_of(ASKED, Draft(""), DAY).sections is None


@pytest.mark.parametrize(
    ("name", "typed", "number"),
    [
        ("salary_low", "150,000", 150_000),
        ("salary_low", "$1.2m", 1_200_000),
        ("salary_high", "200k", 200_000),
        ("salary_high", "150-200k", None),
        ("hiring_fee", "-1", None),
        ("on_costs", "201", None),
        ("hours", "120 hours", 120),
    ],
)
def test_a_figure_is_read_as_people_write_it(name: str, typed: str, number: int | None) -> None:
    assert number_in(name, typed) == number
    assert bool(mistake_in(name, typed)) is (number is None)


@given(some.dictionaries(some.sampled_from(NAMES) | some.text(max_size=4),
                         some.text() | some.booleans() | some.sampled_from(HOSTILE)))  # fmt: skip
def test_whatever_a_browser_sends_is_kept_as_text_or_not_at_all(
    entries: dict[str, str | bool],
) -> None:
    draft = entered({"summary": "Proposed."}, Draft(""), entries)
    assert not {"format.exe", "chapter.client.x", "strange", "note.headcount"} & set(draft.report)
    assert all(text == readable(text) and text.strip() for text in draft.report.values())
    json.dumps(dict(draft.report), ensure_ascii=False).encode("utf-8")
    choices = choices_of(ASKED, draft, DAY)
    assert choices.variant in VARIANTS
    assert set(formats_of(draft.report)) <= set(FORMATS)
    assert all(mistake_in(name, text) == "" or name in {*FIGURES, "decide_by"}
               for name, text in draft.report.items())  # fmt: skip


def test_typed_text_is_cut_and_loses_only_what_nobody_sees() -> None:
    assert readable("One\r\ntwo\x00\x07\ud800 é 運 \U0001f468\u200d\U0001f469") == (
        "One\ntwo é 運 \U0001f468\u200d\U0001f469"
    )
    assert len(readable("x" * 10_000)) == LONGEST_PROSE


# In a real browser.


@pytest.fixture
def address(app_server: AppServer) -> str:
    """The part of the address that opens a finished draft whose company has a hostile name."""
    draft = replace(draft_of(WHOLE), company=NAME)
    return f"?draft={Assessments.in_folder(app_server.data).save(new_token(), draft).token}"


@pytest.fixture(params=["light", "dark"])
def tab(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme=request.param)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def ready(page: Page) -> None:
    """Wait until the report has been looked over and is shown."""
    expect(page.get_by_text("Marked as a draft.")).to_be_visible(timeout=20_000)
    frame = page.frame_locator("iframe.preview")
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    saved(page)


@pytest.mark.browser
def test_a_holder_changed_by_hand_is_found_in_the_document(
    page: Page, app_server: AppServer, address: str, tmp_path: Path
) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(f"{app_server.url}/recommendation{address}")
    page.get_by_role("button", name="Who does what after").click()
    picker = page.get_by_role("combobox", name=f"After: {DUTY.text}")
    picker.select_option("outside")
    expect(page.get_by_text("Chosen by you.")).to_be_visible()
    saved(page)
    page.reload()
    expect(picker).to_have_value("outside")
    page.get_by_role("link", name="Make the report").click()
    summary = page.get_by_role("textbox", name="The summary")
    summary.fill("We said so.\n\nTwice.")
    page.get_by_role("checkbox", name="PDF").uncheck()
    expect(page.get_by_text("In your own words")).to_be_visible()
    page.reload()
    expect(summary).to_have_value("We said so.\n\nTwice.")
    ready(page)
    page.get_by_role("button", name="Make the report").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download Word document").click()
    assert download.value.suggested_filename.startswith("img-src-x-onerror-top-evil-1-sons_")
    target = tmp_path / "report.docx"
    download.value.save_as(target)
    document = Document(str(target))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert NAME in said
    assert {"We said so.", "Twice."} <= set(said)
    rows = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
    found = next(row for row in rows if row[0] == DUTY.text and len(row) == 4)
    assert found[2] == ASKED.owners["outside"]
    assert page.evaluate("window.evil") is None
    local = (app_server.url, app_server.url.replace("http", "ws"), "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(local)] == []


@pytest.mark.browser
def test_the_preview_runs_nothing_and_a_logo_is_looked_at(
    page: Page, app_server: AppServer, address: str
) -> None:
    page.goto(f"{app_server.url}/report{address}")
    ready(page)
    frame = page.locator("iframe.preview")
    assert frame.get_attribute("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    inside = page.frame_locator("iframe.preview")
    expect(inside.get_by_text(NAME).first).to_be_visible()
    assert inside.locator("img, script").count() == 0
    given = page.locator("[data-testid=stFileUploaderDropzoneInput]")
    give(given, b"GIF89a, no picture that we take")
    expect(page.get_by_text("The logo is neither PNG nor JPEG.")).to_be_visible()
    give(given, png()[: len(png()) // 2])
    expect(page.get_by_text("The logo is damaged or cut off.")).to_be_visible()
    give(given, png())
    expect(page.get_by_text("Your logo is on the cover")).to_be_visible()
    expect(inside.locator("img.logo")).to_have_count(1)
    page.get_by_role("button", name="Take the logo away").click()
    expect(inside.locator("img.logo")).to_have_count(0)


def give(field: Any, content: bytes) -> None:
    """Upload a file that calls itself a picture."""
    field.set_input_files({"name": "logo.png", "mimeType": "image/png", "buffer": content})


@pytest.mark.browser
def test_both_pages_pass_the_accessibility_rules_and_fit_a_phone(
    tab: Page, app_server: AppServer, address: str
) -> None:
    tab.goto(f"{app_server.url}/structure{address}")
    expect(tab.get_by_role("heading", name="Decision rights")).to_be_visible()
    assert violations(tab) == []
    tab.set_viewport_size({"width": 320, "height": 700})
    assert not sideways(tab)
    tab.goto(f"{app_server.url}/report{address}")
    tab.get_by_role("radio", name="Adviser copy").check()
    ready(tab)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert not sideways(tab)
    tab.get_by_role("textbox", name="Lowest salary a year").fill("a lot")
    expect(tab.get_by_text("Enter one sum, like 150,000.")).to_be_visible()
    assert violations(tab) == []
