"""The engine against the plainest reading of a rulebook, and the laws it must obey."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from advisor.engine import advise
from advisor.questionnaire import UNKNOWN, Profile
from advisor.rulebook import Rulebook
from tests import naive
from tests.random_rulebooks import QUESTIONS, profiles, rulebooks


@given(rulebooks(), profiles())
def test_advice_equals_the_plainest_reading_of_the_rules(book: Rulebook, profile: Profile) -> None:
    advice = advise(book, profile)
    recommendation, form, points = naive.recommend(book, profile)
    assert (advice.recommendation, advice.form.id) == (recommendation, form)
    assert {d: w.points for d, w in advice.dimensions.items()} == points
    assert [r.id for r in advice.fired] == [
        r.id for r in book.rules if naive.holds(book, r.when, profile)
    ]


@given(rulebooks(), profiles())
def test_not_sure_weighs_the_same_as_not_answered(book: Rulebook, profile: Profile) -> None:
    unsure = Profile({q: profile.answers.get(q, UNKNOWN) for q in QUESTIONS})
    assert advise(book, unsure) == advise(book, profile)


@given(rulebooks(), profiles())
def test_the_order_of_the_rules_changes_nothing(book: Rulebook, profile: Profile) -> None:
    turned = replace(book, rules=book.rules[::-1], gates=book.gates[::-1])
    there, back = advise(book, profile), advise(turned, profile)
    assert there.recommendation == back.recommendation
    assert there.dimensions == back.dimensions
    assert {r.id for r in there.fired} == {r.id for r in back.fired}


@given(rulebooks(), profiles())
def test_a_recommendation_is_never_one_that_a_gate_rules_out(
    book: Rulebook, profile: Profile
) -> None:
    advice = advise(book, profile)
    assert advice.recommendation not in {o for g in advice.gates for o in g.rules_out}


@given(rulebooks(), profiles())
def test_moving_the_points_by_a_distance_leads_to_that_outcome(
    book: Rulebook, profile: Profile
) -> None:
    advice = advise(book, profile)
    for outcome, distance in advice.distances.items():
        if distance is None:
            continue
        levels = {d: w.level for d, w in advice.dimensions.items()}
        levels |= {d: level for d, (level, _) in distance.moves.items()}
        (row,) = [
            r
            for r in book.decision.rows
            if all(levels[d] in names for d, names in r.levels.items())
        ]
        out = {o for g in advice.gates for o in g.rules_out}
        landed = row.outcome
        while landed in out:
            landed = book.outcomes[landed].otherwise or landed
        assert landed == outcome
        assert distance.points == sum(abs(points) for _, points in distance.moves.values())
        assert distance.points > 0


@given(rulebooks(), profiles())
def test_the_margin_is_the_nearest_distance(book: Rulebook, profile: Profile) -> None:
    advice = advise(book, profile)
    distances = [d.points for d in advice.distances.values() if d]
    assert advice.margin == (min(distances) if distances else None)


@given(rulebooks(), profiles())
def test_fewer_answers_never_cover_more_of_what_counts(book: Rulebook, profile: Profile) -> None:
    known = advise(book, profile).known
    for question in profile.answers:
        assert advise(book, profile.with_answer(question, None)).known <= known
