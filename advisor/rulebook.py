"""What is believed: rules, dimensions, decision table, outcomes, sources. Frozen data.

A `Rulebook` is everything in `rules/`, loaded and checked. It holds no behaviour beyond
look-ups and the one meaning of a condition; `engine` weighs a profile with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from advisor.conditions import (
    LEVELS,
    NOWHERE,
    Condition,
    LevelName,
    Place,
    Test,
)
from advisor.outcomes import Archetype, Brief, Case, Days, Form, Outcome
from advisor.questionnaire import Profile, Questionnaire

__all__ = [
    "GRADES",
    "LEVELS",
    "NOWHERE",
    "Archetype",
    "Brief",
    "Case",
    "Condition",
    "Days",
    "Decision",
    "Dimension",
    "Example",
    "Form",
    "Gate",
    "Grade",
    "LevelName",
    "Note",
    "Outcome",
    "Place",
    "Property",
    "Rule",
    "Rulebook",
    "Source",
    "StrengthStep",
    "TableRow",
    "Test",
    "Threshold",
]

Grade = Literal["A", "B", "C", "S", "J"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "S", "J")
"""Evidence grades, strongest first: A multi-firm statistics, B institutional survey,
C practitioner opinion, S the founding articles only, J our judgement."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Conditions that must all hold, and the whole points they then add to dimensions."""

    id: str
    theme: str
    says: str
    when: tuple[Condition, ...]
    adds: Mapping[str, int]
    sources: tuple[str, ...] = ()
    caution: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Gate:
    """A rule that rules outcomes out, and says what would lift it."""

    id: str
    says: str
    when: tuple[Condition, ...]
    rules_out: tuple[str, ...]
    until: str
    sources: tuple[str, ...] = ()
    caution: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Note:
    """A contradiction or a caution; it weighs nothing. `first`: it is told with the verdict.

    `about` limits it to these outcomes or forms; empty means always."""

    id: str
    says: str
    when: tuple[Condition, ...]
    about: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    first: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where a level begins: `points`, plus `share` percent of the points in play.

    The points in play are what the answered questions could add at most, so a level means
    the same for a short, a long and a patchy sheet.
    """

    points: int
    share: int = 0


@dataclass(frozen=True, slots=True)
class Dimension:
    """What is weighed. `says` tells each level in a sentence that a board can discuss."""

    id: str
    name: str
    asks: str
    moderate: Threshold
    high: Threshold
    says: Mapping[str, str]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the decision table. A dimension that is not named may be at any level."""

    levels: Mapping[str, frozenset[str]]
    outcome: str
    says: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class StrengthStep:
    """What a result must show to be called this strong.

    `margin`: points that would have to move before another outcome wins.
    `known`: percent of all points in play that the answered questions cover.
    """

    margin: int
    known: int


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision table and what makes its result clear or leaning."""

    rows: tuple[TableRow, ...]
    clear: StrengthStep
    leaning: StrengthStep
    strength_says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Published support for a rule. `supports` says what it does and does not show."""

    id: str
    title: str
    year: str
    link: str
    supports: str
    grade: Grade
    checked: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Property:
    """What must hold for every possible profile. `kind` is the word its author used.

    `names`: outcomes, forms or the dimension it speaks of. `when`: for which profiles.
    `only`: where given, nothing but these questions is answered.
    `moves`: question -> "up" (to any later band) or the choice that is added.
    """

    id: str
    says: str
    kind: Literal["never", "always", "never lowers", "never raises", "reachable"]
    names: tuple[str, ...]
    when: tuple[Condition, ...] = ()
    only: tuple[str, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(frozen=True)
class Example:
    """A profile with the advice that its author expects.

    `allowed`: recommendations accepted. `forms`: forms accepted, empty for any.
    `decided`: the outcome or form that the real organisation chose; `differs`: why the advice
    disagrees.
    `full`: every question is answered, so the example also measures short and patchy sheets.
    `pin`: found by search to notice a moved edge or weight; no company, and no advice to copy.
    """

    id: str
    says: str
    profile: Profile
    allowed: frozenset[str]
    forms: frozenset[str] = frozenset()
    link: str = ""
    decided: str = ""
    differs: str = ""
    full: bool = False
    pin: bool = False
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Everything in `rules/`, loaded and checked. Compared and cached by identity.

    `fingerprint`: a hash of the rule files' text. `declared`: where each question or share stands.
    """

    name: str
    version: str
    changes: tuple[str, ...]
    fingerprint: str
    questionnaire: Questionnaire
    rules: tuple[Rule, ...]
    gates: tuple[Gate, ...]
    notes: tuple[Note, ...]
    dimensions: Mapping[str, Dimension]
    decision: Decision
    outcomes: Mapping[str, Outcome]
    sources: Mapping[str, Source]
    properties: tuple[Property, ...] = ()
    examples: tuple[Example, ...] = ()
    declared: Mapping[str, Place] = field(default_factory=dict)

    def grade(self, sources: tuple[str, ...]) -> Grade:
        """The strongest grade among these sources; J (our judgement) where there are none."""
        grades = {self.sources[s].grade for s in sources}
        return next((g for g in GRADES if g in grades), "J")

    def form(self, form_id: str) -> Form:
        """The form with this id, whichever outcome it belongs to. KeyError where none has it."""
        for outcome in self.outcomes.values():
            for form in outcome.forms:
                if form.id == form_id:
                    return form
        raise KeyError(form_id)
