"""A number as somebody typed it, read; or one sentence that says what to enter.

Numbers are read the way people write them: "1,200", "$2.5 million", "45 %", "14 people".
What could mean two things is asked back rather than guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from advisor.questionnaire import Number, Question
from advisor.wording import MINUS, MONEY, grouped, measured

_SIZES = {
    "": 1,
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "mil": 1_000_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "b": 1_000_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
    "billions": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trillion": 1_000_000_000_000,
}
_NUMBER = re.compile(r"([+-]?)\s*([0-9][0-9,.' _]*|\.[0-9]+)\s*([a-z]*)")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([,.' _])[0-9]{3}(\1[0-9]{3})*")
_UNSURE_SIGNS = re.compile(
    r"\b(about|around|approx\w*|circa|ca|roughly|nearly|almost|over|under|maybe|or|to)\b"
    r"|[~<>≈?]|[0-9]\s*\+|[0-9]\s*[-–]\s*[0-9]"
)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer, or the problem that kept the input from being one."""

    value: Number | None = None
    problem: str = ""


def read_number(question: Question, text: str) -> Reading:
    """The number that somebody typed for this question, within its bounds."""
    plain = _plain(text)
    money, percent = is_money(question), question.unit == "percent"
    if _UNSURE_SIGNS.search(plain):
        return Reading(problem=f"{wanted(question)}. One number is enough: your best estimate")
    if "%" in plain and not percent:
        return Reading(problem=f"{wanted(question)}. This is not a percentage")
    if re.search(r"[€£¥]", plain) or ("$" in plain and not money):
        return Reading(problem=wanted(question))
    found = _NUMBER.fullmatch(_without_unit(question, plain))
    if found is None or found[3] not in _SIZES or len(plain) > _LONGEST:
        return Reading(problem=wanted(question))
    digits = _digits(found[2], sized=bool(found[3]))
    if digits is None:
        return Reading(problem=_either_or(question, found[2]))
    number = Decimal(f"{found[1]}{digits}") * _SIZES[found[3]]
    return _within_bounds(question, int(number) if number == int(number) else float(number))


def wanted(question: Question) -> str:
    """What to enter, with an example, without a full stop."""
    return f"Enter {_what(question)}, like {_example(question)}"


def outside(question: Question) -> str:
    """What to enter instead of a number that is too small or too large, without a full stop."""
    low, high = question.low, question.high
    words = (measured(question, low), measured(question, high)) if is_money(question) else ()
    lowest, highest = words or (grouped(low), grouped(high))
    return f"Enter {_what(question)}, from {lowest} to {highest}"


def is_money(question: Question) -> bool:
    """Whether the answer is an amount in US dollars."""
    return question.unit.startswith(MONEY)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    plain = plain.replace(MINUS, "-").replace("’", "'")
    return re.sub(r"\s+", " ", plain)


def _without_unit(question: Question, plain: str) -> str:
    if is_money(question):
        return re.sub(
            r"us\s?\$|\$|\busd\b|\b(us )?dollars?\b|( a|per|/) ?year\b", "", plain
        ).strip()
    if question.unit == "percent":
        return re.sub(r"%|\bper ?cent\b|\bpct\b", "", plain).strip()
    for unit in {question.unit.lower(), question.unit_one.lower()} - {""}:
        plain = plain.removesuffix(f" {unit}")
    return plain.strip()


def _digits(written: str, *, sized: bool) -> str | None:
    """Plain digits with a decimal point; None where the marks can be read in two ways."""
    written = written.strip(" ,")
    whole, point, rest = written.partition(".")
    if point and (mark := _GROUPED.fullmatch(whole)):
        written = f"{whole.replace(mark[1], '')}.{rest}"
    if grouping := _GROUPED.fullmatch(written):
        repeated = written.count(grouping[1]) > 1
        if grouping[1] == "." and not repeated and not sized:
            return None
        if grouping[1] != "." or repeated:
            return written.replace(grouping[1], "")
    if re.fullmatch(r"[0-9]*\.?[0-9]+|[0-9]+\.", written):
        return written
    if re.fullmatch(r"[0-9]+,[0-9]{1,2}", written):
        return written.replace(",", ".")
    return None


def _either_or(question: Question, written: str) -> str:
    whole, dot, rest = written.strip().partition(".")
    if dot and whole.isdigit() and rest.isdigit():
        decimal = f"{Decimal(f'{whole}.{rest}'):.2f}".rstrip("0").rstrip(".")
        return f"Enter {whole}{rest} or {decimal}: the point can mean both"
    return wanted(question)


def _within_bounds(question: Question, number: Number) -> Reading:
    if question.low <= number <= question.high:
        return Reading(number)
    return Reading(problem=outside(question))


def _what(question: Question) -> str:
    what = question.says or f"a number for: {question.ask}"
    if is_money(question):
        return f"{what} in US dollars"
    if question.unit == "percent":
        return f"{what} as a percentage"
    return f"the number of {what}"


def _example(question: Question) -> str:
    if is_money(question):
        return "2.5m" if question.high > 1_000_000_000 else "150,000"
    starts = [band.start for band in question.bands if band.start > max(question.low, 0)]
    return grouped(starts[0]) if starts else grouped(question.low)
