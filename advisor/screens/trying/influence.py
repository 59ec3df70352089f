"""Which answers are worth trying to change, the most telling first; and changes ready to try."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.wording import lower_first

if TYPE_CHECKING:
    from advisor.proofs import Counterfactual, Exact

_MOST_CHANGES = 3
"""A ready-made change of more answers than this says little."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A change ready to try: what it is called, and the profile that it makes."""

    says: str
    profile: Profile


def by_influence(rulebook: Rulebook, exact: Exact) -> tuple[list[str], list[str]]:
    """The questions that can change the result, the most telling first; then all others.

    First numbers that turn it alone, then what stands in the smallest sets of changes, then open
    questions that matter.
    """
    asked = rulebook.questionnaire.questions
    found = dict.fromkeys(
        (
            *(tipping.question for tipping in exact.tipping),
            *(change.question for way in _ways(exact) for change in way.changes),
            *exact.questions_that_matter,
        )
    )
    telling = [name for name in found if name in asked]
    return telling, [name for name in asked if name not in found]


def presets(rulebook: Rulebook, profile: Profile, exact: Exact) -> list[Preset]:
    """Changes ready to try: the planned hiring, then the smallest that lead elsewhere."""
    return [*_planned_hiring(rulebook, profile), *_smallest(rulebook, profile, exact)]


def _ways(exact: Exact) -> list[Counterfactual]:
    """Every smallest set of changes, fewest changes first."""
    both = exact.would_change.by_decision, exact.would_change.as_it_grows
    return sorted((way for group in both for way in group.sets), key=lambda w: len(w.changes))


def _smallest(rulebook: Rulebook, profile: Profile, exact: Exact) -> Iterator[Preset]:
    for way in _ways(exact):
        if len(way.changes) <= _MOST_CHANGES:
            goal = rulebook.outcomes[way.leads_to].name
            told = "; ".join(lower_first(change.says) for change in way.changes)
            yield Preset(f"To reach {goal}: {told}", way.applied_to(profile))


def _planned_hiring(rulebook: Rulebook, profile: Profile) -> Iterator[Preset]:
    """As many people as the company plans to have, where it plans to grow."""
    question = rulebook.questionnaire.questions.get("headcount")
    people, growth = profile.known("headcount"), profile.known("headcount_growth")
    if question and isinstance(people, int | float) and isinstance(growth, int | float):
        then = min(round(people * (1 + growth / 100)), question.high)
        if then > people:
            yield Preset(
                f"After the planned hiring: {then:,} people", profile.with_answer("headcount", then)
            )
