"""The strongest reasons for each recommendation, in columns."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from advisor.batch.codes import Column
from advisor.batch.deciding import lowest
from advisor.batch.layout import WORD
from advisor.explanation import pull
from advisor.rulebook import GRADES, Outcome, Rulebook

BYTE = 8
NO_RULE = -1


class Ranking:
    """The rules that can speak for one outcome, the strongest first.

    `order` ends with NO_RULE. `tables`: per byte of a fired mask, the same rules as bits in the
    order of their strength.
    """

    def __init__(self, rulebook: Rulebook, outcome: Outcome) -> None:
        pulls = [pull(rule.adds, outcome) for rule in rulebook.rules]
        grades = [GRADES.index(rulebook.grade(rule.sources)) for rule in rulebook.rules]
        ranked = sorted(
            (rule for rule, strength in enumerate(pulls) if strength > 0),
            key=lambda rule: (-pulls[rule], grades[rule]),
        )
        words = max(1, -(-len(ranked) // WORD))
        self.order = np.full(words * WORD + 1, NO_RULE, np.int16)
        self.order[: len(ranked)] = ranked
        bits = np.zeros((-(-len(rulebook.rules) // WORD) * WORD, words * WORD), bool)
        bits[ranked, range(len(ranked))] = True
        patterns = np.arange(1 << BYTE)[:, None] >> np.arange(BYTE) & 1
        spread = (patterns @ bits.reshape(-1, BYTE, words * WORD)).astype(bool)
        packed = np.packbits(spread, axis=2, bitorder="little")
        self.tables = packed.view("<u8").astype(np.uint64)

    def strongest(self, fired: Column, count: int) -> Column:
        """The positions of the strongest rules that fired, NO_RULE where there are fewer."""
        octets = np.ascontiguousarray(fired).astype("<u8").view(np.uint8)
        ranked = np.zeros((len(fired), self.tables.shape[2]), np.uint64)
        for place, table in enumerate(self.tables):
            ranked |= table.take(octets[:, place], axis=0)
        found = np.empty((len(fired), count), np.int16)
        every = np.arange(len(fired))
        for place in range(count):
            word = (ranked != 0).argmax(axis=1)
            bits = ranked[every, word]
            at = np.where(bits == 0, len(self.order) - 1, lowest(bits) + WORD * word)
            found[:, place] = self.order[at]
            ranked[every, word] = bits & (bits - np.uint64(1))
        return found


class Reasons:
    """The strongest reasons of a rulebook. Build it with `reasons`."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rankings = [Ranking(rulebook, outcome) for outcome in rulebook.outcomes.values()]

    def strongest(self, fired: Column, recommendation: Column, count: int) -> Column:
        """Per profile the positions of the strongest rules for its recommendation.

        In the order of `explain`: by points that speak for it, then by evidence, then as they
        stand in the files. NO_RULE where fewer speak for it.
        """
        found = np.full((len(fired), count), NO_RULE, np.int16)
        for outcome, ranking in enumerate(self.rankings):
            rows = np.flatnonzero(recommendation == outcome)
            if len(rows):
                found[rows] = ranking.strongest(fired[rows], count)
        return found


@lru_cache(maxsize=16)
def reasons(rulebook: Rulebook) -> Reasons:
    """The strongest reasons of a rulebook, ranked once per rulebook."""
    return Reasons(rulebook)
