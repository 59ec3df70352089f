"""A run that is cut short, or that goes on beside the next one, loses nothing that was entered."""

from __future__ import annotations

from threading import Event, Thread
from types import SimpleNamespace

import pytest

from advisor.screens import fields, session
from advisor.screens.session import Desk
from advisor.screens.taking import Entries, Form, Taken, Value, taken
from advisor.storage import Assessments, Draft, new_token

MARKUP = '<input type="text" name="headcount"><p data-note="headcount"></p>'


def state(*entries: tuple[int, str, Value, list[Value]], about: str = "draft") -> object:
    """What the browser says was entered: number, field, value, and what it knew of the field."""
    return {
        "entered": {name: [number, value, about, known] for number, name, value, known in entries}
    }


STATE = state((1, "headcount", "120", [""]), (2, "ownership", "family", [""]))


class Fields:
    """A form's fields, saved as they are entered, without the spaces around them."""

    def __init__(self, **held: Value) -> None:
        self.held: dict[str, Value] = {"headcount": "", "ownership": "", **held}
        self.saved: list[Entries] = []

    def take(self, entries: Entries) -> None:
        self.saved.append(entries)
        self.held |= {k: v.strip() if isinstance(v, str) else v for k, v in entries.items()}

    def form(self, turn: str = "0") -> Form:
        return Form("draft", turn, lambda: dict(self.held), self.take)


class CutShort(BaseException):
    """What Streamlit raises, in the middle of anything, when the next run takes over."""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A tab with a saved draft, outside of Streamlit."""
    drafts, token = Assessments.in_memory(), new_token()
    here = Desk(lambda: drafts, {}, draft=drafts.save(token, Draft(token)))
    monkeypatch.setattr(session, "desk", lambda: here)
    monkeypatch.setattr(fields, "desk", lambda: here)
    return here


def test_an_entry_that_a_run_had_no_time_to_save_is_saved_by_the_next() -> None:
    fields, before = Fields(), Taken()

    def cut_short(entries: Entries) -> None:
        raise CutShort

    with pytest.raises(CutShort):
        taken(before, STATE, fields.form()._replace(take=cut_short))
    after = taken(before, STATE, fields.form())
    assert fields.saved == [{"headcount": "120", "ownership": "family"}]
    assert taken(after, STATE, fields.form()) is after
    assert len(fields.saved) == 1


def test_an_entry_saved_by_a_run_that_was_cut_short_is_not_taken_for_somebody_elses() -> None:
    fields, entry = Fields(), state((1, "headcount", " 120 ", [""]))

    def saved_then_cut_short(entries: Entries) -> None:
        fields.take(entries)
        raise CutShort

    with pytest.raises(CutShort):
        taken(Taken(), entry, fields.form()._replace(take=saved_then_cut_short))
    assert not taken(Taken(), entry, fields.form()).refused


def test_what_somebody_else_changed_meanwhile_stays_and_the_form_says_so() -> None:
    fields = Fields(headcount="130")
    after = taken(Taken(), STATE, fields.form())
    assert fields.held == {"headcount": "130", "ownership": "family"}
    notes = after.notes(MARKUP)
    assert "another window" in notes["headcount"]
    assert "120" in notes["headcount"]
    again = taken(after, state((3, "headcount", "120", ["130"])), fields.form())
    assert fields.held["headcount"] == "120"
    assert not again.notes(MARKUP)


def test_the_note_on_a_refused_entry_takes_hostile_text_and_tells_no_ids() -> None:
    hostile = Taken(1, refused={"headcount": "<script>alert(1)</script>"})
    assert "<script>" not in hostile.notes(MARKUP)["headcount"]
    picked = Taken(1, refused={"sector.other_industry": "other_industry"})
    (note,) = picked.notes('<p data-note="sector"></p>').values()
    assert "other_industry" not in note


@pytest.mark.parametrize("mine", ["121", "121 "])
def test_entries_one_after_another_in_one_window_are_never_refused(mine: str) -> None:
    """The window may not know yet that the first was saved, nor how its text was told."""
    fields = Fields()
    first = taken(Taken(), state((1, "headcount", " 120 people ", [""])), fields.form())
    after = taken(first, state((2, "headcount", mine, ["", " 120 people "])), fields.form())
    assert fields.held["headcount"] == "121"
    assert not after.refused


def test_after_a_restart_what_was_saved_before_and_never_told_is_no_obstacle() -> None:
    fields = Fields(ownership="family")
    repeated = state((7, "ownership", "founders", ["", "family"]))
    assert not taken(Taken(), repeated, fields.form()).refused
    assert fields.held["ownership"] == "founders"


def test_an_entry_about_another_assessment_is_left_alone() -> None:
    fields = Fields()
    other = state((1, "headcount", "120", [""]), about="another")
    assert taken(Taken(), other, fields.form()) == Taken()
    assert not fields.saved


def test_a_button_counts_only_while_nothing_else_has_changed_the_draft() -> None:
    fields = Fields()
    pressed = state((1, "fill-people.every", "coo well", ["0"]))
    assert taken(Taken(), pressed, fields.form(turn="1")).refused
    assert not taken(Taken(), pressed, fields.form(turn="0")).refused
    assert fields.saved == [{"fill-people.every": "coo well"}]


@pytest.mark.parametrize(
    "nonsense",
    [None, 3, {}, {"entered": 3}, {"entered": {"headcount": 3}},
     {"entered": {"headcount": [1, "120", "draft", "known"]}},
     {"entered": {"headcount": ["1", "120", "draft", [""]]}}],
)  # fmt: skip
def test_what_is_no_entry_is_left_out(nonsense: object) -> None:
    fields = Fields()
    taken(Taken(), nonsense, fields.form())
    assert not fields.saved


def test_two_runs_that_save_at_the_same_time_lose_neither_change(desk: Desk) -> None:
    second_has_read = Event()

    def second() -> None:
        def edit(draft: Draft) -> Draft:
            second_has_read.set()
            return draft.with_answer("ownership", "family", None)

        session.change(edit)

    other = Thread(target=second)

    def first(draft: Draft) -> Draft:
        other.start()
        second_has_read.wait(0.2)  # it should only read once this change is saved
        return draft.with_answer("headcount", 120, "120")

    session.change(first)
    other.join()
    assert desk.draft
    kept = desk.drafts.load(desk.draft.token)
    assert kept
    assert kept.answers == {"headcount": 120, "ownership": "family"}


def test_what_a_field_holds_is_saved_by_the_next_run_where_one_was_cut_short(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: dict[str, str] = {}
    monkeypatch.setattr(fields, "st", SimpleNamespace(session_state=held))
    saved: list[str] = []

    def draw(key: str, seed: str) -> str:
        return held.setdefault(key, seed)

    def cut_short(name: str) -> None:
        raise CutShort

    assert fields.kept("company", "", draw, saved.append) == ""
    held["company.0"] = "Acme"
    with pytest.raises(CutShort):
        fields.kept("company", "", draw, cut_short)
    assert fields.kept("company", "", draw, saved.append) == "Acme"
    assert saved == ["Acme"]
