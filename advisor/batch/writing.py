"""Writes a table as CSV, Excel or Parquet: whole or not at all, safe in a spreadsheet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv, parquet

_RUNS = r"^[\s\p{Z}]*[=+\-@＝＋－＠\t\r\n]"
"""How a text begins that a spreadsheet may run as a formula."""
_RUNS_LATER = r"([;\t][\s\p{Z}]*)([=+\-@＝＋－＠])"
"""The same within a text, where a spreadsheet takes semicolons or tabs for the ends of cells."""

Write = Callable[[pa.RecordBatch], None]


@contextmanager
def written(path: Path, schema: pa.Schema) -> Iterator[Write]:
    """Takes the rows of a table batch by batch; the file appears when all of it is written.

    An existing file stays as it is until then, and for good if anything goes wrong. The ending of
    the name says which kind of file it is. Raises OSError, and Mistakes for too many rows.
    """
    with whole(path) as file, writing(file, schema, path) as write:
        yield write


def writing(file: IO[bytes], schema: pa.Schema, path: Path) -> AbstractContextManager[Write]:
    """Takes the rows of a table for an open file; `path` says which kind of file, and its name."""
    return WRITERS[path.suffix.lower()](file, schema, path)


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its name once it is complete. Raises OSError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def _as_csv(file: IO[bytes], schema: pa.Schema, _: Path) -> Iterator[Write]:
    plain = _plain(schema)
    with csv.CSVWriter(file, plain) as writer:
        yield lambda batch: writer.write_batch(_harmless(batch, plain))


@contextmanager
def _as_parquet(file: IO[bytes], schema: pa.Schema, _: Path) -> Iterator[Write]:
    words = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    with parquet.ParquetWriter(
        file, schema, use_dictionary=words, write_statistics=False
    ) as writer:
        yield writer.write_batch


@contextmanager
def _as_excel(file: IO[bytes], schema: pa.Schema, path: Path) -> Iterator[Write]:
    # Loaded only for those who ask for Excel: it takes a fifth of a second.
    workbook = import_module("advisor.batch.workbook").Rows(path, schema.names)
    plain = _plain(schema)
    yield lambda batch: workbook.add(_harmless(batch, plain))
    workbook.save(file)


WRITERS = {".csv": _as_csv, ".xlsx": _as_excel, ".parquet": _as_parquet}
ENDINGS = tuple(WRITERS)


def _plain(schema: pa.Schema) -> pa.Schema:
    """The same columns, words as text."""
    return pa.schema(
        (f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in schema
    )


def plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with words as text."""
    return batch.cast(_plain(batch.schema))


def _harmless(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The batch with an apostrophe before whatever a spreadsheet would run as a formula."""
    columns = [
        _quoted(column) if pa.types.is_string(field.type) else column
        for column, field in zip(batch.columns, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _quoted(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        return _quoted(column.dictionary).take(column.indices)
    column = pc.replace_substring_regex(column, _RUNS_LATER, r"\1'\2")
    runs = pc.match_substring_regex(column, _RUNS)
    return pc.if_else(runs, pc.binary_join_element_wise("'", column, ""), column)
