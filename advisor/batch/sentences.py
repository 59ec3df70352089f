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

    def columns(self, rules: Column, replies: Mapping[str, Cells]) -> list[pa.Array]:
        """The sentences of rules, by their positions: a row for each profile, a column each.

        Null where a position is negative.
        """
        texts: list[str] = []
        at = np.zeros(rules.shape, np.int32)
        companies = np.broadcast_to(np.arange(len(rules))[:, None], rules.shape).reshape(-1)
        for rule, places in _places_of_each(rules.reshape(-1)):
            quoted = [replies[q] for q in self.quoted[rule]]
            first, which = _distinct(quoted, companies[places])
            at.reshape(-1)[places] = which + len(texts)
            texts += [self._sentence(rule, [c.reply(int(row)) for c in quoted]) for row in first]
        known = pa.array(texts, pa.string())
        return [
            pa.DictionaryArray.from_arrays(pa.array(column, mask=rule < 0), known)
            for column, rule in zip(at.T, rules.T, strict=True)
        ]

    def _sentence(self, rule: int, said: Sequence[Any]) -> str:
        key = (rule, tuple(said))
        if key not in self._written:
            if len(self._written) >= KEPT_AT_MOST:
                self._written.clear()
            replies = dict(zip(self.quoted[rule], said, strict=True))
            self._written[key] = sentence(self.says[rule], self.questions, replies)
        return self._written[key]


def _places_of_each(rules: Column) -> Iterator[tuple[int, Column]]:
    """Each rule that comes up, and all the places where it does."""
    order = np.argsort(rules, kind="stable")
    values, starts = np.unique(rules[order], return_index=True)
    ends = [*starts[1:], len(rules)]
    for rule, start, end in zip(values, starts, ends[: len(values)], strict=True):
        if rule >= 0:
            yield int(rule), order[start:end]


def _distinct(quoted: Sequence[Cells], rows: Column) -> tuple[Column, Column]:
    """One row for each different set of replies, and which of these sets each row has."""
    if not quoted:
        return rows[:1], np.zeros(len(rows), np.int64)
    sets = _numbered(quoted[0], rows)
    for cells in quoted[1:]:
        sets = sets * (len(rows) + 1) + _numbered(cells, rows)
    _, first, which = np.unique(sets, return_index=True, return_inverse=True)
    return rows[first], which


def _numbered(cells: Cells, rows: Column) -> Column:
    """A number for each different reply."""
    if isinstance(cells, Counted):
        return np.unique(cells.numbers[rows], return_inverse=True)[1]
    return cells.at[rows]
