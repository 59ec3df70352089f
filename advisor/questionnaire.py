"""What can be asked and what was answered.

A questionnaire is frozen data: questions with their bands or choices, and the catalogue
of responsibilities with the shares derived from it. A profile is what one company answered.
Nothing here knows about rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Literal

Kind = Literal["number", "scale", "choice", "choices"]
Changes = Literal["by decision", "as the company grows", "no"]
Way = Literal["up", "down"]
Number = int | float
Value = Number | str | frozenset[str]
"""A known reply: a number (number, scale), one choice id, or a set of choice ids."""


class NotSure(Enum):
    """The reply "I'm not sure": legal for every question, and never a zero or a no."""

    UNKNOWN = "unknown"


UNKNOWN = NotSure.UNKNOWN
Reply = Value | NotSure

NONE = "none"
"""The choice of a several-choice question that stands alone and counts as zero choices."""


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a number question, from `start` up to the next band's start."""

    name: str
    start: Number


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: `label` as shown on the form, `says` as used inside a sentence."""

    id: str
    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something we ask. `bands` cut a number or scale; `choices` list the options.

    `low` and `high` bound a number, both included. `unit` follows the number in a sentence
    (`unit_one` after a 1). `steps` are the five anchors of a scale.
    `most` limits how many choices may be picked. `section` is the id of the rule file.
    """

    id: str
    section: str
    ask: str
    why: str
    kind: Kind
    hint: str = ""
    unit: str = ""
    unit_one: str = ""
    low: Number = 0
    high: Number = 0
    bands: tuple[Band, ...] = ()
    choices: tuple[Choice, ...] = ()
    steps: tuple[str, ...] = ()
    most: int | None = None
    short_form: bool = False
    changes: Changes = "by decision"
    at_once: int | None = None
    """So many bands, or choices added and taken away, are one change; None for any number."""
    only: Way | None = None
    """The one way in which it changes: a number to higher or lower bands, choices to more or fewer;
    None for both."""
    says: str = ""
    """The subject of a sentence about this answer, such as "people who report to the CEO"."""
    measures: tuple[str, ...] = ()
    """Words of the measures in briefs whose figure of today this answer tells."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Names that a condition may use: the bands of a number or scale, else the choices."""
        return tuple(b.name for b in self.bands) or tuple(c.id for c in self.choices)

    def band_of(self, number: Number) -> str:
        """The name of the band that a legal number falls in."""
        return self.bands[bisect_right([b.start for b in self.bands], number) - 1].name

    def choice(self, choice_id: str) -> Choice:
        """The choice with this id. KeyError where there is none."""
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        raise KeyError(choice_id)

    @property
    def stands_alone(self) -> str | None:
        """The id of the choice that excludes all others, where the question has one."""
        if self.kind == "choices" and any(c.id == NONE for c in self.choices):
            return NONE
        return None


@dataclass(frozen=True, slots=True)
class AtMostTogether:
    """Two number questions whose answers may not add up to more than `at_most`."""

    first: str
    second: str
    at_most: Number
    says: str


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One row of "who does what": a duty, its tag, and the roles that usually hold it."""

    id: str
    text: str
    tag: str
    usually: str
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a responsibility today and how well it is done; None where not said."""

    owner: str | None = None
    done: str | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """One way a responsibility counts towards a share: its owner and its quality both fit.

    An empty set puts no limit on that side.
    """

    owners: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Share:
    """A number derived from "who does what": the percentage of `rows` that count.

    A row counts when any tally fits. Rows that do not apply are left out of the base.
    The number is a question like any other to the rules; nobody is asked it.
    """

    question: Question
    rows: tuple[str, ...]
    counts: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the questionnaire: a heading that starts with a verb, and its questions."""

    id: str
    title: str
    about: str


@dataclass(frozen=True)
class Questionnaire:
    """Everything that can be asked, in the order in which it is asked."""

    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    together: tuple[AtMostTogether, ...] = ()
    responsibilities: Mapping[str, Responsibility] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    """Owner id -> label, as `owner` in an answer sheet."""
    done: Mapping[str, str] = field(default_factory=dict)
    """Quality id -> label, as `done` in an answer sheet."""
    shares: Mapping[str, Share] = field(default_factory=dict)
    """Derived question id -> how it is computed."""

    def weighed(self) -> Mapping[str, Question]:
        """Every question that a rule may read: those asked, then those derived."""
        return self._weighed

    @cached_property
    def _weighed(self) -> Mapping[str, Question]:
        derived = {name: share.question for name, share in self.shares.items()}
        return MappingProxyType({**self.questions, **derived})

    def in_section(self, section: str, *, short: bool = False) -> tuple[Question, ...]:
        """The questions of one section; only the starred ones when `short`."""
        return tuple(
            q
            for q in self.questions.values()
            if q.section == section and (q.short_form or not short)
        )


@dataclass(frozen=True)
class Profile:
    """All replies of one company. A question that is missing was not answered.

    `answers` may hold UNKNOWN ("not sure"), which weighs the same as missing; screens and
    reports show them apart.
    """

    answers: Mapping[str, Reply]
    responsibilities: Mapping[str, Holding] = field(default_factory=dict)
    company: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", MappingProxyType(dict(self.answers)))
        object.__setattr__(self, "responsibilities", MappingProxyType(dict(self.responsibilities)))

    def known(self, question: str) -> Value | None:
        """The reply, or None when it is missing or "not sure"."""
        reply = self.answers.get(question)
        return None if reply is UNKNOWN else reply

    def with_answer(self, question: str, reply: Reply | None) -> Profile:
        """A copy with one reply changed; None takes the reply away."""
        answers = {q: r for q, r in self.answers.items() if q != question}
        if reply is not None:
            answers[question] = reply
        return Profile(answers, self.responsibilities, self.company)
