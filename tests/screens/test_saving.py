"""Whatever others save meanwhile, and whatever stands in the way: no change is lost or hidden."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest

from advisor.screens import session
from advisor.screens.session import Desk
from advisor.storage import Assessments, ChangedMeanwhile, Draft, Unavailable, new_token


class Failing(Assessments):
    """Assessments that can be told to fail."""

    told: Exception | None = None

    def load(self, token: str) -> Draft | None:
        if isinstance(self.told, Unavailable):
            raise self.told
        return super().load(token)

    def save(self, token: str, draft: Draft) -> Draft:
        if self.told:
            raise self.told
        return super().save(token, draft)


@pytest.fixture
def kept(tmp_path: Path) -> Failing:
    """What this server keeps."""
    return Failing.in_folder(tmp_path)  # type: ignore[return-value]


@pytest.fixture
def other(tmp_path: Path) -> Assessments:
    """Another server on the same file."""
    return Assessments.in_folder(tmp_path)


@pytest.fixture
def desk(kept: Failing, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A tab with a saved draft, outside of Streamlit."""
    token = new_token()
    here = Desk(lambda: kept, {}, draft=kept.save(token, Draft(token)))
    monkeypatch.setattr(session, "desk", lambda: here)
    return here


def token_of(desk: Desk) -> str:
    assert desk.draft
    return desk.draft.token


def answer(drafts: Assessments, token: str, question: str, number: int) -> None:
    """What another server does when somebody answers there."""
    draft = drafts.load(token)
    assert draft
    drafts.save(token, draft.with_answer(question, number, None))


def answers(drafts: Assessments, token: str) -> object:
    draft = drafts.load(token)
    assert draft
    return draft.answers


def test_a_change_is_made_again_on_what_another_server_saved_meanwhile(
    desk: Desk, other: Assessments
) -> None:
    token, others = token_of(desk), iter(("sites", "products", "revenue"))

    def edit(draft: Draft) -> Draft:
        if question := next(others, None):
            answer(other, token, question, 1)
        return draft.with_answer("headcount", 120, "120")

    session.change(edit)
    assert answers(other, token) == {"sites": 1, "products": 1, "revenue": 1, "headcount": 120}
    assert desk.draft == other.load(token)
    assert not desk.trouble


def test_changes_made_while_nothing_could_be_saved_are_made_on_what_others_saved(
    desk: Desk, kept: Failing, other: Assessments
) -> None:
    token = token_of(desk)
    kept.told = Unavailable("the disk of this server is full")
    session.change(lambda draft: draft.with_answer("headcount", 120, "120"))
    session.change(lambda draft: draft.named("Acme"))
    assert desk.trouble == "the disk of this server is full"
    assert session.current().answers == {"headcount": 120}
    answer(other, token, "sites", 3)
    kept.told = None
    assert session.refresh() == other.load(token)
    assert answers(other, token) == {"headcount": 120, "sites": 3}
    assert session.current().company == "Acme"
    assert not desk.trouble


def test_a_new_assessment_that_could_not_be_saved_is_saved_later_with_its_changes(
    desk: Desk, kept: Failing, other: Assessments
) -> None:
    kept.told = Unavailable("the disk of this server is full")
    begun = session.begin(Draft("", company="Acme"))
    session.change(lambda draft: draft.with_answer("headcount", 120, "120"))
    assert other.load(begun.token) is None
    kept.told = None
    session.refresh()
    saved = other.load(begun.token)
    assert saved
    assert (saved.company, saved.answers) == ("Acme", {"headcount": 120})


def test_a_new_assessment_that_could_not_be_saved_is_saved_without_any_change(
    desk: Desk, kept: Failing, other: Assessments
) -> None:
    kept.told = Unavailable("the disk of this server is full")
    begun = session.begin(Draft("", company="Acme"))
    kept.told = None
    session.refresh()
    saved = other.load(begun.token)
    assert saved
    assert saved.company == "Acme"


def test_what_was_changed_and_then_erased_elsewhere_is_told(
    desk: Desk, kept: Failing, other: Assessments
) -> None:
    other.erase(token_of(desk))
    kept.told = ChangedMeanwhile()
    session.change(lambda draft: draft.with_answer("headcount", 120, "120"))
    assert "was erased" in desk.trouble
    assert session.current().answers == {"headcount": 120}


def test_what_was_read_in_vain_is_read_again_and_not_saved_over(
    desk: Desk, kept: Failing, other: Assessments
) -> None:
    token = token_of(desk)
    kept.told = Unavailable("another program is holding the saved answers")
    session.refresh()
    assert desk.trouble
    answer(other, token, "sites", 3)
    before = other.load(token)
    kept.told = None
    assert session.refresh() == before
    assert other.load(token) == before
    assert not desk.trouble


def test_what_was_erased_elsewhere_is_told_and_not_brought_back(
    desk: Desk, other: Assessments
) -> None:
    token = token_of(desk)
    other.erase(token)
    for number in (120, 130):
        session.change(lambda draft, n=number: draft.with_answer("headcount", n, None))  # type: ignore[misc]
        assert "was erased" in desk.trouble
    assert session.current().answers == {"headcount": 130}
    assert other.load(token) is None


def test_changes_that_are_always_overtaken_are_told_and_stay_in_the_tab(
    desk: Desk, kept: Failing
) -> None:
    kept.told = ChangedMeanwhile()
    session.change(lambda draft: draft.with_answer("headcount", 120, "120"))
    assert "others are changing" in desk.trouble
    assert session.current().answers == {"headcount": 120}
    kept.told = None
    session.refresh()
    assert answers(kept, token_of(desk)) == {"headcount": 120}


def test_nothing_is_written_where_nothing_changes(desk: Desk, tmp_path: Path) -> None:
    before = desk.draft
    session.change(lambda draft: draft.named(""))
    assert desk.draft == before
    with sqlite3.connect(tmp_path / "assessments.sqlite3") as file:
        assert file.execute("SELECT edition FROM assessment").fetchall() == [(1,)]


def test_a_run_that_comes_while_another_saves_waits_for_it(
    desk: Desk, other: Assessments, monkeypatch: pytest.MonkeyPatch
) -> None:
    saving, token = Event(), token_of(desk)
    saved: list[Draft] = []

    def save(token: str, draft: Draft) -> Draft:
        saved.append(draft)
        saving.set()
        if current_thread() is not following:
            following.join(0.2)  # it should only look once this change is saved
        return Assessments.save(other, token, draft)

    def refresh() -> None:
        saving.wait()
        session.refresh()

    monkeypatch.setattr(desk.drafts, "save", save)
    following = Thread(target=refresh)
    following.start()
    session.change(lambda draft: draft.with_answer("headcount", 120, "120"))
    following.join()
    assert len(saved) == 1
    draft = other.load(token)
    assert draft
    assert draft.edition == 2
    assert desk.draft == draft
