"""A run that is cut short, or that goes on beside the next one, loses nothing that was entered."""

from __future__ import annotations

from threading import Event, Thread
from types import SimpleNamespace

import pytest

from advisor.screens import fields, session
from advisor.screens.native import Entries, _take
from advisor.screens.session import Desk, Shown
from advisor.storage import Assessments, Draft, new_token

STATE = {"entered": {"headcount": [1, "120", "mark"], "ownership": [2, "family", "mark"]}}


class CutShort(BaseException):
    """What Streamlit raises, in the middle of anything, when the next run takes over."""


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A tab with a saved draft, outside of Streamlit."""
    drafts, token = Assessments.in_memory(), new_token()
    here = Desk(drafts, {}, draft=drafts.save(token, Draft(token)))
    monkeypatch.setattr(session, "desk", lambda: here)
    monkeypatch.setattr(fields, "desk", lambda: here)
    return here


@pytest.mark.parametrize("seen", [0, None])
def test_an_entry_that_a_run_had_no_time_to_save_is_saved_by_the_next(seen: int | None) -> None:
    shown, saved = Shown("questions", 0, seen), list[Entries]()

    def cut_short(entries: Entries) -> None:
        raise CutShort

    with pytest.raises(CutShort):
        _take(shown, STATE, cut_short, "mark")
    assert _take(shown, STATE, saved.append, "mark")
    assert saved == [{"headcount": "120", "ownership": "family"}]
    assert not _take(shown, STATE, saved.append, "mark")


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
