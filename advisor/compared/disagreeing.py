"""Where several people's answers for one company differ, the largest difference first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from advisor.questionnaire import UNKNOWN, Profile, Question, Questionnaire, Value

WITHIN = 0.5
"""Steps between two numbers that differ within one band: less than any band apart."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One question that people answer differently.

    `answers` are the known answers, by the name of who gave them; `apart` is the distance in steps
    between the two that are furthest apart: see `steps_apart`.
    """

    question: Question
    answers: Mapping[str, Value]
    apart: float


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """What one person left open: questions without an answer, and those answered "not sure"."""

    missing: tuple[Question, ...]
    unsure: tuple[Question, ...]


def steps_apart(question: Question, one: Value, other: Value) -> float:
    """How far apart two answers are; 0 exactly where they are the same.

    For numbers and scales it is the bands between them, for choices the options that only one of
    them picked; one choice against another is one step.
    """
    if one == other:
        return 0.0
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return float(len(one ^ other))
    if isinstance(one, str) or isinstance(other, str):
        return 1.0
    if isinstance(one, frozenset) or isinstance(other, frozenset):
        return 1.0  # no questionnaire takes both for one question
    names = [band.name for band in question.bands]
    bands = abs(names.index(question.band_of(one)) - names.index(question.band_of(other)))
    return float(bands) or WITHIN


def disagreements(asked: Questionnaire, sheets: Mapping[str, Profile]) -> tuple[Disagreement, ...]:
    """Every question that two people answer differently, the furthest apart first."""
    found = []
    for question in asked.questions.values():
        known = {name: sheet.known(question.id) for name, sheet in sheets.items()}
        answers = {name: answer for name, answer in known.items() if answer is not None}
        pairs = combinations(answers.values(), 2)
        apart = max((steps_apart(question, *pair) for pair in pairs), default=0.0)
        if apart:
            found.append(Disagreement(question, answers, apart))
    return tuple(sorted(found, key=lambda one: -one.apart))


def left_open(questions: tuple[Question, ...], sheet: Profile) -> LeftOpen:
    """What somebody left open of these questions."""
    return LeftOpen(
        tuple(q for q in questions if q.id not in sheet.answers),
        tuple(q for q in questions if sheet.answers.get(q.id) is UNKNOWN),
    )
