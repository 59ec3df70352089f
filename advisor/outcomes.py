"""What can be recommended: outcomes, their forms, and the brief of each. Frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.conditions import NOWHERE, Condition, Place
from advisor.wording import lower_first


@dataclass(frozen=True, slots=True)
class Days:
    """One stretch of the first 90 days (or of the plan) and what is done in it."""

    when: str
    does: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What to do with a recommendation. Fields that do not fit an outcome stay empty."""

    mandate: str = ""
    reports_to: str = ""
    profit_and_loss: str = ""
    """Whether the role answers for the result of the company or of a part of it."""
    decides: tuple[str, ...] = ()
    recommends: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    first_90_days: tuple[Days, ...] = ()
    kpis: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    title_advice: tuple[str, ...] = ()
    profile: tuple[str, ...] = ()
    not_in_scope: tuple[str, ...] = ()
    cost: str = ""
    ceo_stops: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()
    fix_first: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    look_again: str = ""
    sources: tuple[str, ...] = ()
    takes_over: tuple[str, ...] = ()
    """Responsibility ids that the role would hold."""
    chart: tuple[str, ...] = ()
    """Boxes that the organisation chart gains, each "role: reports to"."""


@dataclass(frozen=True, slots=True)
class Archetype:
    """Which kind of COO the answers point to."""

    id: str
    name: str
    says: str
    when: tuple[Condition, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One of several ways in which a form fits: conditions and levels that all hold."""

    when: tuple[Condition, ...]
    levels: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Form:
    """How to fill an outcome. The first form that fits is taken.

    It fits when its conditions and levels all hold and, where there are cases in `any_of`,
    at least one of them does too.
    """

    id: str
    name: str
    verdict: str
    says: str
    when: tuple[Condition, ...]
    levels: Mapping[str, frozenset[str]]
    brief: Brief
    any_of: tuple[Case, ...] = ()
    archetypes: tuple[Archetype, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Outcome:
    """A structure that we could recommend.

    `wants`: per dimension, whether "more" or "less" of it speaks for this outcome.
    `otherwise`: the outcome taken when a gate rules this one out; None for the last resort.
    `leaves_open` and `undoing`: what it does not solve, and how easily it can be undone.
    """

    id: str
    name: str
    says: str
    wants: Mapping[str, Literal["more", "less"]]
    otherwise: str | None
    forms: tuple[Form, ...]
    place: Place = NOWHERE
    leaves_open: str = ""
    undoing: str = ""

    @property
    def in_a_sentence(self) -> str:
        """The name inside a sentence. The last resort is no role, so no proper name."""
        return self.name if self.otherwise else lower_first(self.name)
