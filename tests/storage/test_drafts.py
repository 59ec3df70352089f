"""A draft is written and read without loss, and whatever stands there gives a sound one."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from advisor.storage import Decision, Draft, Note, is_token, new_token
from advisor.storage.draft import from_json, to_json
from tests.storage.samples import FULL

texts = some.text(max_size=8)
answers = some.dictionaries(
    texts, texts | some.integers(-(10**18), 10**18) | some.lists(texts, max_size=3)
)
JSON_VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | texts,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "answers", "typed", "responsibilities", "company", "form", "turn", "writer", "trying",
    "scenarios", "panel", "settled", "report", "notes", "respondents", "decision",
    "told", "respondent",
]  # fmt: skip


def test_nothing_of_a_draft_is_lost() -> None:
    assert from_json("", to_json(FULL)) == FULL
    assert all(
        getattr(FULL, name)
        for name in json.loads(to_json(FULL))
        if name not in ("example", "respondent")
    )


def test_tokens_are_well_formed_and_never_repeat() -> None:
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    assert all(map(is_token, tokens))


@given(answers, some.dictionaries(texts, texts), texts)
def test_writing_then_reading_changes_nothing(
    answers: dict, typed: dict[str, str], company: str
) -> None:
    draft = Draft("t", answers=answers, typed=typed, company=company)
    assert from_json("t", to_json(draft)) == draft


@pytest.mark.parametrize("number", ["NaN", "1e400", "-Infinity", "9" * 400])
def test_numbers_that_no_question_takes_are_left_out(number: str) -> None:
    text = f'{{"answers": {{"headcount": {number}, "sites": 2}}}}'
    assert from_json("t", text).answers == {"sites": 2}


@given(some.dictionaries(some.sampled_from(KEYS), JSON_VALUES).map(json.dumps))
def test_whatever_stands_in_the_file_gives_a_draft_that_can_be_saved(text: str) -> None:
    draft = from_json("t", text)
    assert from_json("t", to_json(draft)) == draft


def test_taking_the_last_part_of_a_holding_away_takes_the_row_away() -> None:
    draft = Draft("t").with_holding("r01", "owner", "ceo").with_holding("r01", "done", "well")
    assert draft.responsibilities == {"r01": {"owner": "ceo", "done": "well"}}
    assert not (
        draft.with_holding("r01", "owner", None).with_holding("r01", "done", None).responsibilities
    )


def test_an_empty_note_takes_the_note_away() -> None:
    draft = Draft("t").with_note("headcount", Note("As of March.", "told"))
    assert draft.notes == {"headcount": Note("As of March.", "told")}
    assert draft.with_note("headcount", Note()).notes == {}


def test_notes_that_were_kept_with_the_report_find_their_home() -> None:
    report = {"summary": "S.", "note.headcount": "Old.", "note.sites": "Kept.", "note.": "All."}
    notes = {"headcount": {"text": "New."}, "sites": {"source": "seen"}}
    read = from_json("t", json.dumps({"report": report, "notes": notes}))
    assert read.report == {"summary": "S."}
    assert read.notes == {
        "headcount": Note("New."), "sites": Note("Kept.", "seen"), "": Note("All.")
    }  # fmt: skip


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "", "2026-02-30"])
def test_a_day_that_is_none_is_left_out(day: str) -> None:
    draft = Draft("t", decision=Decision("coo", day="2026-02-01", review=day))
    read = from_json("t", to_json(draft)).decision
    assert read == Decision("coo", day="2026-02-01")
