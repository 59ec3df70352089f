"""What to write instead of a condition that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from advisor.loading.faults import Fault
from advisor.loading.names import Named
from advisor.loading.sheets.numbers import exact
from advisor.loading.text.words import did_you_mean, quoted

ONE_FORMS = ("a", "a or b", "a and above", "a and below", "not a")
SEVERAL_FORMS = (
    "includes a",
    "includes any of a, b",
    "includes none of a, b",
    "at least 2",
    "at most 1",
)
_SIGNS = re.compile(r"[<>=!≤≥≠~+]")
_NUMBER = re.compile(r"(?<![\w.])-?[0-9][0-9_,.]*(?![\w.])")
_MORE = re.compile(r"[>≥+]|\b(above|over|more|greater|higher|least|up|upwards|from)\b")
_LESS = re.compile(r"[<≤]|\b(below|under|less|fewer|lower|most|down)\b")
_INCLUSIVE = re.compile(r"[=≤≥+]|\b(least|most|from|up|upwards|down)\b|\b(and|or) \w+$")


def counts(words: str) -> bool:
    """Whether the words hold a number or a sign, which no condition on one answer may."""
    return bool(_SIGNS.search(words) or _NUMBER.search(words))


def steers(word: str) -> bool:
    """Whether the word says which way from a band is meant: above, more, fewer."""
    return bool(_MORE.fullmatch(word) or _LESS.fullmatch(word))


def unknown_name(name: str, named: Named) -> Fault:
    """A band, choice or level that does not exist."""
    if name == "unknown":
        what = "A condition cannot ask for unknown: an open answer satisfies nothing."
        return Fault(what, "", named.shown, _are(named), name)
    what = f"{named.subject} has no {named.kind} {quoted(name)}."
    return Fault(what, did_you_mean(name, named.names), named.shown, _are(named), name)


def why_not_one(words: str, named: Named) -> Fault:
    """What the author of an unreadable condition on one answer should write instead."""
    lower = words.lower()
    mentioned = _mentioned(lower, named)
    if re.match(r"includes\b", lower) and named.kind != "level":
        return _for_several(words, named, _or(mentioned))
    if _NUMBER.search(words):
        return _number_fault(words, named)
    if mentioned and "," not in words and (steered := _steered(lower, mentioned, named)):
        what = f"{quoted(words)} cannot be read."
        return Fault(what, f"Write {steered}.", named.shown, _are(named), words)
    if _SIGNS.search(words):
        return _number_fault(words, named)
    if "not" in lower.split(" ") and len(mentioned) > 1:
        rest = _or([name for name in named.names if name not in mentioned])
        what = '"not" takes one name and nothing else.'
        return Fault(what, f"Name what is left: {rest}." if rest else "", word=words)
    if len(mentioned) > 1:
        what = f"{quoted(words)} cannot be read: one answer is in one {named.kind}."
        return Fault(what, f"Write {_or(mentioned)}.", word=words)
    if lower in named.names:
        return unknown_name(words, named)
    return _taught(f"{quoted(words)} is no condition.", named)


def why_not_several(words: str, named: Named) -> Fault:
    """What the author of an unreadable condition on several choices should write instead."""
    number = re.search(r"([<>=≤≥]+)\s*([0-9]+)", words)
    if number:
        form = "at most" if re.match("[<≤]", number[1]) else "at least"
        return Fault("A condition uses words, not signs.", f"Write {form} {number[2]}.", word=words)
    mentioned = _mentioned(words, named)
    if re.match(r"includes all\b", words):
        what = 'There is no "includes all of".'
        remedy = "Use a rule for each choice, or includes any of a, b."
        return Fault(what, remedy, word=words)
    what = f"{named.subject} takes several choices, and {quoted(words)} is for a single one."
    if not mentioned:
        what = f"{quoted(words)} is no condition on several choices."
    return Fault(what, _with_includes(words, mentioned), named.shown, _are(named))


def _mentioned(words: str, named: Named) -> list[str]:
    """The names among the words, in their own order."""
    parts = re.split(r"[\s,<>=!≤≥≠~+]+", words)
    return [name for name in named.names if name in parts]


def _or(names: Sequence[str]) -> str:
    return " or ".join(names)


def _are(named: Named) -> str:
    return f"Its {named.kind}s are"


def _taught(what: str, named: Named) -> Fault:
    forms = ", ".join(ONE_FORMS[:-1])
    remedy = f"Write {forms} or {ONE_FORMS[-1]}, with its {named.kind}s."
    return Fault(what, remedy, named.shown, _are(named))


def _for_several(words: str, named: Named, instead: str) -> Fault:
    what = f"{quoted(words)} is for questions with several choices; {named.subject} takes one."
    if not instead:
        return _taught(what, named)
    return Fault(what, f"Write {instead}.", named.shown, _are(named))


def _steered(words: str, mentioned: Sequence[str], named: Named) -> str:
    """What "stretched or more" or "usual or stretched and above" mean; nothing if not that."""
    rest = " ".join(word for word in words.split(" ") if word not in named.names)
    more, less = _MORE.search(rest), _LESS.search(rest)
    if bool(more) != bool(less):
        if len(mentioned) == 1:
            return f"{mentioned[0]} and {'above' if more else 'below'}"
        reach = [named.names.index(name) for name in mentioned]
        span = range(reach[-1], len(named.names)) if more else range(reach[0] + 1)
        return _or([named.names[n] for n in sorted({*reach, *span})])
    return ""


def _number_fault(words: str, named: Named) -> Fault:
    """A condition with a number or a sign: the bands hold the numbers."""
    what = f"A condition names {named.kind}s, not numbers or signs: {quoted(words)}."
    return Fault(what, _without_numbers(words, named), named.shown, _are(named), words)


def _without_numbers(words: str, named: Named) -> str:
    """What says the same with the names of bands, as nearly as they can."""
    read = [exact(re.sub("[,_]", "", found)) for found in _NUMBER.findall(words)]
    numbers = [number for number in read if number is not None]
    if not numbers:
        name = _SIGNS.sub("", words).strip()
        negated = "not " if re.search("[!≠]", words) else ""
        return f"Write {negated}{name}." if name in named.names else ""
    more, less = _MORE.search(words), _LESS.search(words)
    if len(numbers) > 1 and not (more and less):
        return _between(min(map(abs, numbers)), max(map(abs, numbers)), named)
    edge = number = numbers[0]
    strictly = not _INCLUSIVE.search(words)
    if less:
        number -= Decimal("0.001") if strictly else 0
        edge += 0 if strictly else 1
    elif more and strictly:
        number = edge = number + 1
    reached = [n for n, start in zip(named.names, named.numbers, strict=False) if start <= number]
    if not reached:
        return ""
    said = f"Write {reached[-1]}{' and above' if more else ' and below' if less else ''}."
    return said if _is_edge(edge, named) or not (more or less) else f"{said} {_ELSEWHERE}"


_ELSEWHERE = "For another threshold, change the bands of the question."


def _is_edge(number: Decimal, named: Named) -> bool:
    return any(number == Decimal(str(start)) for start in named.numbers)


def _between(low: Decimal, high: Decimal, named: Named) -> str:
    """The bands that hold the numbers from low to high."""
    starts = [Decimal(str(start)) for start in named.numbers]
    ends = [*starts[1:], Decimal("Infinity")]
    reached = [
        name
        for name, start, end in zip(named.names, starts, ends, strict=False)
        if start <= high and end > low
    ]
    return f"Write {_or(reached)}." if reached else ""


def _with_includes(words: str, mentioned: Sequence[str]) -> str:
    if not mentioned:
        return f"Write {', '.join(SEVERAL_FORMS[:-1])} or {SEVERAL_FORMS[-1]}."
    if words.startswith("not "):
        return f"Write includes none of {', '.join(mentioned)}."
    if len(mentioned) == 1:
        return f"Write includes {mentioned[0]}."
    return f"Write includes any of {', '.join(mentioned)}."
