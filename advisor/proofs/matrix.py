"""Who does what, inside a model: which shares of responsibilities one matrix can produce together.

Rows that belong to the same shares and are filled in alike are interchangeable, so a model counts
how many of them end up in each state instead of following each row. A share is known when its
lowest and its highest percentage fall in one band, exactly as `shares` reads a sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from random import Random
from typing import Any

from advisor.proofs.logic import Literal, Logic, Sum, negated
from advisor.proofs.solving import Verdict
from advisor.questionnaire import Holding, Questionnaire, Share
from advisor.rulebook import Rulebook
from advisor.shares import ends

State = tuple[tuple[str, str, str], ...]
"""Per share that a row belongs to: the share, what the row is towards its lowest percentage and
what it is towards its highest: "counts", "other" or "left out"."""

RowKind = tuple[tuple[State, Holding], ...]
"""Every state that a row may still take, each with one holding that leads to it."""


MATRICES = 60


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix in a model: rows of one kind, and how many of them take each state."""

    groups: tuple[tuple[tuple[str, ...], tuple[tuple[Holding, Any], ...]], ...]

    def filled(self) -> Sum:
        """How many rows are filled in."""
        total = Sum()
        for rows, states in self.groups:
            for holding, count in states:
                total.add(count, int(holding != Holding()), len(rows))
        return total

    def read(self, verdict: Verdict) -> dict[str, Holding]:
        """One matrix with the numbers of rows that a search found."""
        held: dict[str, Holding] = {}
        for rows, states in self.groups:
            waiting = list(rows)
            for holding, count in states:
                for _ in range(verdict.value(count)):
                    held[waiting.pop()] = holding
        return {row: h for row, h in sorted(held.items()) if h != Holding()}


def place_matrix(
    logic: Logic, rulebook: Rulebook, held: Mapping[str, Holding]
) -> tuple[Matrix, dict[str, dict[str, Literal]]]:
    """A matrix that fills in any open part of these rows, and per share a literal for each band.

    No literal of a share holds where the matrix leaves its band open.
    """
    plan = _plan(rulebook, tuple(sorted(held.items())))
    counts = [_counts(logic, len(kind), len(rows)) for kind, rows in plan.kinds]
    groups = tuple(
        (rows, tuple((h, count) for (_, h), count in zip(kind, numbers, strict=True)))
        for (kind, rows), numbers in zip(plan.kinds, counts, strict=True)
    )

    def reached(surplus: Surplus) -> Literal:
        if isinstance(surplus, bool):
            return surplus
        total = Sum()
        for group, state, times in surplus:
            total.add(counts[group][state], times, len(plan.kinds[group][1]))
        return logic.at_least(total, 1)

    bands = {
        name: _bands(
            logic, share, [(reached(low), reached(high)) for low, high in plan.starts[name]]
        )
        for name, share in rulebook.questionnaire.shares.items()
    }
    return Matrix(groups), bands


def rows_by_kind(rulebook: Rulebook, held: Mapping[str, Holding]) -> dict[RowKind, list[str]]:
    """The rows of the matrix, those together that may take the same states."""
    kinds: dict[RowKind, list[str]] = {}
    for row in rulebook.questionnaire.responsibilities:
        kinds.setdefault(row_kind(rulebook, row, held.get(row, Holding())), []).append(row)
    return kinds


def _counts(logic: Logic, states: int, rows: int) -> list[Any]:
    """How many of the rows take each state: all of them in all."""
    if states == 1:
        return [rows]
    counts = [logic.count(rows) for _ in range(states)]
    total = Sum()
    for count in counts:
        total.add(count, 1, rows)
    logic.require(total, rows, rows)
    return counts


def _bands(
    logic: Logic, share: Share, reached: list[tuple[Literal, Literal]]
) -> dict[str, Literal]:
    """A band is certain when the lowest percentage reaches it and the highest no later one."""
    lowest = [True, *(low for low, _ in reached)]
    highest = [*(high for _, high in reached), False]
    return {
        band.name: logic.all_of([lowest[i], negated(highest[i])])
        for i, band in enumerate(share.question.bands)
    }


Surplus = bool | list[tuple[int, int, int]]
"""Whether a percentage reaches the start of a band: known, or when a sum is at least 1. The sum has
for each kind of row and each of its states a whole number of times that it counts."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a matrix needs from a rulebook: kinds of rows, and per share and band after the first
    the surplus of its lowest and of its highest percentage."""

    kinds: tuple[tuple[RowKind, tuple[str, ...]], ...]
    starts: Mapping[str, list[tuple[Surplus, Surplus]]]


@lru_cache(maxsize=64)
def _plan(rulebook: Rulebook, held: tuple[tuple[str, Holding], ...]) -> _Plan:
    kinds = tuple((k, tuple(rows)) for k, rows in rows_by_kind(rulebook, dict(held)).items())
    starts = {}
    for name, share in rulebook.questionnaire.shares.items():
        ratios = [least_ratio(band.start, len(share.rows)) for band in share.question.bands[1:]]
        starts[name] = [
            (_surplus(share, ratio, kinds, 0), _surplus(share, ratio, kinds, 1)) for ratio in ratios
        ]
    return _Plan(kinds, starts)


def _surplus(
    share: Share,
    ratio: Fraction | None,
    kinds: tuple[tuple[RowKind, tuple[str, ...]], ...],
    end: int,
) -> Surplus:
    """Whether what counts, over the base, reaches the ratio; an empty base is no percent at all.

    (rows + 1) times what counts beyond the ratio, plus what counts, is at least 1 exactly then.
    """
    if ratio is None or ratio == 0:
        return ratio is not None
    size = len(share.rows) + 1
    worth = {
        "counts": size * (ratio.denominator - ratio.numerator) + 1,
        "other": -size * ratio.numerator,
        "left out": 0,
    }
    return [
        (group, position, worth[ends_there[end]])
        for group, (kind, _) in enumerate(kinds)
        for position, (state, _) in enumerate(kind)
        for name, *ends_there in state
        if name == share.question.id
    ]


@lru_cache(maxsize=256)
def least_ratio(start: float, rows: int) -> Fraction | None:
    """The smallest share of up to `rows` rows whose rounded percentage reaches `start`."""
    ratios = {Fraction(part, base) for base in range(1, rows + 1) for part in range(base + 1)}
    reaching = (r for r in ratios if round(100 * r.numerator / r.denominator, 1) >= start)
    return min(reaching, default=None)


@lru_cache(maxsize=4096)
def row_kind(rulebook: Rulebook, row: str, held: Holding) -> RowKind:
    """The states that a row may still take, told apart only as far as the shares can."""
    questionnaire = rulebook.questionnaire
    owners = (held.owner,) if held.owner else (None, *questionnaire.owners)
    qualities = (held.done,) if held.done else (None, *questionnaire.done)
    states: dict[State, Holding] = {}
    for owner, done in product(owners, qualities):
        state = tuple(
            (name, *ends(questionnaire, share, Holding(owner, done)))
            for name, share in questionnaire.shares.items()
            if row in share.rows
        )
        states.setdefault(state, Holding(owner, done))
    return tuple(states.items())


def drawn_matrices(asked: Questionnaire) -> list[dict[str, Holding]]:
    """Some ways to fill in "who does what", none of them first; many have rows alike."""
    chance = Random(1)  # noqa: S311 (examples, not secrets)
    owners, done = [None, *asked.owners], [None, *asked.done]

    def drawn() -> Holding:
        return Holding(chance.choice(owners), chance.choice(done))

    found: list[dict[str, Holding]] = [{}]
    for _ in range(MATRICES):
        alike, leading = chance.random(), drawn()
        rows = {r: leading if chance.random() < alike else drawn() for r in asked.responsibilities}
        found.append({r: held for r, held in rows.items() if held != Holding()})
    return found
