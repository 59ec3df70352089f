"""The words of reasons in columns: each distinct sentence is written once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from advisor.batch.codes import Column
from advisor.loading.tables.cells import Cells, Counted
from advisor.questionnaire import Value
from advisor.rulebook import Rulebook
from advisor.wording import placeholders, sentence

KEPT_AT_MOST = 100_000
"""Sentences that are remembered from one block to the next."""


class Sentences:
    """Writes the sentences of a rulebook's rules with each company's own answers."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.questions = rulebook.questionnaire.weighed()
        self.says = [rule.says for rule in rulebook.rules]
        self.quoted = [tuple(dict.fromkeys(placeholders(says))) for says in self.says]
        self._written: dict[tuple[int, tuple[Value, ...]], str] = {}

    def column(self, rules: Column, replies: Mapping[str, Cells]) -> pa.Array:
        """For each profile the sentence of one rule, by its position; null where it is negative."""
        texts: list[str] = []
        at = np.zeros(len(rules), np.int32)
        for rule, rows in _rows_of_each(rules):
            quoted = [replies[q] for q in self.quoted[rule]]
            first, which = _distinct(quoted, rows)
            at[rows] = which + len(texts)
            texts += [self._sentence(rule, [c.reply(int(row)) for c in quoted]) for row in first]
        return pa.DictionaryArray.from_arrays(
            pa.array(at, mask=rules < 0), pa.array(texts, pa.string())
        )

    def _sentence(self, rule: int, said: Sequence[Any]) -> str:
        key = (rule, tuple(said))
        if key not in self._written:
            if len(self._written) >= KEPT_AT_MOST:
                self._written.clear()
            replies = dict(zip(self.quoted[rule], said, strict=True))
            self._written[key] = sentence(self.says[rule], self.questions, replies)
        return self._written[key]


def _rows_of_each(rules: Column) -> Iterator[tuple[int, Column]]:
    """Each rule that comes up, and the rows where it does."""
    order = np.argsort(rules, kind="stable")
    values, starts = np.unique(rules[order], return_index=True)
    for rule, rows in zip(values, np.split(order, starts[1:]), strict=True):
        if rule >= 0:
            yield int(rule), rows


def _distinct(quoted: Sequence[Cells], rows: Column) -> tuple[Column, Column]:
    """One row for each different set of replies, and which of these sets each row has."""
    which = np.zeros(len(rows), np.int64)
    for cells in quoted:
        values = cells.numbers[rows] if isinstance(cells, Counted) else cells.at[rows]
        _, place = np.unique(values, return_inverse=True)
        _, which = np.unique(which * (len(rows) + 1) + place, return_inverse=True)
    _, first, which = np.unique(which, return_index=True, return_inverse=True)
    return rows[first], which
