"""What is believed: rules, dimensions, decision table, outcomes, sources. Frozen data.

A `Rulebook` is everything in `rules/`, loaded and checked. It holds no behaviour beyond
look-ups and the one meaning of a condition; `engine` weighs a profile with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from advisor.questionnaire import NONE, Profile, Question, Questionnaire, Value

LevelName = Literal["low", "moderate", "high"]
LEVELS: tuple[LevelName, ...] = ("low", "moderate", "high")
Grade = Literal["A", "B", "C", "S", "J"]
GRADES: tuple[Grade, ...] = ("A", "B", "C", "S", "J")
"""Evidence grades, strongest first: A multi-firm statistics, B institutional survey,
C practitioner opinion, S the founding articles only, J our judgement."""

Test = Literal["is", "includes any", "includes none", "at least", "at most"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the rule files; lines and columns count from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Condition:
    """One question and what satisfies it. `words` is the condition as its author wrote it.

    Test "is": the answer's band or choice is among `names`. The other tests read a
    several-choice answer: it includes any / none of `names`, or at least / at most `count`.
    """

    question: str
    words: str
    test: Test
    names: frozenset[str] = frozenset()
    count: int = 0

    def satisfied_by(self, question: Question, value: Value) -> bool:
        """Whether a known reply satisfies the condition. Unknown satisfies none: do not ask."""
        if self.test == "is":
            cell = value if isinstance(value, str) else question.band_of(value)  # type: ignore[arg-type]
            return cell in self.names
        assert isinstance(value, frozenset)
        if self.test == "includes any":
            return not self.names.isdisjoint(value)
        if self.test == "includes none":
            return self.names.isdisjoint(value)
        picked = len(value - {NONE})
        return picked >= self.count if self.test == "at least" else picked <= self.count


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
    """Something to say about the answers that weighs nothing: a contradiction or a caution.

    `about` limits it to these outcomes or forms; empty means always.
    """

    id: str
    says: str
    when: tuple[Condition, ...]
    about: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
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
class Days:
    """One stretch of the first 90 days (or of the plan) and what is done in it."""

    when: str
    does: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What to do with a recommendation. Fields that do not fit an outcome stay empty."""

    mandate: str = ""
    reports_to: str = ""
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
    """

    id: str
    name: str
    says: str
    wants: Mapping[str, Literal["more", "less"]]
    otherwise: str | None
    forms: tuple[Form, ...]
    place: Place = NOWHERE


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
    `decided`, `differs`: what the real organisation did and why the advice disagrees.
    `full`: every question is answered, so the example also measures short and patchy sheets.
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
    place: Place = NOWHERE


@dataclass(frozen=True, eq=False)
class Rulebook:
    """Everything in `rules/`, loaded and checked. Compared and cached by identity.

    `fingerprint` is a hash of the rule files' text: the same advice has the same one.
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
