"""Many variants of one profile weighed at once, with the rule bitmask as columns of failures.

A variant gives some questions another reply than the profile does. Each rule and gate that can
still go either way is a column; each reply has a row that says which columns it fails; a rule holds
in a variant when the failures of its replies add up to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from advisor.engine import known_replies
from advisor.proofs.fills import Fills
from advisor.proofs.ground import Numbers, ground
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Rulebook

MATRIX = "responsibilities"
"""The id that "who does what" goes by where it counts as one question."""


Sums = tuple[Numbers, Numbers, Numbers]
"""Per variant the points of each dimension, how often each outcome is ruled out, points in play."""


@dataclass(frozen=True, slots=True)
class Options:
    """The replies that one question may take, told apart only as far as the columns can.

    The first is the reply as it stands (None when open). `failing` and `in_play` have one row for
    each reply; `least` is the smallest number that each one stands for. For the matrix the
    replies are its known shares.
    """

    question: str
    replies: tuple[Any, ...]
    failing: Numbers
    in_play: Numbers
    least: Numbers


class Alternatives:
    """Everything that one profile could become when some of its questions are varied.

    `replies`: every known reply, derived shares included. `varied`: question -> the positions of
    the replies that it may take, the nearest first.
    `fills`: other matrices, where the matrix is varied too.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        replies: Mapping[str, Value],
        varied: Mapping[str, Iterable[int]],
        fills: Fills | None = None,
    ) -> None:
        self.ground = ground(rulebook)
        self.together = rulebook.questionnaire.together
        self.replies = replies
        asked = rulebook.questionnaire.shares
        self.shares = [s for s in asked if s not in replies] if fills else []
        still = [q for q in self.ground.questions if q not in varied and q not in self.shares]
        nothing_failed = np.zeros(len(self.ground.columns), dtype=np.int8)
        fails = sum((self._row(q, self.replies.get(q)) for q in still), nothing_failed)
        live = np.flatnonzero(fails == 0)
        raw = [self._options(q, positions, live) for q, positions in varied.items()]
        in_play = [self.ground.in_play[q] for q in still if q in self.replies]
        self.in_play = np.sum(in_play, axis=0) if in_play else 0 * self.ground.starts[0][0]
        if fills:
            raw.append(self._matrix(fills, [s for s in asked if s in replies], live))
        self._keep_what_moves(live, raw)

    def _read_by_matrix(self, live: Numbers) -> Numbers:
        """Which of these columns read a share that the matrix leaves open."""
        reads = np.zeros(len(live), dtype=bool)
        for share in self.shares:
            reads |= self._row(share, None)[live] > 0
        return reads

    def _matrix(self, fills: Fills, known: list[str], live: Numbers) -> Options:
        in_play = fills.in_play - sum(self.ground.in_play[share] for share in known)
        no_least = np.full(len(fills.shares), -np.inf)
        return Options(MATRIX, fills.shares, fills.failing[:, live], in_play, no_least)

    def _row(self, question: str, value: Value | None) -> Numbers:
        row: Numbers = self.ground.failing[question][self.ground.position(question, value)]
        return row

    def _options(self, question: str, positions: Iterable[int], live: Numbers) -> Options:
        now = self.replies.get(question)
        known = self.ground.replies[question]
        rows = [self.ground.position(question, now), *positions]
        replies = (now, *(known[row] for row in rows[1:]))
        most = self.ground.in_play[question]
        return Options(
            question,
            replies,
            self.ground.failing[question][rows][:, live],
            np.array([most * (value is not None) for value in replies]),
            np.array([v if isinstance(v, int | float) else -np.inf for v in replies]),
        )

    def _keep_what_moves(self, live: Numbers, raw: list[Options]) -> None:
        """Leave out columns that fail whatever is replied, and count those that always hold.

        The matrices at hand are not all there are, so every column that reads one may move.
        """
        never = np.zeros(len(live), dtype=bool)
        sometimes = self._read_by_matrix(live)
        for options in raw:
            sometimes |= options.failing.max(axis=0) > 0
            if options.question != MATRIX:
                never |= options.failing.min(axis=0) > 0
        moving = sometimes & ~never
        self.always = live[~sometimes]
        self.points = self.ground.adds[self.always].sum(axis=0)
        self.out = self.ground.rules_out[self.always].sum(axis=0)
        self.columns = live[moving]
        self.adds = self.ground.adds[live[moving]]
        self.rules_out = self.ground.rules_out[live[moving]]
        self.options = tuple(self._told_apart(options, moving) for options in raw)

    def _told_apart(self, options: Options, moving: Numbers) -> Options:
        """The first of each set of replies that weigh the same in every variant."""
        failing = options.failing[:, moving]
        told = [failing, options.in_play]
        if options.question in self.ground.limited:
            told.append(np.argsort(np.argsort(options.least))[:, None])
        first: dict[bytes, int] = {}
        for position, row in enumerate(np.hstack(told).astype(np.int16)):
            first.setdefault(row.tobytes(), position)
        kept = list(first.values())
        return Options(
            options.question,
            tuple(options.replies[i] for i in kept),
            failing[kept],
            options.in_play[kept],
            options.least[kept],
        )

    def recommended(self, failing: Numbers, in_play: Numbers) -> tuple[Numbers, Numbers]:
        """For each variant the position of the outcome recommended, and a number for how.

        `failing`: for each variant how often each column fails, all its replies added up.
        `in_play`: for each variant the points in play that its replies add. Two variants with the
        same number have the same levels and the same outcomes ruled out.
        """
        points, out, reach = self.sums(failing, in_play)
        return self.ground.outcomes_of(points, out > 0, reach)

    def sums(self, failing: Numbers, in_play: Numbers) -> Sums:
        """The same variants' points, how often each outcome is ruled out, and points in play."""
        fired = (failing == 0).astype(np.float32)
        return (
            fired @ self.adds + self.points,
            fired @ self.rules_out + self.out,
            in_play + self.in_play,
        )

    def add_up(self, picks: Numbers) -> tuple[Numbers, Numbers]:
        """Failures and points in play of variants given as one option of each question a row."""
        failing = np.zeros((len(picks), self.adds.shape[0]), dtype=np.int8)
        in_play = np.zeros((len(picks), self.adds.shape[1]), dtype=int)
        for column, options in enumerate(self.options):
            failing += options.failing[picks[:, column]]
            in_play += options.in_play[picks[:, column]]
        return failing, in_play

    def share_options(self, share: str) -> Options:
        """A share that the matrix leaves open, as if it were a question of its own."""
        bands = len(self.ground.replies[share])
        known = np.arange(bands + 1) < bands
        return Options(
            share,
            (*self.ground.replies[share], None),
            self.ground.failing[share][:, self.columns],
            np.outer(known, self.ground.in_play[share]),
            np.full(bands + 1, -np.inf),
        )

    def nearest(self, profile: Profile) -> Numbers:
        """The option of each question that weighs as a profile does.

        A matrix that weighs like none of those at hand joins them.
        """
        replies = known_replies(self.ground.book.rulebook, profile)
        return np.array([[self._position(column, replies) for column in range(len(self.options))]])

    def _position(self, column: int, replies: Mapping[str, Value]) -> int:
        options = self.options[column]
        matrix = options.question == MATRIX
        read = self.shares if matrix else [options.question]
        rows = [self._row(q, replies.get(q))[self.columns] for q in read]
        failing = np.minimum(np.sum(rows, axis=0), 1)
        in_play = sum((self.ground.in_play[q] for q in read if q in replies), 0 * self.in_play)
        unlike = (options.failing != failing).sum(axis=1) + (options.in_play != in_play).sum(axis=1)
        if matrix and unlike.min() > 0:
            more = Options(
                MATRIX,
                (*options.replies, {q: replies[q] for q in read if q in replies}),
                np.vstack([options.failing, failing]),
                np.vstack([options.in_play, in_play]),
                np.append(options.least, -np.inf),
            )
            self.options = (*self.options[:column], more, *self.options[column + 1 :])
            return len(options.replies)
        return int(unlike.argmin())

    def legal(self, picks: Numbers) -> Numbers:
        """Which of these variants keep every limit on two answers together."""
        fine = np.ones(len(picks), dtype=bool)
        for pair in self.together:
            both = self._least(pair.first, picks) + self._least(pair.second, picks)
            fine &= both <= pair.at_most
        return fine

    def _least(self, question: str, picks: Numbers) -> Any:
        for column, options in enumerate(self.options):
            if options.question == question:
                return options.least[picks[:, column]]
        value = self.replies.get(question)
        return value if isinstance(value, int | float) else -np.inf
