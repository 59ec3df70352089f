"""What is asked and never read: questions, and band edges that no condition tells apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from advisor.compiled import compiled
from advisor.conditions import Condition, Place
from advisor.proofs.finding import Finding
from advisor.questionnaire import Question
from advisor.rulebook import Rulebook


def unread_parts(rulebook: Rulebook) -> Iterator[Finding]:
    """Questions that nothing reads, and neighbouring bands that everything treats alike."""
    read: dict[str, list[Condition]] = {}
    for item in compiled(rulebook).items:
        for condition in item.when:
            read.setdefault(condition.question, []).append(condition)
    for name, question in rulebook.questionnaire.weighed().items():
        if name not in read:
            yield Finding(
                "warning",
                name,
                _place(rulebook, question),
                f"Nothing reads the question {name}: whatever is answered changes nothing.",
                "Write a rule that reads it, or stop asking it.",
            )
        else:
            yield from _edges(rulebook, question, read[name])


def _edges(
    rulebook: Rulebook, question: Question, conditions: list[Condition]
) -> Iterator[Finding]:
    for before, after in pairwise(question.bands):
        if all((before.name in c.names) == (after.name in c.names) for c in conditions):
            yield Finding(
                "hint",
                question.id,
                _place(rulebook, question),
                f"No rule tells the bands {before.name} and {after.name} of {question.id} apart.",
                "Join them, or write a rule that reads one of them.",
            )


def _place(rulebook: Rulebook, question: Question) -> Place:
    """The file of the question, in the folder that the dimensions were read from."""
    folder = PurePosixPath(next(iter(rulebook.dimensions.values())).place.file).parent
    return Place(str(folder / "questions" / f"{question.section}.yaml"))
