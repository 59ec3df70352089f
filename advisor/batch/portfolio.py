"""A table of companies in, a table of advice out, however large it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from advisor.batch.advising import Advising, Possible
from advisor.batch.writing import written
from advisor.loading.tables.block import Block, BlockReader
from advisor.loading.tables.header import matched
from advisor.loading.tables.opening import open_table
from advisor.mistakes import Mistake, Mistakes
from advisor.rulebook import Rulebook

SHOWN_AT_MOST = 5

Progress = Callable[[int, int], None]
"""Told how much of the table is read, and how much there is, in the same unit."""


@dataclass
class Summary:
    """What came of a portfolio: rows with and without mistakes, and the first mistakes.

    `unused`: titles of columns that are no question.
    """

    advised: int = 0
    mistaken: int = 0
    first: list[Mistake] = field(default_factory=list)
    unused: tuple[str, ...] = ()

    def add(self, block: Block) -> None:
        """Count the rows of a block."""
        self.mistaken += len(block.mistakes)
        self.advised += len(block) - len(block.mistakes)
        for mistakes in block.mistakes.values():
            if len(self.first) >= SHOWN_AT_MOST:
                return
            self.first += mistakes[: SHOWN_AT_MOST - len(self.first)]


def advise_portfolio(
    rulebook: Rulebook,
    source: Path,
    target: Path,
    *,
    possible: Possible | None = None,
    progress: Progress = lambda _read, _size: None,
) -> Summary:
    """Write the advice for every company of a table; rows with mistakes are written with these.

    Raises Mistakes where the table as a whole cannot be used, and OSError where the target cannot
    be written; then nothing is left behind.
    """
    with open_table(source) as table:
        columns, wrong = matched(str(source), table.header, rulebook.questionnaire)
        if wrong:
            raise Mistakes(wrong)
        reader = BlockReader(str(source), columns, rulebook.questionnaire)
        advising = Advising(rulebook, possible)
        summary = Summary(unused=columns.unused)
        with written(target, advising.schema) as write:
            for block in map(reader.read, table.pieces):
                write(advising.advised(block))
                summary.add(block)
                progress(table.read, table.size)
    return summary
