"""CSV tables, separated by commas, semicolons or tabs. Memory holds one block of them at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from advisor.loading.tables.block import Piece
from advisor.loading.tables.cells import Column
from advisor.loading.tables.encodings import beginning
from advisor.loading.tables.opening import Opened, refuse
from advisor.loading.text.words import short

BLOCK = 4 * 1024 * 1024
"""Bytes read at once, and the most that one row may have."""
HEADER_AT_MOST = 1024 * 1024
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Written:
    """How a CSV file is written: what stands between its cells, and its encoding."""

    separator: str
    encoding: str


@contextmanager
def opened(path: Path, file: BinaryIO) -> Iterator[Opened]:
    """The table in a CSV file. Raises Mistakes."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    start = file.read(HEADER_AT_MOST)
    if start[:4] == b"PK\x03\x04":
        refuse(path, "This is an Excel file or an archive.", "Give it the ending .xlsx.")
    text, encoding = beginning(start)
    header, separator = _header(path, text)
    file.seek(0)
    # Where commas do not part the cells, they may stand before decimals.
    table = Opened(header, iter(()), size, decimal_comma=separator != ",")
    table.pieces = _pieces(path, file, table, Written(separator, encoding))
    yield table


def _header(path: Path, text: str) -> tuple[tuple[str, ...], str]:
    """The first row, and what stands between its cells."""
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        header = tuple(next(rows, ()))
    except csv.Error as error:
        refuse(path, f"The first row cannot be read: {error}.", row=1)
    if not any(title.strip() for title in header):
        refuse(path, "The table is empty.", "Its first row should name the questions.")
    if any("\N{REPLACEMENT CHARACTER}" in t or "\x00" in t for t in header):
        remedy = "Save it again with the encoding UTF-8."
        refuse(path, "The first row is not UTF-8 text.", remedy, row=1)
    return header, separator


def _pieces(path: Path, file: BinaryIO, table: Opened, written: Written) -> Iterator[Piece]:
    width = len(table.header)
    odd: dict[int, str] = {}

    def note(row: arrow_csv.InvalidRow) -> str:
        cells = "1 cell" if row.actual_columns == 1 else f"{row.actual_columns:,} cells"
        odd[row.number] = f"This row has {cells}; the first row has {width:,}."
        return "skip"

    last = 1  # the header is row 1
    try:
        for batch in _reader(file, width, written, note):
            if 1 in odd:
                refuse(path, "The first row cannot be read.", "Check its quotation marks.", row=1)
            piece = _numbered(batch, last, odd)
            last = int(piece.numbers.max(initial=last))
            table.read = file.tell()
            yield piece
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        _refuse_rest(path, last, str(error))
    if odd:
        nothing = pa.RecordBatch.from_pydict(
            {name: pa.array([], pa.binary()) for name in _names(width)}
        )
        yield _with_odd_rows(np.empty(0, int), nothing, odd)


def _names(width: int) -> list[str]:
    return [f"column {position}" for position in range(1, width + 1)]


def _reader(
    file: BinaryIO, width: int, written: Written, note: Callable[[arrow_csv.InvalidRow], str]
) -> Iterator[pa.RecordBatch]:
    names = _names(width)
    found: Iterator[pa.RecordBatch] = arrow_csv.open_csv(
        file,
        # One thread: only then does Arrow tell the number of a row that does not fit.
        read_options=arrow_csv.ReadOptions(
            use_threads=False,
            block_size=BLOCK,
            column_names=names,
            skip_rows_after_names=1,
            encoding=written.encoding,
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=written.separator,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=note,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.binary()), strings_can_be_null=False
        ),
    )
    return found


def _numbered(batch: pa.RecordBatch, last: int, odd: dict[int, str]) -> Piece:
    """The rows after row `last`, together with the odd rows that stand between them."""
    end, between = last + batch.num_rows, {}
    for number in sorted(number for number in odd if number > last):
        if number > end:
            break
        between[number] = odd.pop(number)
        end += 1
    numbers = np.arange(last + 1, end + 1)
    return _with_odd_rows(numbers[~np.isin(numbers, list(between))], batch, between)


def _with_odd_rows(numbers: Column, batch: pa.RecordBatch, odd: Mapping[int, str]) -> Piece:
    """A piece in the order of the file; the cells of odd rows are empty."""
    if not odd:
        return Piece(numbers, batch, {})
    empty = pa.RecordBatch.from_arrays(
        [pa.nulls(len(odd), column.type) for column in batch.columns], batch.schema.names
    )
    every = np.concatenate([numbers, list(odd)])
    order = np.argsort(every)
    place = {int(number): row for row, number in enumerate(every[order])}
    return Piece(
        every[order],
        pa.concat_batches([batch, empty]).take(pa.array(order)),
        {place[number]: what for number, what in odd.items()},
    )


def _refuse_rest(path: Path, last: int, error: str) -> NoReturn:
    if "straddling" in error or "out of sync" in error:
        what = f"There is a row after row {last:,} that is longer than {BLOCK // 1024**2} MB."
        refuse(path, what, "A closing quotation mark may be missing.")
    refuse(path, f"The table cannot be read after row {last:,}: {short(error)}.")
