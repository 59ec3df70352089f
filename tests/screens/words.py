"""The words that the shipped rulebook uses, by id: tuning its wording must not break a test."""

from __future__ import annotations

from advisor.loading import load_rulebook

RULEBOOK = load_rulebook()
QUESTIONNAIRE = RULEBOOK.questionnaire
TITLES = {section.id: section.title for section in QUESTIONNAIRE.sections}


def ask(question: str) -> str:
    """The heading of a question."""
    return QUESTIONNAIRE.questions[question].ask


def label(question: str, choice: str) -> str:
    """The label of a choice."""
    return QUESTIONNAIRE.questions[question].choice(choice).label


def duty(row: str) -> str:
    """The text of a responsibility."""
    return QUESTIONNAIRE.responsibilities[row].text
