"""Checking a rulebook, against listing every profile there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.conditions import Condition
from advisor.engine import advise
from advisor.loading import load_rulebook
from advisor.proofs.clock import Clock
from advisor.proofs.finding import SEVERITIES, Finding
from advisor.proofs.findings import findings
from advisor.proofs.promises import broken_promises
from advisor.proofs.unread import unread_parts
from advisor.proofs.whole import Whole
from advisor.questionnaire import NONE, Profile
from advisor.rulebook import Property, Rule, Rulebook
from tests.naive import holds
from tests.random_rulebooks import (
    DIMENSIONS,
    OUTCOMES,
    QUESTIONS,
    WITH_SHARES,
    all_profiles,
    conditions,
    legal,
    replies,
    rulebooks,
    whens,
)

pytestmark = pytest.mark.usefixtures("both_ways")
AMPLE = 120
"""Seconds: no test may depend on how busy the machine is."""
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def found(check: Callable[[Whole], Iterator[Finding]], book: Rulebook) -> list[Finding]:
    return list(check(Whole(book, Clock(AMPLE))))


@st.composite
def one_profile(draw: st.DrawFn) -> Property:
    kind = draw(st.sampled_from(["never", "always"]))
    names = tuple(draw(st.sets(st.sampled_from(OUTCOMES), min_size=1, max_size=2)))
    when = draw(st.one_of(st.just(()), whens()))
    only = draw(st.one_of(st.just(()), st.sets(st.sampled_from(sorted(QUESTIONS)))))
    return Property("stated", "It holds.", kind, names, when, tuple(only))  # type: ignore[arg-type]


@few
@given(rulebooks(), one_profile())
def test_never_and_always_are_proved_or_refuted_with_a_profile(
    book: Rulebook, stated: Property
) -> None:
    def breaks(profile: Profile) -> bool:
        named = advise(book, profile).recommendation in stated.names
        return holds(book, stated.when, profile) and named == (stated.kind == "never")

    spoken_of = [p for p in all_profiles() if not stated.only or set(p.answers) <= set(stated.only)]
    told = found(broken_promises, replace(book, properties=(stated,)))
    assert bool(told) == any(map(breaks, spoken_of))
    for finding in told:
        assert finding.profile in spoken_of
        assert breaks(finding.profile)


def moved(profile: Profile, question: str, move: str) -> list[Profile]:
    """Every profile that this one becomes by the move."""
    now, declared = profile.known(question), QUESTIONS[question]
    if now is None:
        return []
    if isinstance(now, frozenset):
        gained = [] if move in now else [profile.with_answer(question, (now - {NONE}) | {move})]
    else:
        others = replies(declared)
        gained = [profile.with_answer(question, r) for r in others[others.index(now) + 1 :]]  # type: ignore[arg-type]
    return [after for after in gained if legal(dict(after.answers))]


@st.composite
def two_profiles(draw: st.DrawFn) -> Property:
    kind = draw(st.sampled_from(["never lowers", "never raises"]))
    names = DIMENSIONS if kind == "never lowers" else (*DIMENSIONS, *OUTCOMES)
    question = draw(st.sampled_from(sorted(QUESTIONS)))
    move = draw(st.sampled_from(["sites", "market"])) if question == "plans" else "up"
    when = draw(st.one_of(st.just(()), whens()))
    name = draw(st.sampled_from(names))
    return Property("stated", "It holds.", kind, (name,), when, moves={question: move})  # type: ignore[arg-type]


@few
@given(rulebooks(), two_profiles())
def test_directions_are_proved_or_refuted_with_the_profile_before_and_after(
    book: Rulebook, stated: Property
) -> None:
    (name,), ((question, move),) = stated.names, stated.moves.items()

    def breaks(before: Profile, after: Profile) -> bool:
        first, second = advise(book, before), advise(book, after)
        if name in OUTCOMES:
            return second.recommendation == name != first.recommendation
        gained = second.dimensions[name].points - first.dimensions[name].points
        return gained < 0 if stated.kind == "never lowers" else gained > 0

    pairs = [
        (before, after)
        for before in all_profiles()
        if holds(book, stated.when, before)
        for after in moved(before, question, move)
    ]
    told = found(broken_promises, replace(book, properties=(stated,)))
    assert bool(told) == any(breaks(*pair) for pair in pairs)
    for finding in told:
        assert (finding.profile, finding.after) in pairs
        assert breaks(finding.profile, finding.after)  # type: ignore[arg-type]


@few
@given(rulebooks(asked=WITH_SHARES), st.sampled_from(["gap", "load"]))
def test_a_share_that_moves_is_shown_with_two_matrices(book: Rulebook, share: str) -> None:
    for name in DIMENSIONS:
        stated = Property("stated", "", "never lowers", (name,), moves={share: "up"})
        for finding in found(broken_promises, replace(book, properties=(stated,))):
            assert finding.profile
            assert finding.after
            before, after = advise(book, finding.profile), advise(book, finding.after)
            assert after.dimensions[name].points < before.dimensions[name].points
            differing = {q for q in before.replies if before.replies[q] != after.replies.get(q)}
            band = WITH_SHARES.shares[share].question.band_of
            assert band(after.replies[share]) > band(before.replies[share])  # type: ignore[arg-type, operator]
            assert differing <= {*WITH_SHARES.shares}


@few
@given(rulebooks())
def test_reachable_names_what_no_profile_gets(book: Rulebook) -> None:
    every = [advise(book, profile) for profile in all_profiles()]
    reached = {a.recommendation for a in every} | {a.form.id for a in every}
    names = (*book.outcomes, *(f.id for o in book.outcomes.values() for f in o.forms))
    stated = Property("stated", "", "reachable", names)
    told = found(broken_promises, replace(book, properties=(stated,)))
    assert len(told) == len(set(names) - reached)


@few
@given(rulebooks(), st.data())
def test_a_band_edge_that_something_reads_is_not_called_unread(
    book: Rulebook, data: st.DataObject
) -> None:
    condition = data.draw(conditions(QUESTIONS["inside"]))
    rule = Rule("new", "theme", "New.", (condition,), {"need": 1})
    hints = [
        f for f in unread_parts(replace(book, rules=(rule,), gates=())) if f.severity == "hint"
    ]
    told = [f.what for f in hints if f.about == "inside"]
    for before, after in (("inside_0", "inside_1"), ("inside_1", "inside_2")):
        if (before in condition.names) != (after in condition.names):
            assert not any(f"{before} and {after}" in what for what in told)


@few
@given(rulebooks())
def test_all_findings_come_errors_first_and_without_time_nothing_is_an_error(
    book: Rulebook,
) -> None:
    told = findings(book, seconds=AMPLE)
    order = [SEVERITIES.index(finding.severity) for finding in told]
    assert order == sorted(order)
    unproved = [finding for finding in findings(book, seconds=0) if not finding.proved]
    assert all(finding.severity != "error" for finding in unproved)


@pytest.mark.parametrize(("kind", "against"), [("never lowers", -1), ("never raises", 1)])
def test_a_single_point_breaks_a_direction(kind: str, against: int) -> None:
    book = load_rulebook(Path(__file__).parent / "small_rulebook")
    stated = Property("stated", "", kind, ("breadth",), moves={"headcount": "up"})  # type: ignore[arg-type]
    large = Condition("headcount", "large", "is", frozenset(["large"]))
    for points in (against, -against):
        rules = (Rule("large", "size", "Large.", (large,), {"breadth": points}),)
        told = found(broken_promises, replace(book, rules=rules, properties=(stated,)))
        assert bool(told) == (points == against)
