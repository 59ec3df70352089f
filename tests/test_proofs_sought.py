"""Small changes that are seen to matter by drawing, against every profile there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings

from advisor.engine import advise, advise_on
from advisor.loading import RULES, load_rulebook
from advisor.proofs import sought
from advisor.proofs.clock import Clock
from advisor.proofs.coverage import seen_to_matter
from advisor.proofs.dead import _seen_to_matter
from advisor.proofs.draws import one_each
from advisor.proofs.mutants import Mutant, mutants, mutated
from advisor.proofs.unread import edges_unread
from advisor.proofs.whole import Whole
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from tests.full_week import WEEK
from tests.random_rulebooks import all_profiles, rulebooks

few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a rulebook takes minutes
)


def changes(book: Rulebook, other: Rulebook, profiles: Sequence[Profile]) -> bool:
    """Whether any profile is given another form by the other rulebook."""
    return any(advise(book, p).form.id != advise(other, p).form.id for p in profiles)


def weights(book: Rulebook) -> list[Mutant]:
    return [m for m in mutants(book) if m.kind == "weight"]


@few
@given(rulebooks(most_rules=4))
def test_a_weight_that_is_seen_to_matter_does(book: Rulebook) -> None:
    whole, every = Whole(book, Clock()), list(all_profiles({}))
    for mutant in weights(book):
        assert not seen_to_matter(whole, mutant) or changes(book, mutated(book, mutant), every)


@few
@given(rulebooks(most_rules=4))
def test_a_rule_or_gate_that_is_seen_to_matter_does(book: Rulebook) -> None:
    whole, every = Whole(book, Clock()), list(all_profiles({}))
    for column, item in enumerate((*book.rules, *book.gates)):
        rules = tuple(rule for rule in book.rules if rule is not item)
        gates = tuple(gate for gate in book.gates if gate is not item)
        without = replace(book, rules=rules, gates=gates)
        assert not _seen_to_matter(whole, column) or changes(book, without, every)


def test_an_edge_that_only_a_limit_on_two_answers_holds_is_left_to_the_solver() -> None:
    whole = Whole(WEEK, Clock())
    assert not sought.turns_across(whole.draws, "time_inside", 1)


def test_hardly_a_small_change_of_the_shipped_rulebook_is_left_to_the_solver() -> None:
    book = load_rulebook(RULES)
    whole, shares = Whole(book, Clock()), book.questionnaire.shares
    unread = edges_unread(book)
    tried = [m for m in mutants(book) if m.name not in shares and (m.name, m.part) not in unread]
    assert sum(seen_to_matter(whole, mutant) for mutant in tried[::8]) >= 0.9 * len(tried[::8])


def test_the_replies_of_somebody_drawn_are_given_the_outcome_that_was_drawn() -> None:
    book = load_rulebook(RULES)
    draws = Whole(book, Clock()).draws
    for row in one_each(draws.how)[::10]:
        outcome = tuple(book.outcomes)[draws.found[row]]
        assert advise_on(book, draws.replies(int(row))).recommendation == outcome
