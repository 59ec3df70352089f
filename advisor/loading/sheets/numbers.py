"""Numbers as people type them: read exactly, or said what to write instead."""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.questionnaire import Number

LONGEST = 40
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_NEARLY = re.compile(
    r"(?P<before>[^0-9+.-]{0,12})(?P<sign>[+-]?)\s*(?P<digits>[0-9][0-9,._' ]{0,30}?)"
    r"\s*(?P<after>[^0-9]{0,30})"
)
_SIZES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "billion": 1_000_000_000,
}


def exact(text: str) -> Decimal | None:
    """The number that the text is, nothing lost; None where it is not one."""
    if len(text) > LONGEST or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text)


def kept(number: Decimal) -> Number:
    """A number within sane bounds as Python holds it: int where it is whole, else float."""
    return int(number) if number == number.to_integral_value() else float(number)


def meant(text: str) -> str:
    """What the text would be as a plain number: "1,200 people" gives "1200"; empty if unclear."""
    found = _NEARLY.fullmatch(text[: 2 * LONGEST].strip())
    if not found:
        return ""
    digits = _ungrouped(found["digits"])
    number = exact(digits) if digits else None
    if number is None:
        return ""
    number *= _SIZES.get(found["after"].strip(" .").lower().partition(" ")[0], 1)
    return f"{'-' if found['sign'] == '-' else ''}{kept(number)}"


def _ungrouped(digits: str) -> str:
    """The digits without thousands marks and with a point before decimals."""
    bare = re.sub(r"[ _']", "", digits).rstrip(",.")
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", bare):
        return bare.replace(",", "")
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3}){2,}|[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", bare):
        return bare.replace(".", "").replace(",", ".")
    return bare.replace(",", ".") if bare.count(",") == 1 and "." not in bare else bare
