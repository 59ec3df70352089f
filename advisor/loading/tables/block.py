"""A piece of a table -> the answers of its rows, and every mistake with its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.conditions import Place
from advisor.loading.faults import Fault
from advisor.loading.sheets.reading import COMPANY_AT_MOST
from advisor.loading.tables.answers import plain
from advisor.loading.tables.cells import CellReader, Cells, Column, Counted, Faults, Picked
from advisor.loading.tables.encodings import decoded
from advisor.loading.tables.header import Columns, Holds
from advisor.loading.text.decoding import unseen
from advisor.loading.text.words import quoted
from advisor.mistakes import Mistake
from advisor.questionnaire import AtMostTogether, Holding, Profile, Questionnaire

_DOUBTFUL_NAME = r"[^ -~\x{00A1}-\x{1FFF}\x{2C00}-\x{D7FF}\x{F900}-\x{FDFF}]"
_LOST = "\N{REPLACEMENT CHARACTER}"
_ALMOST = 1e-6
"""Sums this near to a limit are added up again, exactly."""


@dataclass(frozen=True)
class Piece:
    """Some rows of a table as its file holds them. `numbers`: as a spreadsheet counts them, from 1.

    `broken`: position -> what is wrong with the row as a whole; its cells are empty.
    """

    numbers: Column
    cells: pa.RecordBatch
    broken: Mapping[int, str]

    def parts(self, most: int) -> Iterator[Piece]:
        """The same rows in pieces of at most so many."""
        for start in range(0, len(self.numbers), most):
            end = min(start + most, len(self.numbers))
            yield Piece(
                self.numbers[start:end],
                self.cells.slice(start, end - start),
                {row - start: what for row, what in self.broken.items() if start <= row < end},
            )


@dataclass(frozen=True)
class Block:
    """The answers of some rows. Empty rows are left out; a row with mistakes has some here.

    `held`: words of "who does what". `mistakes`: position of a row -> all that is wrong with it.
    """

    numbers: Column
    names: pa.Array
    answers: Mapping[str, Cells]
    held: Mapping[Holds, Picked]
    mistakes: Mapping[int, tuple[Mistake, ...]]

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def good(self) -> Column:
        """The positions of the rows without a mistake."""
        wanted = np.ones(len(self), bool)
        wanted[list(self.mistakes)] = False
        return np.flatnonzero(wanted)

    def profile(self, row: int) -> Profile:
        """The profile of a row without a mistake."""
        replies = {q: cells.reply(row) for q, cells in self.answers.items()}
        held: dict[str, Holding] = {}
        for (name, key), cells in self.held.items():
            said = cells.reply(row)
            if said is not None:
                word = said if isinstance(said, str) else None
                before = held.get(name, Holding())
                held[name] = Holding(
                    word if key == "owner" else before.owner, word if key == "done" else before.done
                )
        answers = {q: value for q, value in replies.items() if value is not None}
        return Profile(answers, held, self.names[row].as_py() or "")


class BlockReader:
    """Reads the pieces of one table. `name` is how mistakes call it."""

    def __init__(
        self,
        name: str,
        columns: Columns,
        questionnaire: Questionnaire,
        *,
        decimal_comma: bool = False,
    ) -> None:
        self.name, self.columns, self.questionnaire = name, columns, questionnaire
        self._cells = CellReader(decimal_comma=decimal_comma)
        self._wrong: dict[int, list[Mistake]] = {}
        self._numbers: Column = np.empty(0, int)

    def read(self, piece: Piece) -> Block:
        """The answers of a piece's rows."""
        piece = _without_empty_rows(piece)
        self._numbers, self._wrong = piece.numbers, {}
        for row, what in piece.broken.items():
            self._note({row: (Fault(what),)}, "")
        answers = {
            question: self._answers(question, piece.cells.column(position))
            for question, position in self.columns.questions.items()
        }
        held = {
            holds: self._words(holds, piece.cells.column(position))
            for holds, position in self.columns.held.items()
        }
        for pair in self.questionnaire.together:
            self._check_together(pair, answers)
        names = self._names(piece)
        mistakes = {row: tuple(found) for row, found in sorted(self._wrong.items())}
        return Block(piece.numbers, names, answers, held, mistakes)

    def _answers(self, question: str, column: pa.Array) -> Cells:
        asked = self.questionnaire.questions[question]
        cells, faults = self._cells.answers(asked, column)
        title = self.columns.header[self.columns.questions[question]]
        # A mistake names the question; a column with the same words need not be named again.
        self._note(faults, "" if plain(title) == plain(asked.ask) else title)
        return cells

    def _words(self, holds: Holds, column: pa.Array) -> Picked:
        row, key = holds
        legal = self.questionnaire.owners if key == "owner" else self.questionnaire.done
        duty = f'"{self.questionnaire.responsibilities[row].text}"'
        name = f"who holds {duty}" if key == "owner" else f"how well {duty} is done"
        cells, faults = self._cells.words(name, column, legal)
        self._note(faults, self.columns.header[self.columns.held[holds]])
        return cells

    def _note(self, faults: Faults, column: str) -> None:
        for row, found in faults.items():
            place = Place(self.name, int(self._numbers[row]), counted="row")
            entry = f"column {quoted(column)}" if column else ""
            self._wrong.setdefault(row, []).extend(
                Mistake(place, f.what, f.remedy, f.legal, entry, f.legal_are) for f in found
            )

    def _check_together(self, pair: AtMostTogether, answers: Mapping[str, Cells]) -> None:
        one, other = answers.get(pair.first), answers.get(pair.second)
        if not isinstance(one, Counted) or not isinstance(other, Counted):
            return
        for row in np.flatnonzero(one.numbers + other.numbers > float(pair.at_most) - _ALMOST):
            first, second = one.reply(int(row)), other.reply(int(row))
            if Decimal(str(first)) + Decimal(str(second)) > Decimal(str(pair.at_most)):
                one_title, title = (
                    self.columns.header[self.columns.questions[asked]]
                    for asked in (pair.first, pair.second)
                )
                what = f"{pair.says} Column {quoted(one_title)} holds {first}, this one {second}."
                self._note({int(row): (Fault(what),)}, title)

    def _names(self, piece: Piece) -> pa.Array:
        """The companies' names; a name that cannot be shown is a mistake and left out."""
        position = self.columns.name
        if position is None:
            return pa.nulls(len(piece.numbers), pa.string())
        texts = _as_text(piece.cells.column(position))
        doubtful = pc.or_kleene(
            pc.match_substring_regex(texts, _DOUBTFUL_NAME),
            pc.greater(pc.utf8_length(texts), COMPANY_AT_MOST),
        ).fill_null(False)
        names = texts.to_pylist() if pc.any(doubtful).as_py() else []
        for row in np.flatnonzero(doubtful.to_numpy(zero_copy_only=False)):
            if what := _wrong_name(names[row]):
                self._note({int(row): (Fault(what),)}, self.columns.header[position])
                names[row] = None
        return pa.array(names, pa.string()) if names else texts


def readable(kind: pa.DataType) -> bool:
    """Whether a column of this type can hold answers or names."""
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        kind = kind.value_type
    try:
        pa.nulls(0, kind).cast(pa.string())
    except pa.ArrowException:
        return False
    return not pa.types.is_nested(kind)


def _wrong_name(name: str) -> str:
    if _LOST in name:
        return "The letters of the name cannot be read. Save the table with the encoding UTF-8."
    if len(name) > COMPANY_AT_MOST:
        return f"The name is longer than {COMPANY_AT_MOST} characters."
    if unseen(name) or "\n" in name or "\t" in name or "\r" in name:
        return "The name holds a character that cannot be seen."
    return ""


def _as_text(column: pa.Array) -> pa.Array:
    """A column as trimmed texts, with a mark for letters that cannot be told."""
    if pa.types.is_binary(column.type):
        try:
            column = column.cast(pa.string())
        except pa.ArrowInvalid:
            texts = [v and (decoded(v) or _LOST) for v in column.to_pylist()]
            column = pa.array(texts, pa.string())
    return pc.utf8_trim_whitespace(column.cast(pa.string()))


def _without_empty_rows(piece: Piece) -> Piece:
    kept = np.zeros(len(piece.numbers), bool)
    kept[list(piece.broken)] = True
    for column in piece.cells.columns:
        if kept.all():
            return piece
        filled = column.is_valid()
        if pa.types.is_binary(column.type) or pa.types.is_string(column.type):
            filled = pc.and_(filled, pc.not_equal(pc.binary_length(column), 0).fill_null(False))
        kept |= filled.to_numpy(zero_copy_only=False)
    if kept.all():
        return piece
    position = np.cumsum(kept) - 1
    return Piece(
        piece.numbers[kept],
        piece.cells.filter(pa.array(kept)),
        {int(position[row]): what for row, what in piece.broken.items()},
    )
