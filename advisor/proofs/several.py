"""Three or more changed answers: found, and proved smallest, by the solver."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.proofs.changes import Group, cell_of, may_become, steps
from advisor.proofs.logic import Literal, Sum, negated
from advisor.proofs.model import Cells, Model, fixed, free, limit_together
from advisor.proofs.solving import Verdict
from advisor.questionnaire import NONE, Question, Value
from advisor.rulebook import Rulebook

LEAST = 3
"""Smaller sets have all been tried before the solver is asked."""
MANY_STEPS = 10_000
"""One more answer changed costs more than any number of steps."""


class Several:
    """A model of a profile of which the known answers of one group may change.

    `replies`: every known reply, derived shares included.
    """

    def __init__(self, rulebook: Rulebook, replies: Mapping[str, Value], group: Group) -> None:
        self.model, self.group = Model(), group
        self.changed, self.steps = Sum(), Sum()
        self.replies = replies
        self.open: list[Question] = []
        self.cells: dict[str, Cells] = {}
        for name, question in rulebook.questionnaire.weighed().items():
            asked = name in rulebook.questionnaire.questions
            if asked and name in self.replies and question.changes == group:
                self.open.append(question)
                self.cells[name] = self._changeable(question)
            else:
                self.cells[name] = fixed(question, self.replies.get(name))
        limit_together(self.model, rulebook.questionnaire, self.cells)
        self.weighing = self.model.weigh(rulebook, self.cells)

    def _changeable(self, question: Question) -> Cells:
        now = self.replies[question.id]
        cells = free(self.model, question, may_stay_open=False)
        if isinstance(now, frozenset):
            self._count_picks(cells, now, question)
            return cells
        for cell, literal in cells.holds.items():
            after = cells.least.get(cell, cell)
            if may_become(question, self.group, now, after):
                self.changed.add(literal, 1)
                self.steps.add(literal, abs(steps(question, now, after)))
            elif cell != cell_of(question, now):
                self.model.require_one_of([negated(literal)])
        return fixed_least(cells, now)

    def _count_picks(self, cells: Cells, now: frozenset[str], question: Question) -> None:
        for cell, literal in cells.holds.items():
            if question.only == "up" and cell in now and cell != NONE:
                self.model.require_one_of([literal])
            elif question.only == "down" and cell not in now and cell != NONE:
                self.model.require_one_of([negated(literal)])
        turned: list[Literal] = [
            negated(literal) if cell in now else literal
            for cell, literal in cells.holds.items()
            if cell != NONE
        ]
        self.changed.add(self.model.any_of(turned), 1)
        together = Sum()
        for literal in turned:
            together.add(literal, 1)
        self.steps = self.steps.plus(together)
        if question.at_once is not None:
            too_far = self.model.at_least(together, question.at_once + 1)
            self.model.require_one_of([negated(too_far)])

    def smallest(
        self, outcome: str, seconds: float
    ) -> tuple[tuple[tuple[str, Value], ...], bool | None]:
        """A smallest set of at least three changes that leads to the outcome, the nearest.

        With it: whether it is proved smallest. An empty set comes with False where it is proved
        that there is none, and with None where time ran out.
        """
        if len(self.open) < LEAST:
            return (), False
        enough = self.model.at_least(self.changed, LEAST)
        cost = self.steps.plus(self.changed, MANY_STEPS)
        verdict = self.model.search(
            [enough, self.weighing.recommends[outcome]], seconds=seconds, cost=cost, presolve=True
        )
        if not verdict.possible:
            return (), verdict.possible
        return self._read(verdict), verdict.best

    def _read(self, verdict: Verdict) -> tuple[tuple[str, Value], ...]:
        made: list[tuple[str, Value]] = []
        for question in self.open:
            cells, now = self.cells[question.id], self.replies[question.id]
            chosen = [cell for cell, literal in cells.holds.items() if verdict.value(literal)]
            several = question.kind == "choices"
            after: Value = frozenset(chosen) if several else cells.least.get(chosen[0], chosen[0])
            if cell_of(question, after) != cell_of(question, now):
                made.append((question.id, after))
        return tuple(made)


def fixed_least(cells: Cells, now: Value) -> Cells:
    """The same cells, the band of the answer given standing for that very number."""
    if not cells.least or isinstance(now, str | frozenset):
        return cells
    least = {**cells.least, cells.question.band_of(now): now}
    return Cells(cells.question, cells.known, cells.holds, least)
