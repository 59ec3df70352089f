"""A table of companies in, a table of advice out, however large it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from advisor.batch.advising import Advising, Possible
from advisor.batch.writing import written
from advisor.conditions import Place
from advisor.loading.tables.block import Block, BlockReader, Piece
from advisor.loading.tables.header import Columns, matched
from advisor.loading.tables.opening import ROWS_AT_ONCE, Opened, open_table
from advisor.loading.text.words import short
from advisor.mistakes import Mistake, Mistakes
from advisor.rulebook import Rulebook

SHOWN_AT_MOST = 5

Progress = Callable[[int, int], None]
"""Told how much of the table is read, and how much there is, in the same unit."""


@dataclass
class Summary:
    """What came of a portfolio: rows with and without mistakes, and the first mistakes.

    `columns`: how its columns were matched. `told`: how many mistakes are in `first` at most.
    """

    columns: Columns
    advised: int = 0
    mistaken: int = 0
    first: list[Mistake] = field(default_factory=list)
    told: int = SHOWN_AT_MOST

    def add(self, block: Block) -> None:
        """Count the rows of a block."""
        self.mistaken += len(block.mistakes)
        self.advised += len(block) - len(block.mistakes)
        for mistakes in block.mistakes.values():
            if len(self.first) >= self.told:
                return
            self.first += mistakes[: self.told - len(self.first)]


@dataclass(frozen=True, slots=True)
class Companies:
    """A table of companies that is being read, and what its columns hold."""

    table: Opened
    columns: Columns
    reader: BlockReader

    def blocks(self) -> Iterator[tuple[Piece, Block]]:
        """Its rows, piece by piece: as the file holds them, and as answers. Raises Mistakes."""
        for piece in self.table.pieces:
            # A piece of short rows has very many of them, and each takes room while it is advised.
            for part in piece.parts(ROWS_AT_ONCE):
                yield part, self.reader.read(part)


@contextmanager
def companies(
    rulebook: Rulebook, source: Path, file: BinaryIO | None = None
) -> Iterator[Companies]:
    """The companies of a table; an open `file` is read instead of the one in that place.

    Raises Mistakes where the table as a whole cannot be used.
    """
    name, asked = str(source), rulebook.questionnaire
    with open_table(source, file) as table:
        columns, wrong = matched(name, table.header, asked)
        wrong += _unreadable(name, table, columns)
        if wrong:
            raise Mistakes(wrong)
        reader = BlockReader(name, columns, asked, decimal_comma=table.decimal_comma)
        yield Companies(table, columns, reader)


def _unreadable(name: str, table: Opened, columns: Columns) -> list[Mistake]:
    """A mistake for every column that is used and holds what can be no answer."""
    used = {*columns.questions.values(), *columns.held.values(), columns.name}
    place, remedy = Place(name, 1, counted="row"), "Hold texts, numbers or lists of texts in it."
    return [
        Mistake(place, f"The column {short(columns.header[position])} holds {what}.", remedy)
        for position, what in table.unreadable.items()
        if position in used
    ]


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
    with companies(rulebook, source) as found:
        advising = Advising(rulebook, possible)
        summary = Summary(found.columns)
        with written(target, advising.schema) as write:
            for _, block in found.blocks():
                write(advising.advised(block))
                summary.add(block)
                progress(found.table.read, found.table.size)
    return summary
