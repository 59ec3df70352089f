"""From masks and sums to recommendations, in columns: levels, decision table, gates and forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from advisor.batch.codes import Column
from advisor.batch.layout import WORD, Layout, Way
from advisor.batch.strength import Distances, Starts
from advisor.batch.tables import tables
from advisor.engine import path_from
from advisor.rulebook import LEVELS, Gate, Rulebook, Threshold


@dataclass(frozen=True)
class Decided:
    """What a block of profiles gets: positions among outcomes, forms and STRENGTHS.

    `levels`: one row for each dimension, the position of each profile's level.
    """

    recommendation: Column
    form: Column
    strength: Column
    levels: Column


class Deciding:
    """The decision of a rulebook as look-ups. Build it with `deciding`.

    A combination of levels is a number, and so is a set of outcomes ruled out. `ends`: per set
    and outcome, the outcome that it leads to. `way_masks`: per word of a mask that has ways into
    forms, those that may stand, by combination and recommendation.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        found = tables(rulebook)
        layout = found.layout
        self.dimensions = tuple(rulebook.dimensions.values())
        self.outcomes = tuple(rulebook.outcomes)
        self.forms = tuple(form for o in rulebook.outcomes.values() for form in o.forms)
        combinations = list(product(LEVELS, repeat=len(self.dimensions)))
        self.table = np.array(
            [self.outcomes.index(found.book.table[c].outcome) for c in combinations], np.intp
        )
        # Only outcomes that some gate can rule out count in the number of a set of them.
        excluded = {o for gate in found.book.gates for o in gate.rules_out}
        excludable = tuple(o for o in self.outcomes if o in excluded)
        self.gate_words = _gate_words(layout, found.book.gates, excludable)
        self.ends = _ends(rulebook, excludable)
        self.first_way = layout.first_way
        self.way_masks = _way_masks(rulebook, layout, combinations)
        position = {id(form): number for number, form in enumerate(self.forms)}
        self.form_of_way = np.array([position[id(way.form)] for way in layout.ways], np.uint8)
        self.distances = Distances(rulebook, sum(found.book.in_play_at_most), excludable, self.ends)

    def decide(self, masks: Column, sums: Column) -> Decided:
        """What profiles get whose rule bits and sums are known, one row each."""
        count = len(self.dimensions)
        columns = np.ascontiguousarray(sums[:, : 2 * count].T)
        points, in_play = columns[:count], columns[count:]
        starts: Starts = [
            (_begin(dimension.moderate, reach), _begin(dimension.high, reach))
            for dimension, reach in zip(self.dimensions, in_play, strict=True)
        ]
        levels = np.empty((count, len(masks)), np.uint8)
        for level, had, (moderate, high) in zip(levels, points, starts, strict=True):
            # High never begins below moderate, so a level is how many beginnings are reached.
            np.add(had >= moderate, had >= high, out=level, dtype=np.uint8)
        combination = _number(levels)
        excluded = self._excluded(masks) * len(self.outcomes)
        first = self.ends.reshape(-1).take(excluded + self.table.take(combination))
        return Decided(
            recommendation=first.astype(np.uint8),
            form=self._form(masks, combination * len(self.outcomes) + first),
            strength=self.distances.strength(points, starts, in_play, excluded + first),
            levels=levels,
        )

    def _excluded(self, masks: Column) -> Column:
        """The number of the set of outcomes that gates rule out."""
        number = np.zeros(len(masks), np.uint16)
        for word, outcomes in self.gate_words.items():
            standing = np.ascontiguousarray(masks[:, word])
            for bit, gates in outcomes:
                number |= (standing & gates != 0).astype(np.uint16) << np.uint16(bit)
        return number.astype(np.intp)

    def _form(self, masks: Column, at: Column) -> Column:
        """The form of the first way that stands."""
        way = np.full(len(masks), -1, np.intp)
        for word, allowed in self.way_masks.items():
            standing = masks[:, word] & allowed.take(at)
            position = lowest(standing) + (WORD * word - self.first_way)
            way = np.where((way < 0) & (standing != 0), position, way)
        return self.form_of_way.take(way)


def lowest(bits: Column) -> Column:
    """The position of the lowest bit of each 64-bit word; 64 where there is none."""
    below: Column = np.bitwise_count((bits & np.negative(bits)) - np.uint64(1))
    return below.astype(np.intp)


def _begin(threshold: Threshold, in_play: Column) -> Column:
    """`engine.begins_at` in columns, within the type of the sums."""
    number = in_play.dtype.type
    begin: Column = number(threshold.points) - number(-threshold.share) * in_play // number(100)
    return begin


def _number(levels: Column) -> Column:
    """The number of each combination of levels, the first dimension counting most."""
    number: Column = levels[0].astype(np.uint16)
    for level in levels[1:]:
        number = number * np.uint16(len(LEVELS)) + level
    return number.astype(np.intp)


def _gate_words(
    layout: Layout, gates: Sequence[Gate], excludable: Sequence[str]
) -> Mapping[int, list[tuple[int, np.uint64]]]:
    """Per word of a mask and outcome, the bits of the gates in it that rule the outcome out."""
    words: dict[int, dict[int, int]] = {}
    for position, gate in enumerate(gates, layout.first_gate):
        found = words.setdefault(position // WORD, {})
        for number, outcome in enumerate(excludable):
            if outcome in gate.rules_out:
                found[number] = found.get(number, 0) | 1 << position % WORD
    return {w: [(n, np.uint64(bits)) for n, bits in found.items()] for w, found in words.items()}


def _ends(rulebook: Rulebook, excludable: Sequence[str]) -> Column:
    outcomes = tuple(rulebook.outcomes)

    def leads(number: int) -> list[int]:
        out = {o for bit, o in enumerate(excludable) if number >> bit & 1}
        return [outcomes.index(path_from(rulebook, o, out)[-1]) for o in outcomes]

    return np.array([leads(number) for number in range(1 << len(excludable))], np.intp)


def _way_masks(
    rulebook: Rulebook, layout: Layout, combinations: Sequence[tuple[str, ...]]
) -> Mapping[int, Column]:
    fits = np.zeros((len(combinations), len(rulebook.outcomes), layout.words * WORD), bool)
    for position, outcome in enumerate(rulebook.outcomes.values()):
        for bit, way in enumerate(layout.ways, layout.first_way):
            if any(way.form is form for form in outcome.forms):
                fits[:, position, bit] = [
                    _fits(way, dict(zip(rulebook.dimensions, levels, strict=True)))
                    for levels in combinations
                ]
    packed = np.packbits(fits, axis=2, bitorder="little").view("<u8").astype(np.uint64)
    words = packed.reshape(-1, layout.words).T
    return {word: np.ascontiguousarray(masks) for word, masks in enumerate(words) if masks.any()}


def _fits(way: Way, levels: Mapping[str, str]) -> bool:
    return all(
        levels[dimension] in allowed
        for part in (way.form, way.case)
        if part is not None
        for dimension, allowed in part.levels.items()
    )


@lru_cache(maxsize=16)
def deciding(rulebook: Rulebook) -> Deciding:
    """The decision of a rulebook as look-ups, built once per rulebook."""
    return Deciding(rulebook)
