"""The rules and gates of a rulebook as plain comparisons that every rule engine knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from advisor.compiled import compiled
from advisor.engine import level_of, path_from
from advisor.questionnaire import NONE, Question, Value
from advisor.rulebook import Condition, Rulebook

Facts = dict[str, Any]
"""What a peer is told of one company: numbers, words and lists; nothing for an open question."""


@dataclass(frozen=True)
class Check:
    """One condition. An open question satisfies none.

    `test`: "between" (any of `ranges`: from the first number to below the second), "among"
    (`names`), or one of the tests of several choices as a condition names them.
    """

    question: str
    test: str
    ranges: tuple[tuple[float, float | None], ...] = ()
    names: tuple[str, ...] = ()
    count: int = 0


Item = tuple[Check, ...]
"""A rule or a gate: all of its checks must hold."""


class Peer(Protocol):
    """One way of using one engine: `name` with its package, and the items that hold for facts."""

    name: str
    package: str

    def __init__(self, items: Sequence[Item], questions: Mapping[str, Question]) -> None: ...

    def holding(self, facts: Any) -> Iterable[int]:
        """The positions of the items that hold."""

    def prepared(self, facts: Facts) -> Any:
        """The facts in the form that the engine takes; making it is not timed."""


def translated(rulebook: Rulebook) -> list[Item]:
    """The rules, then the gates."""
    questions = rulebook.questionnaire.weighed()
    whens = [*(rule.when for rule in rulebook.rules), *(gate.when for gate in rulebook.gates)]
    return [
        tuple(_check(condition, questions[condition.question]) for condition in w) for w in whens
    ]


def _check(condition: Condition, question: Question) -> Check:
    if condition.test != "is":
        names = tuple(sorted(condition.names))
        return Check(question.id, condition.test, names=names, count=condition.count)
    if not question.bands:
        return Check(question.id, "among", names=tuple(sorted(condition.names)))
    ends = [*(band.start for band in question.bands[1:]), None]
    ranges: list[tuple[float, float | None]] = []
    for band, end in zip(question.bands, ends, strict=True):
        if band.name in condition.names:
            adjoining = ranges and ranges[-1][1] == band.start
            ranges.append((ranges.pop()[0] if adjoining else band.start, end))
    return Check(question.id, "between", ranges=tuple(ranges))


def facts_of(replies: Mapping[str, Value]) -> Facts:
    """Known replies as facts; of several choices a list."""
    return {q: sorted(v) if isinstance(v, frozenset) else v for q, v in replies.items()}


def flattened(facts: Facts, questions: Mapping[str, Question]) -> Facts:
    """Facts without lists: how many choices were picked ("none" is none), and which."""
    flat: Facts = {}
    for name, value in facts.items():
        if not isinstance(value, list):
            flat[name] = value
            continue
        flat[f"{name}_count"] = len([choice for choice in value if choice != NONE])
        for choice in questions[name].choices:
            flat[f"{name}_{choice.id}"] = choice.id in value
    return flat


def names_of(questions: Mapping[str, Question]) -> list[str]:
    """Every name that flattened facts may have."""
    names: list[str] = []
    for name, question in questions.items():
        several = question.kind == "choices"
        names += [f"{name}_count"] if several else [name]
        names += [f"{name}_{choice.id}" for choice in question.choices if several]
    return names


class Conclusion:
    """From the items that hold to the recommendation: the same few lines for every peer."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.book = compiled(rulebook)
        self.rules = len(rulebook.rules)
        self.adds = [[rule.adds.get(d, 0) for d in rulebook.dimensions] for rule in rulebook.rules]

    def recommendation(self, holding: Iterable[int], facts: Facts) -> str:
        """The recommendation for a company of which these items hold."""
        items = list(holding)
        fired = [self.adds[i] for i in items if i < self.rules]
        gates = [self.rulebook.gates[i - self.rules] for i in items if i >= self.rules]
        nothing = (0,) * len(self.rulebook.dimensions)
        points = [sum(column) for column in zip(nothing, *fired, strict=True)]
        in_play = [
            sum(column)
            for column in zip(nothing, *(self.book.in_play[q] for q in facts), strict=True)
        ]
        levels = tuple(
            level_of(dimension, had, reach)
            for dimension, had, reach in zip(
                self.rulebook.dimensions.values(), points, in_play, strict=True
            )
        )
        row = self.book.table[levels]
        return path_from(self.rulebook, row.outcome, {o for g in gates for o in g.rules_out})[-1]
