"""Profiles farther from every worked example, drawn so that rare pairs of recommendations turn up.

As with the completions in `draws`, every way in which two recommendations came about is as likely a
parent of the next generation as any other. A pair that turns up needs no solver.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from advisor.proofs.ground import Numbers
from advisor.proofs.nearby import Nearby
from advisor.proofs.nearest import Nearest, Pair, closer, number
from advisor.proofs.side_by_side import Rows

EACH_TIME = 1024
GENERATIONS = 24
REPLIES_CHANGED = 3
"""How many profiles a generation draws, how many generations follow the first, and about how many
replies a child changes."""


@dataclass(frozen=True)
class Drawn:
    """Profiles, one a row: the example each began as, its place in the stack for each question,
    what its replies add up to, the two recommendations and a number for how they came about."""

    who: Numbers
    at: Numbers
    rows: Rows
    old: Numbers
    new: Numbers
    how: Numbers


def grown(nearby: Nearby) -> dict[Pair, Nearest]:
    """Pairs that some profile drawn gets, each with one near a worked example, not the nearest."""
    return dict(_Stack(nearby).pairs()) if nearby.near else {}


class _Stack:
    """The replies of all questions in one stack, those of the examples after the others of each."""

    def __init__(self, nearby: Nearby) -> None:
        self.nearby, self.side = nearby, nearby.side
        options, near = nearby.options, nearby.near
        self.sizes = np.array([len(one.replies) for one in options])
        self.starts = np.cumsum([0, *(self.sizes[:-1] + len(near))])
        both = [rows for one in options for rows in (one.rows, one.own)]
        self.failing = np.vstack([rows.failing for rows in both])
        self.in_play = np.vstack([rows.in_play for rows in both])
        self.numbers = np.concatenate(
            [
                [*one.numbers, *(number(n.replies.get(one.question)) for n in near)]
                for one in options
            ]
        )
        self.chance = np.random.default_rng(1)

    def pairs(self) -> Iterator[tuple[Pair, Nearest]]:
        """For each pair of different recommendations that is drawn one profile that gets it."""
        drawn = self._grown()
        outcomes, options = self.side.outcomes, self.nearby.options
        changed = (drawn.at < self.starts + self.sizes).sum(axis=1)
        code = np.where(drawn.old == drawn.new, -1, drawn.old * len(outcomes) + drawn.new)
        order = np.argsort(changed, kind="stable")
        codes, first = np.unique(code[order], return_index=True)
        for pair, at in zip(codes[codes >= 0], order[first[codes >= 0]], strict=True):
            told = outcomes[pair // len(outcomes)], outcomes[pair % len(outcomes)]
            start, places = self.nearby.near[drawn.who[at]], drawn.at[at] - self.starts
            varied = [(options[i], int(places[i])) for i in np.flatnonzero(places < self.sizes)]
            yield told, closer(self.side.merged, told, start, self.nearby.read(start, varied))

    def _grown(self) -> Drawn:
        """The first profile drawn of each way in which two recommendations came about."""
        drawn = self._first()
        for _ in range(GENERATIONS if len(drawn.how) else 0):
            drawn = _one_each(_joined(drawn, self._children(drawn)))
        return drawn

    def _first(self) -> Drawn:
        """Every example, with replies at which the two rulebooks differ where there are such."""
        assert self.nearby.rows is not None
        who = np.arange(len(self.nearby.near))
        own = who[:, None] + self.starts + self.sizes
        at = own.copy()
        for column, one in enumerate(self.nearby.options):
            if len(telling := self.nearby.telling(one)):
                at[:, column] = self.starts[column] + self.chance.choice(telling, len(who))
        return self._weighed(who, own, self.nearby.rows, at)

    def _children(self, drawn: Drawn) -> Drawn:
        """Half of them are of parents that the two rulebooks recommend different outcomes."""
        parents = self.chance.integers(len(drawn.how), size=EACH_TIME)
        if len(differ := np.flatnonzero(drawn.old != drawn.new)):
            parents[::2] = self.chance.choice(differ, len(parents[::2]))
        before = drawn.at[parents]
        rows = Rows(drawn.rows.failing[parents], drawn.rows.in_play[parents])
        changed = self.chance.random(before.shape) < REPLIES_CHANGED / len(self.sizes)
        others = self.starts + (self.chance.random(before.shape) * self.sizes).astype(int)
        return self._weighed(drawn.who[parents], before, rows, np.where(changed, others, before))

    def _weighed(self, who: Numbers, before: Numbers, rows: Rows, at: Numbers) -> Drawn:
        """Profiles that had the replies `before`, and those `rows`, and have others now."""
        failing, in_play = rows.failing.copy(), rows.in_play.copy()
        row, column = np.nonzero(at != before)
        there, here = at[row, column], before[row, column]
        np.add.at(failing, row, self.failing[there] - self.failing[here])
        np.add.at(in_play, row, self.in_play[there] - self.in_play[here])
        fine = self._legal(at)
        kept = Rows(failing[fine], in_play[fine])
        return Drawn(who[fine], at[fine], kept, *self.side.told(kept))

    def _legal(self, at: Numbers) -> Numbers:
        """Which profiles keep every limit on two answers together."""
        fine = np.ones(len(at), dtype=bool)
        column = {one.question: place for place, one in enumerate(self.nearby.options)}
        for pair in self.side.merged.questionnaire.together:
            one, other = (self.numbers[at[:, column[q]]] for q in (pair.first, pair.second))
            fine &= one + other <= pair.at_most
        return fine


def _one_each(drawn: Drawn) -> Drawn:
    """The first profile of each way, in the order drawn."""
    first = np.sort(np.unique(drawn.how, return_index=True)[1])
    rows = Rows(drawn.rows.failing[first], drawn.rows.in_play[first])
    who, at, old, new, how = (
        part[first] for part in (drawn.who, drawn.at, drawn.old, drawn.new, drawn.how)
    )
    return Drawn(who, at, rows, old, new, how)


def _joined(one: Drawn, other: Drawn) -> Drawn:
    def both(part: str) -> Numbers:
        return np.concatenate((getattr(one, part), getattr(other, part)))

    rows = Rows(
        np.concatenate((one.rows.failing, other.rows.failing)),
        np.concatenate((one.rows.in_play, other.rows.in_play)),
    )
    return Drawn(both("who"), both("at"), rows, both("old"), both("new"), both("how"))
