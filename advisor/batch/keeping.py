"""The cells of a table's good rows in a Parquet file of their own, to read one of them again."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import IO

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from advisor.loading.tables.block import Block, Piece
from advisor.loading.tables.header import Columns

ROW = "row"
Keep = Callable[[Piece, Block], None]


@contextmanager
def keeping(file: IO[bytes], columns: Columns) -> Iterator[Keep]:
    """Takes the rows of a table piece by piece, those with mistakes left out."""
    writer: parquet.ParquetWriter | None = None

    def keep(piece: Piece, block: Block) -> None:
        nonlocal writer
        numbers = block.numbers[block.good]
        cells = piece.cells.take(pa.array(np.searchsorted(piece.numbers, numbers)))
        read = [cells.column(position) for position in _used(columns)]
        names = [ROW, *(f"column {place}" for place, _ in enumerate(read))]
        rows = pa.table([pa.array(numbers, pa.int64()), *read], names)
        writer = writer or parquet.ParquetWriter(file, rows.schema)
        writer.write_table(rows)

    try:
        yield keep
    finally:
        if writer:
            writer.close()


def sealed(file: IO[bytes]) -> pa.Buffer:
    """All that was written to a file without a name; it stays on disk until nothing holds it.

    Every reader of the buffer has its own place in it.
    """
    file.flush()
    empty = not file.tell()
    return pa.py_buffer(b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def moved(columns: Columns) -> Columns:
    """What the columns hold once only those that are used are left."""
    place = {position: i for i, position in enumerate(_used(columns))}
    return replace(
        columns,
        header=tuple(columns.header[position] for position in place),
        questions={asked: place[position] for asked, position in columns.questions.items()},
        held={holds: place[position] for holds, position in columns.held.items()},
        name=None if columns.name is None else place[columns.name],
    )


def rows_of(
    content: pa.Buffer, numbers: Sequence[int], columns: Sequence[str] | None = None
) -> pa.Table:
    """The rows of a Parquet file that have these numbers, in the order of the file."""
    if not content.size:
        return pa.table({})
    kept = parquet.ParquetFile(pa.BufferReader(content))
    parts = (
        kept.read_row_group(group, columns).filter(pa.compute.field(ROW).isin(numbers))
        for group in range(kept.num_row_groups)
    )
    names = columns or kept.schema_arrow.names
    nothing = pa.schema(map(kept.schema_arrow.field, names)).empty_table()
    return pa.concat_tables([nothing, *(part for part in parts if part.num_rows)])


def _used(columns: Columns) -> list[int]:
    """The positions of the columns that are read, in order."""
    named = [] if columns.name is None else [columns.name]
    return sorted({*columns.questions.values(), *columns.held.values(), *named})
