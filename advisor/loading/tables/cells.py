"""The cells of one column -> replies, each distinct text read once, in bulk where it is plain."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from advisor.loading.faults import Fault, Misread
from advisor.loading.sheets.answering import UNKNOWN_WORD
from advisor.loading.tables.answers import BETWEEN_CHOICES, Answers, Words
from advisor.loading.tables.encodings import decoded
from advisor.loading.text.words import quoted
from advisor.loading.typed_numbers import is_money
from advisor.questionnaire import UNKNOWN, Number, Question, Reply

LONGEST_CELL = 2_000
TAUGHT_AT_MOST = 2_000
"""Mistakes that are told in full; looking for what was meant takes time."""
KNOWN_AT_MOST = 50_000
"""Texts that are remembered from one piece of a table to the next."""
_PLAIN_NUMBER = r"^[+-]?([0-9]{1,15}|[0-9]{1,8}\.[0-9]{1,6})$"
"""Numbers that a float holds exactly as they are written."""
_GROUPED_NUMBER = r"^[+-]?[1-9][0-9]{0,2}(,[0-9]{3}){1,3}$"
_DOUBTFUL_POINT = r"^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""Where commas may be decimals, a point may part thousands: "1.200"."""

Column = NDArray[Any]
Faults = Mapping[int, tuple[Fault, ...]]
"""Position of a row, or of a distinct text -> what is wrong with it."""


@dataclass(frozen=True)
class Picked:
    """A column of words: the `distinct` ones, the last of them None, and `at` which of them.

    A reply is a choice, a set of choices or UNKNOWN; None where a cell is empty or wrong.
    """

    distinct: tuple[Any, ...]
    at: Column

    def reply(self, row: int) -> Any:
        """What the cell of a row says."""
        return self.distinct[self.at[row]]


@dataclass(frozen=True)
class Counted:
    """A column of numbers: NaN where there is none; `unsure` where the answer is "not sure"."""

    numbers: Column
    unsure: Column

    def reply(self, row: int) -> Reply | None:
        """What the cell of a row says; None where it is empty or wrong."""
        if self.unsure[row]:
            return UNKNOWN
        return None if np.isnan(self.numbers[row]) else _kept(float(self.numbers[row]))


Cells = Picked | Counted


class CellReader:
    """Reads the columns of one table; stops explaining once it has explained enough.

    `decimal_comma`: a number may be written like 2,5.
    """

    def __init__(self, *, decimal_comma: bool = False) -> None:
        self._decimal_comma = decimal_comma
        self._taught = 0
        self._known: dict[tuple[str, str], Reply] = {}
        self._answers: dict[str, Answers] = {}

    def answers(self, question: Question, column: pa.Array) -> tuple[Cells, Faults]:
        """The replies to one question, and the rows whose cell is none."""
        if not question.bands:
            distinct, at = _distinct(column)
            read, faults = self._texts(question, _texts(distinct))
            return Picked((*read, None), at), _by_row(faults, at)
        if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
            return self._measured(question, column)
        return self._counted(question, column)

    def words(self, name: str, column: pa.Array, legal: Mapping[str, str]) -> tuple[Picked, Faults]:
        """Words of "who does what", which say `name`; UNKNOWN where that is what is written."""
        distinct, at = _distinct(column)
        words = Words(legal)
        found: list[object] = []
        faults: dict[int, tuple[Fault, ...]] = {}
        for position, text in enumerate(_texts(distinct)):
            found.append(None)
            if text == "":
                continue
            try:
                word = words.meant(_checked(text))
                if not word:
                    what = f"{quoted(text or '')} does not say {name}."
                    raise Misread(Fault(what, "", words.told, word=text or ""))
                found[-1] = UNKNOWN if word == UNKNOWN_WORD else word
            except Misread as misread:
                faults[position] = self._explained(words, misread)
        return Picked((*found, None), at), _by_row(faults, at)

    def _measured(self, question: Question, column: pa.Array) -> tuple[Cells, Faults]:
        """A column that holds numbers as such."""
        numbers = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
        wrong = ~(_legal(question, numbers) | np.isnan(numbers))
        if not wrong.any():
            return Counted(numbers, np.zeros(len(numbers), bool)), {}
        values, at = np.unique(numbers[wrong], return_inverse=True)
        _, faults = self._texts(question, [str(_kept(float(value))) for value in values])
        rows = np.flatnonzero(wrong)
        found = {int(rows[i]): fault for i, fault in _by_row(faults, at).items()}
        numbers = np.where(wrong, np.nan, numbers)
        return Counted(numbers, np.zeros(len(numbers), bool)), found

    def _counted(self, question: Question, column: pa.Array) -> tuple[Cells, Faults]:
        """A column that holds numbers as text."""
        distinct, at = _distinct(column)
        numbers = _plain_numbers(distinct, question, decimal_comma=self._decimal_comma)
        numbers[~_legal(question, numbers)] = np.nan
        others = np.flatnonzero(np.isnan(numbers))
        read, faults = self._texts(question, _texts(distinct.take(pa.array(others))))
        unsure = np.zeros(len(numbers) + 1, bool)
        for position, found in zip(others, read, strict=True):
            unsure[position] = found is UNKNOWN
            numbers[position] = found if isinstance(found, int | float) else np.nan
        named = {int(others[i]): fault for i, fault in faults.items()}
        return Counted(np.append(numbers, np.nan)[at], unsure[at]), _by_row(named, at)

    def _texts(
        self, question: Question, texts: Collection[str | None]
    ) -> tuple[list[Reply | None], Faults]:
        """What each text says (None where it is empty or wrong), and what is wrong with it."""
        answers = self._answers_of(question)
        found: list[Reply | None] = []
        faults: dict[int, tuple[Fault, ...]] = {}
        for position, text in enumerate(texts):
            known = self._known.get((question.id, text or ""))
            found.append(known)
            if text == "" or known is not None:
                continue
            try:
                found[-1] = said = answers.reply(_checked(text))
            except Misread as misread:
                faults[position] = self._explained(answers.words, misread)
                continue
            # Tables say the same things over and over.
            if len(self._known) < KNOWN_AT_MOST:
                self._known[question.id, text or ""] = said
        return found, faults

    def _answers_of(self, question: Question) -> Answers:
        if question.id not in self._answers:
            read = Answers(question, decimal_comma=self._decimal_comma)
            self._answers[question.id] = read
        return self._answers[question.id]

    def _explained(self, words: Words, misread: Misread) -> tuple[Fault, ...]:
        """The faults, with the word that was meant; only what is wrong once enough was told."""
        if self._taught > TAUGHT_AT_MOST:
            return tuple(Fault(fault.what) for fault in misread.faults)
        self._taught += len(misread.faults)
        return tuple(
            replace(fault, remedy=words.near(fault.word) or fault.remedy) if fault.word else fault
            for fault in misread.faults
        )


def _checked(text: str | None) -> str:
    """The text. Raises Misread for what is none, or is too long."""
    if text is None:
        remedy = "Save the table again with the encoding UTF-8."
        raise Misread(Fault("The letters of this cell cannot be read.", remedy))
    if len(text) > LONGEST_CELL:
        raise Misread(Fault(f"The cell is longer than {LONGEST_CELL:,} characters."))
    return text


def _distinct(column: pa.Array) -> tuple[pa.Array, Column]:
    """The distinct values of a column, and which of them each row has; -1 where it is empty."""
    kind = column.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), BETWEEN_CHOICES)
    elif not (pa.types.is_binary(kind) or pa.types.is_dictionary(kind)):
        column = column.cast(pa.string())
    encoded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    values = encoded.dictionary
    if not (pa.types.is_string(values.type) or pa.types.is_binary(values.type)):
        values = values.cast(pa.string())
    return values, encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)


def _texts(values: pa.Array) -> list[str | None]:
    """Each value without space around it; None where its letters cannot be told."""
    texts = (decoded(v) if isinstance(v, bytes) else v or "" for v in values.to_pylist())
    return [None if text is None else text.strip() for text in texts]


def _plain_numbers(values: pa.Array, question: Question, *, decimal_comma: bool) -> Column:
    """The numbers among the values that are written plainly; NaN for all others."""
    try:
        texts = pc.utf8_trim_whitespace(values.cast(pa.string()))
    except pa.ArrowInvalid:  # not UTF-8 somewhere: each is then looked at by itself
        return np.full(len(values), np.nan)
    plain = pc.match_substring_regex(texts, _PLAIN_NUMBER)
    if decimal_comma:
        plain = pc.and_(plain, pc.invert(pc.match_substring_regex(texts, _DOUBTFUL_POINT)))
    elif not pc.all(plain).as_py():
        bare = (
            pc.replace_substring_regex(texts, r"^([+-]?)\$", r"\1") if is_money(question) else texts
        )
        grouped = pc.match_substring_regex(bare, _GROUPED_NUMBER)
        texts = pc.if_else(grouped, pc.replace_substring(bare, ",", ""), texts)
        plain = pc.or_(plain, grouped)
    unsigned = pc.utf8_ltrim(texts, "+")
    numbers = pc.if_else(plain, unsigned, pa.scalar(None, pa.string())).cast(pa.float64())
    found: Column = numbers.to_numpy(zero_copy_only=False).copy()
    return found


def _legal(question: Question, numbers: Column) -> Column:
    """Which numbers the question takes; not NaN."""
    low, high = (1, len(question.steps)) if question.steps else (question.low, question.high)
    legal: Column = (numbers >= low) & (numbers <= high)
    if question.kind == "scale":
        legal &= np.floor(numbers) == numbers
    return legal


def _kept(number: float) -> Number:
    """The number as a sheet would hold it: whole where it is whole."""
    return int(number) if number.is_integer() else number


def _by_row(faults: Faults, at: Column) -> Faults:
    """Faults of distinct texts -> faults of the rows that hold them."""
    if not faults:
        return {}
    wrong = np.isin(at, list(faults))
    return {int(row): faults[int(at[row])] for row in np.flatnonzero(wrong)}
