"""Dead parts of a rulebook, against taking each out and listing every profile there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.conditions import Condition
from advisor.engine import Advice, advise
from advisor.loading import load_rulebook
from advisor.proofs.clock import Clock
from advisor.proofs.dead import dead_parts
from advisor.proofs.finding import Finding
from advisor.proofs.whole import Whole
from advisor.questionnaire import Profile
from advisor.rulebook import Gate, Rule, Rulebook, Threshold
from tests.full_week import WEEK
from tests.naive import holds
from tests.random_rulebooks import (
    WITH_SHARES,
    all_holdings,
    all_profiles,
    rulebooks,
    whens,
)

pytestmark = pytest.mark.usefixtures("both_ways")
AMPLE = 120
"""Seconds: no test may depend on how busy the machine is."""
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
fewer = settings(few, max_examples=4)


def dead_in(book: Rulebook) -> list[Finding]:
    return list(dead_parts(Whole(book, Clock(AMPLE))))


def without(book: Rulebook, item: Rule | Gate) -> Rulebook:
    return replace(
        book,
        rules=tuple(rule for rule in book.rules if rule is not item),
        gates=tuple(gate for gate in book.gates if gate is not item),
    )


def changes_nothing(
    book: Rulebook, item: Rule | Gate, every: Sequence[tuple[Profile, Advice]]
) -> bool:
    others = without(book, item)
    return all(advise(others, p).recommendation == a.recommendation for p, a in every)


@few
@given(rulebooks())
def test_exactly_what_no_profile_brings_to_life_is_called_dead(book: Rulebook) -> None:
    every = [(profile, advise(book, profile)) for profile in all_profiles()]
    dead = set()
    items: list[Rule | Gate] = [*book.rules, *book.gates]
    for item in items:
        never_holds = not any(holds(book, item.when, profile) for profile, _ in every)
        if never_holds or changes_nothing(book, item, every):
            dead.add(item.id)
    dead |= set(book.outcomes) - {a.recommendation for _, a in every}
    met = {id(a.row) for _, a in every}
    dead |= {f"row {i + 1}" for i, row in enumerate(book.decision.rows) if id(row) not in met}
    forms = {form.id for outcome in book.outcomes.values() for form in outcome.forms}
    dead |= forms - {a.form.id for _, a in every}
    dead |= {n.id for n in book.notes if not any(n in a.notes for _, a in every)}
    told = dead_in(book)
    assert all(finding.proved for finding in told)
    assert {finding.about for finding in told} == dead


@fewer
@given(rulebooks(most_rules=3, asked=WITH_SHARES))
def test_taking_out_a_rule_that_is_said_never_to_change_a_recommendation_changes_none(
    book: Rulebook,
) -> None:
    """Its points count among those in play wherever its first question is answered."""
    items: list[Rule | Gate] = [*book.rules, *book.gates]
    read = {c.question for item in items for c in item.when}
    matrices = all_holdings({}) if read & {*WITH_SHARES.shares} else [{}]
    every = [
        (profile, advise(book, profile))
        for answered in all_profiles()
        if answered.answers.keys() <= read
        for held in matrices
        for profile in [replace(answered, responsibilities=held)]
    ]
    told = {f.about for f in dead_in(book) if "never changes" in f.what}
    for item in items:
        if any(item in (*advice.fired, *advice.gates) for _, advice in every):
            assert (item.id in told) == changes_nothing(book, item, every), item.id


@few
@given(rulebooks(), st.data())
def test_a_rule_whose_conditions_no_profile_meets_can_never_hold(
    book: Rulebook, data: st.DataObject
) -> None:
    when = data.draw(whens())
    book = replace(book, rules=(*book.rules, Rule("new", "theme", "New.", when, {"need": 1})))
    never = not any(holds(book, when, profile) for profile in all_profiles())
    told = [f.what for f in dead_in(book) if f.about == "new"]
    assert any("can never hold" in what for what in told) == never


def test_the_points_in_play_go_with_a_rule_that_is_taken_out() -> None:
    """It adds to need whatever the headcount, and the level asks for all of what is in play."""
    book = load_rulebook(Path(__file__).parent / "small_rulebook")
    every = frozenset(["small", "midsize", "large"])
    rule = Rule("any", "size", "Any.", (Condition("headcount", "", "is", every),), {"need": 2})
    need = replace(book.dimensions["need"], moderate=Threshold(0, 100), high=Threshold(9, 100))
    dimensions = {**book.dimensions, "need": need}
    told = dead_in(replace(book, rules=(rule,), dimensions=dimensions, examples=()))
    assert [f.what for f in told if f.about == "any" and "never changes" in f.what]


def test_a_company_that_cannot_be_brings_nothing_to_life() -> None:
    """Each rule needs the other to matter, and no week has room for both."""
    told = dead_in(WEEK)
    assert {f.about for f in told if "never changes" in f.what} == {"time_inside", "time_outside"}
