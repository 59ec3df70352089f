"""What one question may be answered, as literals of a model, and what conditions ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.conditions import Condition
from advisor.proofs.logic import Literal, Logic, Sum, negated
from advisor.questionnaire import NONE, Number, Question, Questionnaire, Reply, Value


@dataclass(frozen=True, slots=True)
class Cells:
    """What one question may be answered: a literal for being known, and one per band or choice.

    `least`: the smallest number that each band stands for, where the question is a number.
    """

    question: Question
    known: Literal
    holds: Mapping[str, Literal]
    least: Mapping[str, Number]

    def picked(self) -> Sum:
        """How many choices are picked; the one that stands alone counts as none."""
        total = Sum()
        for cell, literal in self.holds.items():
            if cell != NONE:
                total.add(literal, 1)
        return total


def fixed(question: Question, value: Value | None) -> Cells:
    """The cells of one known reply, or of none."""
    if isinstance(value, frozenset):
        return Cells(question, True, {c: c in value for c in question.cells}, {})
    if value is None or isinstance(value, str):
        return Cells(question, value is not None, {c: c == value for c in question.cells}, {})
    band = question.band_of(value)
    return Cells(question, True, {c: c == band for c in question.cells}, {band: value})


def free(logic: Logic, question: Question, *, may_stay_open: bool = True) -> Cells:
    """The cells of any legal reply, or of none where it may stay open."""
    holds = {cell: logic.fresh() for cell in question.cells}
    known = logic.fresh() if may_stay_open else True
    open_ = [negated(known)] if may_stay_open else []
    if question.kind != "choices":
        logic.require_exactly_one([*holds.values(), *open_])
        least = {band.name: max(band.start, question.low) for band in question.bands}
        return Cells(question, known, holds, least)
    cells = Cells(question, known, holds, {})
    logic.require_one_of([*holds.values(), *open_])
    for cell, literal in holds.items():
        logic.require_one_of([negated(literal), known])
        if cell != NONE and question.stands_alone:
            logic.require_one_of([negated(literal), negated(holds[NONE])])
    if question.most:
        logic.require(cells.picked(), 0, question.most)
    return cells


def limit_together(logic: Logic, questionnaire: Questionnaire, cells: Mapping[str, Cells]) -> None:
    """No two bands whose smallest numbers break a limit on two answers together."""
    for pair in questionnaire.together:
        first, second = cells[pair.first], cells[pair.second]
        for one, low in first.least.items():
            for other, more in second.least.items():
                apart = [negated(first.holds[one]), negated(second.holds[other])]
                # Two answers already given are as they are: there is nothing to choose.
                if low + more > pair.at_most and any(literal is not False for literal in apart):
                    logic.require_one_of(apart)


def keeps_limits(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> bool:
    """Whether replies keep every limit on two answers together."""

    def number(question: str) -> float:
        value = replies.get(question)
        return float(value) if isinstance(value, int | float) else float("-inf")

    pairs = questionnaire.together
    return all(number(pair.first) + number(pair.second) <= pair.at_most for pair in pairs)


def satisfied(logic: Logic, cells: Cells, condition: Condition) -> Literal:
    """Whether the reply satisfies the condition; an open reply satisfies none."""
    named = (cells.holds[name] for name in condition.names)
    if condition.test in ("is", "includes any"):
        return logic.any_of(named)
    if condition.test == "includes none":
        return logic.all_of([cells.known, *map(negated, named)])
    if condition.test == "at least":
        return logic.all_of([cells.known, logic.at_least(cells.picked(), condition.count)])
    return logic.all_of([cells.known, negated(logic.at_least(cells.picked(), condition.count + 1))])
