"""Parquet tables, read a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from advisor.loading.tables.block import Piece, readable
from advisor.loading.tables.header import may_name
from advisor.loading.tables.opening import ROWS_AT_ONCE, Opened, refuse
from advisor.loading.text.words import short

METADATA_AT_MOST = 64 * 1024**2
READ_AT_ONCE = 1024**2


@contextmanager
def opened(path: Path, raw: BinaryIO) -> Iterator[Opened]:
    """The table in a Parquet file. Raises Mistakes."""
    try:
        file = _file(raw)
        table = Opened(tuple(file.schema_arrow.names), iter(()), file.metadata.num_rows)
        table.unreadable = {
            position: short(str(column.type))
            for position, column in enumerate(file.schema_arrow)
            if not readable(column.type)
        }
        table.pieces = _pieces(path, file, table)
        yield table
    except pa.ArrowException as error:
        refuse(path, f"The Parquet file cannot be read: {short(str(error))}.")


def _file(raw: object) -> parquet.ParquetFile:
    """The file, its texts kept as the dictionaries that they are stored as, but for names."""
    limits = {
        "thrift_string_size_limit": METADATA_AT_MOST,
        "thrift_container_size_limit": METADATA_AT_MOST,
    }
    schema = parquet.ParquetFile(raw, **limits).schema_arrow
    texts = [
        field.name
        for field in schema
        if pa.types.is_string(field.type) and not may_name(field.name)
    ]
    return parquet.ParquetFile(raw, read_dictionary=texts, buffer_size=READ_AT_ONCE, **limits)


def _batches(file: parquet.ParquetFile) -> Iterator[pa.RecordBatch]:
    """The rows, a few row groups at a time: a reader keeps what it has read until it is done."""
    groups: list[int] = []
    rows = 0
    for group in range(file.num_row_groups):
        groups.append(group)
        rows += file.metadata.row_group(group).num_rows
        if rows >= ROWS_AT_ONCE or group + 1 == file.num_row_groups:
            yield from file.iter_batches(ROWS_AT_ONCE, row_groups=groups, use_threads=False)
            groups, rows = [], 0


def _pieces(path: Path, file: parquet.ParquetFile, table: Opened) -> Iterator[Piece]:
    start = 1  # a Parquet file has no header row
    try:
        for batch in _batches(file):
            numbers = np.arange(start, start + batch.num_rows)
            start += batch.num_rows
            table.read = start - 1
            yield Piece(numbers, batch, {})
    except pa.ArrowException as error:
        refuse(path, f"The table cannot be read after row {start - 1:,}: {short(str(error))}.")
