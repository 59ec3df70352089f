"""A block of a table's rows -> a table of advice, row by row."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
import pyarrow as pa

from advisor.batch.codes import OPEN, Column, coding
from advisor.batch.holdings import shares_of
from advisor.batch.reasons import NO_RULE, reasons
from advisor.batch.sentences import Sentences
from advisor.batch.strength import STRENGTHS
from advisor.batch.weighing import kernel
from advisor.loading.tables.answers import BETWEEN_CHOICES
from advisor.loading.tables.block import Block
from advisor.loading.tables.cells import Cells, Counted
from advisor.questionnaire import Profile
from advisor.rulebook import LEVELS, Rulebook
from advisor.wording import upper_first

REASONS = 3
WORD = pa.dictionary(pa.int32(), pa.string())
Possible = Callable[[Profile], Sequence[str] | None]
"""The recommendations still possible for a profile; None where that is not known."""


def schema(rulebook: Rulebook) -> pa.Schema:
    """The columns of a table of advice."""
    columns: dict[str, pa.DataType] = {
        "row": pa.int64(),
        "company": pa.string(),
        "recommendation": WORD,
        "form": WORD,
        "strength": WORD,
        "possible": pa.string(),
        "answered": pa.int64(),
    }
    columns |= dict.fromkeys(rulebook.dimensions, WORD)
    for place in range(1, REASONS + 1):
        columns |= {f"reason_{place}": WORD, f"reason_{place}_says": WORD}
    return pa.schema(list((columns | {"mistakes": pa.string()}).items()))


class Advising:
    """Gives the advice for blocks of one table.

    `possible` says what open questions leave possible for a company; where it is not given the
    column stays empty.
    """

    def __init__(self, rulebook: Rulebook, possible: Possible | None = None) -> None:
        self.rulebook = rulebook
        self.schema = schema(rulebook)
        self.kernel = kernel(rulebook)
        self.coding = coding(rulebook)
        self.reasons = reasons(rulebook)
        self.sentences = Sentences(rulebook)
        self.shares = shares_of(rulebook)
        self.possible = possible
        self.rules = [rule.id for rule in rulebook.rules]

    def advised(self, block: Block) -> pa.RecordBatch:
        """One row of advice for each row of the block; those with mistakes have only these."""
        replies, codes = self._weighed(block)
        found = self.kernel.weigh(codes, len(block))
        strongest = self.reasons.strongest(found.fired, found.recommendation, REASONS)
        missing = np.ones(len(block), bool)
        missing[block.good] = False
        strongest[missing] = NO_RULE
        forms = [form.id for form in self.kernel.deciding.forms]
        columns = {
            "row": pa.array(block.numbers, pa.int64()),
            "company": block.names,
            "recommendation": _words(found.recommendation, self.rulebook.outcomes, missing),
            "form": _words(found.form, forms, missing),
            "strength": _words(found.strength, STRENGTHS, missing),
            "possible": self._possible(block),
            "answered": pa.array(_answered(block, codes), mask=missing),
        }
        for dimension, levels in zip(self.rulebook.dimensions, found.levels, strict=True):
            columns[dimension] = _words(levels, LEVELS, missing)
        says = self.sentences.columns(strongest, replies)
        for place, (rules, sentences) in enumerate(zip(strongest.T, says, strict=True), 1):
            columns[f"reason_{place}"] = _words(rules, self.rules, rules < 0)
            columns[f"reason_{place}_says"] = sentences
        columns["mistakes"] = _told(block)
        return pa.RecordBatch.from_pydict(columns, self.schema)

    def _weighed(self, block: Block) -> tuple[dict[str, Cells], dict[str, Column]]:
        """The replies and the codes of a block, shares of "who does what" included."""
        replies = dict(block.answers)
        codes = {q: self._codes(q, cells) for q, cells in replies.items()}
        if block.held:
            for name, share in self.shares.of_block(block).items():
                codes[name] = share.codes
                replies[name] = Counted(share.lowest, np.zeros(len(block), bool))
        return replies, codes

    def _codes(self, question: str, cells: Cells) -> Column:
        if isinstance(cells, Counted):
            return self.coding.of_numbers(question, cells.numbers)
        known = (v if isinstance(v, str | frozenset) else None for v in cells.distinct)
        codes = [self.coding.code_of(question, value) for value in known]
        return np.array(codes, self.coding.type_of(question))[cells.at]

    def _possible(self, block: Block) -> pa.Array:
        told: list[str | None] = [None] * len(block)
        if self.possible is not None:
            for row in block.good:
                found = self.possible(block.profile(int(row)))
                told[row] = None if found is None else BETWEEN_CHOICES.join(found)
        return pa.array(told, pa.string())


def _answered(block: Block, codes: Mapping[str, Column]) -> Column:
    """How many questions each company has answered; "not sure" is no answer."""
    counted = np.zeros(len(block), np.int64)
    for question in block.answers:
        counted += codes[question] != OPEN
    return counted


def _words(positions: Column, names: Collection[str], missing: Column) -> pa.Array:
    """Positions as the words that they stand for; null where the row is missing."""
    at = pa.array(positions.astype(np.int32), mask=missing)
    return pa.DictionaryArray.from_arrays(at, pa.array(list(names), pa.string()))


def _told(block: Block) -> pa.Array:
    """Per row all its mistakes in words, each with its column."""
    told: list[str | None] = [None] * len(block)
    for row, mistakes in block.mistakes.items():
        told[row] = " ".join(
            f"{upper_first(m.entry)}: {m.message}" if m.entry else m.message for m in mistakes
        )
    return pa.array(told, pa.string())
