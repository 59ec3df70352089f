"""A model in which the answers are known and the rulebook's points and band edges are not.

Each number of points keeps its sign, since the rule's sentence says which way it points, and stays
within three points; a rule keeps adding something. Each band edge, where edges may move, is at one
of the places where it tells some known answer to the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from advisor.compiled import single_replies
from advisor.proofs.adjustment import Adjustment, Key, places
from advisor.proofs.cells import Cells, fixed
from advisor.proofs.logic import Literal, Sum, added_up, negated
from advisor.proofs.model import Model, Weighing
from advisor.proofs.mutants import MOST_POINTS
from advisor.proofs.solving import Verdict
from advisor.questionnaire import Number, Profile, Question
from advisor.rulebook import Rule, Rulebook, Threshold
from advisor.shares import intervals

EDGE, POINT, RULE = 1_000_000, 1_000, 1
"""What a moved edge, a changed point and a changed rule cost: no number of points outweighs an
edge, and no number of rules a point. Each place farther costs an edge a point more."""


class Adjustable(Model):
    """Known profiles and a rulebook that may change. `cost` grows with the size of the change.

    `between`: per question the known answers that its edges may be moved between; an edge of any
    other question stays where it is. A rule has its place in the model once it counts for a known
    profile: no smallest change touches any other.
    """

    def __init__(
        self, rulebook: Rulebook, between: Mapping[str, Iterable[Number]] | None = None
    ) -> None:
        super().__init__()
        self.rulebook, self.cost = rulebook, Sum()
        self.rules = {rule.id: rule for rule in rulebook.rules}
        self.weights: dict[Key, Sum] = {}
        self._in_play: dict[Key, Sum] = {}
        self.edges: dict[Key, list[tuple[Number, Literal]]] = {}
        for question in rulebook.questionnaire.weighed().values():
            if numbers := set((between or {}).get(question.id, ())):
                self._place_edges(question, numbers)

    def weight(self, name: str, dimension: str) -> Sum:
        """What a rule adds to a dimension that it adds to."""
        if (name, dimension) not in self.weights:
            self._place_weights(self.rules[name])
        return self.weights[name, dimension]

    def _place_weights(self, rule: Rule) -> None:
        changed = self.fresh()
        self.cost.add(changed, RULE)
        adds_still = Sum(-1)
        for dimension, points in rule.adds.items():
            sign, size = (1, points) if points > 0 else (-1, -points)
            weight = self.weights[rule.id, dimension] = Sum(points)
            adds_still.constant += size
            for way, most in ((1, MOST_POINTS - size), (-1, size)):
                if most > 0:
                    by = self.count(most)
                    weight.add(by, sign * way, most)
                    adds_still.add(by, way, most)
                    self.cost.add(by, POINT, most)
                    self.require(_less(by, most, changed), -most, 0)
        self.require(adds_still, 0, MOST_POINTS * len(rule.adds))

    def _place_edges(self, question: Question, numbers: set[Number]) -> None:
        for position, band in list(enumerate(question.bands))[1:]:
            at = places(question, position, numbers)
            literals = [self.fresh() for _ in at] if len(at) > 1 else [True]
            if len(at) > 1:
                self.require_exactly_one(literals)
            for rank, (number, literal) in enumerate(zip(at, literals, strict=True)):
                if number != band.start:
                    self.cost.add(literal, EDGE + POINT * abs(rank - at.index(band.start)))
            self.edges[question.id, band.name] = list(zip(at, literals, strict=True))
        for one, other in pairwise(question.bands[1:]):
            for low, here in self.edges[question.id, one.name]:
                for high, there in self.edges[question.id, other.name]:
                    if low >= high:
                        self.require_one_of([negated(here), negated(there)])

    def _reach(self, question: str, dimension: str) -> Sum:
        """The points in play of a question: the most that one reply brings."""
        key = (question, dimension)
        if key not in self._in_play:
            declared = self.rulebook.questionnaire.weighed()[question]
            self._in_play[key] = self._most(declared, dimension)
        return self._in_play[key]

    def _most(self, question: Question, dimension: str) -> Sum:
        led = [
            rule
            for rule in self.rulebook.rules
            if rule.when[0].question == question.id and rule.adds.get(dimension, 0) > 0
        ]
        together = {
            frozenset(r.id for r in led if r.when[0].satisfied_by(question, reply))
            for reply in single_replies(question)
        }
        sums = [
            added_up(self.weight(rule, dimension) for rule in rules)
            for rules in together
            if rules and not any(rules < others for others in together)
        ]
        if len(sums) < 2:
            return sums[0] if sums else Sum()
        high = max(total.bounds[1] for total in sums)
        most = self.count(high)
        self._model.add_max_equality(most, [total.expression() for total in sums])
        return Sum(0, {most.index: (most, 1, high)})

    def known(self, profile: Profile) -> dict[str, Cells]:
        """The cells of a profile, which depend on the edges where these may move."""
        asked = self.rulebook.questionnaire
        cells: dict[str, Cells] = {}
        for name, question in asked.questions.items():
            value = profile.known(name)
            if isinstance(value, int | float) and self._may_move(question):
                cells[name] = self._banded(question, value, value)
            else:
                cells[name] = fixed(question, value)
        ranges = intervals(asked, profile.responsibilities) if profile.responsibilities else {}
        for name, share in asked.shares.items():
            if name in ranges:
                ends = ranges[name]
                cells[name] = self._banded(share.question, ends.lowest, ends.highest)
            else:
                cells[name] = fixed(share.question, None)
        return cells

    def _may_move(self, question: Question) -> bool:
        return any((question.id, band.name) in self.edges for band in question.bands)

    def _banded(self, question: Question, low: Number, high: Number) -> Cells:
        """The band is certain when the lowest number reaches it and the highest no later one."""

        def reached(position: int, number: Number) -> Literal:
            if position == 0:
                return True
            if position == len(question.bands):
                return False
            band = question.bands[position]
            at = self.edges.get((question.id, band.name), [(band.start, True)])
            return self.any_of(literal for start, literal in at if start <= number)

        holds = {
            band.name: self.all_of([reached(i, low), negated(reached(i + 1, high))])
            for i, band in enumerate(question.bands)
        }
        return Cells(question, self.any_of(holds.values()), holds, {})

    def concluded(
        self,
        rulebook: Rulebook,
        cells: Mapping[str, Cells],
        holds: Mapping[str, Literal],
        gates: Mapping[str, Literal],
    ) -> Weighing:
        """What follows once it is known which rules and gates hold, whatever the points are."""
        points, levels = {}, {}
        for name, dimension in rulebook.dimensions.items():
            mine = points[name] = added_up(
                self._where(held, self.weight(rule, name))
                for rule, held in holds.items()
                if held is not False and name in self.rules[rule].adds
            )
            in_play = added_up(
                self._where(c.known, self._reach(q, name))
                for q, c in cells.items()
                if c.known is not False
            )

            def reached(start: Threshold, mine: Sum = mine, play: Sum = in_play) -> Literal:
                total = Sum().plus(mine, 100).plus(play, -start.share)
                return self.at_least(total, 100 * start.points)

            high = reached(dimension.high)
            levels[name] = (self.any_of([reached(dimension.moderate), high]), high)
        rows = tuple(self.at_levels(levels, row.levels) for row in rulebook.decision.rows)
        recommends = self._recommends(rulebook, rows, gates)
        return Weighing(rulebook, cells, holds, gates, points, levels, rows, recommends)

    def _where(self, held: Literal, value: Sum) -> Sum:
        """The value where the literal holds, else 0; the value never changes its sign."""
        if isinstance(held, bool):
            return value if held else Sum()
        if not value.terms:
            total = Sum()
            total.add(held, value.constant)
            return total
        sign = 1 if value.bounds[1] > 0 else -1
        high = max(map(abs, value.bounds))
        size = self.count(high)
        self._model.add(size == sign * value.expression()).only_enforce_if(held)
        self._model.add(size == 0).only_enforce_if(~held)
        return Sum(0, {size.index: (size, sign, high)})

    def is_exactly(self, adjustment: Adjustment) -> Literal:
        """Whether the change is this one and no other."""
        asked = self.rulebook.questionnaire.weighed()
        same: list[Literal] = []
        for key, weight in self._every_weight():
            points = adjustment.points.get(key, self.rules[key[0]].adds[key[1]])
            same += [self.at_least(weight, points), negated(self.at_least(weight, points + 1))]
        for key, at in self.edges.items():
            start = next(b.start for b in asked[key[0]].bands if b.name == key[1])
            start = adjustment.edges.get(key, start)
            same += [literal for number, literal in at if number == start]
        return self.all_of(same)

    def _every_weight(self) -> Iterator[tuple[Key, Sum]]:
        """All weights, whether they count for a known profile or not."""
        for rule in self.rulebook.rules:
            for dimension in rule.adds:
                yield (rule.id, dimension), self.weight(rule.id, dimension)

    def read(self, verdict: Verdict) -> Adjustment:
        """The change that a search found."""
        points = {key: value_of(verdict, weight) for key, weight in self.weights.items()}
        asked = self.rulebook.questionnaire.weighed()
        starts = {(q, band.name): band.start for q, d in asked.items() for band in d.bands}
        edges = {
            key: next(number for number, literal in at if verdict.value(literal))
            for key, at in self.edges.items()
        }
        return Adjustment(
            {key: n for key, n in points.items() if n != self.rules[key[0]].adds[key[1]]},
            {key: start for key, start in edges.items() if start != starts[key]},
        )


def value_of(verdict: Verdict, total: Sum) -> int:
    """The value of a sum in what a search found."""
    return total.constant + sum(n * verdict.value(term) for term, n, _ in total.terms.values())


def _less(count: Any, most: int, changed: Literal) -> Sum:
    """The count less its highest value where something has changed."""
    total = Sum(0, {count.index: (count, 1, most)})
    total.add(changed, -most)
    return total
