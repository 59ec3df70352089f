"""The neighbourhood of all worked examples, as arrays: what one answer away, or two, is told.

Examples themselves and everything one answer away are listed; of what is farther, one answer that
the two rulebooks read otherwise with each other answer, and some drawn at random.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from advisor.engine import known_replies
from advisor.proofs.alternatives import MATRIX
from advisor.proofs.ground import Numbers
from advisor.proofs.matrix import drawn_matrices
from advisor.proofs.nearest import Nearest, Pair, Start, number
from advisor.proofs.side_by_side import Rows, SideBySide
from advisor.proofs.steps import likely
from advisor.questionnaire import Profile

TWO_AWAY = 20_000
PARTNERS = 4
"""How many profiles two answers away from an example are drawn, or listed for two questions; and
with how many others each question is changed."""


@dataclass(frozen=True)
class Options:
    """What one question (or the matrix) may be changed to: one row for each of `replies`.

    `own`: the same for what each example has now. `numbers`: the smallest number of each reply.
    """

    question: str
    replies: Sequence[Any]
    rows: Rows
    own: Rows
    numbers: Numbers


Drawn = tuple[Options, Numbers]
"""What varies, and the position of the reply that each profile has."""


class Nearby:
    """The neighbourhood of all worked examples."""

    def __init__(self, side: SideBySide, near: Sequence[Start]) -> None:
        self.side, self.near = side, near
        self.picks = np.array([start.picks for start in near])
        self.rows = side.add_up(self.picks) if near else None
        self.options = [*map(self._options, side.replies), *self._matrix()] if near else []

    def _options(self, question: str) -> Options:
        """A question with the replies that the rulebooks can tell apart."""
        column = list(self.side.replies).index(question)
        rows, now = self.side.rows[question], self.picks[:, column]
        first = _told_apart(rows)
        replies = [[*self.side.replies[question], None][position] for position in first]
        return Options(
            question,
            replies,
            Rows(rows.failing[first], rows.in_play[first]),
            Rows(rows.failing[now], rows.in_play[now]),
            np.array([number(reply) for reply in replies]),
        )

    def _matrix(self) -> Iterator[Options]:
        """Some ways to fill in "who does what", where shares are derived from it."""
        asked = self.side.merged.questionnaire
        if not asked.shares:
            return
        width = len(self.side.replies)
        filled = drawn_matrices(asked)
        replies = [known_replies(self.side.merged.asking, Profile({}, held)) for held in filled]
        picks = np.array([self.side.positions(known) for known in replies])
        own = self.picks.copy()
        own[:, :width] = picks[:, :width] = picks[0, :width]
        nothing = self.side.add_up(picks[:1])
        rows, now = self.side.add_up(picks), self.side.add_up(own)
        yield Options(
            MATRIX,
            filled,
            Rows(rows.failing - nothing.failing, rows.in_play - nothing.in_play),
            Rows(now.failing - nothing.failing, now.in_play - nothing.in_play),
            np.full(len(filled), -np.inf),
        )

    def one_away(self) -> dict[Pair, Nearest]:
        """Pairs at an example or one answer away from one: the nearest of each."""
        if not self.near:
            return {}
        found = self._first(np.arange(len(self.near)), [])
        for options in self.options:
            if options.question != MATRIX:
                found = self._each(options) | found
        return {pair: replace(near, proved=True) for pair, near in found.items()}

    def farther(self) -> dict[Pair, Nearest]:
        """Some pairs farther away, each the nearest of those drawn."""
        found: dict[Pair, Nearest] = {}
        for options in self.options:
            if options.question == MATRIX:
                found = nearer(self._each(options), found)
        for one in self.options:
            telling = self.telling(one)
            for other in self.options if len(telling) else ():
                if other is not one:
                    found = nearer(self._both(one, telling, other), found)
        chance = np.random.default_rng(1)
        each = TWO_AWAY // (len(self.options) * PARTNERS + 1) + 1
        for one in self.options:
            for at in chance.choice(len(self.options), PARTNERS):
                if (other := self.options[at]) is not one:
                    who = chance.integers(len(self.near), size=each)
                    drawn = [(o, chance.integers(len(o.replies), size=each)) for o in (one, other)]
                    found = nearer(self._first(who, drawn), found)
        return found

    def telling(self, options: Options) -> Numbers:
        """The replies at which the two rulebooks read a question otherwise: mostly one, or none."""
        old, new = (g.adds.shape[1] + g.rules_out.shape[1] for g in self.side.grounds)
        effects = self.side.effects
        if old != new:
            return np.arange(0)
        uneven = (effects[:, :old] != effects[:, old:]).any(axis=1)
        read = options.rows.failing[:, uneven]
        gains = (read == 0) @ effects[uneven]
        differ = (gains[:, :old] != gains[:, old:]).any(axis=1)
        return np.flatnonzero(differ & bool(read.any()))

    def _both(self, one: Options, telling: Numbers, other: Options) -> dict[Pair, Nearest]:
        """Every example with one of these replies and every other reply to another question."""
        sizes = len(self.near), len(telling), len(other.replies)
        if np.prod(sizes) > TWO_AWAY:
            return {}
        who, first, second = np.indices(sizes).reshape(3, -1)
        return self._first(who, [(one, telling[first]), (other, second)])

    def _each(self, options: Options) -> dict[Pair, Nearest]:
        """Every example with every other reply to one question."""
        who = np.repeat(np.arange(len(self.near)), len(options.replies))
        return self._first(
            who, [(options, np.tile(np.arange(len(options.replies)), len(self.near)))]
        )

    def _first(self, who: Numbers, varied: Sequence[Drawn]) -> dict[Pair, Nearest]:
        """For each pair of different recommendations the first legal profile that gets it.

        `who`: the example that each profile differs from in what is `varied`.
        """
        assert self.rows is not None
        failing, in_play = self.rows.failing[who], self.rows.in_play[who]
        for options, drawn in varied:
            own, other = options.own, options.rows
            failing += other.failing[drawn] - own.failing[who]
            in_play += other.in_play[drawn] - own.in_play[who]
        outcomes = self.side.outcomes
        old, new = self.side.recommended(Rows(failing, in_play))
        code = np.where((old != new) & self._legal(who, varied), old * len(outcomes) + new, -1)
        codes, first = np.unique(code, return_index=True)
        return {
            (outcomes[c // len(outcomes)], outcomes[c % len(outcomes)]): self.read(
                self.near[who[at]], [(options, int(drawn[at])) for options, drawn in varied]
            )
            for c, at in zip(codes, first, strict=True)
            if c >= 0
        }

    def read(self, start: Start, varied: Sequence[tuple[Options, int]]) -> Nearest:
        """An example with these replies instead of its own."""
        profile, changed = start.profile, []
        for options, position in varied:
            reply = options.replies[position]
            changed.append(options.question)
            if options.question == MATRIX:
                profile = Profile(profile.answers, reply)
            else:
                asked = self.side.merged.questionnaire.questions[options.question]
                told = None if reply is None else likely(asked, reply)
                profile = profile.with_answer(options.question, told)
        return Nearest(profile, start.example, tuple(changed), proved=False)

    def _legal(self, who: Numbers, varied: Sequence[Drawn]) -> Numbers:
        """Which of these variants of examples keep every limit on two answers."""
        fine = np.ones(len(who), dtype=bool)
        drawn = {options.question: options.numbers[at] for options, at in varied}
        for pair in self.side.merged.questionnaire.together:
            one, other = (
                drawn[q]
                if q in drawn
                else np.array([number(start.replies.get(q)) for start in self.near])[who]
                for q in (pair.first, pair.second)
            )
            fine &= one + other <= pair.at_most
        return fine


def nearer(one: Mapping[Pair, Nearest], other: Mapping[Pair, Nearest]) -> dict[Pair, Nearest]:
    """Of each pair the nearer profile."""
    return {
        pair: min((found[pair] for found in (one, other) if pair in found), key=_distance)
        for pair in {**one, **other}
    }


def _distance(near: Nearest) -> int:
    return near.distance


def _told_apart(rows: Rows) -> list[int]:
    """The positions of replies that the two rulebooks can tell apart, the first of each kind."""
    first: dict[bytes, int] = {}
    for position, (failing, in_play) in enumerate(zip(rows.failing, rows.in_play, strict=True)):
        first.setdefault(failing.tobytes() + in_play.tobytes(), position)
    return list(first.values())
