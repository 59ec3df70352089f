"""The condition language: what a rule may ask of one answer. Closed on purpose.

One band, choice or level:  a | a or b | a and above | a and below | not a
Several choices:            includes a | includes any of a, b | includes none of a, b
                            at least N | at most N
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.conditions import Condition, Test
from advisor.loading.faults import Fault, Misread
from advisor.loading.names import Named, levels_of, names_of
from advisor.loading.remedies import (
    counts,
    steers,
    unknown_name,
    why_not_one,
    why_not_several,
)
from advisor.loading.text.words import quoted
from advisor.questionnaire import Question

LONGEST = 2_000


def condition(question: Question, words: str) -> Condition:
    """The condition that the words state about the question. Raises Misread."""
    words = _trimmed(words)
    named = names_of(question)
    if question.kind == "choices":
        return _several(question, words, named)
    return Condition(question.id, words, "is", _one(words, named))


def levels(dimension: str, words: str) -> frozenset[str]:
    """The levels of the dimension that the words name. Raises Misread."""
    return _one(_trimmed(words), levels_of(dimension))


def _trimmed(words: str) -> str:
    """The words with single spaces. Raises Misread where there are far too many."""
    if len(words) > LONGEST:
        what = f"The condition is longer than {LONGEST:,} characters."
        raise Misread(Fault(what, "Name fewer bands or choices, or use two rules."))
    return " ".join(words.split())


def _one(words: str, named: Named) -> frozenset[str]:
    """One band, choice or level: a | a or b | a and above | a and below | not a."""
    parts = words.split(" ")
    if counts(words):
        raise Misread(why_not_one(words, named))
    match parts:
        case [name] if name in named.names:
            return frozenset([name])
        case ["not", name]:
            return frozenset(named.names) - {_known(name, named)}
        case [name, "and", "above"]:
            return frozenset(named.names[named.names.index(_known(name, named)) :])
        case [name, "and", "below"]:
            return frozenset(named.names[: named.names.index(_known(name, named)) + 1])
        case [*_] if _alternatives(parts, named):
            return _all_known(parts[::2], named)
    raise Misread(why_not_one(words, named))


def _alternatives(parts: Sequence[str], named: Named) -> bool:
    """Whether the words are "a or b or c"; "a or above" means something else."""
    odd = [part for part in parts[::2] if part not in named.names]
    joined = len(parts) % 2 == 1 and set(parts[1::2]) <= {"or"}
    return joined and not any("," in part or steers(part) for part in odd)


def _several(question: Question, words: str, named: Named) -> Condition:
    """Several choices: includes ... | at least N | at most N."""
    number = re.fullmatch(r"at (least|most) ([0-9]{1,3})", words)
    if number:
        test: Test = "at least" if number[1] == "least" else "at most"
        return Condition(question.id, words, test, count=_count(question, words, int(number[2])))
    listing = re.fullmatch(r"includes (any|none) of (.+)", words)
    if listing:
        test = "includes any" if listing[1] == "any" else "includes none"
        return Condition(question.id, words, test, _listed(listing[2], named))
    single = re.fullmatch(r"includes (\S+)", words)
    if single:
        return Condition(question.id, words, "includes any", _all_known([single[1]], named))
    raise Misread(why_not_several(words, named))


def _listed(text: str, named: Named) -> frozenset[str]:
    """The names of "a, b, c"."""
    parts = [part.strip() for part in text.split(",")]
    if any(" " in part or not part for part in parts):
        names = [word for word in re.split(r"[\s,]+", text) if word not in ("or", "and", "")]
        remedy = f"Put a comma between the choices: {', '.join(names)}."
        raise Misread(Fault("The list of choices cannot be read.", remedy, word=text))
    return _all_known(parts, named)


def _count(question: Question, words: str, count: int) -> int:
    choices = [choice for choice in question.choices if choice.id != question.stands_alone]
    most = min(question.most or len(choices), len(choices))
    if count > most:
        what = f"Nobody can pick {count} choices of {question.id}: {most} is the most."
        raise Misread(Fault(what, f"Write a number from 0 to {most}.", word=words))
    return count


def _known(name: str, named: Named) -> str:
    if name in named.names:
        return name
    raise Misread(unknown_name(name, named))


def _all_known(names: Sequence[str], named: Named) -> frozenset[str]:
    faults = [unknown_name(name, named) for name in names if name not in named.names]
    twice = sorted({name for name in names if names.count(name) > 1} & set(named.names))
    faults += [Fault(f"{quoted(name)} is named twice.", "Name it once.") for name in twice]
    if faults:
        raise Misread(*faults)
    return frozenset(names)
