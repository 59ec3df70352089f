"""Two rulebooks weighed side by side on many merged profiles at once, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.proofs.fills import example_fills
from advisor.proofs.ground import Ground, Numbers, ground
from advisor.proofs.merging import Merged, View, seen_by
from advisor.questionnaire import Profile, Question, Value
from advisor.ranges import possible_replies

BLOCK = 1_000
"""So many profiles are weighed at a time: what they need stays close to the processor."""


@dataclass(frozen=True)
class Rows:
    """One row for each reply of a merged question and a last one for none.

    `failing`: how often each column fails. `in_play`: the points in play, old and new side by side.
    """

    failing: Numbers
    in_play: Numbers


class SideBySide:
    """The rules and gates of both rulebooks as columns, those that always fail together as one.

    `replies`: per asked question every merged reply. `fills`: varied sets of shares that "who does
    what" can have. `outcomes`: the ids that positions in `recommended` stand for.
    """

    def __init__(self, merged: Merged) -> None:
        self.merged = merged
        self.grounds = (ground(merged.old.rulebook), ground(merged.new.rulebook))
        self.outcomes = tuple(dict.fromkeys(o for g in self.grounds for o in g.outcomes))
        asked, nobody = merged.questionnaire, Profile({})
        self.replies: dict[str, Sequence[Value]] = {
            q: possible_replies(asked, question, nobody) for q, question in asked.questions.items()
        }
        self.starts: dict[str, Sequence[Value]] = {
            s: [band.start for band in share.question.bands] for s, share in asked.shares.items()
        }
        self.fills: Sequence[Mapping[str, Value]] = example_fills(merged.asking, ()) or ({},)
        rows = {q: self._rows(q, values) for q, values in {**self.replies, **self.starts}.items()}
        first, group = _alike(np.vstack([r.failing for r in rows.values()]))
        self.rows = {q: Rows(r.failing[:, first], r.in_play) for q, r in rows.items()}
        self.effects = np.zeros((len(first), self._effects.shape[1]), dtype=np.float32)
        np.add.at(self.effects, group, self._effects)

    def _rows(self, question: str, values: Sequence[Value]) -> Rows:
        views = (self.merged.old, self.merged.new)
        sides = [
            _side(view, g, question, (*values, None))
            for view, g in zip(views, self.grounds, strict=True)
        ]
        failing, in_play = zip(*sides, strict=True)
        return Rows(np.hstack(failing), np.hstack(in_play))

    @property
    def _effects(self) -> Numbers:
        """Per column: points added and outcomes ruled out in the old book, then in the new."""
        old, new = (np.hstack([g.adds, g.rules_out]) for g in self.grounds)
        apart = np.zeros((len(old) + len(new), old.shape[1] + new.shape[1]), dtype=np.float32)
        apart[: len(old), : old.shape[1]] = old
        apart[len(old) :, old.shape[1] :] = new
        return apart

    @property
    def alike(self) -> bool:
        """Whether both books weigh every profile alike, so that no two recommendations differ."""
        old, new = self.grounds
        sides = [self.effects, *(rows.in_play for rows in self.rows.values())]
        return (
            old.outcomes == new.outcomes
            and all(map(_halves_alike, sides))
            and np.array_equal(np.array(old.starts), np.array(new.starts))
            and np.array_equal(old.table, new.table)
            and np.array_equal(old.ends, new.ends)
        )

    def positions(self, replies: Mapping[str, Value]) -> Numbers | None:
        """Where the replies of a merged profile stand among `replies` and `starts`.

        None where one of them is not among them: a profile that only one rulebook accepts.
        """
        found = []
        for name, question in self.merged.questionnaire.weighed().items():
            values = self.replies.get(name) or self.starts[name]
            value = replies.get(name)
            if isinstance(value, int | float) and question.low <= value <= question.high:
                value = [max(b.start, question.low) for b in question.bands if b.start <= value][-1]
            if value is not None and value not in values:
                return None
            found.append(len(values) if value is None else values.index(value))
        return np.array(found)

    def add_up(self, picks: Numbers) -> Rows:
        """Profiles given as the position of each reply, one a row: their failures and points."""
        failing = np.zeros((len(picks), len(self.effects)), dtype=np.int8)
        in_play = np.zeros((len(picks), sum(g.adds.shape[1] for g in self.grounds)), dtype=int)
        for column, rows in zip(picks.T, self.rows.values(), strict=True):
            failing += rows.failing[column]
            in_play += rows.in_play[column]
        return Rows(failing, in_play)

    def recommended(self, rows: Rows) -> tuple[Numbers, Numbers]:
        """For each profile the position of the outcome that the old and the new book recommend."""
        old, new, _ = self.told(rows)
        return old, new

    def told(self, rows: Rows) -> tuple[Numbers, Numbers, Numbers]:
        """The same, and a number for how both came about.

        Two profiles with the same number have the same levels and outcomes ruled out in both.
        """
        effects = (rows.failing == 0).astype(np.float32) @ self.effects
        found, how, at, played = [], np.zeros(len(effects), dtype=np.int64), 0, 0
        for g in self.grounds:
            dimensions, outcomes = g.adds.shape[1], g.rules_out.shape[1]
            points = effects[:, at : at + dimensions]
            out = effects[:, at + dimensions : at + dimensions + outcomes]
            reach = rows.in_play[:, played : played + dimensions]
            ends, way = g.outcomes_of(points, out > 0, reach)
            found.append(np.array([self.outcomes.index(o) for o in g.outcomes])[ends])
            how = how * len(g.table) * len(g.ends) + way
            at, played = at + dimensions + outcomes, played + dimensions
        return found[0], found[1], how

    def weighed(self, picks: Numbers) -> tuple[Numbers, Numbers]:
        """The old and the new recommendation of many profiles."""
        blocks = (picks[at : at + BLOCK] for at in range(0, len(picks), BLOCK))
        old, new = zip(*(self.recommended(self.add_up(block)) for block in blocks), strict=True)
        return np.concatenate(old), np.concatenate(new)


def _halves_alike(both: Numbers) -> bool:
    old, new = np.hsplit(both, 2)
    return np.array_equal(old, new)


def _alike(every: Numbers) -> tuple[Numbers, Numbers]:
    """The first of each set of equal columns, and for each column the set that it is in."""
    sets: dict[bytes, int] = {}
    group = [sets.setdefault(column.tobytes(), len(sets)) for column in every.T]
    first = [group.index(number) for number in range(len(sets))]
    return np.array(first, dtype=int), np.array(group, dtype=int)


def _side(
    view: View, g: Ground, name: str, values: Sequence[Value | None]
) -> tuple[Numbers, Numbers]:
    own = next((own for own, merged in view.names.items() if merged == name), None)
    if own is None:  # nothing reads a question that is not asked
        nothing = np.zeros((len(values), len(g.columns)), dtype=np.int8)
        return nothing, np.zeros((len(values), g.adds.shape[1]), dtype=int)
    question: Question = g.questions[own]
    seen = [None if value is None else seen_by(question, value) for value in values]
    known = np.array([[value is not None] for value in seen])
    return g.failing[own][[g.position(own, value) for value in seen]], known * g.in_play[own]
