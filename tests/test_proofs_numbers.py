"""Numbers that can never matter, and numbers that make examples fail, against trying each out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.engine import advise
from advisor.loading import load_rulebook
from advisor.proofs import suspects as module
from advisor.proofs.clock import Clock
from advisor.proofs.dead import dead_parts
from advisor.proofs.idle import idle, idle_numbers
from advisor.proofs.merging import merge
from advisor.proofs.mutants import Mutant, mutants, mutated, weights
from advisor.proofs.suspects import mending, suspects
from advisor.proofs.unread import edges_unread
from advisor.proofs.verdicts import Verdicts
from advisor.proofs.whole import Whole
from advisor.rulebook import Condition, Rule, Rulebook, Threshold
from tests.full_week import WEEK
from tests.pairs_of_rulebooks import all_merged
from tests.random_rulebooks import WITH_SHARES, rulebooks
from tests.sample_book import BOOK
from tests.test_proofs_coverage import books_with_examples, fails

AMPLE = 120


@pytest.fixture(autouse=True)
def _time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proof is cut short because the machine is busy."""
    monkeypatch.setattr("advisor.proofs.idle.A_WHILE", AMPLE)


few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
fewer = settings(few, max_examples=2)


def matters(book: Rulebook, mutant: Mutant) -> bool:
    """Whether any profile there is gets another recommendation or form."""
    both = merge(book, mutated(book, mutant))
    return any(
        advise(book, both.old.sees(p)).form is not advise(both.new.rulebook, both.new.sees(p)).form
        for p in all_merged(both)
    )


@fewer
@given(rulebooks(most_rules=2))
def test_exactly_the_numbers_of_which_no_step_matters_to_anybody_are_told(book: Rulebook) -> None:
    whole = Whole(book, Clock(AMPLE))
    dead = [finding.about for finding in dead_parts(whole)]
    told = list(idle(whole, dead))
    assert all(proved for _, proved in told)
    elsewhere = edges_unread(book)
    idle_ones = {(m.name, m.part) for m in mutants(book)} - elsewhere
    idle_ones -= {(m.name, m.part) for m in mutants(book) if m.name in dead or matters(book, m)}
    assert {(step.name, step.part) for step, _ in told} == idle_ones


@few
@given(rulebooks(asked=WITH_SHARES))
def test_without_time_no_number_is_said_never_to_matter(book: Rulebook) -> None:
    assert all(not finding.proved for finding in idle_numbers(Whole(book, Clock(0))))


def others(book: Rulebook) -> list[Mutant]:
    """Every other value of every weight."""
    return [
        Mutant("weight", rule.id, dimension, points, other, rule.place)
        for rule in book.rules
        for dimension, points in rule.adds.items()
        for other in range(-3, 4)
        if other != points
    ]


@few
@given(books_with_examples(), st.data())
def test_a_number_is_suspected_exactly_when_another_value_makes_every_example_hold(
    book: Rulebook, data: st.DataObject
) -> None:
    planted = mutated(book, data.draw(st.sampled_from(others(book))))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST", 1000)
        told = list(mending(Verdicts(planted)))
    assert not any(fails(mutated(planted, change)) for change in told)
    assert len({(change.name, change.part) for change in told}) == len(told)
    mends = [change for change in others(planted) if not fails(mutated(planted, change))]
    weights = {(c.name, c.part) for c in told if c.kind == "weight"}
    assert weights == {(c.name, c.part) for c in mends}
    hints = list(suspects(Verdicts(planted)))
    assert len(hints) == (len(told) if fails(planted) and len(told) <= module.MOST else 0)


def test_the_points_in_play_move_with_a_weight() -> None:
    """A level that asks for all of what is in play is reached with more points and with fewer."""
    book = load_rulebook(Path(__file__).parent / "small_rulebook")
    every = frozenset(["small", "midsize", "large"])
    rule = Rule("any", "size", "Any.", (Condition("headcount", "", "is", every),), {"need": 2})
    need = replace(book.dimensions["need"], moderate=Threshold(0, 100), high=Threshold(9, 100))
    dimensions = {**book.dimensions, "need": need}
    book = replace(book, rules=(rule,), dimensions=dimensions, examples=())
    told = [(step.name, step.part, proved) for step, proved in idle(Whole(book, Clock(AMPLE)))]
    assert ("any", "need", True) in told


def test_every_weight_is_moved_up_and_down_as_far_as_weights_go() -> None:
    rule = Rule("rule", "size", "", (), {"need": 2, "breadth": -3, "depth": 1})
    steps = [(mutant.part, mutant.before, mutant.after) for mutant in weights(rule)]
    assert steps == [
        ("need", 2, 1), ("need", 2, 3), ("breadth", -3, -2), ("depth", 1, 0), ("depth", 1, 2)
    ]  # fmt: skip


def test_an_edge_of_a_share_moves_by_one_responsibility() -> None:
    """The first share in a band leaves it once the edge is at the next one."""
    book = replace(BOOK, questionnaire=WITH_SHARES)
    steps = [(m.name, m.before, m.after) for m in mutants(book) if m.name in ("gap", "load")]
    assert steps == [("gap", 60, 33.3), ("gap", 60, 100), ("load", 50, 100)]


def test_an_edge_that_matters_only_to_companies_that_cannot_be_is_told() -> None:
    told = {(step.name, step.part) for step, proved in idle(Whole(WEEK, Clock(AMPLE))) if proved}
    assert {("time_inside", "much"), ("time_outside", "much")} <= told
