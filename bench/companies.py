"""Many random companies as columns: what the batch benchmarks weigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

from advisor.batch import coding
from advisor.batch.codes import Column
from advisor.batch.holdings import shares_of
from advisor.loading.tables.answers import BETWEEN_CHOICES
from advisor.questionnaire import Holding, Profile, Question, Value
from advisor.rulebook import Rulebook

OPEN_PART = 0.15
"""How often a question is not answered."""
AT_ONCE = 250_000


@dataclass(frozen=True)
class Companies:
    """Random companies in columns: numbers with NaN where open, and codes for everything else.

    `held`: "who does what" where it was drawn, as `Shares` numbers it; `said`: which companies
    filled it in at all.
    """

    rulebook: Rulebook
    numbers: dict[str, Column]
    picked: dict[str, Column]
    held: dict[str, Column]
    said: Column

    def __len__(self) -> int:
        return len(next(iter(self.numbers.values())))

    def codes(self) -> dict[str, Column]:
        """The codes of all replies, as the kernel takes them."""
        of_numbers = coding(self.rulebook).of_numbers
        codes = {q: of_numbers(q, values) for q, values in self.numbers.items()} | self.picked
        if self.held:
            shares = shares_of(self.rulebook).known(self.held, self.said)
            codes |= {name: share.codes for name, share in shares.items()}
        return codes

    def profile(self, row: int) -> Profile:
        """One company as a profile."""
        answers: dict[str, Value] = {}
        for q, values in self.numbers.items():
            if not np.isnan(values[row]):
                number = float(values[row])
                answers[q] = int(number) if number.is_integer() else number
        for q, codes in self.picked.items():
            if codes[row]:
                answers[q] = coding(self.rulebook).replies[q][codes[row] - 1]
        return Profile(answers, self._holdings(row) if self.said[row] else {})

    def _holdings(self, row: int) -> dict[str, Holding]:
        shares = shares_of(self.rulebook)
        owners, done = list(shares.owners), list(shares.done)
        numbers = {name: divmod(int(held[row]), len(done)) for name, held in self.held.items()}
        return {name: Holding(owners[o], done[d]) for name, (o, d) in numbers.items()}

    def table(self) -> pa.Table:
        """The companies as a table: numbers as numbers, choices as words."""
        columns = {"company": pa.array([f"Company {i}" for i in range(len(self))])}
        for q, question in self.rulebook.questionnaire.questions.items():
            if q in self.numbers:
                columns[q] = pa.array(self.numbers[q], from_pandas=True)
            else:
                columns[q] = _words(question, self.picked[q], coding(self.rulebook).replies[q])
        return pa.table(columns)


def _words(question: Question, codes: Column, replies: object) -> pa.Array:
    texts = [
        BETWEEN_CHOICES.join(sorted(reply)) if question.kind == "choices" else reply
        for reply in replies  # type: ignore[attr-defined]
    ]
    at = pa.array(codes.astype(np.int32) - 1, mask=codes == 0)
    return pa.DictionaryArray.from_arrays(at, pa.array(texts))


def draw(rulebook: Rulebook, count: int, seed: int = 1, *, matrix: bool = False) -> Companies:
    """Random companies. Each number falls in any of its bands alike, and anywhere in it.

    With `matrix`, half of them also say who does what, more or less completely.
    """
    chance = np.random.default_rng(seed)
    numbers: dict[str, Column] = {}
    picked: dict[str, Column] = {}
    for q, question in rulebook.questionnaire.questions.items():
        open_ = chance.random(count) < OPEN_PART
        if question.bands:
            numbers[q] = np.where(open_, np.nan, _numbers(question, count, chance))
        else:
            codes = chance.integers(1, len(coding(rulebook).replies[q]) + 1, count)
            picked[q] = np.where(open_, 0, codes).astype(coding(rulebook).type_of(q))
    for pair in rulebook.questionnaire.together:
        too_much = numbers[pair.first] + numbers[pair.second] > pair.at_most
        numbers[pair.second][too_much] = np.nan
    said = (chance.random(count) < 0.5) & matrix
    held = _matrix(rulebook, chance, said) if matrix else {}
    return Companies(rulebook, numbers, picked, held, said)


def _matrix(rulebook: Rulebook, chance: np.random.Generator, said: Column) -> dict[str, Column]:
    shares = shares_of(rulebook)
    open_part = chance.random(len(said)) * chance.integers(0, 2, len(said))
    held = {}
    for row in rulebook.questionnaire.responsibilities:
        owner, done = (
            np.where(chance.random(len(said)) < open_part, 0, chance.integers(1, n, len(said)))
            for n in (len(shares.owners), len(shares.done))
        )
        held[row] = (owner * len(shares.done) + done) * said
    return held


def _numbers(question: Question, count: int, chance: np.random.Generator) -> Column:
    edges = [max(band.start, question.low) for band in question.bands]
    ends = [*edges[1:], min(question.high, 3 * max(abs(edges[-1]), 10))]
    band = chance.integers(0, len(edges), count)
    low, high = np.array(edges, float)[band], np.array(ends, float)[band]
    numbers = low + chance.random(count) * (high - low)
    size = np.ones(count)
    if question.kind == "number":  # as people write them: two digits that count
        size = 10.0 ** np.maximum(np.floor(np.log10(np.maximum(np.abs(numbers), 1))) - 1, 0)
    written: Column = np.clip(np.floor(numbers / size) * size, question.low, question.high)
    return written


def write(rulebook: Rulebook, path: Path, count: int) -> None:
    """A table of random companies as Parquet or CSV, written in pieces."""
    pieces = _tables(rulebook, count)
    first = next(pieces)
    if path.suffix == ".parquet":
        with parquet.ParquetWriter(path, first.schema) as writer:
            writer.write_table(first)
            for piece in pieces:
                writer.write_table(piece)
        return
    plain = pa.schema(
        [(f.name, pa.string() if pa.types.is_dictionary(f.type) else f.type) for f in first.schema]
    )
    with csv.CSVWriter(path, plain) as text:
        text.write_table(first.cast(plain))
        for piece in pieces:
            text.write_table(piece.cast(plain))


def _tables(rulebook: Rulebook, count: int) -> Iterator[pa.Table]:
    for start in range(0, count, AT_ONCE):
        yield draw(rulebook, min(AT_ONCE, count - start), seed=start + 1).table()
