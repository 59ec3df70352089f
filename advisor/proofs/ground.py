"""A rulebook as arrays: what the bulk weighing of many variants stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from advisor.compiled import compiled
from advisor.questionnaire import Profile, Question, Value
from advisor.ranges import possible_replies
from advisor.rulebook import LEVELS, Gate, Rule, Rulebook

Numbers = NDArray[Any]

# The products here are small. A second thread saves no time by the clock, and between two products
# it keeps a core busy that belongs to somebody else's session.
threadpool_limits(limits=1, user_api="blas")


class Ground:
    """What is the same for every profile of a rulebook, as arrays. Build it with `ground`.

    `replies`: every reply of each question that rules can tell apart; `failing`: one row for each
    of them and a last one for none, 1 where a column fails.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.book = book = compiled(rulebook)
        self.outcomes = tuple(rulebook.outcomes)
        self.columns: tuple[Rule | Gate, ...] = (*book.rules, *book.gates)
        self.place = {item.id: place for place, item in enumerate(self.columns)}
        self.adds = self._per_column(
            [[getattr(c, "adds", {}).get(d, 0) for d in rulebook.dimensions] for c in self.columns]
        )
        self.rules_out = self._per_column(
            [[o in getattr(c, "rules_out", ()) for o in self.outcomes] for c in self.columns]
        )
        self.starts = [_start(rulebook, level) for level in LEVELS[1:]]
        self.in_play = {q: np.array(points) for q, points in book.in_play.items()}
        every = product(LEVELS, repeat=len(rulebook.dimensions))
        self.table = np.array([self.outcomes.index(book.table[way].outcome) for way in every])
        self.ends = _ends(rulebook)
        self.otherwise = [
            self.outcomes.index(o.otherwise) if o.otherwise else None
            for o in rulebook.outcomes.values()
        ]
        self.questions, asked = book.questions, rulebook.questionnaire
        self.replies = {
            q: possible_replies(asked, declared, Profile({}))
            for q, declared in book.questions.items()
        }
        self.failing = {
            q: _failing(self.columns, declared, (*self.replies[q], None))
            for q, declared in book.questions.items()
        }
        self._positions: dict[str, dict[Value, int]] = {
            q: {_cell(book.questions[q], value): i for i, value in enumerate(values)}
            for q, values in self.replies.items()
        }
        self.picks = {
            q: np.array([_bits(declared, value) for value in self.replies[q]])
            for q, declared in book.questions.items()
            if declared.kind == "choices"
        }
        self.limited = {q for limit in asked.together for q in (limit.first, limit.second)}

    def _per_column(self, rows: list[list[Any]]) -> Numbers:
        return np.array(rows, dtype=np.float32).reshape(len(self.columns), -1)

    def outcomes_of(
        self, points: Numbers, ruled_out: Numbers, in_play: Numbers
    ) -> tuple[Numbers, Numbers]:
        """For each row of points, outcomes ruled out and points in play: which outcome, and how.

        The first is the position of the outcome recommended; the second is the same number for
        the same levels and the same outcomes ruled out.
        """
        moderate, high = (100 * points - in_play * share >= start for start, share in self.starts)
        levels = np.where(high, 2, moderate.astype(int))
        code = levels @ (3 ** np.arange(levels.shape[-1])[::-1])
        out = ruled_out @ (1 << np.arange(len(self.outcomes)))
        return self.ends[out, self.table[code]], code * len(self.ends) + out

    def recommended(self, replies: Mapping[str, Value]) -> str:
        """The recommendation for known replies, derived shares included."""
        rows = [self.failing[q][self.position(q, replies.get(q))] for q in self.questions]
        fired = (np.sum(rows, axis=0) == 0).astype(np.float32)
        in_play = np.sum([self.in_play[q] for q in replies], axis=0)
        found, _ = self.outcomes_of(fired @ self.adds, fired @ self.rules_out > 0, in_play)
        return self.outcomes[int(found)]

    def nearest_picks(self, question: str, now: Value) -> list[int]:
        """The positions of all other sets of choices, those first that differ in the fewest."""
        bits = self.picks[question]
        apart = np.bitwise_count(bits ^ _bits(self.questions[question], now))
        order = np.argsort(apart, kind="stable")
        return [int(position) for position in order if apart[position]]

    def position(self, question: str, value: Value | None) -> int:
        """The row of a reply, or of none, among the question's."""
        if value is None:
            return len(self.replies[question])
        return self._positions[question][_cell(self.questions[question], value)]


def _bits(question: Question, value: Value) -> int:
    """A set of choices as bits; the one that stands alone has none."""
    assert isinstance(value, frozenset)
    free = [c.id for c in question.choices if c.id != question.stands_alone]
    return sum(1 << position for position, choice in enumerate(free) if choice in value)


def _cell(question: Question, value: Value) -> Value:
    return value if isinstance(value, str | frozenset) else question.band_of(value)


def _failing(columns: Sequence[Any], question: Question, values: Sequence[Value | None]) -> Numbers:
    failing = np.zeros((len(values), len(columns)), dtype=np.int8)
    for position, column in enumerate(columns):
        reads = [c for c in column.when if c.question == question.id]
        if reads:
            failing[:, position] = [
                value is None or not all(c.satisfied_by(question, value) for c in reads)
                for value in values
            ]
    return failing


def _start(rulebook: Rulebook, level: str) -> tuple[Numbers, Numbers]:
    """Where a level begins in each dimension: hundredths of points, and percent in play."""
    starts = [getattr(dimension, level) for dimension in rulebook.dimensions.values()]
    return np.array([100 * s.points for s in starts]), np.array([s.share for s in starts])


def _ends(rulebook: Rulebook) -> Numbers:
    """For each set of outcomes ruled out, as bits, the outcome that each one is sent on to."""
    outcomes = tuple(rulebook.outcomes)

    def end(bits: int, outcome: str) -> int:
        while bits >> outcomes.index(outcome) & 1:
            after = rulebook.outcomes[outcome].otherwise
            if after is None:
                break
            outcome = after
        return outcomes.index(outcome)

    return np.array([[end(bits, o) for o in outcomes] for bits in range(1 << len(outcomes))])


@lru_cache(maxsize=16)
def ground(rulebook: Rulebook) -> Ground:
    """The arrays of a rulebook, built once per rulebook."""
    return Ground(rulebook)
