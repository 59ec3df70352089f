"""Hundreds of ways to fill in "who does what", to find examples quickly.

They prove what is possible, never what is not: that takes the model in `matrix`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.proofs.ground import Numbers, ground
from advisor.proofs.matrix import RowKind, least_ratio, rows_by_kind
from advisor.questionnaire import Holding, Number, Share
from advisor.rulebook import Rulebook
from advisor.shares import known_shares

DRAWS = 200
WITHOUT_ANY = 4_000
"""How many matrices are drawn to complete one, and how many where nothing is filled in: that is
done once for a rulebook, and rare shares decide whether a solver is needed.
"""


@dataclass(frozen=True, slots=True)
class Fills:
    """Different matrices, the first as it stands, by the known shares that they lead to.

    `failing`: 1 for each rule or gate that a matrix fails. `in_play`: points in play.
    """

    shares: tuple[Mapping[str, Number], ...]
    failing: Numbers
    in_play: Numbers


@lru_cache(maxsize=64)
def weighed_fills(rulebook: Rulebook, held: tuple[tuple[str, Holding], ...]) -> Fills:
    """Matrices that complete one whose filled rows are these, as sorted pairs; weighed."""
    shares = list(rulebook.questionnaire.shares)
    found = (known_shares(rulebook.questionnaire, dict(held)), *example_fills(rulebook, held))
    base = ground(rulebook)
    rows = np.array([[base.position(s, fill.get(s)) for s in shares] for fill in found])
    failing = sum(base.failing[s][rows[:, i]] for i, s in enumerate(shares))
    known = [np.array([[s in fill] for fill in found]) for s in shares]
    in_play = sum(there * base.in_play[s] for there, s in zip(known, shares, strict=True))
    return Fills(found, np.minimum(failing, 1), np.asarray(in_play))


@lru_cache(maxsize=64)
def example_fills(
    rulebook: Rulebook, held: tuple[tuple[str, Holding], ...]
) -> tuple[dict[str, Number], ...]:
    """Known shares of different matrices that complete one whose filled rows are these.

    Each share is told by the start of its band.
    """
    shares = rulebook.questionnaire.shares
    totals = _draw(rulebook, dict(held))
    starts = [_known_starts(share, totals[:, i]) for i, share in enumerate(shares.values())]
    fills = dict.fromkeys(zip(*starts, strict=True)) if starts else {}
    return tuple(
        {name: start for name, start in zip(shares, fill, strict=True) if start is not None}
        for fill in fills
    )


def _draw(rulebook: Rulebook, held: Mapping[str, Holding]) -> Numbers:
    """For each drawn matrix and share: fewest, base at fewest, most, base at most.

    A drawn matrix mixes two ways to fill in the open rows of a kind, in a part that it draws too,
    since shares need many rows to move from band to band; every third one leaves rows half open.
    """
    chance = np.random.default_rng(1)
    names = list(rulebook.questionnaire.shares)
    draws = DRAWS if held else WITHOUT_ANY
    totals = np.zeros((draws, len(names), 4), dtype=int)
    mix = chance.random((draws, 1))
    for kind, rows in rows_by_kind(rulebook, held).items():
        one, other = (_states(kind, draws, chance)[:, None] for _ in range(2))
        chosen = np.where(chance.random((draws, len(rows))) < mix, one, other)
        totals += _sums(kind, names)[chosen].sum(axis=1)
    return totals


def _states(kind: RowKind, draws: int, chance: np.random.Generator) -> Numbers:
    """A state for each drawn matrix; every third one any, the others with nothing left open."""
    certain = [i for i, (state, _) in enumerate(kind) if all(low == high for _, low, high in state)]
    states = chance.choice(certain or len(kind), size=draws)
    states[::3] = chance.integers(len(kind), size=len(states[::3]))
    drawn: Numbers = states
    return drawn


def _sums(kind: RowKind, names: list[str]) -> Numbers:
    sums = np.zeros((len(kind), len(names), 4), dtype=int)
    for position, (state, _) in enumerate(kind):
        for name, low, high in state:
            sums[position, names.index(name)] = (
                low == "counts",
                low != "left out",
                high == "counts",
                high != "left out",
            )
    return sums


def _known_starts(share: Share, totals: Numbers) -> list[Number | None]:
    """For each drawn matrix the start of the band that the share is known to be in, or None."""
    bands = share.question.bands
    ratios = [least_ratio(band.start, len(share.rows)) for band in bands[1:]]
    lowest, highest = (
        np.sum(
            [
                np.zeros(len(totals), dtype=bool),
                *(
                    (part * r.denominator >= base * r.numerator) & ((part > 0) | (r == 0))
                    for r in ratios
                    if r is not None
                ),
            ],
            axis=0,
        )
        for part, base in ((totals[:, 0], totals[:, 1]), (totals[:, 2], totals[:, 3]))
    )
    return [bands[a].start if a == b else None for a, b in zip(lowest, highest, strict=True)]
