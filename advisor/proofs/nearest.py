"""Profiles near a worked example on which two rulebooks recommend different outcomes.

Nearness counts the answers that differ; "who does what", which takes many, counts as several. The
examples themselves and everything one answer away are listed; of what is farther some is drawn.
What that misses, `differences` finds and proves nearest.
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
from advisor.proofs.side_by_side import Rows, SideBySide
from advisor.proofs.steps import likely
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Example

Pair = tuple[str, str]
"""What the old and what the new rulebook recommends."""
COUNTS = {MATRIX: 4}
"""Answers that a change counts as, where it is not one."""
TWO_AWAY = 20_000
PARTNERS = 4
"""How many matrices, and how many profiles two answers away from an example, are drawn; and with
how many others each question is changed."""


@dataclass(frozen=True)
class Start:
    """A worked example in merged terms, its known replies and shares, and their positions."""

    example: Example
    profile: Profile
    replies: Mapping[str, Value]
    picks: Numbers


@dataclass(frozen=True)
class Nearest:
    """A profile near a worked example. `changed`: the answers that differ from it.

    `example` is None where no worked example can be answered in both rulebooks. `proved`: no
    profile that gets the same two recommendations is nearer to any worked example.
    """

    profile: Profile
    example: Example | None
    changed: tuple[str, ...]
    proved: bool

    @property
    def distance(self) -> int:
        """How many answers differ."""
        return sum(COUNTS.get(question, 1) for question in self.changed)


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


def starts(side: SideBySide) -> list[Start]:
    """The worked examples of both rulebooks that both accept, each answer sheet once.

    Sheets that only pin an edge are no companies, so nobody would look for what is near them.
    """
    merged = side.merged
    found: dict[bytes, Start] = {}
    for view in (merged.new, merged.old):
        for example in view.rulebook.examples:
            profile = view.merged(example.profile)
            replies = known_replies(merged.asking, profile)
            picks = side.positions(replies)
            if picks is not None and not example.pin:
                found.setdefault(picks.tobytes(), Start(example, profile, replies, picks))
    return list(found.values())


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
                found = _nearer(self._each(options), found)
        chance = np.random.default_rng(1)
        each = TWO_AWAY // (len(self.options) * PARTNERS + 1) + 1
        for one in self.options:
            for at in chance.choice(len(self.options), PARTNERS):
                if (other := self.options[at]) is not one:
                    who = chance.integers(len(self.near), size=each)
                    drawn = [(o, chance.integers(len(o.replies), size=each)) for o in (one, other)]
                    found = _nearer(self._first(who, drawn), found)
        return found

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
            (outcomes[c // len(outcomes)], outcomes[c % len(outcomes)]): self._read(
                self.near[who[at]], [(options, int(drawn[at])) for options, drawn in varied]
            )
            for c, at in zip(codes, first, strict=True)
            if c >= 0
        }

    def _read(self, start: Start, varied: Sequence[tuple[Options, int]]) -> Nearest:
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


def _nearer(one: Mapping[Pair, Nearest], other: Mapping[Pair, Nearest]) -> dict[Pair, Nearest]:
    """Of each pair the nearer profile."""
    return {
        pair: min((found[pair] for found in (one, other) if pair in found), key=_distance)
        for pair in {**one, **other}
    }


def _distance(near: Nearest) -> int:
    return near.distance


def number(reply: Value | None) -> float:
    """A number as such; anything else is below every limit."""
    return float(reply) if isinstance(reply, int | float) else float("-inf")


def _told_apart(rows: Rows) -> list[int]:
    """The positions of replies that the two rulebooks can tell apart, the first of each kind."""
    first: dict[bytes, int] = {}
    for position, (failing, in_play) in enumerate(zip(rows.failing, rows.in_play, strict=True)):
        first.setdefault(failing.tobytes() + in_play.tobytes(), position)
    return list(first.values())
