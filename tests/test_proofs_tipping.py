"""Tipping points, against asking the engine about every band; and all exact answers together."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings

from advisor.engine import advise
from advisor.loading import load_rulebook
from advisor.proofs import completions, exact, tipping_points, would_change
from advisor.proofs.clock import Clock
from advisor.proofs.promises import broken_promises
from advisor.proofs.whole import Whole
from advisor.questionnaire import Profile
from advisor.rulebook import Condition, Property, Rule, Rulebook
from tests.random_rulebooks import QUESTIONS, WITH_SHARES, full_weeks, legal, rulebooks

AMPLE = 120
"""Seconds: no test may depend on how busy the machine is."""
few = settings(max_examples=60, deadline=None)
NUMBERS = ("inside", "outside")


def recommended(book: Rulebook, profile: Profile, question: str, number: int) -> str | None:
    changed = profile.with_answer(question, number)
    return advise(book, changed).recommendation if legal(dict(changed.answers)) else None


@few
@given(rulebooks(most_rules=8), full_weeks())
def test_every_band_is_told_with_its_recommendation(book: Rulebook, profile: Profile) -> None:
    told = {tipping.question: tipping.stretches for tipping in tipping_points(book, profile)}
    for question in NUMBERS:
        now = profile.known(question)
        starts = [band.start for band in QUESTIONS[question].bands]
        answered = now is not None
        found = {s: recommended(book, profile, question, s) for s in starts if answered}
        if len(set(found.values()) - {None}) < 2:
            assert question not in told
            continue
        for start, recommendation in found.items():
            stretch = [s for s in told[question] if s.start <= start][-1]
            assert stretch.recommendation == recommendation


@few
@given(rulebooks(most_rules=8), full_weeks())
def test_the_nearest_tipping_points_lie_on_both_sides_of_the_number(
    book: Rulebook, profile: Profile
) -> None:
    for tipping in tipping_points(book, profile):
        (here,) = [stretch for stretch in tipping.stretches if stretch.here]
        number = profile.known(tipping.question)
        assert here.recommendation == advise(book, profile).recommendation
        assert here.start <= number  # type: ignore[operator]
        assert tipping.below is None or tipping.below.start < here.start
        assert tipping.above is None or tipping.above.start > number  # type: ignore[operator]


@settings(max_examples=10, deadline=None)
@given(rulebooks(asked=WITH_SHARES), full_weeks())
def test_exact_gathers_every_answer(book: Rulebook, profile: Profile) -> None:
    found = exact(book, profile, seconds=AMPLE)
    assert found.completions == completions(book, profile, seconds=AMPLE)
    assert found.would_change == would_change(book, profile, seconds=AMPLE)
    assert found.tipping == tipping_points(book, profile)
    assert found.proved
    assert found.settled == (found.possible == (advise(book, profile).recommendation,))


def test_importing_the_proofs_does_not_import_the_solver() -> None:
    look = "import sys, advisor.proofs; print('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_numbers_that_together_are_just_the_most_allowed_are_told() -> None:
    book = load_rulebook(Path(__file__).parent / "small_rulebook")
    much = Condition("time_inside", "much", "is", frozenset(["much"]))
    rules = (Rule("inside", "size", "", (much,), {"need": 3}),)
    book = replace(book, rules=rules, gates=())
    full, over = (Profile({"time_inside": 10, "time_outside": other}) for other in (50, 51))
    (told,) = tipping_points(book, full)
    assert told.above
    assert (told.above.start, told.above.recommendation) == (50, "operations_director")
    assert tipping_points(book, over) == ()
    changed = would_change(book, full, seconds=AMPLE).by_decision.sets
    assert [one.leads_to for one in changed] == ["operations_director"]
    changed = would_change(book, over, seconds=AMPLE).by_decision.sets
    assert [len(one.changes) for one in changed] == [2]
    assert "operations_director" in completions(book, Profile({"time_outside": 50})).possible
    both = (much, replace(much, question="time_outside"))
    stated = Property("stated", "", "never", ("operations_director",), both)
    whole = Whole(replace(book, properties=(stated,)), Clock(AMPLE))
    assert [finding.severity for finding in broken_promises(whole)] == ["error"]


def test_of_several_bands_that_change_the_recommendation_the_nearest_is_told() -> None:
    book = load_rulebook(Path(__file__).parent / "small_rulebook")
    many = Condition("direct_reports", "", "is", frozenset(["stretched", "overloaded"]))
    book = replace(book, rules=(Rule("many", "size", "", (many,), {"need": 3}),), gates=())
    (one,) = would_change(book, Profile({"direct_reports": 3}), seconds=AMPLE).by_decision.sets
    assert [change.after for change in one.changes] == [9]


@pytest.mark.parametrize(
    ("at_once", "only", "near"),
    [(None, None, True), (2, "up", True), (1, None, False), (2, "down", False)],
)
def test_a_number_that_turns_further_than_it_may_change_at_once_is_out_of_reach(
    at_once: int | None, only: Literal["up", "down"] | None, near: bool
) -> None:
    book = load_rulebook(Path(__file__).parent / "small_rulebook")
    many = Condition("direct_reports", "", "is", frozenset(["stretched", "overloaded"]))
    asked = book.questionnaire
    question = replace(asked.questions["direct_reports"], at_once=at_once, only=only)
    questions = {**asked.questions, "direct_reports": question}
    book = replace(
        book,
        questionnaire=replace(asked, questions=questions),
        rules=(Rule("many", "size", "", (many,), {"need": 3}),),
        gates=(),
    )
    (told,) = tipping_points(book, Profile({"direct_reports": 3}))
    assert told.above
    assert told.above.start == 9
    assert told.within_reach is near
    changed = would_change(book, Profile({"direct_reports": 3}), seconds=AMPLE).by_decision
    assert bool(changed.sets) is near
