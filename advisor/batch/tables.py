"""The look-up tables of a rulebook: what each reply of a group of questions leaves standing.

One row of a table stands for one combination of replies to the group's questions. It holds their
rule bits (all of them to be ANDed) and their sums (to be added): per dimension the points of the
rules that the group decides alone, then the points that its answers bring into play.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from advisor.batch.codes import Column, coding
from advisor.batch.layout import WORD, Classes, Layout, laid_out, wide
from advisor.compiled import Compiled, compiled
from advisor.rulebook import Rulebook

CHUNK = 8
"""Crossing rules whose points are looked up at once; a word holds a whole number of chunks."""


@dataclass(frozen=True)
class Table:
    """One group's rows. `masks`: 64-bit words; `sums`: whole numbers.

    `lookups`: per question its number of classes, and the class of each code (None: the same).
    The row of a profile is the number that its classes make, the first question counting most.
    """

    lookups: tuple[tuple[str, int, Column | None, int], ...]
    masks: Column
    sums: Column


@dataclass(frozen=True)
class Crossing:
    """The points of up to CHUNK rules that read several groups: `sums` by `word >> shift`."""

    word: int
    shift: int
    sums: Column


@dataclass(frozen=True)
class Tables:
    """All look-up tables of a rulebook. Build them with `tables`."""

    book: Compiled
    layout: Layout
    groups: tuple[Table, ...]
    crossings: tuple[Crossing, ...]


@lru_cache(maxsize=16)
def tables(rulebook: Rulebook) -> Tables:
    """The look-up tables of a rulebook, built once per rulebook."""
    book = compiled(rulebook)
    layout = laid_out(book, coding(rulebook))
    adds = np.array(
        [[rule.adds.get(d, 0) for d in rulebook.dimensions] for rule in book.rules], dtype=np.int64
    ).reshape(len(book.rules), len(rulebook.dimensions))
    kind = _sum_type(book, adds)
    return Tables(
        book,
        layout,
        tuple(_table(book, layout, group, adds, kind) for group in layout.groups),
        tuple(_crossings(layout, adds, kind)),
    )


def _sum_type(book: Compiled, adds: Column) -> type[np.signedinteger]:
    """The smallest type that holds every sum, every beginning of a level, and a share of each."""
    thresholds = [t for d in book.rulebook.dimensions.values() for t in (d.moderate, d.high)]
    sums = max([0, *np.abs(adds).sum(axis=0), *book.in_play_at_most])
    share = max([100, *(t.share for t in thresholds)])
    points = max([0, *(abs(t.points) for t in thresholds)])
    return np.int16 if share * int(sums) + points < np.iinfo(np.int16).max else np.int64


def _table(
    book: Compiled,
    layout: Layout,
    group: Sequence[Classes],
    adds: Column,
    kind: type[np.signedinteger],
) -> Table:
    bits = np.ones((1, layout.words * WORD), bool)
    in_play = np.zeros((1, adds.shape[1]), np.int64)
    for classes in group:
        bits = (bits[:, None] & classes.bits).reshape(-1, bits.shape[1])
        answered = np.arange(classes.count) != classes.of_code[0]
        brought = np.outer(answered, book.in_play[classes.question])
        in_play = (in_play[:, None] + brought).reshape(-1, in_play.shape[1])
    members = {classes.question for classes in group}
    whole = [
        bit
        for bit, rule in enumerate(book.rules)
        if members.issuperset(c.question for c in rule.when)
    ]
    points = bits[:, whole] @ adds[whole]
    return Table(
        tuple(_lookup(classes) for classes in group),
        _in_words(bits),
        _padded(np.hstack([points, in_play]), kind),
    )


def _lookup(classes: Classes) -> tuple[str, int, Column | None, int]:
    same = np.array_equal(classes.of_code, np.arange(classes.count))
    of_code = None if same else classes.of_code.astype(np.uint16)
    return classes.question, classes.count, of_code, int(classes.of_code[0])


def _in_words(bits: Column) -> Column:
    packed = np.packbits(bits, axis=1, bitorder="little")
    return np.ascontiguousarray(packed).view("<u8").astype(np.uint64)


def _padded(sums: Column, kind: type[np.signedinteger]) -> Column:
    padded = np.zeros((len(sums), wide(sums.shape[1])), kind)
    padded[:, : sums.shape[1]] = sums
    return padded


def _crossings(layout: Layout, adds: Column, kind: type[np.signedinteger]) -> Sequence[Crossing]:
    found = []
    for start in range(0, len(layout.crossers), CHUNK):
        word, shift = divmod(layout.first_crosser + start, WORD)
        rules = list(layout.crossers[start : start + CHUNK])
        patterns = np.arange(1 << len(rules))[:, None] >> np.arange(len(rules)) & 1
        points = patterns @ adds[rules]
        found.append(Crossing(word, shift, _padded(np.hstack([points, 0 * points]), kind)))
    return found
