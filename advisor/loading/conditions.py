"""The condition language: what a rule may ask of one answer. Closed on purpose.

One band, choice or level:  a | a or b | a and above | a and below | not a
Several choices:            includes a | includes any of a, b | includes none of a, b
                            at least N | at most N
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from advisor.conditions import Condition, Test
from advisor.loading.faults import Fault, Misread
from advisor.loading.names import Named, levels_of, names_of
from advisor.loading.sheets.numbers import exact
from advisor.loading.text.words import did_you_mean, quoted
from advisor.questionnaire import Question

ONE_FORMS = ("a", "a or b", "a and above", "a and below", "not a")
SEVERAL_FORMS = (
    "includes a",
    "includes any of a, b",
    "includes none of a, b",
    "at least 2",
    "at most 1",
)
LONGEST = 2_000
_SIGNS = re.compile(r"[<>=!≤≥≠~]")
_NUMBER = re.compile(r"(?<![\w.])-?[0-9][0-9_,.]*(?![\w.])")


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
    match words.split(" "):
        case [name] if name in named.names:
            return frozenset([name])
        case ["not", name]:
            return frozenset(named.names) - {_known(name, named)}
        case [name, "and", "above"]:
            return frozenset(named.names[named.names.index(_known(name, named)) :])
        case [name, "and", "below"]:
            return frozenset(named.names[: named.names.index(_known(name, named)) + 1])
        case [*parts] if len(parts) % 2 and set(parts[1::2]) <= {"or"} and _bare(words):
            return _all_known(parts[::2], named)
    raise Misread(_why_not_one(words, named))


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
    raise Misread(_why_not_several(words, named))


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
    if _SIGNS.search(name) or _NUMBER.search(name):
        raise Misread(_number_fault(name, named))
    raise Misread(_unknown(name, named))


def _all_known(names: Sequence[str], named: Named) -> frozenset[str]:
    faults = [_unknown(name, named) for name in names if name not in named.names]
    twice = sorted({name for name in names if names.count(name) > 1} & set(named.names))
    faults += [Fault(f"{quoted(name)} is named twice.", "Name it once.") for name in twice]
    if faults:
        raise Misread(*faults)
    return frozenset(names)


def _unknown(name: str, named: Named) -> Fault:
    if name == "unknown":
        what = "A condition cannot ask for unknown: an open answer satisfies nothing."
        return Fault(what, "", named.shown, _are(named), name)
    what = f"{named.subject} has no {named.kind} {quoted(name)}."
    return Fault(what, did_you_mean(name, named.names), named.shown, _are(named), name)


def _are(named: Named) -> str:
    return f"Its {named.kind}s are"


def _bare(words: str) -> bool:
    """Whether the words hold neither a sign, a number nor a comma."""
    return not (_SIGNS.search(words) or _NUMBER.search(words) or "," in words)


def _why_not_one(words: str, named: Named) -> Fault:
    """What the author of an unreadable condition on one answer should write instead."""
    parts = words.lower().split(" ")
    mentioned = [name for name in named.names if name in re.split(r"[\s,]+", words.lower())]
    if re.match(r"includes\b|at (least|most)\b", words.lower()) and named.kind != "level":
        what = f"{quoted(words)} is for questions with several choices; {named.subject} takes one."
        remedy = _without_numbers(words, named) if _NUMBER.search(words) else ""
        return Fault(what, remedy, named.shown, _are(named)) if remedy else _taught(what, named)
    if _SIGNS.search(words) or _NUMBER.search(words):
        return _number_fault(words, named)
    if "not" in parts and len(mentioned) > 1:
        rest = " or ".join(name for name in named.names if name not in mentioned)
        what = '"not" takes one name and nothing else.'
        return Fault(what, f"Name what is left: {rest}." if rest else "", word=words)
    if ("," in words or "and" in parts) and len(mentioned) > 1:
        what = f"{quoted(words)} cannot be read: one answer is in one {named.kind}."
        return Fault(what, f"Write {' or '.join(mentioned)}.", word=words)
    if words != words.lower() and words.lower() in named.names:
        return _unknown(words, named)
    return _taught(f"{quoted(words)} is no condition.", named)


def _taught(what: str, named: Named) -> Fault:
    forms = ", ".join(ONE_FORMS[:-1])
    remedy = f"Write {forms} or {ONE_FORMS[-1]}, with its {named.kind}s."
    return Fault(what, remedy, named.shown, _are(named))


def _number_fault(words: str, named: Named) -> Fault:
    """A condition with a number or a sign: the bands hold the numbers."""
    what = f"A condition names {named.kind}s, not numbers or signs: {quoted(words)}."
    return Fault(what, _without_numbers(words, named), named.shown, _are(named), words)


def _without_numbers(words: str, named: Named) -> str:
    """What says the same with the names of bands, as nearly as they can."""
    found = _NUMBER.search(words)
    number = exact(re.sub("[,_]", "", found[0])) if found else None
    if number is None:
        name = _SIGNS.sub("", words).strip()
        negated = "not " if re.search("[!≠]", words) else ""
        return f"Write {negated}{name}." if name in named.names else ""
    less, more = (
        re.search(r"[<≤]|most|less|under", words),
        re.search(r"[>≥]|least|more|over", words),
    )
    strictly = not re.search(r"[=≤≥]|least|most", words)
    if strictly and less:
        number -= Decimal("0.001")
    if strictly and more:
        number += 1
    reached = [n for n, start in zip(named.names, named.numbers, strict=False) if start <= number]
    if not reached:
        return ""
    return f"Write {reached[-1]}{' and above' if more else ' and below' if less else ''}."


def _why_not_several(words: str, named: Named) -> Fault:
    """What the author of an unreadable condition on several choices should write instead."""
    number = re.search(r"([<>=≤≥]+)\s*([0-9]+)", words)
    if number:
        form = "at most" if re.match("[<≤]", number[1]) else "at least"
        return Fault("A condition uses words, not signs.", f"Write {form} {number[2]}.", word=words)
    if re.match(r"includes all\b", words):
        what = 'There is no "includes all of".'
        return Fault(what, "Write at least N, or includes any of a, b.", word=words)
    mentioned = [name for name in named.names if name in re.split(r"[\s,]+", words)]
    what = f"{named.subject} takes several choices, and {quoted(words)} is for a single one."
    if not mentioned:
        what = f"{quoted(words)} is no condition on several choices."
    return Fault(what, _with_includes(words, mentioned), named.shown, _are(named))


def _with_includes(words: str, mentioned: list[str]) -> str:
    if not mentioned:
        return f"Write {', '.join(SEVERAL_FORMS[:-1])} or {SEVERAL_FORMS[-1]}."
    if words.startswith("not "):
        return f"Write includes none of {', '.join(mentioned)}."
    if len(mentioned) == 1:
        return f"Write includes {mentioned[0]}."
    return f"Write includes any of {', '.join(mentioned)}."
