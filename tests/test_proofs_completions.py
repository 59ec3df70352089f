"""What the open questions can still change, against every way to fill them in."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from advisor.engine import advise
from advisor.proofs import draws, fills
from advisor.proofs.alternatives import MATRIX
from advisor.proofs.completions import completions
from advisor.questionnaire import UNKNOWN, Holding, Profile
from advisor.rulebook import Rulebook
from tests.random_rulebooks import (
    QUESTIONNAIRE,
    QUESTIONS,
    WITH_SHARES,
    all_holdings,
    all_profiles,
    full_weeks,
    holdings,
    rulebooks,
)

AMPLE = 120
"""Seconds: no test may depend on how busy the machine is."""
few = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(params=["listed", "few matrices", "searched"], autouse=True)
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every claim holds both where all completions are listed and where the solver is asked."""
    if request.param != "listed":
        monkeypatch.setattr(fills, "DRAWS", 1)
        monkeypatch.setattr(fills, "WITHOUT_ANY", 1)
    if request.param == "searched":
        monkeypatch.setattr(draws, "FEW", 0)
        monkeypatch.setattr(draws, "EACH_TIME", 2)
        monkeypatch.setattr(draws, "GENERATIONS", 0)


Replies = tuple[tuple[str, object], ...]


def everything(book: Rulebook, profile: Profile) -> dict[Replies, str]:
    """The recommendation of every completion, by its replies; the matrix counts as one reply."""
    found = {}
    matrices = [{}] if not book.questionnaire.shares else all_holdings(profile.responsibilities)
    for filled in all_profiles(dict(profile.answers)):
        for held in matrices:
            replies = tuple((q, filled.answers.get(q)) for q in QUESTIONS)
            matrix = (MATRIX, tuple(sorted(held.items())))
            advice = advise(book, Profile(filled.answers, held))
            found[(*replies, matrix)] = advice.recommendation
    return found


def mattering(found: dict[Replies, str], questions: Iterable[str]) -> set[str]:
    """Questions with two completions that differ in that reply alone and in the recommendation."""
    matter = set()
    for question in questions:
        groups: dict[Replies, set[str]] = {}
        for replies, recommendation in found.items():
            rest = tuple(r for r in replies if r[0] != question)
            groups.setdefault(rest, set()).add(recommendation)
        if any(len(group) > 1 for group in groups.values()):
            matter.add(question)
    return matter


@few
@given(rulebooks(), full_weeks())
def test_possible_and_what_matters_are_exactly_what_completions_get(
    book: Rulebook, profile: Profile
) -> None:
    found = everything(book, profile)
    exact = completions(book, profile, seconds=AMPLE)
    assert exact.proved
    assert set(exact.possible) == set(found.values())
    assert set(exact.questions_that_matter) == mattering(found, QUESTIONS)


@few
@given(rulebooks(asked=WITH_SHARES, most_rules=9), full_weeks(), holdings())
def test_only_shares_that_one_matrix_can_produce_are_counted(
    book: Rulebook, profile: Profile, held: dict[str, Holding]
) -> None:
    assume(len(profile.answers) >= 3)
    profile = Profile(profile.answers, held)
    found = everything(book, profile)
    exact = completions(book, profile, seconds=AMPLE)
    assert exact.proved
    assert set(exact.possible) == set(found.values())
    assert set(exact.questions_that_matter) == mattering(found, [*QUESTIONS, MATRIX])


@few
@given(rulebooks(), full_weeks(), st.data())
def test_answering_more_never_widens_what_is_possible(
    book: Rulebook, profile: Profile, data: st.DataObject
) -> None:
    fuller = data.draw(st.sampled_from(all_profiles(dict(profile.answers))))
    before, after = (
        completions(book, profile, seconds=AMPLE),
        completions(book, fuller, seconds=AMPLE),
    )
    assert set(after.possible) <= set(before.possible)
    assert advise(book, fuller).recommendation in before.possible
    if before.settled:
        assert after == before


@few
@given(rulebooks(), full_weeks())
def test_not_sure_is_as_open_as_not_answered(book: Rulebook, profile: Profile) -> None:
    unsure = Profile({q: profile.answers.get(q, UNKNOWN) for q in QUESTIONS})
    assert completions(book, unsure, seconds=AMPLE) == completions(book, profile, seconds=AMPLE)


@few
@given(rulebooks(most_rules=9), full_weeks())
def test_without_time_nothing_is_called_settled_that_was_not_proved(
    book: Rulebook, profile: Profile
) -> None:
    hurried = completions(book, profile, seconds=0)
    unhurried = completions(book, profile, seconds=AMPLE)
    assert set(unhurried.possible) <= set(hurried.possible)
    assert set(unhurried.questions_that_matter) <= set(hurried.questions_that_matter)
    assert not hurried.settled or unhurried.settled


def test_the_two_questionnaires_differ_in_their_shares_alone() -> None:
    assert QUESTIONNAIRE.questions == WITH_SHARES.questions
    assert set(WITH_SHARES.weighed()) - set(QUESTIONS) == {"gap", "load"}
