"""The batch kernel: the advice for many profiles at once, in columns.

A block of profiles that fits the processor's cache is looked up group by group: the rule bits of
all groups are ANDed, their sums added. What is left of the bits are the rules that fired.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.batch.codes import Codes, Column
from advisor.batch.deciding import deciding
from advisor.batch.layout import WORD
from advisor.batch.tables import Crossing, Table, tables
from advisor.rulebook import Rulebook

BLOCK = 32_768
"""Profiles weighed at once: their masks stay in the cache of one processor core."""


@dataclass(frozen=True)
class Weighings:
    """The advice for many profiles, one row each.

    `recommendation`, `form`, `strength`: positions among the rulebook's outcomes, all their forms
    in order, and STRENGTHS. `levels`: one row per dimension, positions among LEVELS. `fired`: the
    rules that hold, one bit each in the order of the rulebook, as words of 64 bits.
    """

    recommendation: Column
    form: Column
    strength: Column
    levels: Column
    fired: Column

    def __len__(self) -> int:
        return len(self.recommendation)


class Kernel:
    """Weighs many profiles with one rulebook. Build it with `kernel`."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.tables = tables(rulebook)
        self.deciding = deciding(rulebook)
        rules = len(rulebook.rules)
        self.rule_masks = np.array(
            [(1 << min(WORD, rules - first)) - 1 for first in range(0, max(rules, 1), WORD)],
            np.uint64,
        )

    def weigh(self, codes: Codes, rows: int) -> Weighings:
        """The advice for `rows` profiles with these codes."""
        found = Weighings(
            recommendation=np.empty(rows, np.uint8),
            form=np.empty(rows, np.uint8),
            strength=np.empty(rows, np.uint8),
            levels=np.empty((len(self.rulebook.dimensions), rows), np.uint8),
            fired=np.empty((rows, len(self.rule_masks)), np.uint64),
        )
        for block, masks, sums in self._looked_up(codes, rows):
            decided = self.deciding.decide(masks, sums)
            found.recommendation[block] = decided.recommendation
            found.form[block] = decided.form
            found.strength[block] = decided.strength
            found.levels[:, block] = decided.levels
            for word, rules in enumerate(self.rule_masks):
                np.bitwise_and(masks[:, word], rules, out=found.fired[block, word])
        return found

    def _looked_up(self, codes: Codes, rows: int) -> Iterator[tuple[slice, Column, Column]]:
        """Block by block, the rule bits and the sums; both are written over for the next one."""
        first = self.tables.groups[0]
        size = min(rows, BLOCK)
        masks, other_masks = (np.empty((size, first.masks.shape[1]), np.uint64) for _ in range(2))
        sums, other_sums = (np.empty((size, first.sums.shape[1]), first.sums.dtype) for _ in "ab")
        for start in range(0, rows, BLOCK):
            block = slice(start, min(start + BLOCK, rows))
            n = block.stop - start
            for number, table in enumerate(self.tables.groups):
                at = _row_of(table, codes, block)
                if number == 0:
                    table.masks.take(at, axis=0, out=masks[:n], mode="clip")
                    table.sums.take(at, axis=0, out=sums[:n], mode="clip")
                    continue
                table.masks.take(at, axis=0, out=other_masks[:n], mode="clip")
                np.bitwise_and(masks[:n], other_masks[:n], out=masks[:n])
                table.sums.take(at, axis=0, out=other_sums[:n], mode="clip")
                np.add(sums[:n], other_sums[:n], out=sums[:n])
            for crossing in self.tables.crossings:
                crossing.sums.take(_pattern(crossing, masks[:n]), 0, other_sums[:n], "clip")
                np.add(sums[:n], other_sums[:n], out=sums[:n])
            yield block, masks[:n], sums[:n]


def _row_of(table: Table, codes: Codes, block: slice) -> Column:
    """The table's row for each profile of a block."""
    row = np.zeros(block.stop - block.start, np.uint16)
    for question, count, class_of, when_open in table.lookups:
        row *= np.uint16(count)
        if question not in codes:
            row += np.uint16(when_open)
        elif class_of is None:
            row += codes[question][block]
        else:
            row += class_of.take(codes[question][block], mode="clip")
    return row.astype(np.intp)


def _pattern(crossing: Crossing, masks: Column) -> Column:
    bits = masks[:, crossing.word] >> np.uint64(crossing.shift)
    return (bits & np.uint64(len(crossing.sums) - 1)).astype(np.intp)


@lru_cache(maxsize=16)
def kernel(rulebook: Rulebook) -> Kernel:
    """The kernel of a rulebook, built once per rulebook."""
    return Kernel(rulebook)
