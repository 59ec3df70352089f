"""The lowest and highest points that a dimension can still reach.

Open questions may still get any reply, or none. Most rules read one open question, so its best
reply is found at once; a rule that reads several ties them together, and those questions are
summed out one at a time (bucket elimination). Where rules tie so many questions together that
the combinations could not be listed, they are summed out in parts: the range is then never too
narrow, but may be too wide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from math import prod

from advisor.compiled import Compiled, compiled
from advisor.engine import Advice
from advisor.questionnaire import NONE, Profile, Question, Questionnaire, Value
from advisor.rulebook import Rulebook
from advisor.shares import possible_bands

Best = Callable[[Iterable[int]], int]
Option = tuple[int, float]
"""What matters of a reply: the open rules that it satisfies, as bits, and the smallest number it
stands for, for questions that are limited together."""
Weights = Mapping[str, Mapping[Option, int]]
"""Per open question, its options and the points that each brings by itself."""
Factor = tuple[tuple[str, ...], dict[tuple[Option, ...], int]]
"""Questions, and the points for each combination of their options."""

IMPOSSIBLE = 1_000_000
LISTED = 5_000
"""So many combinations of options are listed at once; more are summed out in parts."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The lowest and highest points of one dimension still possible."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class _Open:
    """What is still open: rules that may yet hold, and per question the options left.

    `alone` maps a question to the bits of open rules that read no other open question; `tied`
    lists, per bit, the questions of an open rule that reads several.
    """

    book: Compiled
    profile: Profile
    alone: Mapping[str, int]
    tied: Mapping[int, tuple[str, ...]]
    options: Mapping[str, frozenset[Option]]


def reaches(rulebook: Rulebook, profile: Profile, advice: Advice) -> dict[str, Reach]:
    """Per dimension, the points still possible whatever the open questions get."""
    still = _open(compiled(rulebook), profile, advice)
    found = {}
    for dimension, weighed in advice.dimensions.items():
        adds = [rule.adds.get(dimension, 0) for rule in rulebook.rules]
        low, high = (_extreme(still, adds, best) for best in (min, max))
        found[dimension] = Reach(weighed.points + low, weighed.points + high)
    return found


def _open(book: Compiled, profile: Profile, advice: Advice) -> _Open:
    alone: dict[str, int] = {}
    tied: dict[int, tuple[str, ...]] = {}
    for position, rule in enumerate(book.rules):
        unanswered = tuple(c.question for c in rule.when if c.question not in advice.replies)
        known = (c.question for c in rule.when if c.question in advice.replies)
        if not unanswered or not all(
            book.mask(question, advice.replies[question]) >> position & 1 for question in known
        ):
            continue
        if len(unanswered) == 1:
            alone[unanswered[0]] = alone.get(unanswered[0], 0) | 1 << position
        else:
            tied[position] = unanswered
    asked = set(alone).union(*tied.values())
    reads = {q: alone.get(q, 0) | sum(1 << p for p, qs in tied.items() if q in qs) for q in asked}
    options = {q: _options(book, profile, q, bits) for q, bits in reads.items()}
    return _Open(book, profile, alone, tied, options)


def _options(book: Compiled, profile: Profile, question: str, bits: int) -> frozenset[Option]:
    """The replies to an open question, or none, told apart only as far as the open rules can."""
    questionnaire = book.rulebook.questionnaire
    limited = any(question in (pair.first, pair.second) for pair in questionnaire.together)
    return frozenset(
        [(0, 0.0)]
        + [
            (book.mask(question, value) & bits, float(value) if limited else 0.0)  # type: ignore[arg-type]
            for value in possible_replies(questionnaire, book.questions[question], profile)
        ]
    )


def possible_replies(
    questionnaire: Questionnaire, question: Question, profile: Profile
) -> Sequence[Value]:
    """One reply for each cell that an open question can still fall in."""
    if question.kind == "choice":
        return [choice.id for choice in question.choices]
    if question.kind == "choices":
        return _picks(question)
    bands = [band.name for band in question.bands]
    if question.id in questionnaire.shares:
        bands = list(possible_bands(questionnaire, question.id, profile.responsibilities))
    return [max(b.start, question.low) for b in question.bands if b.name in bands]


def _picks(question: Question) -> Sequence[frozenset[str]]:
    combinable = tuple(c.id for c in question.choices if c.id != question.stands_alone)
    return _legal_sets(combinable, question.most or len(combinable), bool(question.stands_alone))


@lru_cache(maxsize=64)
def _legal_sets(combinable: tuple[str, ...], most: int, none: bool) -> tuple[frozenset[str], ...]:
    """Every legal set of choices: those that may be combined, and the one that stands alone."""
    sizes = range(1, most + 1)
    sets = [frozenset(picked) for n in sizes for picked in combinations(combinable, n)]
    return (*sets, frozenset([NONE])) if none else tuple(sets)


def _extreme(still: _Open, adds: Sequence[int], best: Best) -> int:
    """The best sum that the open questions can bring to one dimension."""
    tied = {p: questions for p, questions in still.tied.items() if adds[p]}
    ties = sum(1 << p for p in tied)
    weights = {
        question: _weights(options, still.alone.get(question, 0), ties, adds, best)
        for question, options in still.options.items()
    }
    limits = _limits(still, weights, IMPOSSIBLE if best is min else -IMPOSSIBLE)
    tables = [_rule(weights, questions, p, adds[p]) for p, questions in tied.items()] + limits
    bound = {question for questions, _ in tables for question in questions}
    free = sum(best(weights[question].values()) for question in weights if question not in bound)
    tables += [((q,), {(option,): p for option, p in weights[q].items()}) for q in bound]
    return free + _sum_all_out(tables, weights, best)


def _weights(
    options: Iterable[Option], alone: int, ties: int, adds: Sequence[int], best: Best
) -> dict[Option, int]:
    """Options that differ only in rules of their own are one; the best of them stands for all."""
    found: dict[Option, int] = {}
    for bits, number in options:
        points = sum(adds[position] for position in _positions(bits & alone))
        option = (bits & ties, number)
        found[option] = best((points, found[option])) if option in found else points
    return found


def _positions(bits: int) -> Iterable[int]:
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _rule(weights: Weights, questions: tuple[str, ...], position: int, points: int) -> Factor:
    return questions, {
        combination: points if all(o[0] >> position & 1 for o in combination) else 0
        for combination in product(*(weights[q] for q in questions))
    }


def _limits(still: _Open, weights: Weights, price: int) -> list[Factor]:
    """Pairs of answers that may not add up to more than a limit, as a prohibitive price."""
    made: list[Factor] = []
    for pair in still.book.rulebook.questionnaire.together:
        both = (pair.first, pair.second)
        names = tuple(q for q in both if q in weights)
        fixed = sum(_number(still.profile, q) for q in both if q not in weights)
        table = {
            combination: price if fixed + sum(o[1] for o in combination) > pair.at_most else 0
            for combination in product(*(weights[q] for q in names))
        }
        if names and any(table.values()):
            made.append((names, table))
    return made


def _number(profile: Profile, question: str) -> float:
    known = profile.known(question)
    return float(known) if isinstance(known, int | float) else 0.0


def _sum_all_out(factors: list[Factor], weights: Weights, best: Best) -> int:
    """The best sum of all factors over every combination of options, one question at a time."""
    total = 0
    left = {question for names, _ in factors for question in names}
    while left:
        question = min(left, key=lambda q: len(_neighbours(q, factors)))
        touching = [factor for factor in factors if question in factor[0]]
        factors = [factor for factor in factors if question not in factor[0]]
        for part in _parts(touching, weights):
            names, table = _sum_out(question, part, weights, best)
            if names:
                factors.append((names, table))
            else:
                total += table[()]
        left.discard(question)
    return total


def _parts(factors: Iterable[Factor], weights: Weights) -> list[list[Factor]]:
    """The factors in groups of which the combinations can be listed; one group where they can.

    The best of a sum is at most the sum of its parts' bests, so the parts bound the whole.
    """
    parts: list[tuple[set[str], list[Factor]]] = []
    for factor in factors:
        for names, part in parts:
            together = names.union(factor[0])
            if prod(len(weights[name]) for name in together) <= LISTED:
                names |= together
                part.append(factor)
                break
        else:
            parts.append((set(factor[0]), [factor]))
    return [part for _, part in parts]


def _neighbours(question: str, factors: Iterable[Factor]) -> set[str]:
    return {name for names, _ in factors if question in names for name in names}


def _sum_out(question: str, factors: list[Factor], weights: Weights, best: Best) -> Factor:
    names = tuple(sorted(_neighbours(question, factors) - {question}))
    scope = (*names, question)
    places = [(table, [scope.index(n) for n in named]) for named, table in factors]
    return names, {
        combination: best(
            sum(table[tuple([chosen[i] for i in at])] for table, at in places)
            for option in weights[question]
            for chosen in [(*combination, option)]
        )
        for combination in product(*(weights[name] for name in names))
    }
