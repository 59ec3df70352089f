"""How strong a recommendation is, in columns: what is known, and how far another one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from advisor.batch.codes import Column
from advisor.rulebook import LEVELS, Rulebook, TableRow

STRENGTHS = ("clear", "leaning", "too_close_to_call")
Starts = Sequence[tuple[Column, Column]]
"""Per dimension, the points at which moderate and high begin for each profile."""
Box = tuple[tuple[int, tuple[int, ...]], ...]
"""A row of the decision table: the dimensions that it limits, with the levels it allows."""
ALL_LEVELS = tuple(range(len(LEVELS)))


class Distances:
    """The distance of profiles from another recommendation, as far as strength asks for it.

    `boxes`: outcome -> the rows of the decision table that lead to it. `far`: per outcome, `cap`
    where it would change nothing or is ruled out itself, by the number that stands for the
    outcomes ruled out and the recommendation.
    """

    def __init__(
        self, rulebook: Rulebook, in_play: int, excludable: Sequence[str], ends: Column
    ) -> None:
        decision = rulebook.decision
        self.steps = [(step.margin, step.known) for step in (decision.clear, decision.leaning)]
        self.cap = max(margin for margin, _ in self.steps)
        self.in_play_at_most = in_play or 1
        self.type = np.int8 if self.cap * (len(rulebook.dimensions) + 1) < 2**7 else np.int64
        names = tuple(rulebook.dimensions)
        self.boxes = {
            position: [_box(names, row) for row in decision.rows if row.outcome == outcome]
            for position, outcome in enumerate(rulebook.outcomes)
        }
        self.far = self._far(tuple(rulebook.outcomes), excludable, ends)

    def _far(
        self, outcomes: Sequence[str], excludable: Sequence[str], ends: Column
    ) -> list[Column]:
        sets = np.arange(len(ends))[:, None]
        excluded = np.zeros(ends.shape, bool)
        for bit, outcome in enumerate(excludable):
            excluded[:, [outcomes.index(outcome)]] = sets >> bit & 1
        end_is_excluded = np.take_along_axis(excluded, ends, axis=1)
        every = np.arange(len(outcomes))
        return [
            np.where((ends[:, [o]] == every) | end_is_excluded[:, [o]], self.cap, 0)
            .astype(self.type)
            .reshape(-1)
            for o in every
        ]

    def strength(self, points: Column, starts: Starts, in_play: Column, at: Column) -> Column:
        """The position among STRENGTHS; `at` picks from `far`."""
        known = in_play.sum(axis=0, dtype=np.int32)
        margin = self._margin(points, starts, at)
        strength = np.full(len(at), len(self.steps), np.uint8)
        for position, (wanted, share) in reversed(tuple(enumerate(self.steps))):
            enough = -(-share * self.in_play_at_most // 100)
            strength[(margin >= wanted) & (known >= enough)] = position
        return strength

    def _margin(self, points: Column, starts: Starts, at: Column) -> Column:
        """The points to another recommendation that is not ruled out; `cap` stands for more too."""
        costs = [self._costs(had, *begin) for had, begin in zip(points, starts, strict=True)]
        nearest = np.full(len(at), self.cap, self.type)
        for outcome, boxes in self.boxes.items():
            far = self.far[outcome].take(at) if boxes else nearest
            for box in boxes:
                away = far
                for dimension, levels in box:
                    away = away + costs[dimension][levels]
                np.minimum(nearest, away, out=nearest)
        return nearest

    def _costs(
        self, points: Column, moderate: Column, high: Column
    ) -> Mapping[tuple[int, ...], Column]:
        """Per set of levels, the points to add or take away to be in one of them."""
        low, middle, top = (
            np.clip(away, 0, self.cap).astype(self.type)
            for away in (
                points - moderate + 1,
                np.maximum(moderate - points, points - high + 1),
                high - points,
            )
        )
        return {
            (0,): low,
            (1,): middle,
            (2,): top,
            (0, 1): np.minimum(low, middle),
            (0, 2): np.minimum(low, top),
            (1, 2): np.minimum(middle, top),
        }


def _box(dimensions: Sequence[str], row: TableRow) -> Box:
    allowed = (
        tuple(i for i, level in enumerate(LEVELS) if level in row.levels.get(d, LEVELS))
        for d in dimensions
    )
    return tuple((d, levels) for d, levels in enumerate(allowed) if levels != ALL_LEVELS)
