"""Many answer sheets at once: a folder of them, a list or mapping of them, or a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from advisor.conditions import Place
from advisor.loading.sheets.reading import profile_on
from advisor.loading.tables.block import BlockReader
from advisor.loading.tables.header import Columns, matched
from advisor.loading.tables.opening import ENDINGS as TABLES
from advisor.loading.tables.opening import open_table
from advisor.loading.text.decoding import BYTES_AT_MOST, why
from advisor.loading.text.nodes import List, Map, Node
from advisor.loading.text.page import Page
from advisor.loading.text.reading import Document, read
from advisor.mistakes import Mistake, Mistakes
from advisor.questionnaire import Profile, Questionnaire

SHEETS_AT_MOST = 20_000
ENDINGS = (".yaml", ".yml", ".json")
_LOOKS = "Write one sheet for each company, by name or as a list, or a table."


def read_portfolio(
    path: Path, questionnaire: Questionnaire, columns: Callable[[Columns], object] = lambda _: None
) -> dict[str, Profile]:
    """Every profile in a file or folder, by name. Raises Mistakes, those of all sheets at once.

    In a table (CSV, Excel, Parquet) columns are matched as `matched` does; `columns` hears how.
    Choices of one answer are put apart by ";". An empty field is not answered.
    """
    found: dict[str, Profile] = {}
    mistakes: list[Mistake] = []
    is_table = path.suffix.lower() in TABLES
    sheets = partial(_rows, columns) if is_table else _sheets
    for name, profile in sheets(path, questionnaire, mistakes):
        found[_unused(name, found)] = profile
    if not found and not mistakes:
        mistakes = [Mistake(Place(str(path)), "There is no answer sheet in it.", _LOOKS)]
    if mistakes:
        raise Mistakes(mistakes)
    return found


def _sheets(
    path: Path, questionnaire: Questionnaire, mistakes: list[Mistake]
) -> Iterator[tuple[str, Profile]]:
    """Each sheet without mistakes and the name that it goes by; notes the mistakes of others."""
    for name, page in _pages(path):
        try:
            yield name, profile_on(page, questionnaire)
        except Mistakes as several:
            mistakes += several.mistakes


def _pages(path: Path) -> Iterator[tuple[str, Page]]:
    """Each sheet as a page of its own, and the name that it goes by."""
    if path.is_dir():
        for file in sorted(p for p in path.iterdir() if p.suffix in ENDINGS):
            yield file.stem, Page(read(str(file), _content(file)))
    else:
        yield from _listed(path.stem, read(str(path), _content(path)))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(BYTES_AT_MOST + 1)
    except (OSError, ValueError) as error:
        raise Mistakes([Mistake(Place(str(path)), why(error), "Check its name.")]) from None


def _listed(stem: str, document: Document) -> Iterator[tuple[str, Page]]:
    """The sheets of one file: a list of them, sheets by name, or a single one."""
    root = document.root
    below: dict[str, Node] = {}
    if isinstance(root, List):
        below = {f"{stem} {number}": node for number, node in enumerate(root.values, 1)}
    elif isinstance(root, Map) and not {"answers", "responsibilities"} & set(root.values):
        below = root.values
    if document.mistakes or not below:
        yield stem, Page(document)
        return
    for name, node in below.items():
        yield name, Page(Document(document.name, document.text, node))


def _rows(
    hears: Callable[[Columns], object],
    path: Path,
    questionnaire: Questionnaire,
    mistakes: list[Mistake],
) -> Iterator[tuple[str, Profile]]:
    """Each row without mistakes and the name that it goes by; notes the mistakes of others."""
    with open_table(path) as table:
        columns, wrong = matched(str(path), table.header, questionnaire)
        mistakes += wrong
        hears(columns)
        commas = table.decimal_comma
        reader = BlockReader(str(path), columns, questionnaire, decimal_comma=commas)
        rows = 0
        for block in map(reader.read, table.pieces):
            rows += len(block)
            if rows > SHEETS_AT_MOST:
                what = f"The table has more than {SHEETS_AT_MOST:,} rows."
                raise Mistakes([Mistake(Place(str(path)), what, "Split it.")])
            for found in block.mistakes.values():
                mistakes += found
            for row in block.good:
                profile = block.profile(int(row))
                yield profile.company or f"row {block.numbers[row]}", profile


def _unused(name: str, taken: dict[str, Profile]) -> str:
    """The name, with a number where it is taken."""
    free = name
    number = 2
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
