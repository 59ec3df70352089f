"""Two rulebooks in one model: the pairs of recommendations that some profile gets, by proof."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import product

from advisor.compiled import compiled
from advisor.proofs.alternatives import MATRIX
from advisor.proofs.clock import Clock
from advisor.proofs.logic import Literal, Sum, negated
from advisor.proofs.merging import Merged
from advisor.proofs.model import Model, Weighing, read_profile
from advisor.proofs.nearest import COUNTS, Nearest, Pair, Start, closer, number
from advisor.proofs.solving import Verdict
from advisor.proofs.steps import likely
from advisor.questionnaire import Profile, Value

A_LOOK, A_WHILE = 0.5, 2.0
"""Seconds for all pairs at once, or for a near one, before less is asked for; and for one pair."""
FEW = 5
"""A gain with so few terms is told for every combination of them."""


class Differences:
    """Both rulebooks in one model of merged profiles, and the distance to a worked example."""

    def __init__(self, merged: Merged, near: Sequence[Start]) -> None:
        self.merged, self.near = merged, near
        self.model = Model()
        self.cells, self.matrix = self.model.completion(merged.asking, Profile({}))
        self.old, self.new = (
            self.model.weigh(view.rulebook, view.cells(self.model, self.cells))
            for view in (merged.old, merged.new)
        )
        self.pairs = {
            (one, other): self.model.all_of([before, after])
            for one, before in self.old.recommends.items()
            for other, after in self.new.recommends.items()
            if one != other
        }
        self._link()

    def _link(self) -> None:
        """What follows for one rulebook's levels from the other's, said outright.

        Their scores mostly differ in a few terms. Without this the solver adds up both sides anew
        in every branch of its search to find out.
        """
        for dimension in self.old.levels.keys() & self.new.levels.keys():
            for one, other in product((0, 1), repeat=2):
                before, after = self.old.levels[dimension][one], self.new.levels[dimension][other]
                gain = _score(self.new, dimension, other).plus(_score(self.old, dimension, one), -1)
                for case, low, high in _cases(gain):
                    if low >= 0:
                        self.model.require_one_of([*case, negated(before), after])
                    if high <= 0:
                        self.model.require_one_of([*case, before, negated(after)])

    def others(self, known: Collection[Pair], clock: Clock) -> tuple[set[Pair], set[Pair]]:
        """Pairs besides these that some profile gets, and pairs that time was too short for."""
        found: set[Pair] = set()
        while left := [pair for pair in self.pairs if pair not in known and pair not in found]:
            wanted = self.model.any_of(self.pairs[pair] for pair in left)
            verdict = self._search(wanted, min(A_LOOK, clock.left))
            if verdict.possible is None:
                return self._one_by_one(left, found, clock)
            if not verdict.possible:
                break
            found |= {pair for pair in left if verdict.value(self.pairs[pair])}
        return found, set()

    def differ(self, clock: Clock) -> bool | None:
        """Whether any profile gets another recommendation; None where time was too short."""
        together = self.model.any_of(self.pairs.values())
        verdict = self.model.search([together], seconds=min(A_LOOK, clock.left))
        if verdict.possible is not None:
            return verdict.possible
        open_ = False
        for both in self.pairs.values():
            possible = self._search(both, min(A_WHILE, clock.left)).possible
            if possible:
                return True
            open_ |= possible is None
        return None if open_ else False

    def _search(self, wanted: Literal, seconds: float, cost: Sum | None = None) -> Verdict:
        """Two rulebooks in one model are quickly simplified and slowly searched as they are."""
        return self.model.search([wanted], seconds=seconds, cost=cost, presolve=True, probe=False)

    def _one_by_one(
        self, left: Iterable[Pair], found: set[Pair], clock: Clock
    ) -> tuple[set[Pair], set[Pair]]:
        """The same for pairs that together are too much at once."""
        verdicts = {pair: self._search(self.pairs[pair], clock.left) for pair in left}
        found |= {pair for pair, verdict in verdicts.items() if verdict.possible}
        return found, {pair for pair, verdict in verdicts.items() if verdict.possible is None}

    def nearest(
        self, pair: Pair, at_hand: Nearest | None, soon: Clock, clock: Clock
    ) -> Nearest | None:
        """The nearest profile that gets this pair; None where time was too short to find one.

        It is known to be two answers away or farther; what is `at_hand` may be the nearest or not.
        Two answers away is asked first, then three, and so on, as long as `soon` says; then any
        profile will do.
        """
        farthest = sum(COUNTS.get(question, 1) for question in self._changed)
        for most in range(2, farthest + 1) if self.near else (0,):
            if at_hand and at_hand.distance <= most:
                return replace(at_hand, proved=True)
            near = not self.near or negated(self.model.at_least(self._distance, most + 1))
            verdict = self._search(self.model.all_of([self.pairs[pair], near]), soon.left)
            if verdict.possible:
                return self._read(verdict)
            if verdict.possible is None:
                break
        return at_hand or self._any(pair, clock)

    def _any(self, pair: Pair, clock: Clock) -> Nearest | None:
        """A profile that gets this pair, as near as is found while it is sought."""
        cost = self._distance if self.near else None
        for seconds, least in ((A_LOOK, cost), (clock.left, None)):
            verdict = self._search(self.pairs[pair], min(seconds, clock.left), least)
            if verdict.possible:
                found = self._read(verdict)
                if verdict.best and least is cost:
                    return found
                for start in self.near:
                    if start.example is found.example:
                        found = closer(self.merged, pair, start, found)
                return replace(found, proved=not self.near)
        return None

    def _read(self, verdict: Verdict) -> Nearest:
        asked = self.merged.questionnaire.questions
        found = read_profile(verdict, (self.cells[q] for q in asked), self.matrix)
        if not self.near:
            return Nearest(found, None, (), proved=True)
        start = next(
            s for s, chosen in zip(self.near, self._chosen, strict=True) if verdict.value(chosen)
        )
        changed = tuple(q for q, literal in self._changed.items() if verdict.value(literal))
        answers = {**start.profile.answers}
        for question in changed:
            answers.pop(question, None)
            if question in asked and question in found.answers:
                reply = found.known(question)
                assert reply is not None
                answers[question] = likely(asked[question], reply)
        held = (found if MATRIX in changed else start.profile).responsibilities
        return Nearest(Profile(answers, held), start.example, changed, proved=True)

    @cached_property
    def _chosen(self) -> list[Literal]:
        chosen = [self.model.fresh() for _ in self.near]
        self.model.require_exactly_one(chosen)
        return chosen

    @cached_property
    def _changed(self) -> dict[str, Literal]:
        """Per question whether the answer differs from the chosen example's."""
        questions = [*self.merged.questionnaire.questions, MATRIX]
        return {question: self.model.fresh() for question in questions}

    @cached_property
    def _distance(self) -> Sum:
        """How many answers differ from the chosen example."""
        cost = Sum()
        for question, changed in self._changed.items():
            cost.add(changed, COUNTS.get(question, 1))
            for start, chosen in zip(self.near, self._chosen, strict=True):
                same = self._same(question, start.replies)
                self.model.require_one_of([negated(chosen), same, changed])
        self._limit()
        return cost

    def _same(self, question: str, replies: Mapping[str, Value]) -> Literal:
        """Whether the reply is in the same cell as the example's."""
        if question == MATRIX:
            shares = self.merged.questionnaire.shares
            return self.model.all_of(self._same(share, replies) for share in shares)
        cells, value = self.cells[question], replies.get(question)
        if value is None:
            return negated(cells.known)
        if isinstance(value, frozenset):
            return self.model.all_of(
                literal if cell in value else negated(literal)
                for cell, literal in cells.holds.items()
            )
        return cells.holds[value if isinstance(value, str) else cells.question.band_of(value)]

    def _limit(self) -> None:
        """A number that is kept may leave no room for a band of the one that it is limited with."""
        for pair in self.merged.questionnaire.together:
            for kept, other in ((pair.first, pair.second), (pair.second, pair.first)):
                for start, chosen in zip(self.near, self._chosen, strict=True):
                    for band, least in self.cells[other].least.items():
                        if number(start.replies.get(kept)) + least > pair.at_most:
                            apart = negated(self.cells[other].holds[band])
                            self.model.require_one_of([negated(chosen), self._changed[kept], apart])


def _score(weighing: Weighing, dimension: str, level: int) -> Sum:
    """A hundred times what the points lie above the start of moderate (0) or high (1)."""
    declared = weighing.rulebook.dimensions[dimension]
    position = list(weighing.rulebook.dimensions).index(dimension)
    start = (declared.moderate, declared.high)[level]
    score = Sum(-100 * start.points).plus(weighing.points[dimension], 100)
    for question, most in compiled(weighing.rulebook).in_play.items():
        score.add(weighing.cells[question].known, -start.share * most[position])
    return score


def _cases(gain: Sum) -> Iterator[tuple[list[Literal], int, int]]:
    """The lowest and the highest gain, outright and for each combination of its terms if few.

    Each comes with literals of which one holds wherever the combination is another.
    """
    yield ([], *gain.bounds)
    terms = [(term, times) for term, times, high in gain.terms.values() if high == 1]
    if len(terms) < len(gain.terms) or len(terms) > FEW:
        return
    for held in product((False, True), repeat=len(terms)):
        value = gain.constant + sum(n for (_, n), yes in zip(terms, held, strict=True) if yes)
        case = [negated(t) if yes else t for (t, _), yes in zip(terms, held, strict=True)]
        yield case, value, value
