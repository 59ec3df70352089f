"""Which bit of a profile's mask stands for what, and which questions are looked up together.

A mask has one bit for each rule, in the order of the rulebook; then one for each gate; then one
for each way into a form (its conditions, with one of its cases where it has some). Rules that
read questions of several groups have a second bit at the end, where their points are looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.batch.codes import Coding, Column
from advisor.batch.grouping import Group, grouped
from advisor.compiled import Compiled, Conditional
from advisor.rulebook import Case, Form

WORD = 64
TABLE_AT_MOST = 2048
"""Rows of a look-up table: a table and a block of profiles stay within the processor's cache."""


@dataclass(frozen=True)
class Way:
    """One way into a form: it itself, or one of its cases."""

    form: Form
    case: Case | None


@dataclass(frozen=True)
class Classes:
    """One question's replies, as far as rules tell them apart.

    `of_code`: the class of each code. `bits`: per class, which bits of a mask it leaves standing.
    """

    question: str
    of_code: Column
    bits: Column

    @property
    def count(self) -> int:
        """How many classes there are."""
        return len(self.bits)


@dataclass(frozen=True)
class Layout:
    """Where everything stands in a mask; `words` of 64 bits each.

    `gates`, `ways` and `crossing` are the positions of their first bits; `crossers` are the
    rules that have a bit at `crossing` and on.
    """

    groups: tuple[tuple[Classes, ...], ...]
    ways: tuple[Way, ...]
    crossers: tuple[int, ...]
    first_gate: int
    first_way: int
    first_crosser: int
    words: int


def laid_out(book: Compiled, coding: Coding) -> Layout:
    """The layout of a rulebook's masks."""
    ways = tuple(
        Way(form, case)
        for outcome in book.rulebook.outcomes.values()
        for form in outcome.forms
        for case in (form.any_of or (None,))
    )
    first_gate = _next(len(book.rules), len(book.gates))
    first_way = _next(first_gate + len(book.gates), len(ways))
    first_crosser = WORD * -(-(first_way + len(ways)) // WORD)
    wholes: list[tuple[int, tuple[Conditional, ...]]] = [
        *((bit, (rule,)) for bit, rule in enumerate(book.rules)),
        *((bit, (gate,)) for bit, gate in enumerate(book.gates, first_gate)),
        *((bit, _parts(way)) for bit, way in enumerate(ways, first_way)),
    ]
    classes = {q: _classes(book, coding, q, wholes, first_crosser) for q in book.questions}
    groups = _groups(book, classes)
    crossers = _crossers(book, groups)
    words = wide(first_crosser // WORD + -(-len(crossers) // WORD))
    return Layout(
        groups=tuple(
            tuple(_repeated(classes[q], crossers, first_crosser, words) for q in group)
            for group in groups
        ),
        ways=ways,
        crossers=crossers,
        first_gate=first_gate,
        first_way=first_way,
        first_crosser=first_crosser,
        words=words,
    )


def wide(columns: int) -> int:
    """The next power of two: NumPy copies rows that are as wide several times faster."""
    return 1 << max(columns - 1, 0).bit_length()


def _next(free: int, count: int) -> int:
    """Where `count` bits begin so that they share a word if they can."""
    return free if free % WORD + count <= WORD else WORD * -(-free // WORD)


def _parts(way: Way) -> tuple[Conditional, ...]:
    return (way.form,) if way.case is None else (way.form, way.case)


def _classes(
    book: Compiled,
    coding: Coding,
    question: str,
    wholes: Iterable[tuple[int, tuple[Conditional, ...]]],
    width: int,
) -> Classes:
    masks = [book.unknown[question], *(book.mask(question, v) for v in coding.replies[question])]
    items = _as_bits(masks, len(book.items))
    bits = np.ones((len(masks), width + 1), bool)
    for bit, parts in wholes:
        bits[:, bit] = items[:, [book.bit[id(part)] for part in parts]].all(axis=1)
    # An open question brings no points into play, which sets it apart from every reply.
    bits[0, width] = not any(book.in_play[question])
    _, first, of_code = np.unique(bits, axis=0, return_index=True, return_inverse=True)
    # Numbered as the codes come: where no two codes are alike, a code is its own class.
    order = np.argsort(first)
    return Classes(question, np.argsort(order)[of_code.reshape(-1)], bits[first[order]])


def _as_bits(masks: Sequence[int], count: int) -> Column:
    """Each mask as a row of bits."""
    octets = -(-count // 8)
    packed = np.frombuffer(b"".join(mask.to_bytes(octets, "little") for mask in masks), np.uint8)
    bits = np.unpackbits(packed.reshape(len(masks), octets), axis=1, bitorder="little")
    return bits[:, :count].astype(bool)


def _groups(book: Compiled, classes: dict[str, Classes]) -> tuple[Group, ...]:
    ties = (tuple(dict.fromkeys(c.question for c in rule.when)) for rule in book.rules)
    sizes = {question: found.count for question, found in classes.items()}
    return grouped(sizes, (tie for tie in ties if len(tie) > 1), TABLE_AT_MOST)


def _crossers(book: Compiled, groups: tuple[Group, ...]) -> tuple[int, ...]:
    """The rules that read questions of several groups."""
    return tuple(
        bit
        for bit, rule in enumerate(book.rules)
        if sum(any(c.question in group for c in rule.when) for group in groups) > 1
    )


def _repeated(classes: Classes, crossers: tuple[int, ...], first: int, words: int) -> Classes:
    """The classes with the second bits of crossing rules; the mark of open questions is dropped."""
    bits = np.ones((classes.count, words * WORD), bool)
    bits[:, :first] = classes.bits[:, :first]
    bits[:, first : first + len(crossers)] = classes.bits[:, crossers]
    return Classes(classes.question, classes.of_code, bits)
