"""Answers that differ, in words."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.questionnaire import UNKNOWN, Holding, Profile, Question, Questionnaire
from advisor.wording import spoken


@dataclass(frozen=True, slots=True)
class Replaced:
    """One answer that differs, in words: its question, the answer before and the answer after."""

    question: Question
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowReplaced:
    """One responsibility that differs, in words: who held it and how well, before and after."""

    text: str
    before: str
    after: str


def replaced(asked: Questionnaire, before: Profile, after: Profile) -> tuple[Replaced, ...]:
    """Every answer that differs, in the order of the questionnaire."""
    return tuple(
        Replaced(question, answer_in_words(question, before), answer_in_words(question, after))
        for name, question in asked.questions.items()
        if before.answers.get(name) != after.answers.get(name)
    )


def answer_in_words(question: Question, profile: Profile) -> str:
    """An answer as it reads in a sentence; "not answered" and "not sure" are told apart."""
    reply = profile.answers.get(question.id)
    if reply is None:
        return "not answered"
    return "not sure" if reply is UNKNOWN else spoken(question, reply) or "none"


def rows_replaced(asked: Questionnaire, before: Profile, after: Profile) -> tuple[RowReplaced, ...]:
    """Every responsibility that differs, in the order of the list."""
    old, new = before.responsibilities, after.responsibilities
    return tuple(
        RowReplaced(row.text, _held(asked, old.get(name)), _held(asked, new.get(name)))
        for name, row in asked.responsibilities.items()
        if old.get(name) != new.get(name)
    )


def _held(asked: Questionnaire, holding: Holding | None) -> str:
    if holding is None:
        return "not told"
    told = (asked.owners.get(holding.owner or ""), asked.done.get(holding.done or ""))
    return "; ".join(part for part in told if part) or "not told"
