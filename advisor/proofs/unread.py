"""What is asked and never read: questions, and band edges that no condition tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from advisor.compiled import compiled
from advisor.conditions import Condition
from advisor.proofs.finding import Finding
from advisor.proofs.mutants import place_of
from advisor.questionnaire import Question
from advisor.rulebook import Rulebook


def unread_parts(rulebook: Rulebook) -> Iterator[Finding]:
    """Questions that nothing reads, and neighbouring bands that everything treats alike."""
    read = _read(rulebook)
    for name, question in rulebook.questionnaire.weighed().items():
        if name not in read:
            yield Finding(
                "warning",
                name,
                place_of(rulebook, question),
                f"Nothing reads the question {name}: whatever is answered changes nothing.",
                "Write a rule that reads it, or stop asking it.",
            )
            continue
        for before, after in _alike(question, read[name]):
            yield Finding(
                "hint",
                name,
                place_of(rulebook, question),
                f"No rule tells the bands {before} and {after} of {name} apart.",
                "Join them, or write a rule that reads one of them.",
            )


def edges_unread(rulebook: Rulebook) -> set[tuple[str, str]]:
    """Questions with the bands at whose start nothing changes, since nothing reads that edge."""
    read = _read(rulebook)
    return {
        (name, after)
        for name, question in rulebook.questionnaire.weighed().items()
        for _, after in _alike(question, read.get(name, ()))
    }


def _read(rulebook: Rulebook) -> dict[str, list[Condition]]:
    """Per question the conditions that read it."""
    read: dict[str, list[Condition]] = {}
    for item in compiled(rulebook).items:
        for condition in item.when:
            read.setdefault(condition.question, []).append(condition)
    return read


def _alike(question: Question, conditions: Sequence[Condition]) -> Iterator[tuple[str, str]]:
    """Neighbouring bands that no condition tells apart."""
    for before, after in pairwise(question.bands):
        if all((before.name in c.names) == (after.name in c.names) for c in conditions):
            yield before.name, after.name
