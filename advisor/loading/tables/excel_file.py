"""Excel tables: the first sheet of a workbook, row by row."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import numpy as np
import openpyxl
import pyarrow as pa

from advisor.loading.tables.block import Piece
from advisor.loading.tables.header import COLUMNS_AT_MOST
from advisor.loading.tables.opening import Opened, refuse

ROWS_AT_MOST = 1_048_576
"""As many as Excel has."""
ROWS_AT_ONCE = 8_192
UNPACKED_AT_MOST = 2 * 1024**3
SHEETS = "xl/worksheets/"
TEXTS_AT_MOST = 64 * 1024**2
"""Bytes of the parts that are held in memory, such as the list of texts."""
TIGHT = 200
"""A large part that shrinks to less than one byte in so many was not made by a spreadsheet."""
LARGE = 16 * 1024**2
LONGEST_TEXT = 4 * 1024**2
"""Bytes between two marks of a part; Excel takes 32,767 characters in a cell."""


@contextmanager
def opened(path: Path, file: BinaryIO) -> Iterator[Opened]:
    """The table in the first sheet of a workbook. Raises Mistakes."""
    _check_archive(path, file)
    try:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = workbook.worksheets[0]
        rows = max(sheet.max_row or 1, 1)
        sheet.reset_dimensions()  # what a workbook says of its own size may be wrong
        header = tuple(
            _text(value) or ""
            for value in next(sheet.iter_rows(max_row=1, values_only=True), ())[
                : COLUMNS_AT_MOST + 1
            ]
        )
    except OSError:
        raise
    except Exception:  # whatever a broken workbook makes openpyxl raise
        refuse(path, "The workbook cannot be read.", "Open it in Excel and save it again.")
    while header and not header[-1].strip():
        header = header[:-1]
    if not header:
        refuse(path, "The first sheet is empty.", "Its first row should name the questions.")
    table = Opened(header, iter(()), rows)
    # One column more than the header has shows cells that no header names.
    cells = sheet.iter_rows(min_row=2, max_row=ROWS_AT_MOST, max_col=len(header) + 1)
    table.pieces = _pieces(path, map(_texts, cells), table)
    try:
        yield table
    finally:
        workbook.close()


def _check_archive(path: Path, file: BinaryIO) -> None:
    """Refuse what is no workbook or would unpack to more than anybody fills in."""
    try:
        with ZipFile(file) as archive:
            parts = archive.infolist()
            endless = any(map(partial(_is_endless, archive), parts)) if _fits(parts) else True
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        refuse(path, "This is no Excel workbook.", "Save it from Excel as .xlsx.")
    if endless:
        refuse(path, "The workbook unpacks to far more than a table holds.", "Save it as CSV.")


def _fits(parts: Sequence[ZipInfo]) -> bool:
    """Whether the parts unpack to no more than a spreadsheet program makes of a table."""
    tight = any(
        part.file_size > LARGE and part.file_size > TIGHT * max(part.compress_size, 1)
        for part in parts
    )
    # A part may have any name but a sheet's; all but sheets are held in memory.
    held = (p for p in parts if not p.filename.startswith(SHEETS) and p.filename.endswith(".xml"))
    texts = sum(part.file_size for part in held)
    return (
        not tight
        and texts <= TEXTS_AT_MOST
        and sum(part.file_size for part in parts) <= UNPACKED_AT_MOST
    )


def _is_endless(archive: ZipFile, part: ZipInfo) -> bool:
    """Whether a large part holds one text, or one mark, longer than memory should."""
    if part.file_size <= LONGEST_TEXT or not part.filename.endswith(".xml"):
        return False
    since = 0
    with archive.open(part) as unpacked:
        while chunk := unpacked.read(LONGEST_TEXT // 4):
            first = chunk.find(b"<")
            since = since + len(chunk) if first < 0 else len(chunk) - chunk.rfind(b"<")
            if since > LONGEST_TEXT:
                return True
    return False


def _pieces(path: Path, texts: Iterator[Sequence[str | None]], table: Opened) -> Iterator[Piece]:
    width = len(table.header)
    names = [f"column {position}" for position in range(1, width + 1)]
    start = 2
    while True:
        try:
            rows = list(islice(texts, ROWS_AT_ONCE))
        except Exception:  # as above
            refuse(path, f"The workbook cannot be read after row {start - 1:,}.")
        if not rows:
            return
        columns = [[cell(row, c) for row in rows] for c in range(width)]
        cells = pa.RecordBatch.from_arrays([pa.array(c, pa.string()) for c in columns], names)
        beyond = f"There is a cell beyond the last title, {table.header[-1]}."
        broken = {i: beyond for i, row in enumerate(rows) if cell(row, width) is not None}
        numbers = np.arange(start, start + len(rows))
        start += len(rows)
        table.read = start
        yield Piece(numbers, cells, broken)


def cell(row: Sequence[str | None], position: int) -> str | None:
    """The text of a row at a position; None beyond its end."""
    return row[position] if position < len(row) else None


def _texts(cells: Sequence[Any]) -> list[str | None]:
    """The cells of a row as they would be typed."""
    return [
        _percentage(cell.value)
        if isinstance(cell.value, float | int) and "%" in (cell.number_format or "")
        else _text(cell.value)
        for cell in cells
    ]


def _percentage(share: float) -> str:
    """What Excel shows as 45% and holds as 0.45."""
    text = f"{(Decimal(str(share)) * 100).normalize():f}"
    # A fourth decimal tells decimals from thousands.
    return f"{text}0%" if text[-4:-3] == "." else f"{text}%"


def _text(value: object) -> str | None:
    """A cell's value as it would be typed."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
