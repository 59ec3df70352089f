"""The rulebook in the one form that everything weighs with: the rule bitmask.

Every rule, gate, note, form and archetype is one bit. For each question and reply there is a
mask of the bits whose condition on that question is satisfied; what holds for a profile is the
AND over its questions. A question without a known reply has a mask too: the bits that do not
read it, because unknown satisfies no condition.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Protocol, TypeVar

from advisor.questionnaire import Question, Value
from advisor.rulebook import LEVELS, Condition, Gate, Note, Rule, Rulebook, TableRow


class Conditional(Protocol):
    """Anything that holds when all of its conditions hold."""

    @property
    def when(self) -> tuple[Condition, ...]: ...


Item = TypeVar("Item", bound=Conditional)
LANE = 32
"""Bits for the points of one dimension in a packed number."""
HALF = 1 << LANE - 1
_TRUTHS = bytes.maketrans(b"01", b"\0\1")


class Compiled:
    """A rulebook's bit masks, point lists and table look-ups. Build it with `compiled`.

    `items`: rules, gates, notes, forms, cases and archetypes, one bit each. `points`: per rule,
    what it adds to each dimension, packed.
    `combinations`: those of the levels, in the order of `table`; `leading_to`: the places of
    those that lead to an outcome.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.rules: tuple[Rule, ...] = rulebook.rules
        self.gates: tuple[Gate, ...] = rulebook.gates
        self.notes: tuple[Note, ...] = rulebook.notes
        self.forms = tuple(f for o in rulebook.outcomes.values() for f in o.forms)
        self.cases = tuple(case for f in self.forms for case in f.any_of)
        self.archetypes = tuple(a for f in self.forms for a in f.archetypes)
        self.items: tuple[Conditional, ...] = (
            *self.rules,
            *self.gates,
            *self.notes,
            *self.forms,
            *self.cases,
            *self.archetypes,
        )
        self.bit = {id(item): position for position, item in enumerate(self.items)}
        self.everything = (1 << len(self.items)) - 1
        self.questions = rulebook.questionnaire.weighed()
        self._reads: dict[str, list[tuple[int, Condition]]] = {q: [] for q in self.questions}
        for position, item in enumerate(self.items):
            for condition in item.when:
                self._reads[condition.question].append((position, condition))
        self.unknown = {
            question: self.everything & ~sum(1 << p for p in {p for p, _ in reads})
            for question, reads in self._reads.items()
        }
        self._masks: dict[str, dict[Value, int]] = {q: {} for q in self.questions}
        self._starts = {q: [band.start for band in d.bands] for q, d in self.questions.items()}
        self._as_truths = f"0{len(self.items)}b"
        self.in_play = {q: self._in_play(q) for q in self.questions}
        self.in_play_at_most = [sum(column) for column in zip(*self.in_play.values(), strict=True)]
        self.points = [
            packed(rule.adds.get(d, 0) for d in rulebook.dimensions) for rule in self.rules
        ]
        self._asked = {
            q: (self._starts[q], self._masks[q], packed(points))
            for q, points in self.in_play.items()
        }
        self.table = _table(rulebook)
        self.combinations = tuple(self.table)
        self.leading_to = {
            outcome: [i for i, row in enumerate(self.table.values()) if row.outcome == outcome]
            for outcome in rulebook.outcomes
        }

    def mask(self, question: str, value: Value) -> int:
        """The bits that this reply to this question leaves standing."""
        starts = self._starts[question]
        # A band is known by its place among the others, which is found quicker than its name.
        cell = bisect_right(starts, value) if starts else value
        mask = self._masks[question].get(cell)
        if mask is None:
            mask = self._masks[question][cell] = self._mask(self.questions[question], value)
        return mask

    def _mask(self, question: Question, value: Value) -> int:
        failed = {p for p, c in self._reads[question.id] if not c.satisfied_by(question, value)}
        return self.everything & ~sum(1 << position for position in failed)

    def holding(self, replies: Mapping[str, Value]) -> int:
        """The bits of all items whose conditions all hold for these known replies."""
        return self.weigh(replies)[0]

    def weigh(self, replies: Mapping[str, Value]) -> tuple[int, int]:
        """The bits of all items that hold for these known replies, and the points in play, packed.

        Every advice passes here once for each reply, so this is `mask` without its calls.
        """
        standing, in_play = self.everything, 0
        for question, value in replies.items():
            starts, masks, points = self._asked[question]
            mask = masks.get(bisect_right(starts, value) if starts else value)
            standing &= self.mask(question, value) if mask is None else mask
            in_play += points
        for question in self.unknown.keys() - replies.keys():
            standing &= self.unknown[question]
        return standing, in_play

    def truths(self, standing: int) -> bytes:
        """For each of the items in their order, whether its bit stands: 1 or 0."""
        return format(standing, self._as_truths).encode().translate(_TRUTHS)[::-1]

    def holds(self, item: Conditional, standing: int) -> bool:
        """Whether this item's bit is among those standing."""
        return bool(standing >> self.bit[id(item)] & 1)

    def standing(self, items: Sequence[Item], standing: int) -> tuple[Item, ...]:
        """Those of the items that hold, in their order."""
        return tuple(item for item in items if standing >> self.bit[id(item)] & 1)

    def _in_play(self, question: str) -> tuple[int, ...]:
        led = [rule for rule in self.rules if rule.when[0].question == question]
        return most_in_play(self.questions[question], led, self.rulebook.dimensions)


def most_in_play(
    question: Question, led: Sequence[Rule], dimensions: Iterable[str]
) -> tuple[int, ...]:
    """Per dimension, the most points that one reply to a question can bring.

    `led`: the rules that name the question first; a rule with several conditions is counted with
    that one alone. For a several-choice question it is the most that one single choice brings,
    since few companies pick them all.
    """
    replies = single_replies(question)
    return tuple(
        max((_points(question, reply, led, d) for reply in replies), default=0) for d in dimensions
    )


def packed(points: Iterable[int]) -> int:
    """The points of all dimensions in one number, so that a single sum adds them all."""
    return sum(number << LANE * place for place, number in enumerate(points))


def unpacked(total: int, count: int) -> list[int]:
    """The points of each dimension, negative ones too, in a sum of packed numbers."""
    found = []
    for _ in range(count):
        number = (total + HALF & 2 * HALF - 1) - HALF
        found.append(number)
        total = total - number >> LANE
    return found


def single_replies(question: Question) -> list[Value]:
    """One reply for each band or choice of the question."""
    if question.kind == "choices":
        return [frozenset([choice.id]) for choice in question.choices]
    if question.kind == "choice":
        return [choice.id for choice in question.choices]
    return [max(band.start, question.low) for band in question.bands]


def _points(question: Question, reply: Value, rules: Sequence[Rule], dimension: str) -> int:
    return sum(
        max(0, rule.adds.get(dimension, 0))
        for rule in rules
        if rule.when[0].satisfied_by(question, reply)
    )


def _table(rulebook: Rulebook) -> dict[tuple[str, ...], TableRow]:
    """Each combination of levels -> its row. Loading has made sure there is exactly one."""
    dimensions = tuple(rulebook.dimensions)
    return {
        levels: next(row for row in rulebook.decision.rows if row_fits(row, dimensions, levels))
        for levels in product(LEVELS, repeat=len(dimensions))
    }


def row_fits(row: TableRow, dimensions: Sequence[str], levels: Sequence[str]) -> bool:
    """Whether a row of the decision table speaks of this combination of levels."""
    return all(
        level in row.levels.get(dimension, LEVELS)
        for dimension, level in zip(dimensions, levels, strict=True)
    )


@lru_cache(maxsize=16)
def compiled(rulebook: Rulebook) -> Compiled:
    """The compiled form of a rulebook, built once per rulebook."""
    return Compiled(rulebook)
