"""The lowest and highest points that a dimension can still reach, exactly.

Open questions may still get any reply, or none. A rule that reads several open questions ties
them together, so the questions are summed out one at a time (bucket elimination): exact, and
quick because few rules read more than one open question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from advisor.compiled import compiled
from advisor.engine import Advice
from advisor.questionnaire import NONE, Profile, Question, Questionnaire, Value
from advisor.rulebook import Condition, Rulebook
from advisor.shares import possible_bands

Option = tuple[int, float]
"""What matters of one possible reply: the open conditions that it satisfies, as bits, and the
smallest number that it stands for, for questions that are limited together."""

Factor = tuple[tuple[str, ...], dict[tuple[Option, ...], int]]
"""Questions, and the points for each combination of their options."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The lowest and highest points of one dimension still possible."""

    lowest: int
    highest: int


def reaches(rulebook: Rulebook, profile: Profile, advice: Advice) -> dict[str, Reach]:
    """Per dimension, the points still possible whatever the open questions get."""
    open_rules = _open_rules(rulebook, advice)
    options = _options(rulebook, profile, open_rules)
    found = {}
    for dimension, weighed in advice.dimensions.items():
        factors = [
            _rule_factor(conditions, options, adds.get(dimension, 0))
            for conditions, adds in open_rules
            if adds.get(dimension, 0)
        ]
        limits = _limit_factors(rulebook.questionnaire, profile, options)
        found[dimension] = Reach(
            weighed.points + _extreme(factors + limits(+1), options, min),
            weighed.points + _extreme(factors + limits(-1), options, max),
        )
    return found


OpenRule = tuple[dict[str, tuple[int, Condition]], Mapping[str, int]]


def _open_rules(rulebook: Rulebook, advice: Advice) -> list[OpenRule]:
    """Rules that may still come to hold: their open conditions, each with its bit, and points."""
    questions = rulebook.questionnaire.weighed()
    bit = 0
    rules: list[OpenRule] = []
    for rule in rulebook.rules:
        known = [c for c in rule.when if c.question in advice.replies]
        if all(c.satisfied_by(questions[c.question], advice.replies[c.question]) for c in known):
            conditions = {}
            for condition in rule.when:
                if condition.question not in advice.replies:
                    conditions[condition.question] = (1 << bit, condition)
                    bit += 1
            if conditions:
                rules.append((conditions, rule.adds))
    return rules


def _options(
    rulebook: Rulebook, profile: Profile, rules: Iterable[OpenRule]
) -> dict[str, tuple[Option, ...]]:
    """Per open question, its replies told apart only as far as the open rules can."""
    reads: dict[str, list[tuple[int, Condition]]] = {}
    for conditions, _ in rules:
        for question, condition in conditions.items():
            reads.setdefault(question, []).append(condition)
    limited = {q for t in rulebook.questionnaire.together for q in (t.first, t.second)}
    options = {}
    for question, conditions_read in reads.items():
        declared = compiled(rulebook).questions[question]
        found = {(0, 0.0)}
        for value in possible_replies(rulebook.questionnaire, declared, profile):
            bits = sum(bit for bit, c in conditions_read if c.satisfied_by(declared, value))
            found.add((bits, float(value) if question in limited else 0.0))  # type: ignore[arg-type]
        options[question] = tuple(sorted(found))
    return options


def possible_replies(
    questionnaire: Questionnaire, question: Question, profile: Profile
) -> list[Value]:
    """One reply for each cell that an open question can still fall in."""
    if question.kind == "choice":
        return [choice.id for choice in question.choices]
    if question.kind == "choices":
        return list(_picks(question))
    bands = [band.name for band in question.bands]
    if question.id in questionnaire.shares:
        bands = list(possible_bands(questionnaire, question.id, profile.responsibilities))
    return [max(b.start, question.low) for b in question.bands if b.name in bands]


def _picks(question: Question) -> Iterable[frozenset[str]]:
    """Every legal set of choices: those that may be combined, and the one that stands alone."""
    combinable = [c.id for c in question.choices if c.id != question.stands_alone]
    for size in range(1, (question.most or len(combinable)) + 1):
        yield from map(frozenset, combinations(combinable, size))
    if question.stands_alone:
        yield frozenset([NONE])


def _rule_factor(
    conditions: Mapping[str, tuple[int, Condition]],
    options: Mapping[str, tuple[Option, ...]],
    points: int,
) -> Factor:
    names = tuple(conditions)
    bits = [conditions[name][0] for name in names]
    return names, {
        combination: points
        if all(o[0] & bit for o, bit in zip(combination, bits, strict=True))
        else 0
        for combination in product(*(options[name] for name in names))
    }


IMPOSSIBLE = 1_000_000


def _limit_factors(
    questionnaire: Questionnaire, profile: Profile, options: Mapping[str, tuple[Option, ...]]
) -> Callable[[int], list[Factor]]:
    """Pairs of answers that may not add up to more than a limit, as a prohibitive price."""

    def factors(sign: int) -> list[Factor]:
        made = []
        for pair in questionnaire.together:
            both = {q: _numbers(q, profile, options) for q in (pair.first, pair.second)}
            names = tuple(q for q in both if q in options)
            if names:
                made.append(
                    (
                        names,
                        {
                            tuple(
                                o for q, o in zip(both, combination, strict=True) if q in options
                            ): sign * IMPOSSIBLE * (sum(o[1] for o in combination) > pair.at_most)
                            for combination in product(*both.values())
                        },
                    )
                )
        return made

    return factors


def _numbers(
    question: str, profile: Profile, options: Mapping[str, tuple[Option, ...]]
) -> tuple[Option, ...]:
    known = profile.known(question)
    return options.get(question, ((0, float(known) if known is not None else 0.0),))  # type: ignore[arg-type]


def _extreme(
    factors: list[Factor],
    options: Mapping[str, tuple[Option, ...]],
    best: Callable[[Iterable[int]], int],
) -> int:
    """The best sum of all factors over every combination of options, one question at a time."""
    remaining = {name for names, _ in factors for name in names}
    total = 0
    while remaining:
        question = min(remaining, key=lambda q: len(_neighbours(q, factors)))
        touching = [f for f in factors if question in f[0]]
        factors = [f for f in factors if question not in f[0]]
        joined = _sum_out(question, touching, options, best)
        if joined[0]:
            factors.append(joined)
        else:
            total += joined[1][()]
        remaining.discard(question)
    return total


def _neighbours(question: str, factors: Iterable[Factor]) -> set[str]:
    return {name for names, _ in factors if question in names for name in names}


def _sum_out(
    question: str,
    factors: list[Factor],
    options: Mapping[str, tuple[Option, ...]],
    best: Callable[[Iterable[int]], int],
) -> Factor:
    names = tuple(sorted(_neighbours(question, factors) - {question}))

    def value(chosen: Mapping[str, Option]) -> int:
        return sum(table[tuple(chosen[n] for n in scope)] for scope, table in factors)

    return names, {
        combination: best(
            value({question: option, **dict(zip(names, combination, strict=True))})
            for option in options[question]
        )
        for combination in product(*(options[name] for name in names))
    }
