"""Many answer sheets at once: a folder of them, a list or mapping of them, or a table (CSV)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from advisor.conditions import Place
from advisor.loading.sheets.reading import profile_on
from advisor.loading.text.decoding import BYTES_AT_MOST, Unreadable, decoded, why
from advisor.loading.text.nodes import List, Map, Node, Span, Text
from advisor.loading.text.page import Page
from advisor.loading.text.reading import Document, read
from advisor.mistakes import Mistake, Mistakes
from advisor.questionnaire import Profile, Questionnaire

SHEETS_AT_MOST = 20_000
ENDINGS = (".yaml", ".yml", ".json")
NAMES = ("name", "id", "company")
"""Columns of a table that may say which company a row is about; the first found names it."""
BETWEEN_CHOICES = ";"
_LOOKS = "Write one sheet for each company, by name or as a list, or a table with a .csv ending."


def read_portfolio(path: Path, questionnaire: Questionnaire) -> dict[str, Profile]:
    """Every profile in a file or folder, by name. Raises Mistakes, those of all sheets at once.

    In a table every column is a question; choices of one answer are put apart by ";". An empty
    field is not answered.
    """
    found: dict[str, Profile] = {}
    mistakes: list[Mistake] = []
    for name, page in _pages(path, questionnaire):
        try:
            found[_unused(name, found)] = profile_on(page, questionnaire)
        except Mistakes as several:
            mistakes += several.mistakes
    if not found and not mistakes:
        mistakes = [Mistake(Place(str(path)), "There is no answer sheet in it.", _LOOKS)]
    if mistakes:
        raise Mistakes(mistakes)
    return found


def _pages(path: Path, questionnaire: Questionnaire) -> Iterator[tuple[str, Page]]:
    """Each sheet as a page of its own, and the name that it goes by."""
    if path.is_dir():
        for file in sorted(p for p in path.iterdir() if p.suffix in ENDINGS):
            yield file.stem, Page(read(str(file), _content(file)))
    elif path.suffix.lower() == ".csv":
        yield from _rows(str(path), _content(path), questionnaire)
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


def _rows(name: str, content: bytes, questionnaire: Questionnaire) -> Iterator[tuple[str, Page]]:
    try:
        text = decoded(name, content)
    except Unreadable as unreadable:
        raise Mistakes([unreadable.mistake]) from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Mistakes([Mistake(Place(name), f"The table cannot be read: {error}.")]) from None
    if len(rows) > SHEETS_AT_MOST:
        what = f"The table has more than {SHEETS_AT_MOST:,} rows."
        raise Mistakes([Mistake(Place(name), what, "Split it.")])
    header = [cell.strip() for cell in rows[0]] if rows else []
    named = next((n for n in NAMES if n in header and n not in questionnaire.questions), None)
    for line, row in enumerate(rows[1:], 2):
        if any(cell.strip() for cell in row):
            cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
            title = cells.pop(named, "") if named else ""
            yield title or f"row {line}", _sheet(name, text, line, cells, questionnaire)


def _sheet(
    name: str, text: str, line: int, cells: dict[str, str], questionnaire: Questionnaire
) -> Page:
    answers = Map(span=Span(line))
    for column, (question, cell) in enumerate(cells.items(), 1):
        if cell:
            several = getattr(questionnaire.questions.get(question), "kind", "") == "choices"
            answers.keys[question] = Text(question, Span(line, column))
            answers.values[question] = _answer(cell, Span(line, column), several)
    sheet = Map({"answers": answers}, {"answers": Text("answers", Span(line))}, Span(line))
    return Page(Document(name, text, sheet))


def _answer(cell: str, span: Span, several: bool) -> Node:
    if several and BETWEEN_CHOICES in cell:
        return List([Text(part.strip(), span) for part in cell.split(BETWEEN_CHOICES)], span)
    return Text(cell, span)


def _unused(name: str, taken: dict[str, Profile]) -> str:
    """The name, with a number where it is taken."""
    free = name
    number = 2
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
