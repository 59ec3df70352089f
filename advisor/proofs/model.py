"""The solver's picture of replies and of the advice that rulebooks give on them.

One `Model` may hold any number of replies, profiles and rulebooks. Every known reply is folded
away while it is built; every identical condition, rule or sum is one variable, whichever rulebook
or profile it came from. Searches then ask for replies under which chosen literals hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.compiled import Conditional, compiled
from advisor.conditions import LEVELS
from advisor.proofs.cells import Cells, fixed, free, limit_together, satisfied
from advisor.proofs.logic import Literal, Logic, Sum, negated
from advisor.proofs.matrix import Matrix, place_matrix
from advisor.proofs.solving import Verdict
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Dimension, Rulebook, Threshold

__all__ = ["Cells", "Model", "Weighing", "fixed", "free", "limit_together", "read_profile"]


@dataclass(frozen=True, slots=True)
class Weighing:
    """One rulebook's advice on the replies of one profile in a model.

    `holds`: rule id -> whether it holds, and `gates` the same. `points`: each dimension's sum.
    `levels`: dimension -> (is moderate or high, is high). `rows`: whether each row of the
    decision table is met. `recommends`: outcome -> whether it is the recommendation.
    """

    rulebook: Rulebook
    cells: Mapping[str, Cells]
    holds: Mapping[str, Literal]
    gates: Mapping[str, Literal]
    points: Mapping[str, Sum]
    levels: Mapping[str, tuple[Literal, Literal]]
    rows: tuple[Literal, ...]
    recommends: Mapping[str, Literal]


class Model(Logic):
    """Replies, and the advice on them, in one CP-SAT model."""

    def completion(self, rulebook: Rulebook, profile: Profile) -> tuple[dict[str, Cells], Matrix]:
        """Cells of every way to fill in what a profile leaves open, and the matrix of shares."""
        asked = rulebook.questionnaire
        cells: dict[str, Cells] = {}
        for name, question in asked.questions.items():
            value = profile.known(name)
            cells[name] = free(self, question) if value is None else fixed(question, value)
        limit_together(self, asked, cells)
        matrix, bands = place_matrix(self, rulebook, profile.responsibilities)
        for name, share in asked.shares.items():
            cells[name] = Cells(share.question, self.any_of(bands[name].values()), bands[name], {})
        return cells, matrix

    def weigh(
        self, rulebook: Rulebook, cells: Mapping[str, Cells], like: Weighing | None = None
    ) -> Weighing:
        """The advice that a rulebook gives on these cells.

        `like`, an earlier weighing with the same rulebook, saves looking again at every rule whose
        questions have the same cells there.
        """
        same = {q for q, place in cells.items() if like and like.cells[q] is place}

        def kept(item: Conditional) -> bool:
            return like is not None and all(c.question in same for c in item.when)

        holds = {
            rule.id: like.holds[rule.id] if like and kept(rule) else self.when(cells, rule)
            for rule in rulebook.rules
        }
        gates = {
            gate.id: like.gates[gate.id] if like and kept(gate) else self.when(cells, gate)
            for gate in rulebook.gates
        }
        return self.concluded(rulebook, cells, holds, gates)

    def concluded(
        self,
        rulebook: Rulebook,
        cells: Mapping[str, Cells],
        holds: Mapping[str, Literal],
        gates: Mapping[str, Literal],
    ) -> Weighing:
        """What follows once it is known which rules and gates hold."""
        points = {d: _points(rulebook, d, holds) for d in rulebook.dimensions}
        levels = {
            name: self._levels(rulebook, dimension, position, points[name], cells)
            for position, (name, dimension) in enumerate(rulebook.dimensions.items())
        }
        rows = tuple(self.at_levels(levels, row.levels) for row in rulebook.decision.rows)
        recommends = self._recommends(rulebook, rows, gates)
        return Weighing(rulebook, cells, holds, gates, points, levels, rows, recommends)

    def when(self, cells: Mapping[str, Cells], item: Conditional) -> Literal:
        """Whether all conditions of an item hold."""
        return self.all_of(satisfied(self, cells[c.question], c) for c in item.when)

    def at_levels(
        self,
        levels: Mapping[str, tuple[Literal, Literal]],
        wanted: Mapping[str, frozenset[str]],
    ) -> Literal:
        """Whether each named dimension is at one of the levels wanted."""
        return self.all_of(
            self.any_of(self._level(*levels[dimension], level) for level in allowed)
            if allowed < set(LEVELS)
            else True
            for dimension, allowed in wanted.items()
        )

    def _level(self, moderate: Literal, high: Literal, level: str) -> Literal:
        if level == "moderate":
            return self.all_of([moderate, negated(high)])
        return high if level == "high" else negated(moderate)

    def _levels(
        self,
        rulebook: Rulebook,
        dimension: Dimension,
        position: int,
        points: Sum,
        cells: Mapping[str, Cells],
    ) -> tuple[Literal, Literal]:
        """Whether the points reach at least moderate, and whether they reach high."""
        in_play = Sum()
        for question, most in compiled(rulebook).in_play.items():
            in_play.add(cells[question].known, most[position])
        hundredfold = Sum(100 * points.constant)
        hundredfold.terms = {
            i: (term, 100 * n, high) for i, (term, n, high) in points.terms.items()
        }

        def reached(start: Threshold) -> Literal:
            return self.at_least(hundredfold.plus(in_play, -start.share), 100 * start.points)

        high = reached(dimension.high)
        return self.any_of([reached(dimension.moderate), high]), high

    def _recommends(
        self, rulebook: Rulebook, rows: Sequence[Literal], gates: Mapping[str, Literal]
    ) -> dict[str, Literal]:
        """Per outcome, whether the table leads to it once gates have sent others on."""
        ruled_out = {
            outcome: self.any_of(gates[g.id] for g in rulebook.gates if outcome in g.rules_out)
            for outcome in rulebook.outcomes
        }
        tried: dict[str, Literal] = {}

        def tries(outcome: str) -> Literal:
            if outcome not in tried:
                met = [
                    literal
                    for row, literal in zip(rulebook.decision.rows, rows, strict=True)
                    if row.outcome == outcome
                ]
                sent_on = [
                    self.all_of([tries(before), ruled_out[before]])
                    for before, declared in rulebook.outcomes.items()
                    if declared.otherwise == outcome
                ]
                tried[outcome] = self.any_of([*met, *sent_on])
            return tried[outcome]

        return {
            outcome: self.all_of([tries(outcome), negated(ruled_out[outcome])])
            if declared.otherwise
            else tries(outcome)
            for outcome, declared in rulebook.outcomes.items()
        }


def _points(rulebook: Rulebook, dimension: str, holds: Mapping[str, Literal]) -> Sum:
    total = Sum()
    for rule in rulebook.rules:
        total.add(holds[rule.id], rule.adds.get(dimension, 0))
    return total


def read_profile(verdict: Verdict, cells: Iterable[Cells], matrix: Matrix) -> Profile:
    """The profile that a search found: for each number, the smallest of its band."""
    answers: dict[str, Value] = {}
    for place in cells:
        chosen = [cell for cell, literal in place.holds.items() if verdict.value(literal)]
        if not chosen:
            continue
        one: Value = place.least.get(chosen[0], chosen[0])
        several = place.question.kind == "choices"
        answers[place.question.id] = frozenset(chosen) if several else one
    return Profile(answers, matrix.read(verdict))
