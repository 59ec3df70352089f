"""What somebody entered for the questions of a draft: what is wrong with it, and how it shows."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.loading.typed_numbers import read_number
from advisor.questionnaire import Number, Question, Questionnaire
from advisor.storage import Draft
from advisor.wording import MINUS, grouped

NOT_SURE = "unknown"
"""How "I'm not sure" is written in an answer sheet."""


def problem_with(questionnaire: Questionnaire, draft: Draft, question: Question) -> str:
    """What to mend in the entry of one question, without a full stop; empty where all is well."""
    typed, answer = draft.typed.get(question.id), draft.answers.get(question.id)
    if question.kind == "number" and isinstance(typed, str) and typed:
        if answer == NOT_SURE:
            return "Either enter a number or tick “I'm not sure”, not both"
        if problem := read_number(question, typed).problem:
            return problem
    if question.kind == "choices" and isinstance(typed, list):
        return problem_with_choices(question, typed)
    return _problem_together(questionnaire, draft, question)


def problem_with_choices(question: Question, ticked: list[str]) -> str:
    """What keeps these ticks from being one answer; empty where they are one."""
    alone = question.stands_alone
    if NOT_SURE in ticked and len(ticked) > 1:
        return "Untick “I'm not sure”, or untick the others"
    if alone in ticked and len(ticked) > 1:
        return f"Untick “{question.choice(alone).label}”, or untick the others" if alone else ""
    if question.most and len(ticked) > question.most:
        return f"Pick at most {question.most}: you ticked {len(ticked)}"
    return ""


def problems(questionnaire: Questionnaire, draft: Draft) -> dict[str, str]:
    """Every problem in a draft, by question id, in the order of the questionnaire."""
    found = {
        question.id: problem_with(questionnaire, draft, question)
        for question in questionnaire.questions.values()
    }
    return {question: problem for question, problem in found.items() if problem}


def as_typed(question: Question, draft: Draft) -> str:
    """What the field of a number question shows: the text as typed, else the answer."""
    typed, answer = draft.typed.get(question.id), draft.answers.get(question.id)
    if isinstance(typed, str):
        return typed
    if isinstance(answer, int | float):
        return grouped(answer).replace(MINUS, "-")
    return ""


def tied(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions whose answers are limited together with another one's."""
    return frozenset(q for pair in questionnaire.together for q in (pair.first, pair.second))


def _problem_together(questionnaire: Questionnaire, draft: Draft, question: Question) -> str:
    for pair in questionnaire.together:
        if question.id in (pair.first, pair.second) and _exceeds(
            draft.answers, pair.first, pair.second, pair.at_most
        ):
            return pair.says.rstrip(".")
    return ""


def _exceeds(answers: Mapping[str, object], first: str, second: str, at_most: Number) -> bool:
    one, other = answers.get(first), answers.get(second)
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return numbers and one + other > at_most  # type: ignore[operator]
