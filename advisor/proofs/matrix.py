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
from typing import Any

from advisor.proofs.logic import Literal, Logic, Sum, Verdict, negated
from advisor.questionnaire import Holding, Share
from advisor.rulebook import Rulebook
from advisor.shares import ends

State = tuple[tuple[str, str, str], ...]
"""Per share that a row belongs to: the share, what the row is towards its lowest percentage and
what it is towards its highest: "counts", "other" or "left out"."""

RowKind = tuple[tuple[State, Holding], ...]
"""Every state that a row may still take, each with one holding that leads to it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix in a model: rows of one kind, and how many of them take each state."""

    groups: tuple[tuple[tuple[str, ...], tuple[tuple[Holding, Any], ...]], ...]

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
    questionnaire = rulebook.questionnaire
    totals = {name: _Totals() for name in questionnaire.shares}
    groups = []
    for kind, rows in rows_by_kind(rulebook, held).items():
        counts = _counts(logic, kind, len(rows))
        for (state, _), count in zip(kind, counts, strict=True):
            for name, low, high in state:
                totals[name].add(low, high, count, len(rows))
        holdings = tuple((h, count) for (_, h), count in zip(kind, counts, strict=True))
        groups.append((tuple(rows), holdings))
    bands = {
        name: _bands(logic, questionnaire.shares[name], total) for name, total in totals.items()
    }
    return Matrix(tuple(groups)), bands


def rows_by_kind(rulebook: Rulebook, held: Mapping[str, Holding]) -> dict[RowKind, list[str]]:
    """The rows of the matrix, those together that may take the same states."""
    kinds: dict[RowKind, list[str]] = {}
    for row in rulebook.questionnaire.responsibilities:
        kinds.setdefault(row_kind(rulebook, row, held.get(row, Holding())), []).append(row)
    return kinds


def _counts(logic: Logic, kind: RowKind, rows: int) -> list[Any]:
    """How many of the rows take each state: all of them in all."""
    if len(kind) == 1:
        return [rows]
    counts = [logic.count(rows) for _ in kind]
    total = Sum()
    for count in counts:
        total.add(count, 1, rows)
    logic.require(total, rows, rows)
    return counts


class _Totals:
    """The four sums behind one share: what counts and the base, at the lowest and the highest."""

    def __init__(self) -> None:
        self.fewest, self.base_fewest = Sum(), Sum()
        self.most, self.base_most = Sum(), Sum()

    def add(self, low: str, high: str, count: Any, rows: int) -> None:
        """`count` of at most `rows` rows are `low` at the lowest and `high` at the highest."""
        self.fewest.add(count, int(low == "counts"), rows)
        self.base_fewest.add(count, int(low != "left out"), rows)
        self.most.add(count, int(high == "counts"), rows)
        self.base_most.add(count, int(high != "left out"), rows)


def _bands(logic: Logic, share: Share, totals: _Totals) -> dict[str, Literal]:
    bands = share.question.bands
    starts = [least_ratio(band.start, len(share.rows)) for band in bands[1:]]
    lowest = [_reaches(logic, totals.fewest, totals.base_fewest, s, share) for s in starts]
    highest = [_reaches(logic, totals.most, totals.base_most, s, share) for s in starts]
    from_below, from_above = [True, *lowest], [*highest, False]
    return {
        band.name: logic.all_of([from_below[i], negated(from_above[i])])
        for i, band in enumerate(bands)
    }


@lru_cache(maxsize=256)
def least_ratio(start: float, rows: int) -> Fraction | None:
    """The smallest share of up to `rows` rows whose rounded percentage reaches `start`."""
    ratios = {Fraction(part, base) for base in range(1, rows + 1) for part in range(base + 1)}
    reaching = (r for r in ratios if round(100 * r.numerator / r.denominator, 1) >= start)
    return min(reaching, default=None)


def _reaches(logic: Logic, part: Sum, base: Sum, ratio: Fraction | None, share: Share) -> Literal:
    """Whether part / base reaches the ratio; an empty base is no percent at all.

    (rows + 1) times the surplus, plus the part, is at least 1 exactly then.
    """
    if ratio is None or ratio == 0:
        return ratio is not None
    times = len(share.rows) + 1
    surplus = Sum().plus(part, times * ratio.denominator + 1).plus(base, -times * ratio.numerator)
    return logic.at_least(surplus, 1)


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
