"""The smallest change that is wanted, against trying every change there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from advisor.editing.files import texts_in
from advisor.engine import advise
from advisor.examples import run_examples
from advisor.loading import load_texts
from advisor.proofs.adjustment import Adjustment
from advisor.proofs.clock import Clock
from advisor.proofs.demands import Demand
from advisor.proofs.promises import broken_promises
from advisor.proofs.tuning import tune
from advisor.proofs.whole import Whole
from advisor.questionnaire import Profile
from advisor.rulebook import Example, Property, Rulebook
from tests import naive
from tests.random_rulebooks import OUTCOMES, WITH_SHARES, holdings, profiles, rulebooks
from tests.test_proofs_findings import one_profile, two_profiles

AMPLE = 120
"""Seconds: no test may depend on how busy the machine is."""
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
SMALL = Path(__file__).parent / "small_rulebook"
ASKED = ("inside", "owner")
NUMBERS = (0, 9, 10, 59, 60, 100)


@st.composite
def cases(draw: st.DrawFn, name: str) -> Example:
    """A case that answers a few questions, on or beside the edges of bands."""
    answers: dict[str, Any] = {}
    for question, replies in (
        ("inside", NUMBERS),
        ("owner", ("founder", "family")),
        ("plans", (frozenset(["sites"]), frozenset(["sites", "market"]))),
    ):
        if draw(st.booleans()):
            answers[question] = draw(st.sampled_from(replies))
    allowed = frozenset(draw(st.sets(st.sampled_from(OUTCOMES), min_size=1, max_size=2)))
    form = draw(st.sampled_from(["", "special", "plain"]))
    forms = {f"{outcome}_{form}" for outcome in allowed} if form else ()
    return Example(name, "A company.", Profile(answers), allowed, frozenset(forms))


@st.composite
def books(draw: st.DrawFn) -> tuple[Rulebook, tuple[Example, ...]]:
    """A rulebook with few points, examples and perhaps a property that hold, and wanted cases."""
    book = draw(rulebooks(most_rules=2))
    rules = tuple(replace(r, adds=dict(sorted(r.adds.items())[:2])) for r in book.rules)
    book = replace(book, rules=rules)
    examples = []
    for number in range(draw(st.integers(0, 2))):
        case = draw(cases(f"example_{number}"))
        got = advise(book, case.profile).recommendation
        examples.append(replace(case, allowed=frozenset([got]), forms=frozenset()))
    kind, outcome = draw(st.sampled_from(["never", "always"])), draw(st.sampled_from(OUTCOMES))
    stated = Property("stated", "It holds.", kind, (outcome,), only=ASKED)  # type: ignore[arg-type]
    properties = (stated,) if keeps(book, stated) else ()
    book = replace(book, examples=tuple(examples), properties=properties)
    wants = tuple(draw(cases(f"case_{n}")) for n in range(draw(st.integers(1, 2))))
    return book, draw(st.sampled_from([wants, _as_changed(draw, book, wants)]))


def _as_changed(draw: st.DrawFn, book: Rulebook, wants: tuple[Example, ...]) -> tuple[Example, ...]:
    """The cases with what some changed rulebook recommends for them."""
    moved = {("inside", "inside_1"): 9} if draw(st.booleans()) else {}
    changed = replace(draw(st.sampled_from(list(weights(book)))), edges=moved).of(book)
    got = [advise(changed, case.profile).recommendation for case in wants]
    return tuple(
        replace(case, allowed=frozenset([outcome]), forms=frozenset())
        for case, outcome in zip(wants, got, strict=True)
    )


def keeps(book: Rulebook, stated: Property) -> bool:
    """Whether a property of a few questions alone holds, by trying all of their replies."""
    starts = [band.start for band in book.questionnaire.questions["inside"].bands]
    for inside, owner in product([None, *starts], [None, "founder", "family", "fund"]):
        known = {q: r for q, r in (("inside", inside), ("owner", owner)) if r is not None}
        outcome, _, _ = naive.recommend(book, Profile(known))
        if (outcome in stated.names) == (stated.kind == "never"):
            return False
    return True


def met(book: Rulebook, case: Example) -> bool:
    outcome, form, _ = naive.recommend(book, case.profile)
    return outcome in case.allowed and (not case.forms or form in case.forms)


def fulfils(book: Rulebook, demand: Demand, wants: tuple[Example, ...]) -> bool:
    if demand.kind == "property":
        return keeps(book, book.properties[0])
    among = wants if demand.kind == "case" else book.examples
    return met(book, next(case for case in among if case.id == demand.name))


def fine(book: Rulebook, wants: tuple[Example, ...]) -> bool:
    return all(met(book, case) for case in (*wants, *book.examples)) and all(
        keeps(book, stated) for stated in book.properties
    )


def weights(book: Rulebook) -> Iterator[Adjustment]:
    """Every change of points: each keeps its sign, and a rule keeps adding something."""
    keys = [(rule.id, d, points) for rule in book.rules for d, points in rule.adds.items()]
    for chosen in product(*([(1 if now > 0 else -1) * n for n in range(4)] for *_, now in keys)):
        after = {(r, d): n for (r, d, _), n in zip(keys, chosen, strict=True)}
        if all(any(after[rule.id, d] for d in rule.adds) for rule in book.rules):
            now = {(r, d): n for r, d, n in keys}
            yield Adjustment({key: n for key, n in after.items() if n != now[key]}, {})


def edges(book: Rulebook, wants: tuple[Example, ...]) -> list[dict[tuple[str, str], int]]:
    """Every way to move the edges of `inside` that tells the known answers apart otherwise."""
    known = [c.profile.known("inside") for c in (*wants, *book.examples)]
    at = {n for k in known if isinstance(k, int) for n in (k, k + 1)} | {10, 60}
    moves = [
        {("inside", "inside_1"): low, ("inside", "inside_2"): high}
        for low, high in product(sorted(at), repeat=2)
        if 0 < low < high <= 100
    ]
    now = {("inside", "inside_1"): 10, ("inside", "inside_2"): 60}
    return [{key: n for key, n in move.items() if n != now[key]} for move in moves]


def changes(book: Rulebook, wants: tuple[Example, ...]) -> Iterator[Adjustment]:
    """Every change of points and edges, those without edges first."""
    for moved in sorted(edges(book, wants), key=len):
        for change in weights(book):
            yield replace(change, edges=moved)


def cost(book: Rulebook, change: Adjustment) -> tuple[int, int, int]:
    now = {(rule.id, d): points for rule in book.rules for d, points in rule.adds.items()}
    points = sum(abs(n - now[key]) for key, n in change.points.items())
    return len(change.edges), points, len({rule for rule, _ in change.points})


@few
@given(books())
def test_the_change_does_what_is_wanted_and_none_smaller_does(
    both: tuple[Rulebook, tuple[Example, ...]],
) -> None:
    book, wants = both
    found = tune(book, wants, seconds=AMPLE)
    assume(found.adjustment is not None)
    assert found.adjustment
    assert found.smallest
    assert fine(found.adjustment.of(book), wants)
    least = cost(book, found.adjustment)
    for change in changes(book, wants):
        if len(change.edges) >= max(1, least[0]):
            break  # among changes of as many edges, those past fewer answers come first
        if cost(book, change) < least:
            assert not fine(change.of(book), wants), change


@few
@given(books())
def test_a_contradiction_is_met_by_no_change_and_without_any_one_part_by_some(
    both: tuple[Rulebook, tuple[Example, ...]],
) -> None:
    book, wants = both
    found = tune(book, wants, seconds=AMPLE)
    assume(found.adjustment is None)
    parts = found.contradiction
    assert parts
    left = set(parts)
    for change in changes(book, wants):
        changed = change.of(book)
        broken = {part for part in parts if not fulfils(changed, part, wants)}
        assert broken, change
        if len(broken) == 1:
            left -= broken
    # What is left can be met only by edges of other questions, which no case answers.
    assert not left


@st.composite
def whole_books(draw: st.DrawFn) -> tuple[Rulebook, tuple[Example, ...]]:
    """A rulebook with shares, examples that hold and any properties, and a wanted case."""
    book = draw(rulebooks(asked=WITH_SHARES, most_rules=4))
    examples = []
    for number in range(3):
        profile = Profile(draw(profiles()).answers, draw(holdings()))
        got = frozenset([advise(book, profile).recommendation])
        examples.append(Example(f"example_{number}", "A company.", profile, got))
    wanted = Profile(draw(profiles()).answers, draw(holdings()))
    allowed = frozenset([draw(st.sampled_from(OUTCOMES))])
    stated = [draw(one_profile()), draw(two_profiles())]
    stated = [replace(each, id=f"stated_{n}") for n, each in enumerate(stated)]
    book = replace(book, examples=tuple(examples), properties=tuple(stated))
    return book, (Example("case", "A company.", wanted, allowed),)


def broken(book: Rulebook) -> set[str]:
    return {finding.about for finding in broken_promises(Whole(book, Clock(AMPLE)))}


@few
@given(whole_books())
def test_what_held_before_holds_after_the_change(
    both: tuple[Rulebook, tuple[Example, ...]],
) -> None:
    book, wants = both
    found = tune(book, wants, seconds=AMPLE)
    assert found.adjustment or found.contradiction
    if found.adjustment:
        changed = found.adjustment.of(book)
        assert all(result.holds for result in run_examples(replace(changed, examples=wants)))
        assert all(result.holds for result in run_examples(changed))
        assert broken(changed) <= broken(book)
        assert {demand.name for demand in found.given_up} <= broken(book)


RULES = """
large_firm: {says: Large., when: {headcount: large}, adds: {breadth: -3}, sources: [study]}
midsize_firm: {says: Midsize., when: {headcount: midsize}, adds: {breadth: -3}, sources: [study]}
many_reports:
  says: Many report to the CEO.
  when: {direct_reports: overloaded}
  adds: {need: 3, breadth: 3}
  sources: [study]
"""
STATED = """
headcount_never_raises_breadth:
  says: It never does.
  never_raises: breadth
  moves: {headcount: up}
"""


def test_a_cheaper_change_that_breaks_a_property_is_not_offered() -> None:
    texts = texts_in(SMALL)
    texts = {n: t for n, t in texts.items() if n not in ("size.yaml", "examples/companies.yaml")}
    book = load_texts({**texts, "leadership.yaml": RULES, "properties.yaml": STATED})
    answers = {"headcount": 300, "direct_reports": 14, "to_hand_over": frozenset(["hiring"])}
    wants = (Example("case", "A company.", Profile(answers), frozenset(["coo"])),)  # type: ignore[arg-type]
    free = tune(replace(book, properties=()), wants, seconds=AMPLE).adjustment
    found = tune(book, wants, seconds=AMPLE)
    assert free == Adjustment({("large_firm", "breadth"): -2}, {})
    both = {("large_firm", "breadth"): -2, ("midsize_firm", "breadth"): -2}
    assert found.adjustment == Adjustment(both, {})
    assert found.smallest


@few
@given(books())
def test_without_time_nothing_is_said_to_be_proved(
    both: tuple[Rulebook, tuple[Example, ...]],
) -> None:
    found = tune(*both, seconds=0)
    assert (found.adjustment, found.smallest, found.contradiction) == (None, False, ())
