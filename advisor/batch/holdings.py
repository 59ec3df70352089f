"""The shares derived from "who does what", in columns: the same intervals as `shares`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from advisor.batch.codes import OPEN, Column
from advisor.loading.tables.block import Block
from advisor.questionnaire import Holding, Question, Questionnaire, Share
from advisor.rulebook import Rulebook
from advisor.shares import ends, percent

COUNTS = 4
"""What is counted of a share: rows that count and rows in the base, for its lowest and highest."""


@dataclass(frozen=True)
class KnownShare:
    """One share for many profiles: its code (OPEN where it is open) and its lowest percentage."""

    codes: Column
    lowest: Column


class Shares:
    """Counts shares of a questionnaire for many profiles. Build it with `shares_of`.

    A holding is a number: the owner's position times the number of qualities plus the quality's,
    where 0 is a word that was not said.
    """

    def __init__(self, asked: Questionnaire) -> None:
        self.asked = asked
        self.type = np.min_scalar_type(len(asked.responsibilities))
        self.owners = {owner: i for i, owner in enumerate((None, *asked.owners))}
        self.done = {done: i for i, done in enumerate((None, *asked.done))}
        per_share = {name: self._ends(share) for name, share in asked.shares.items()}
        self.rows = {
            row: np.hstack(
                [
                    per_share[name] * self.type.type(row in share.rows)
                    for name, share in asked.shares.items()
                ]
            )
            for row in asked.responsibilities
            if any(row in share.rows for share in asked.shares.values())
        }
        self.tables = {name: _percentages(share) for name, share in asked.shares.items()}

    def _ends(self, share: Share) -> Column:
        """Per holding, what one row adds to the counts of a share."""
        found = []
        for owner, done in product(self.owners, self.done):
            low, high = ends(self.asked, share, Holding(owner, done))
            found.append((low == "counts", low != "left out", high == "counts", high != "left out"))
        return np.array(found, self.type)

    def of_block(self, block: Block) -> dict[str, KnownShare]:
        """Every share of the rows of a table."""
        holdings = {row: np.zeros(len(block), np.intp) for row, _ in block.held}
        said = np.zeros(len(block), bool)
        for (row, key), cells in block.held.items():
            words, weight = (self.owners, len(self.done)) if key == "owner" else (self.done, 1)
            positions = [words[w] if isinstance(w, str) else 0 for w in cells.distinct]
            holdings[row] += weight * np.array(positions)[cells.at]
            said |= np.array([word is not None for word in cells.distinct])[cells.at]
        return self.known(holdings, said)

    def known(self, holdings: Mapping[str, Column], said: Column) -> dict[str, KnownShare]:
        """Every share, from the number of each responsibility's holding.

        A responsibility without a column was not filled in by anybody. `said`: whether a profile
        says anything of who does what; where it does not, all its shares are open.
        """
        counts = np.zeros((len(said), COUNTS * len(self.tables)), self.type)
        for row, adds in self.rows.items():
            counts += adds.take(holdings[row], axis=0) if row in holdings else adds[0]
        found = {}
        for place, (name, (bands, percentages)) in enumerate(self.tables.items()):
            low, low_base, high, high_base = counts[:, COUNTS * place :][:, :COUNTS].T
            band = bands[low, low_base]
            settled = said & (band == bands[high, high_base])
            found[name] = KnownShare(np.where(settled, band, OPEN), percentages[low, low_base])
        return found


def _percentages(share: Share) -> tuple[Column, Column]:
    """By rows that count and rows in the base: the code of the band, and the percentage."""
    size = len(share.rows) + 1
    percentages = np.array([[percent(p, base) for base in range(size)] for p in range(size)])
    bands = [[_band(share.question, value) for value in row] for row in percentages]
    return np.array(bands, np.uint8), percentages


def _band(question: Question, number: float) -> int:
    """The code of the band; parts that are larger than their base never come up."""
    return question.cells.index(question.band_of(min(number, 100.0))) + 1


@lru_cache(maxsize=16)
def shares_of(rulebook: Rulebook) -> Shares:
    """The shares of a rulebook's questionnaire, made ready once per rulebook."""
    return Shares(rulebook.questionnaire)
