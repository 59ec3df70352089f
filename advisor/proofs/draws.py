"""Completions at hand: all of them where there are few, else a varied draw.

They show what is possible in a few milliseconds. Only a complete list proves what is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

from advisor.proofs.alternatives import MATRIX, Alternatives
from advisor.proofs.ground import Numbers
from advisor.questionnaire import Value

FEW = 10_000
"""So many completions are listed rather than drawn."""
EACH_TIME = 128
GENERATIONS = 12
REPLIES_CHANGED = 3
"""How many completions a generation draws, how many generations follow the first, and about how
many replies a child changes."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Legal completions, one row each: one option of each question that is varied.

    `failing` and `in_play` are what their options add up to, `found` the position of the outcome
    recommended, `how` a number for the levels and gates that led there. `complete`: no completion
    is missing.
    """

    alternatives: Alternatives
    picks: Numbers
    failing: Numbers
    in_play: Numbers
    found: Numbers
    how: Numbers
    complete: bool = False

    def flips(self, column: int) -> bool:
        """Whether two completions differ in this question alone and in the recommendation.

        Exact where the completions are complete; else True is certain and False is not.
        """
        if self.complete:
            return self._differ_along(column)
        return self._turned(column, one_each(self.how)) or self._turned(
            column, np.arange(len(self.how))
        )

    def replies(self, row: int) -> dict[str, Value]:
        """The known replies of one completion, shares of its matrix included."""
        known = dict(self.alternatives.replies)
        for options, pick in zip(self.alternatives.options, self.picks[row], strict=True):
            reply = options.replies[pick]
            known |= reply if options.question == MATRIX else {options.question: reply}
        return {question: reply for question, reply in known.items() if reply is not None}

    def kept(self, rows: Numbers) -> Draws:
        """Only the completions at these places."""
        picks, failing, in_play, found, how = (
            part[rows] for part in (self.picks, self.failing, self.in_play, self.found, self.how)
        )
        return Draws(self.alternatives, picks, failing, in_play, found, how)

    def _differ_along(self, column: int) -> bool:
        rest = np.delete(self.picks, column, axis=1)
        _, group = np.unique(rest, axis=0, return_inverse=True)
        least, most = np.full(group.max() + 1, self.found.max()), np.zeros(group.max() + 1, int)
        np.minimum.at(least, group, self.found)
        np.maximum.at(most, group, self.found)
        return bool((least < most).any())

    def _turned(self, column: int, rows: Numbers) -> bool:
        """Whether another reply to the question changes the recommendation in one of the rows."""
        options = self.alternatives.options[column]
        before, size = self.picks[rows, column], len(options.replies)
        if size == 1:
            return False
        after = (before + 1 + np.arange(len(rows)) % (size - 1)) % size
        failing = self.failing[rows] + options.failing[after] - options.failing[before]
        in_play = self.in_play[rows] + options.in_play[after] - options.in_play[before]
        changed = self.alternatives.recommended(failing, in_play)[0] != self.found[rows]
        picks = self.picks[rows[changed]]
        picks[:, column] = after[changed]
        return bool(self.alternatives.legal(picks).any())


def completions_at_hand(
    alternatives: Alternatives, *, matrix_is_open: bool, generations: int | None = None
) -> Draws:
    """All completions where there are few, else a varied draw.

    An open matrix counts with the ways to fill it in that are at hand, which are never all.
    """
    sizes = [len(options.replies) for options in alternatives.options]
    if not sizes:
        return weighed(alternatives, np.zeros((1, 0), dtype=int), complete=not matrix_is_open)
    if prod(sizes) <= FEW:
        every: Numbers = np.indices(sizes).reshape(len(sizes), -1).T
        return weighed(alternatives, every, complete=not matrix_is_open)
    several = GENERATIONS if generations is None else generations
    return _drawn(alternatives, np.array(sizes), several)


def weighed(alternatives: Alternatives, picks: Numbers, *, complete: bool = False) -> Draws:
    """Those of these completions that are legal, weighed."""
    legal = picks[alternatives.legal(picks)]
    failing, in_play = alternatives.add_up(legal)
    found, how = alternatives.recommended(failing, in_play)
    return Draws(alternatives, legal, failing, in_play, found, how, complete)


def _drawn(alternatives: Alternatives, sizes: Numbers, generations: int) -> Draws:
    """A first generation at random and children of it that find what is rare.

    The first completion is the profile as it stands; every other one leaves about half of the
    questions open. Every way in which a recommendation came about is as likely a parent as any
    other.
    """
    chance = np.random.default_rng(1)
    first = _random(chance, EACH_TIME, sizes)
    first[::2][chance.random(first[::2].shape) < 0.5] = 0
    first[:1] = 0
    return _grown(weighed(alternatives, first), generations, chance)


def with_more(draws: Draws) -> Draws:
    """The draws and as many generations again."""
    return _grown(draws, GENERATIONS, np.random.default_rng(2))


def _grown(draws: Draws, generations: int, chance: np.random.Generator) -> Draws:
    for _ in range(generations):
        draws = joined(draws, _children(draws, chance))
    return draws


def _children(draws: Draws, chance: np.random.Generator) -> Draws:
    sizes = np.array([len(options.replies) for options in draws.alternatives.options])
    order = chance.permutation(len(draws.how))
    ways = order[one_each(draws.how[order])]
    parents = ways[chance.integers(len(ways), size=EACH_TIME)]
    return weighed(draws.alternatives, changed(draws.picks[parents], sizes, chance))


def changed(picks: Numbers, sizes: Numbers, chance: np.random.Generator) -> Numbers:
    """Completions of which about three replies are drawn anew."""
    anew = chance.random(picks.shape) < REPLIES_CHANGED / len(sizes)
    return np.where(anew, _random(chance, len(picks), sizes), picks)


def with_neighbours(draws: Draws, picks: Numbers) -> Draws:
    """The draws, one more completion, and children of that one alone."""
    chance = np.random.default_rng(1)
    sizes = np.array([len(options.replies) for options in draws.alternatives.options])
    children = changed(np.repeat(picks, EACH_TIME, axis=0), sizes, chance)
    return joined(draws, weighed(draws.alternatives, np.concatenate((picks, children))))


def _random(chance: np.random.Generator, rows: int, sizes: Numbers) -> Numbers:
    picks: Numbers = (chance.random((rows, len(sizes))) * sizes).astype(int)
    return picks


def one_each(how: Numbers) -> Numbers:
    """The place of one completion for each way in which a recommendation came about."""
    return np.unique(how, return_index=True)[1]


def joined(draws: Draws, more: Draws) -> Draws:
    """The completions of both."""
    return Draws(
        draws.alternatives,
        np.concatenate((draws.picks, more.picks)),
        np.concatenate((draws.failing, more.failing)),
        np.concatenate((draws.in_play, more.in_play)),
        np.concatenate((draws.found, more.found)),
        np.concatenate((draws.how, more.how)),
    )
