"""A rulebook several times the size of another, with worked examples and properties that hold.

Each copy has questions, shares, responsibilities, rules, gates, notes, properties and examples of
its own. All rules add to the same dimensions, so nothing about a copy can be decided by itself. A
level is a share of what the answered questions could add, so an example that answers the questions
of one copy gets what the original got.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from advisor.questionnaire import Profile, Questionnaire, Share
from advisor.rulebook import Condition, Example, Gate, Note, Property, Rule, Rulebook

Thing = TypeVar("Thing")


def times(rulebook: Rulebook, many: int) -> Rulebook:
    """The rulebook with so many copies of all that can be told apart by its questions."""
    copies = [_Copy(rulebook, number) for number in range(many)]
    return replace(
        rulebook,
        questionnaire=_asking(rulebook.questionnaire, copies),
        rules=tuple(copy.rule(rule) for copy in copies for rule in rulebook.rules),
        gates=tuple(copy.gate(gate) for copy in copies for gate in rulebook.gates),
        notes=tuple(copy.note(note) for copy in copies for note in rulebook.notes),
        properties=tuple(copy.stated(p) for copy in copies for p in rulebook.properties),
        examples=tuple(copy.example(e) for copy in copies for e in rulebook.examples),
    )


class _Copy:
    """One copy: its ids end in its number; those of the first are the original's."""

    def __init__(self, rulebook: Rulebook, number: int) -> None:
        self.rulebook, self.end = rulebook, f"_{number + 1}" if number else ""

    def id(self, name: str) -> str:
        return f"{name}{self.end}"

    def ids(self, things: Mapping[str, Thing]) -> dict[str, Thing]:
        return {self.id(name): thing for name, thing in things.items()}

    def when(self, when: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(replace(c, question=self.id(c.question)) for c in when)

    def rule(self, rule: Rule) -> Rule:
        return replace(rule, id=self.id(rule.id), when=self.when(rule.when))

    def gate(self, gate: Gate) -> Gate:
        return replace(gate, id=self.id(gate.id), when=self.when(gate.when))

    def note(self, note: Note) -> Note:
        return replace(note, id=self.id(note.id), when=self.when(note.when))

    def stated(self, stated: Property) -> Property:
        return replace(
            stated,
            id=self.id(stated.id),
            when=self.when(stated.when),
            only=tuple(map(self.id, stated.only)),
            moves=self.ids(stated.moves),
        )

    def example(self, example: Example) -> Example:
        answers = self.ids(example.profile.answers)
        profile = Profile(answers, self.ids(example.profile.responsibilities))
        # Forms are asked of the first copy's questions.
        forms = frozenset() if self.end else example.forms
        return replace(example, id=self.id(example.id), profile=profile, forms=forms)

    def share(self, share: Share) -> Share:
        question = replace(share.question, id=self.id(share.question.id))
        return replace(share, question=question, rows=tuple(map(self.id, share.rows)))


def _asking(asked: Questionnaire, copies: list[_Copy]) -> Questionnaire:
    return replace(
        asked,
        questions={
            copy.id(q): replace(question, id=copy.id(q))
            for copy in copies
            for q, question in asked.questions.items()
        },
        together=tuple(
            replace(pair, first=copy.id(pair.first), second=copy.id(pair.second))
            for copy in copies
            for pair in asked.together
        ),
        responsibilities={
            copy.id(row): replace(held, id=copy.id(row))
            for copy in copies
            for row, held in asked.responsibilities.items()
        },
        shares={
            copy.id(name): copy.share(share)
            for copy in copies
            for name, share in asked.shares.items()
        },
    )
