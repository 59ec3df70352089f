"""Tuning keeps every outcome within reach and moves few edges: against every change of points."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.engine import advise
from advisor.examples import run_examples
from advisor.loading import load_rulebook
from advisor.proofs.tuning import tune
from advisor.questionnaire import Profile
from advisor.rulebook import Condition, Example, Property, Rule, Rulebook, Threshold
from tests.random_rulebooks import all_profiles, rulebooks
from tests.test_proofs_tuning import AMPLE, cases, cost, met, weights

few = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def reached(book: Rulebook) -> set[str]:
    return {advise(book, profile).recommendation for profile in all_profiles()}


@st.composite
def books(draw: st.DrawFn) -> tuple[Rulebook, Example]:
    """Rules with one number each, all outcomes that are reached stated, and a case."""
    book = draw(rulebooks(most_rules=2))
    rules = tuple(replace(rule, adds=dict([sorted(rule.adds.items())[0]])) for rule in book.rules)
    book = replace(book, rules=rules)
    names = tuple(sorted(reached(book)))
    stated = Property("stated", "All can be reached.", "reachable", names)
    case = draw(cases("case"))
    changed = draw(st.sampled_from(list(weights(book)))).of(book)
    allowed = frozenset([advise(changed, case.profile).recommendation])
    return replace(book, properties=(stated,)), replace(case, allowed=allowed, forms=frozenset())


@few
@given(books())
def test_the_smallest_change_that_leaves_all_within_reach_is_found(
    both: tuple[Rulebook, Example],
) -> None:
    book, case = both
    names = set(book.properties[0].names)
    found = tune(book, [case], seconds=AMPLE)
    kept = [
        cost(book, change)
        for change in weights(book)
        if met(change.of(book), case) and reached(change.of(book)) >= names
    ]
    if found.adjustment:
        changed = found.adjustment.of(book)
        assert met(changed, case)
        assert reached(changed) >= names
        assert found.smallest
    if kept:
        assert found.adjustment
        assert cost(book, found.adjustment) == min(kept)
    else:
        assert found.contradiction or (found.adjustment and found.adjustment.edges)


def test_one_edge_and_two_points_are_smaller_than_two_edges() -> None:
    """Moving both edges would do without any point."""
    book = load_rulebook(Path(__file__).parent / "small_rulebook")

    def adds(name: str, question: str, band: str, points: int) -> Rule:
        return Rule(name, "size", "", (_is(question, band),), {"need": points})

    rules = (
        adds("size", "headcount", "midsize", 2),
        adds("span", "direct_reports", "overloaded", 2),
        adds("inside", "time_inside", "much", 1),
    )
    need = replace(book.dimensions["need"], moderate=Threshold(5), high=Threshold(99))
    dimensions = {**book.dimensions, "need": need}
    book = replace(book, rules=rules, dimensions=dimensions, gates=(), examples=(), properties=())
    answers = {"headcount": 49, "direct_reports": 12, "time_inside": 60}
    case = Example("case", "", Profile(answers), frozenset(["operations_director"]))
    found = tune(book, [case], seconds=AMPLE)
    assert found.smallest
    assert found.adjustment
    assert cost(book, found.adjustment) == (1, 2, 1)
    assert run_examples(replace(found.adjustment.of(book), examples=(case,)))[0].holds


def _is(question: str, band: str) -> Condition:
    return Condition(question, band, "is", frozenset([band]))
