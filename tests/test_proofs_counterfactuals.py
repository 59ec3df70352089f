"""The smallest sets of changes, against trying out every set."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.engine import advise
from advisor.proofs import counterfactuals, several
from advisor.proofs.changes import worded
from advisor.proofs.counterfactuals import would_change
from advisor.questionnaire import NONE, Profile, Question, Value
from advisor.rulebook import Rulebook
from tests.random_rulebooks import QUESTIONNAIRE, QUESTIONS, full_weeks, legal, replies, rulebooks

AMPLE = 120
"""Seconds: no test may depend on how busy the machine is."""
few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
GROUPS = ("by decision", "as the company grows")


@pytest.fixture(params=["tried", "solved"], autouse=True)
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every claim holds both where sets are tried out and where the solver is asked at once."""
    if request.param == "solved":
        monkeypatch.setattr(counterfactuals._Search, "_tried", lambda self, sets: {})
        monkeypatch.setattr(several, "LEAST", 1)


@st.composite
def books(draw: st.DrawFn) -> Rulebook:
    """A rulebook whose questions change in drawn ways, some not far at once and one way only."""
    questions = {
        q: replace(
            question,
            changes=draw(st.sampled_from([*GROUPS, "no"])),
            at_once=draw(st.sampled_from([None, None, 1])),
            only=draw(st.sampled_from([None, None, "up", "down"])),
        )
        for q, question in QUESTIONS.items()
    }
    return draw(rulebooks(asked=replace(QUESTIONNAIRE, questions=questions), most_rules=8))


def band(question: Question, value: object) -> int:
    return [b.start <= value for b in question.bands].count(True)  # type: ignore[operator]


def allowed(question: Question, group: str, now: object) -> list[object]:
    """Every other reply that the group allows, by plain reading."""
    if question.changes != group:
        return []
    near = [
        r
        for r in replies(question)
        if question.at_once is None or far(question, now, r) <= question.at_once
    ]
    if question.kind == "choice":
        return [reply for reply in near if reply != now]
    if question.kind == "choices":
        return [reply for reply in near if reply != now and picked(question.only, now, reply)]
    only_up = question.kind == ("scale" if group == GROUPS[0] else "number")
    up = [r for r in near if band(question, r) > band(question, now)]
    down = [r for r in near if band(question, r) < band(question, now)]
    if only_up:
        return up
    return [*(up if question.only != "down" else ()), *(down if question.only != "up" else ())]


def picked(only: str | None, now: object, after: object) -> bool:
    """Whether choices were added only, or taken away only, where that is asked."""
    before, then = set(now) - {NONE}, set(after) - {NONE}  # type: ignore[call-overload]
    return only is None or (before <= then if only == "up" else then <= before)


def far(question: Question, now: object, after: object) -> int:
    if question.kind == "choices":
        return len((set(now) ^ set(after)) - {NONE})  # type: ignore[call-overload]
    return abs(band(question, after) - band(question, now)) if question.bands else 1


def smallest(book: Rulebook, profile: Profile, group: str) -> dict[str, tuple[int, int]]:
    """Per other outcome that changes lead to: the fewest answers, and then the fewest steps."""
    asked = book.questionnaire.questions
    options = {q: allowed(asked[q], group, now) for q, now in profile.answers.items()}
    found: dict[str, tuple[int, int]] = {}
    now = advise(book, profile).recommendation
    for size in range(1, len(options) + 1):
        for questions in combinations(options, size):
            for made in product(*(options[q] for q in questions)):
                changed = {**profile.answers, **dict(zip(questions, made, strict=True))}
                outcome = advise(book, Profile(changed)).recommendation
                if legal(changed) and outcome != now and found.get(outcome, (size,))[0] == size:
                    steps = sum(
                        far(asked[q], profile.answers[q], r)
                        for q, r in zip(questions, made, strict=True)
                    )
                    found[outcome] = min(found.get(outcome, (size, steps)), (size, steps))
    return found


@few
@given(books(), full_weeks())
def test_every_set_is_smallest_and_nearest_and_none_is_missing(
    book: Rulebook, profile: Profile
) -> None:
    found = would_change(book, profile, seconds=AMPLE)
    assert found.proved
    for group, changes in zip(GROUPS, (found.by_decision, found.as_it_grows), strict=True):
        expected = smallest(book, profile, group)
        asked = book.questionnaire.questions
        told: dict[str, tuple[int, int]] = {}
        for one in changes.sets:
            steps = sum(far(asked[c.question], c.before, c.after) for c in one.changes)
            told.setdefault(one.leads_to, (len(one.changes), steps))
            assert len(one.changes) == told[one.leads_to][0]
        assert told == expected
        now = advise(book, profile).recommendation
        assert set(changes.out_of_reach) == set(book.outcomes) - expected.keys() - {now}
        assert changes.one_is_enough == any(size == 1 for size, _ in expected.values())


@few
@given(books(), full_weeks())
def test_a_set_leads_where_it_says_and_no_part_of_it_does(book: Rulebook, profile: Profile) -> None:
    found = would_change(book, profile, seconds=AMPLE)
    for one in (*found.by_decision.sets, *found.as_it_grows.sets):
        applied = one.applied_to(profile)
        assert legal(dict(applied.answers))
        assert advise(book, applied).recommendation == one.leads_to
        assert len({change.question for change in one.changes}) == len(one.changes)
        for size in range(len(one.changes)):
            for part in combinations(one.changes, size):
                changed = replace(one, changes=part).applied_to(profile)
                assert not legal(dict(changed.answers)) or (
                    advise(book, changed).recommendation != one.leads_to
                )


@few
@given(books(), full_weeks())
def test_without_time_nothing_is_claimed_that_was_not_tried(
    book: Rulebook, profile: Profile
) -> None:
    hurried, unhurried = (
        would_change(book, profile, seconds=0),
        would_change(book, profile, seconds=AMPLE),
    )
    assert set(hurried.by_decision.out_of_reach) <= set(unhurried.by_decision.out_of_reach)
    assert set(hurried.by_decision.sets) <= set(unhurried.by_decision.sets)
    assert hurried.proved or hurried.by_decision.unknown or hurried.as_it_grows.unknown


def says(question: str, now: Value, after: Value, *, beyond: bool = True) -> str:
    declared = replace(QUESTIONS[question], says=question)
    return worded(declared, now, after, lambda reply: beyond).says


@pytest.mark.parametrize(
    ("question", "now", "after", "words"),
    [
        ("inside", 5, 10, "inside: from 10 people on (now 5 people)"),
        ("inside", 75, 10, "inside: below 60 people (now 75 people)"),
        ("order", 2, 4, "order: step 4 (now step 2)"),
        ("owner", "founder", "fund", "owner: fund (now founder)"),
        (
            "plans",
            frozenset(["sites"]),
            frozenset(["market"]),
            "plans: also market; no longer sites",
        ),
        ("plans", frozenset([NONE]), frozenset(["market"]), "plans: also market"),
        ("plans", frozenset(["market"]), frozenset([NONE]), "plans: none"),
    ],
)
def test_a_change_reads_as_a_sentence_about_the_company(
    question: str, now: Value, after: Value, words: str
) -> None:
    assert says(question, now, after) == words


def test_a_band_that_alone_does_the_work_is_told_with_both_ends() -> None:
    words = says("inside", 5, 10, beyond=False)
    assert words == "inside: 10 to under 60 people (now 5 people)"
