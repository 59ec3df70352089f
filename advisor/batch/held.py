"""A table's advice to look through: held in files without a name, gone with whoever holds it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from advisor.batch.advising import Advising
from advisor.batch.codes import Column
from advisor.batch.keeping import keeping, moved, rows_of, sealed
from advisor.batch.portfolio import Companies, Progress, Summary, companies
from advisor.batch.strength import STRENGTHS
from advisor.batch.writing import writing
from advisor.conditions import Place
from advisor.loading.tables.block import Block, BlockReader, Piece
from advisor.mistakes import Mistake, Mistakes
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook

ROWS_AT_MOST = 50_000
TOLD = 20
"""Mistakes that are told in full."""
ROW = "row"
TOO_LITTLE = "too_little"
"""The strength of advice that rests on too few answers to be read out."""
INDEX = pa.schema(
    [
        (ROW, pa.int64()),
        ("company", pa.string()),
        ("recommendation", pa.string()),
        ("form", pa.string()),
        ("strength", pa.string()),
        ("answered", pa.int64()),
    ]
)
"""What rows are found by, which is kept in memory."""
READ = (ROW, "reason_1_says", "mistakes")
"""What is read from the file for the rows to be seen."""
ORDERS = ("row", "company", "recommendation", "strength", "answered")
"""What rows can be put in order by."""


@dataclass(frozen=True, slots=True)
class Row:
    """One company of the table. Recommendation, form and strength are ids, empty with `mistakes`;
    with too few answers there is only the strength TOO_LITTLE."""

    number: int
    company: str
    recommendation: str
    form: str
    strength: str
    answered: int
    reason: str
    mistakes: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows to see, and in which order. What is empty or None leaves out nothing.

    `mistaken`: only rows with mistakes, or only those without. `find`: a part of the name.
    """

    recommendation: str = ""
    strength: str = ""
    mistaken: bool | None = None
    find: str = ""
    by: str = ROW


class Held:
    """The advice for one table: counted, looked through, opened and written out.

    `name` is what the table is called. Its files have no name in any folder: they are gone when
    nothing holds it any more, and when the program is killed. Several threads may read it.
    Companies with fewer answers than `fewest` have no recommendation here, and the strength
    TOO_LITTLE. Raises Mistakes.
    """

    def __init__(
        self, rulebook: Rulebook, name: str, found: Companies, progress: Progress, fewest: int
    ) -> None:
        self.rulebook, self.name, self.columns = rulebook, name, found.columns
        self.summary = Summary(found.columns, told=TOLD)
        self._decimal_comma = found.table.decimal_comma
        advising = Advising(rulebook)
        index = [INDEX.empty_table()]
        with TemporaryFile() as advice, TemporaryFile() as answers:
            with (
                writing(advice, advising.schema, Path("advice.parquet")) as tell,
                keeping(answers, self.columns) as keep,
            ):
                for piece, block in found.blocks():
                    self._count(block)
                    advised = advising.advised(block)
                    tell(advised)
                    keep(piece, block)
                    index.append(_indexed(advised, fewest))
                    progress(found.table.read, found.table.size)
            self._advice, self._answers = sealed(advice), sealed(answers)
        self._index = pa.concat_tables(index)

    def _count(self, block: Block) -> None:
        self.summary.add(block)
        if self.summary.advised + self.summary.mistaken > ROWS_AT_MOST:
            what = f"The table has more than {ROWS_AT_MOST:,} companies."
            remedy = "Split it, or use the command: python -m advisor batch IN -o OUT."
            raise Mistakes([Mistake(Place(self.name), what, remedy)])

    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many companies get which recommendation, and how strongly."""
        grouped = self._index.group_by(["recommendation", "strength"])
        found = grouped.aggregate([([], "count_all")]).to_pylist()
        return {
            (row["recommendation"], row["strength"]): row["count_all"]
            for row in found
            if row["recommendation"]
        }

    def too_little(self) -> int:
        """How many companies have too few answers."""
        return int(pc.sum(pc.equal(self._index["strength"], TOO_LITTLE)).as_py() or 0)

    def places(self, wanted: Wanted) -> Sequence[int]:
        """Where the wanted rows stand in the table of advice, in the wanted order."""
        keep = np.ones(len(self._index), bool)
        for name in ("recommendation", "strength"):
            if value := getattr(wanted, name):
                keep &= _true(pc.equal(self._index[name], value))
        if wanted.mistaken is not None:
            keep &= _true(self._index["answered"].is_null()) == wanted.mistaken
        if part := wanted.find.strip():
            names = self._index["company"]
            keep &= _true(pc.match_substring(names, part, ignore_case=True))
        places = np.flatnonzero(keep)
        order = np.argsort(self._ranks(wanted.by)[places], kind="stable")
        return tuple(places[order].tolist())

    def _ranks(self, by: str) -> Column:
        """What each row counts when rows are put in order by this column; nothing comes last."""
        column = self._index[by]
        if by == "company":
            texts = pc.utf8_lower(column).to_pylist()
            rank = {text: i for i, text in enumerate(sorted(t for t in set(texts) if t))}
            return np.array([rank.get(text, len(rank)) for text in texts])
        if by in ("recommendation", "strength"):
            known = self.rulebook.outcomes if by == "recommendation" else (*STRENGTHS, TOO_LITTLE)
            order = [*known]
            column = pc.index_in(column, pa.array(order))
        ranks: Column = column.to_numpy()
        return ranks

    def rows(self, places: Sequence[int]) -> tuple[Row, ...]:
        """The rows in these places."""
        index = self._index.take(pa.array(places, pa.int64())).to_pylist()
        read = rows_of(self._advice, [row[ROW] for row in index], READ).to_pylist()
        told = {row[ROW]: row for row in read}
        return tuple(
            Row(
                number=row[ROW],
                company=row["company"] or "",
                recommendation=row["recommendation"] or "",
                form=row["form"] or "",
                strength=row["strength"] or "",
                answered=row["answered"] or 0,
                reason=told[row[ROW]]["reason_1_says"] or "",
                mistakes=told[row[ROW]]["mistakes"] or "",
            )
            for row in index
        )

    def profile(self, number: int) -> Profile | None:
        """The company in the row with this number; None where there is none without mistakes."""
        found = rows_of(self._answers, [number])
        if not found.num_rows:
            return None
        found = found.drop_columns([ROW])
        columns, asked = moved(self.columns), self.rulebook.questionnaire
        reader = BlockReader(self.name, columns, asked, decimal_comma=self._decimal_comma)
        (cells,) = found.combine_chunks().to_batches()
        return reader.read(Piece(np.array([number]), cells, {})).profile(0)

    def write(self, ending: str) -> bytes:
        """The whole advice as a file: ".csv", ".xlsx" or ".parquet"."""
        file = io.BytesIO()
        kept = parquet.ParquetFile(pa.BufferReader(self._advice))
        with writing(file, kept.schema_arrow, Path(f"advice{ending}")) as write:
            for batch in kept.iter_batches():
                write(batch)
        return file.getvalue()


def hold(
    rulebook: Rulebook, name: str, file: BinaryIO, progress: Progress, fewest: int = 0
) -> Held:
    """The advice for the table in an open file that is called `name`. Raises Mistakes."""
    with companies(rulebook, Path(name), file) as found:
        return Held(rulebook, name, found, progress, fewest)


def _indexed(advised: pa.RecordBatch, fewest: int) -> pa.Table:
    """What rows are found by."""
    index = pa.table(advised.select(INDEX.names)).cast(INDEX)
    few = pc.less(index["answered"], fewest)
    instead = {"recommendation": None, "form": None, "strength": TOO_LITTLE}
    for name, value in instead.items():
        column = pc.if_else(few, pa.scalar(value, pa.string()), index[name])
        index = index.set_column(INDEX.get_field_index(name), name, column)
    return index


def _true(mask: pa.ChunkedArray) -> Column:
    """The mask with nothing for no."""
    found: Column = pc.fill_null(mask, False).to_numpy()
    return found
