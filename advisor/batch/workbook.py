"""The rows of a table as an Excel workbook, held on disk until it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO

import openpyxl
import pyarrow as pa

from advisor.conditions import Place
from advisor.mistakes import Mistake, Mistakes

ROWS_AT_MOST = 1_048_576
"""As many as Excel has."""


class Rows:
    """A workbook with one sheet that grows batch by batch; `path` is how mistakes call it."""

    def __init__(self, path: Path, titles: Sequence[str]) -> None:
        self.path = path
        self._workbook = openpyxl.Workbook(write_only=True)
        self._sheet = self._workbook.create_sheet("Advice")
        self._sheet.freeze_panes = "C2"
        self._sheet.append(list(titles))
        self._count = 1

    def add(self, batch: pa.RecordBatch) -> None:
        """Add rows. Raises Mistakes where Excel has no room for them."""
        self._count += batch.num_rows
        if self._count > ROWS_AT_MOST:
            what = f"An Excel sheet ends at row {ROWS_AT_MOST:,}."
            remedy = "Write .csv or .parquet instead."
            raise Mistakes([Mistake(Place(str(self.path)), what, remedy)])
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            self._sheet.append(row)

    def save(self, file: IO[bytes]) -> None:
        """Write the workbook."""
        self._workbook.save(file)
