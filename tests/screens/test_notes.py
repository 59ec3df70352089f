"""Notes on answers: one home, written beside the answers, printed for whom they are meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from advisor.reports.choices import Choices
from advisor.reports.formats import Order
from advisor.reports.preflight import preflight
from advisor.screens.asking.notes import entered, held
from advisor.screens.notes_told import SOURCES, note_told
from advisor.screens.report.entries import choices_of
from advisor.screens.sheet import draft_of
from advisor.storage import Draft, Note
from advisor.storage.draft import from_json, to_json
from tests.reports.cases import BOOK, COMPANIES, DAY, HOSTILE, company, report
from tests.reports.test_content import whole
from tests.screens.conftest import Open
from tests.screens.forms import enter, fields
from tests.screens.test_pages import kept, texts

ASKED = BOOK.questionnaire
WHOLE = company(COMPANIES[0], matrix=True)
NOTES = {"headcount": Note("As of March.", "told"), "": Note("Watch the chair.", "a letter")}
HEADCOUNT = ASKED.questions["headcount"]


def test_a_note_and_its_source_are_kept_and_shown_with_the_answer(
    open_page: Open, data: Path
) -> None:
    app = open_page("check", draft_of(WHOLE))
    assert "none written" in fields(app)["notes"]["notes"]
    enter(app, note__headcount="As of\nMarch.", source__headcount="a document", note__="Chair.")
    assert not app.exception
    assert kept(app, data).notes == {
        "headcount": Note("As of\nMarch.", "document"), "": Note("Chair.")
    }  # fmt: skip
    assert ":gray[Note: As of March. (A document)]" in texts(app)
    assert fields(app)["held"]["source.headcount"] == "A document"
    enter(app, note__headcount="", source__headcount=" ")
    assert list(kept(app, data).notes) == [""]


def test_a_hostile_note_is_shown_as_text(open_page: Open) -> None:
    noted = replace(draft_of(WHOLE), notes={"headcount": Note("[a](http://x) **b** <img>")})
    app = open_page("check", noted)
    assert "[a]" not in texts(app)
    assert "<img>" not in fields(app)["markup"]


def test_a_question_outside_the_form_keeps_its_note_within_reach(open_page: Open) -> None:
    long_one = next(q.id for q in ASKED.questions.values() if not q.short_form)
    app = open_page("check", Draft("", notes={long_one: Note("Kept.")}))
    assert fields(app)["held"][f"note.{long_one}"] == "Kept."


def test_notes_are_printed_for_the_adviser_and_for_the_client_only_where_chosen() -> None:
    choices = choices_of(ASKED, Draft("", notes=NOTES), DAY)
    words = "As of March. (Told)"
    assert words in whole(report(WHOLE, variant="adviser", notes=choices.notes))
    assert words not in whole(report(WHOLE, notes=choices.notes))
    chosen = whole(report(WHOLE, notes=choices.notes, notes_for_all=True))
    assert words in chosen
    assert "Watch the chair." not in chosen
    assert words not in whole(
        report(WHOLE, variant="role_brief", notes=choices.notes, notes_for_all=True)
    )


def test_notes_in_the_client_report_are_told_before_it_is_handed_over() -> None:
    notes = choices_of(ASKED, Draft("", notes=NOTES), DAY).notes
    made = [Choices(DAY, notes=notes, notes_for_all=chosen) for chosen in (True, False)]
    told = [next(iter(preflight(Order(BOOK, WHOLE, None, one)))).says for one in made]
    assert "as you chose" in told[0]
    assert "left out of this report" in told[1]


def test_a_source_is_told_in_words() -> None:
    assert note_told(Note("N.", "told")) == "N. (Told)"
    assert note_told(Note("", "the lease")) == "(the lease)"
    assert note_told(None) == note_told(Note()) == ""


@given(
    some.dictionaries(
        some.sampled_from(["note.", "source.", "note.headcount", "source.headcount", "note.x", ""])
        | some.text(max_size=4),
        some.text() | some.booleans() | some.sampled_from([*HOSTILE, *SOURCES.values()]),
    )
)
def test_whatever_a_browser_sends_makes_notes_that_can_be_kept(
    entries: dict[str, str | bool],
) -> None:
    draft = entered(ASKED, Draft("t"), entries)
    assert from_json("t", to_json(draft)) == draft
    assert set(draft.notes) <= {"", "headcount"}
    assert entered(ASKED, draft, held([HEADCOUNT], draft)) == draft
