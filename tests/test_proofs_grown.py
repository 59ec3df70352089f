"""Pairs of recommendations that are drawn, against every profile that both rulebooks accept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from advisor.engine import advise
from advisor.loading import RULES, load_rulebook
from advisor.proofs.grown import grown
from advisor.proofs.merging import Merged, merge
from advisor.proofs.mutants import mutants, mutated
from advisor.proofs.nearby import Nearby
from advisor.proofs.nearest import Nearest, Pair, starts
from advisor.proofs.side_by_side import SideBySide
from advisor.questionnaire import Profile
from advisor.rulebook import Condition, Gate, Rulebook
from tests.pairs_of_rulebooks import all_merged, pairs
from tests.random_rulebooks import OUTCOMES

few = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def recommended(merged: Merged, profile: Profile) -> Pair:
    old, new = (
        advise(v.rulebook, v.sees(profile)).recommendation for v in (merged.old, merged.new)
    )
    return old, new


def drawn(merged: Merged) -> Mapping[Pair, Nearest]:
    side = SideBySide(merged)
    return grown(Nearby(side, starts(side)))


@few
@given(pairs())
def test_every_pair_of_a_small_rulebook_is_drawn_and_none_that_no_profile_gets(
    books: tuple[Rulebook, Rulebook],
) -> None:
    merged = merge(*books)
    found = drawn(merged)
    assert all(recommended(merged, near.profile) == pair for pair, near in found.items())
    changed = {recommended(merged, profile) for profile in all_merged(merged)}
    near = any(book.examples for book in books)
    assert set(found) == {(a, b) for a, b in changed if a != b and near}


@few
@given(pairs())
def test_no_pair_is_drawn_that_only_companies_get_whose_answers_cannot_stand_together(
    books: tuple[Rulebook, Rulebook],
) -> None:
    old, _ = books
    high = [Condition(q, "", "is", frozenset([f"{q}_2"])) for q in ("inside", "outside")]
    never = Gate("never", "More than all of the week.", tuple(high), OUTCOMES[:2], "later")
    assert not drawn(merge(old, replace(old, gates=(*old.gates, never))))


def test_what_is_drawn_differs_from_its_example_in_what_it_says_and_nothing_else() -> None:
    rulebook = load_rulebook(RULES)
    edge = next(m for m in mutants(rulebook) if (m.kind, m.name) == ("edge", "headcount"))
    after = mutated(rulebook, edge)
    found = drawn(merge(rulebook, after)).values()
    assert len(found) > 4
    for near in found:
        assert near.example is not None
        before, now = near.example.profile, near.profile
        changed = {q for q in {*before.answers, *now.answers} if before.known(q) != now.known(q)}
        changed |= (
            {"responsibilities"} if before.responsibilities != now.responsibilities else set()
        )
        assert changed == set(near.changed)
        assert replace(near, proved=False) == near


@few
@given(pairs())
def test_two_rulebooks_that_weigh_alike_recommend_the_same_to_everybody(
    books: tuple[Rulebook, Rulebook],
) -> None:
    old, new = books
    assert SideBySide(merge(old, replace(old, version="2.0.0"))).alike
    merged = merge(old, new)
    told = (recommended(merged, profile) for profile in all_merged(merged))
    assert not SideBySide(merged).alike or all(before == after for before, after in told)


def test_two_rulebooks_that_differ_in_a_level_alone_do_not_weigh_alike() -> None:
    book = load_rulebook(RULES)
    need = book.dimensions["need"]
    more = replace(need.high, points=need.high.points + 1)
    dimensions = {**book.dimensions, "need": replace(need, high=more)}
    assert not SideBySide(merge(book, replace(book, dimensions=dimensions))).alike
