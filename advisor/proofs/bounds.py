"""Which outcomes simple bounds leave within reach, so that fewer of them need a proof."""

from __future__ import annotations

from itertools import product

import numpy as np

from advisor.proofs.alternatives import MATRIX, Alternatives
from advisor.proofs.ground import Numbers


def within_bounds(alternatives: Alternatives) -> set[str]:
    """The outcomes that a variant could get as far as simple bounds can tell.

    Each dimension is bounded by itself and each gate is taken to be free, so an outcome that is
    missing is certainly out of reach, and one that is there may be.
    """
    base = alternatives.ground
    moderate, high = (_surplus(alternatives, *start) for start in base.starts)
    levels = [_levels(*ends) for ends in zip(*moderate, *high, strict=True)]
    digits = 3 ** np.arange(len(levels))[::-1]
    found = {int(base.table[np.dot(combination, digits)]) for combination in product(*levels)}
    return {base.outcomes[position] for position in _sent_on(alternatives, found)}


def _levels(
    least_moderate: float, most_moderate: float, least_high: float, most_high: float
) -> list[int]:
    """The levels, 0 to 2, that these surpluses over the starts of moderate and high allow."""
    low = least_moderate < 0 and least_high < 0
    moderate = most_moderate >= 0 and least_high < 0
    return [level for level, there in enumerate((low, moderate, most_high >= 0)) if there]


def _sent_on(alternatives: Alternatives, found: set[int]) -> set[int]:
    """Where gates could leave or send the outcomes of the decision table."""
    ruled_out = alternatives.out > 0
    may_be_ruled_out = ruled_out | (alternatives.rules_out.sum(axis=0) > 0)
    reached: set[int] = set()
    while found:
        outcome = found.pop()
        after = alternatives.ground.otherwise[outcome]
        if not ruled_out[outcome] or after is None:
            reached.add(outcome)
        if may_be_ruled_out[outcome] and after is not None and after not in reached:
            found.add(after)
    return reached


def _surplus(
    alternatives: Alternatives, points: Numbers, share: Numbers
) -> tuple[Numbers, Numbers]:
    """Per dimension the lowest and highest surplus over the start of a level, in hundredths.

    Columns that one question decides alone are counted with it; all others either way. The matrix
    counts as its shares, each by itself, since not every way to fill it in is at hand.
    """
    adds = 100 * alternatives.adds
    asked = [options for options in alternatives.options if options.question != MATRIX]
    every = [*asked, *map(alternatives.share_options, alternatives.shares)]
    read = [options.failing.max(axis=0) > 0 for options in every]
    reads = np.array(read, dtype=bool).reshape(len(read), len(adds))
    several = adds[reads.sum(axis=0) > 1]
    fixed = 100 * alternatives.points - share * alternatives.in_play - points
    lowest = fixed + np.minimum(several, 0).sum(axis=0)
    highest = fixed + np.maximum(several, 0).sum(axis=0)
    for options, mine in zip(every, reads, strict=True):
        alone = mine & (reads.sum(axis=0) == 1)
        worth = (options.failing[:, alone] == 0).astype(np.float32) @ adds[alone]
        worth = worth - share * options.in_play
        lowest, highest = lowest + worth.min(axis=0), highest + worth.max(axis=0)
    return lowest, highest
