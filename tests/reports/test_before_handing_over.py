"""What is told before a report is handed over, and the words that are proposed for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.questionnaire import Profile
from advisor.reports import VARIANTS, Choices, build
from advisor.reports.formats import Order
from advisor.reports.preflight import KINDS, preflight
from advisor.reports.proposed import proposed
from tests.reports.cases import (
    BOOK,
    CASES,
    COMPANIES,
    DAY,
    HOSTILE,
    company,
    patchy,
    profile_of,
    proofs,
    texts,
)

WHOLE = company(COMPANIES[0], matrix=True)


def points(profile: Profile = WHOLE, *, proved: bool = True, **choices: Any) -> list[str]:
    order = Order(BOOK, profile, proofs(profile) if proved else None,
                  Choices(**{"dated": DAY, **choices}))  # fmt: skip
    return [f"{KINDS[p.kind]}: {p.says}" for p in preflight(order)]


def test_private_notes_are_told_as_included_or_as_left_out() -> None:
    notes = {"headcount": "Told by the CEO.", "": "Watch the chair.", "sites": " "}
    adviser = points(variant="adviser", notes=notes)
    assert any("2 private notes. Do not hand it to the company" in told for told in adviser)
    assert "Private: 2 private notes are left out of this report." in points(notes=notes)
    assert not any(told.startswith("Private") for told in points())
    without = points(variant="adviser", notes=notes, sections=frozenset({"summary"}))
    assert "Private: 2 private notes are left out of this report." in without


def test_open_answers_are_counted_and_named() -> None:
    order = Order(BOOK, patchy(), None, Choices(DAY))
    asked = BOOK.questionnaire.questions
    open_, unsure, rows = (p for p in preflight(order) if p.kind == "open")
    assert set(open_.about) == {q.ask for q in asked.values() if q.id not in patchy().answers}
    assert open_.says.startswith(f"{len(open_.about)} of {len(asked)} questions")
    assert unsure.about == (asked["delivery_trend"].ask,)
    assert rows.says.startswith("None of 28 responsibilities")
    assert not any(told.startswith("Not answered") for told in points())


def test_an_assumption_is_told_where_the_report_frames_one() -> None:
    assert "Assumed: Framed as an assumption, with its source: Cost." in points()
    assert not any("Framed" in told for told in points(sections=frozenset({"summary"})))


def test_what_was_not_proved_is_told_where_the_report_speaks_of_it() -> None:
    late = replace(proofs(WHOLE), completions=replace(proofs(WHOLE).completions, proved=False))
    told = preflight(Order(BOOK, WHOLE, late, Choices(DAY)))
    assert any(p.kind == "unproved" and "in the time allowed" in p.says for p in told)
    assert any("was not worked out" in told for told in points(proved=False))
    in_time = proofs(WHOLE).proved
    assert any(told.startswith("Not proved") for told in points()) is not in_time
    brief = points(proved=False, variant="role_brief")
    assert not any(told.startswith("Not proved") for told in brief)


def test_nothing_is_missing_once_everything_is_filled_in() -> None:
    assert "Missing: Not filled in: who prepared it, who decides and by when." in points()
    filled = points(author="A", decided_by="The board", decide_by=date(2027, 1, 31), final=True)
    assert not any(told.startswith(("Missing", "Chosen")) for told in filled)


def test_own_words_and_own_holders_are_told() -> None:
    told = points(summary="Ours.", holders={"r01": "outside", "r99": "ceo"}, variant="one_page")
    assert "Chosen: In your own words, as you left them: the summary." in told
    assert not any("settled" in each for each in told), "one page does not list holders"
    assert "Chosen: 1 holder is settled otherwise than proposed." in points(
        holders={"r01": "outside"}
    )
    assert any("may not fit on one page" in each
               for each in points(summary="word " * 300, variant="one_page"))  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=" ".join)
@pytest.mark.parametrize("variant", VARIANTS)
def test_proposed_words_are_those_of_the_report(case: tuple[str, str], variant: Any) -> None:
    profile = profile_of(case)
    printed = " ".join(texts(build(BOOK, profile, None, Choices(DAY, variant=variant))))
    words = proposed(BOOK, profile, Choices(DAY, variant=variant, summary="own", decision="own"))
    assert set(words) == (set() if variant == "role_brief" else {"decision", "summary"})
    for sentence in words.get("summary", "").split("\n\n"):
        _, _, last = sentence.rpartition(": ")
        assert last in printed


@pytest.mark.parametrize("name", HOSTILE)
def test_proposed_words_are_the_same_whatever_the_company_is_called(name: str) -> None:
    profile = Profile(WHOLE.answers, WHOLE.responsibilities, name)
    assert proposed(BOOK, profile, Choices(DAY)) == proposed(BOOK, WHOLE, Choices(DAY))
