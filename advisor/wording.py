"""Answers in words: how a reply reads inside a sentence, on a page and in a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from advisor.questionnaire import Number, Question, Value

MINUS = "\u2212"
MONEY = "US dollars"
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_MONEY = (
    (1_000_000, "million"),
    (1_000_000_000, "billion"),
    (1_000_000_000_000, "trillion"),
)


def spoken(question: Question, value: Value) -> str:
    """A known reply as it reads in a sentence, with its unit: "14 people", "$2.3 million"."""
    if isinstance(value, frozenset):
        picked = [c.says for c in question.choices if c.id in value]
        return listed(picked)
    if isinstance(value, str):
        return question.choice(value).says
    if question.kind == "scale":
        return lower_first(question.steps[int(value) - 1])
    counts = question.unit and not question.unit.startswith(("percent", MONEY))
    return f"no {question.unit}" if counts and value == 0 else measured(question, value)


def measured(question: Question, number: Number) -> str:
    """A number with the unit of its question."""
    if question.unit.startswith(MONEY):
        return money(number)
    if question.unit == "percent":
        return f"{grouped(number)} %"
    unit = question.unit_one if number == 1 and question.unit_one else question.unit
    return f"{grouped(number)} {unit}".strip()


def grouped(number: Number) -> str:
    """A number with thousands separators and at most two decimals, a true minus sign first."""
    digits = f"{abs(number):,.2f}".rstrip("0").rstrip(".")
    return f"{MINUS}{digits}" if number < 0 else digits


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 gate", "1,200 gates"; where an s is not enough, `many` is the word for several."""
    return f"{grouped(number)} {one if number == 1 else many or f'{one}s'}"


def money(dollars: Number) -> str:
    """US dollars: "$950,000", "$2.3 million"; rounded to three digits from a million up."""
    sign = MINUS if dollars < 0 else ""
    amount = abs(dollars)
    if amount < _MONEY[0][0]:
        return f"{sign}${amount:,.0f}"
    rounded = float(f"{amount:.3g}")
    size, name = next(step for step in reversed(_MONEY) if rounded >= step[0])
    return f"{sign}${rounded / size:,.2f}".rstrip("0").rstrip(".") + f" {name}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    parts = list(words)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(template: str, questions: Mapping[str, Question], replies: Mapping[str, Value]) -> str:
    """A rule's sentence with each `{question}` replaced by the company's own reply."""

    pieces = _pieces(template)
    if len(pieces) == 1:
        return upper_first(template)
    told = list(pieces)
    told[1::2] = [spoken(questions[question], replies[question]) for question in pieces[1::2]]
    return upper_first("".join(told))


@lru_cache(maxsize=4096)
def _pieces(template: str) -> tuple[str, ...]:
    """A sentence cut at its placeholders: text and question ids in turn."""
    return tuple(_PLACEHOLDER.split(template))


def placeholders(template: str) -> tuple[str, ...]:
    """The question ids that a sentence quotes, in order."""
    return tuple(_PLACEHOLDER.findall(template))


def cut(template: str) -> tuple[tuple[str, bool], ...]:
    """A sentence cut at its placeholders: each piece, and whether it is a question's id."""
    return tuple(
        (piece, position % 2 == 1) for position, piece in enumerate(_PLACEHOLDER.split(template))
    )


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def stretch(question: Question, band: str, last: str = "") -> str:
    """The numbers that a band covers: "13 people or more", "6 to under 13 people".

    With `last` the numbers from the first band to the end of that later one.
    """
    names = [b.name for b in question.bands]
    position, after = names.index(band), names.index(last or band) + 1
    start = question.bands[position].start
    if after == len(names):
        return f"{measured(question, start)} or more"
    end = question.bands[after].start
    if position == 0 or start <= question.low:
        return f"under {measured(question, end)}"
    first = measured(question, start) if question.unit.startswith(MONEY) else grouped(start)
    return f"{first} to under {measured(question, end)}"
