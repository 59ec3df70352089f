"""A table file -> its header and its rows, piece by piece, however large it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NoReturn

from advisor.conditions import Place
from advisor.loading.tables.block import Piece
from advisor.loading.text.decoding import why
from advisor.mistakes import Mistake, Mistakes

READERS = {".csv": "csv_file", ".xlsx": "excel_file", ".parquet": "parquet_file"}
"""The ending of a file -> the module here that reads it."""
ENDINGS = tuple(READERS)
ROWS_AT_ONCE = 32768
"""Rows of a piece: enough to be quick, few enough to be small."""


@dataclass
class Opened:
    """A table that is being read: the texts of its first row, its pieces, and how far they are.

    `read` of `size` grows as the pieces are taken; both count the same, bytes or rows.
    `decimal_comma`: numbers may be written like 2,5. `unreadable`: position of a column -> what it
    holds that can be no answer.
    """

    header: tuple[str, ...]
    pieces: Iterator[Piece]
    size: int
    read: int = 0
    decimal_comma: bool = False
    unreadable: Mapping[int, str] = field(default_factory=dict)


Reader = Callable[[Path, BinaryIO], AbstractContextManager[Opened]]


def open_table(path: Path, file: BinaryIO | None = None) -> AbstractContextManager[Opened]:
    """The table in a file, by the ending of its name. Raises Mistakes, also while it is read.

    Where a `file` is open already, that one is read, and `path` is only what it is called.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        what = f"The name of a table ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}."
        raise Mistakes([Mistake(Place(str(path)), what, "Save it as one of these.")])
    module = import_module(f"advisor.loading.tables.{reader}")
    return _told(path, file, module.opened)


@contextmanager
def _told(path: Path, given: BinaryIO | None, opened: Reader) -> Iterator[Opened]:
    """The same table; what the file system refuses is a mistake like any other."""
    try:
        with nullcontext(given) if given else path.open("rb") as file, opened(path, file) as table:
            yield table
    except OSError as error:
        if error.filename is not None and str(error.filename) != str(path):
            raise
        refuse(path, why(error), "Check its name.")


def refuse(path: Path, what: str, remedy: str = "", row: int = 0) -> NoReturn:
    """Stop reading this file: raise Mistakes."""
    raise Mistakes([Mistake(Place(str(path), row, counted="row"), what, remedy)]) from None
