"""A stated population: how each answer of a sheet is drawn.

What is drawn is a sample, and says so wherever it is shown: it tells how much of a population
changes, never that nothing does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor.questionnaire import NONE, Question, Questionnaire, Value

SHEETS = 20_000
UNANSWERED = "unknown"
"""The word that weighs how often a question stays open."""

EVEN = (
    "every band or choice of every question equally likely; of questions with several choices "
    "first how many are picked, then which; answers independent of each other"
)
Picks = NDArray[Any]


@dataclass(frozen=True)
class Population:
    """How a sheet is drawn, and how many are.

    `weights`: question -> how often each band or choice is drawn, in proportion; of a question
    with several choices how many in a hundred pick each one. A question that is not named is
    drawn evenly. `says` tells all this in words.
    """

    says: str = EVEN
    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    sheets: int = SHEETS


def draw(
    population: Population,
    questionnaire: Questionnaire,
    replies: Mapping[str, Sequence[Value]],
    banded: Mapping[str, Question],
) -> Picks:
    """Drawn sheets: one row each, for every question the position of its reply among `replies`.

    The position after the last reply stands for no answer. `banded` has the bands that count as
    equally likely where `replies` are finer.
    """
    chance = np.random.default_rng(1)
    odds = {
        q: _odds(banded[q], values, population.weights.get(q, {})) for q, values in replies.items()
    }
    picks = np.column_stack([_pick(chance, odds[q], population.sheets) for q in replies])
    columns = list(replies)
    for pair in questionnaire.together:
        if pair.first in replies and pair.second in replies:
            both = [columns.index(pair.first), columns.index(pair.second)]
            numbers = [_least(replies[columns[c]]) for c in both]
            _redraw(chance, picks, both, [odds[columns[c]] for c in both], numbers, pair.at_most)
    return picks


def _odds(question: Question, replies: Sequence[Value], weights: Mapping[str, float]) -> Picks:
    """How likely each reply is, and last, how likely none."""
    open_ = weights.get(UNANSWERED, 0.0)
    if question.kind == "choices":
        sets = _odds_of_sets(question, replies, weights)
        likely = [(1 - open_ / 100) * odds / (sum(sets) or 1.0) for odds in sets]
        open_ /= 100
    else:
        cells = [v if isinstance(v, str) else question.band_of(v) for v in replies]  # type: ignore[arg-type]
        named = weights or dict.fromkeys(question.cells, 1.0)
        likely = [named.get(cell, 0.0) / cells.count(cell) for cell in cells]
    return np.array([*likely, open_ if sum(likely) + open_ else 1.0])


def _odds_of_sets(
    question: Question, replies: Sequence[Value], weights: Mapping[str, float]
) -> list[float]:
    """How likely each set of choices is."""
    sets = [frozenset(value) - {NONE} for value in replies]  # type: ignore[arg-type]
    if weights:
        share = {c: weights.get(c, 0.0) / 100 for c in question.cells if c != NONE}
        return [prod(p if c in picked else 1 - p for c, p in share.items()) for picked in sets]
    of_size = Counter(map(len, sets))
    return [1 / of_size[len(picked)] for picked in sets]


def _pick(chance: np.random.Generator, odds: Picks, sheets: int) -> Picks:
    steps = np.cumsum(odds / odds.sum())
    return np.minimum(np.searchsorted(steps, chance.random(sheets), side="right"), len(odds) - 1)


def _least(replies: Sequence[Value]) -> Picks:
    return np.array([*(v if isinstance(v, int | float) else -np.inf for v in replies), -np.inf])


def _redraw(
    chance: np.random.Generator,
    picks: Picks,
    both: list[int],
    odds: list[Picks],
    numbers: list[Picks],
    at_most: float,
) -> None:
    """Draw two answers again wherever they add up to more than they may."""
    for _ in range(1000):
        total = sum(n[picks[:, column]] for n, column in zip(numbers, both, strict=True))
        illegal = np.flatnonzero(total > at_most)
        if not len(illegal):
            return
        for column, likely in zip(both, odds, strict=True):
            picks[illegal, column] = _pick(chance, likely, len(illegal))
    picks[illegal, both[1]] = len(odds[1]) - 1
