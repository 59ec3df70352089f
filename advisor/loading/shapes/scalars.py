"""The types of single values in a rule file. Every scalar arrives as text.

Each type says in its own words what it expects; `fitting` makes the mistake of it.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from advisor.loading.sheets.numbers import exact, kept, meant
from advisor.questionnaire import Changes, Number, Way
from advisor.rulebook import Grade

CURLY = re.compile("[“”„‘’‚].*[“”‘’]", re.DOTALL)
"""A text in the quotation marks of a word processor, which would be printed with it."""
OURS = "ours"
"""The error type of everything that is refused here."""

ID = re.compile(r"[a-z][a-z0-9_]{0,79}")
FEW = 8
"""Names that are repeated in a remedy."""
RESERVED = {"not", "or", "and", "above", "below", "unknown"}
"""Words of the condition language; a band or choice of that name could not be told apart."""


def refused(expected: str, remedy: str = "", legal: tuple[str, ...] = ()) -> PydanticCustomError:
    """The refusal of a value: what was expected there, how to mend it, what is legal."""
    return PydanticCustomError(
        OURS, "refused", {"expected": expected, "remedy": remedy, "legal": legal}
    )


def _text(value: object) -> str:
    if isinstance(value, str) and value:
        if CURLY.fullmatch(value):
            raise refused("a text without curly quotation marks", 'Type straight ones: "...".')
        return value
    remedy = "Put it in quotation marks if it begins with { or [." if value else ""
    raise refused("a text", remedy)


def _words(value: object) -> str:
    if isinstance(value, str) and value:
        return value
    raise refused("a condition in words, such as a or b", _worded(value))


def _worded(value: object) -> str:
    """How to write what stands where a condition should."""
    if isinstance(value, dict):
        return 'Each line under "when" names one question; either this or that is two rules.'
    if not isinstance(value, list):
        return "If it belongs to the condition before it, put that one in double quotation marks."
    names = [name for name in value if isinstance(name, str) and ID.fullmatch(name)]
    if not names or len(names) > FEW or len(names) < len(value):
        return "Write a or b, not [a, b]."
    return (
        f"Write {' or '.join(names)}. For a question with several choices write "
        f'"includes any of {", ".join(names)}".'
    )


def _id(value: object) -> str:
    if isinstance(value, str) and ID.fullmatch(value):
        return value
    if isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_]*:\S+", value):
        raise refused("a name and a value", "Put a space after the colon.")
    raise refused("written in small letters, digits and _, beginning with a letter")


def _name(value: str) -> str:
    """A band's or a choice's name: like an id, but it may begin with a digit."""
    if not re.fullmatch(r"(?=.*[a-z])[a-z0-9][a-z0-9_]{0,79}", value):
        raise refused("written in small letters, digits and _, with at least one letter")
    if value in RESERVED:
        raise refused("called something else", "That word has a meaning of its own in conditions.")
    return value


def _number(value: object) -> Number:
    number = exact(value) if isinstance(value, str) else None
    if number is not None and -(10**18) <= number <= 10**18:
        return kept(number)
    instead = meant(value) if isinstance(value, str) else ""
    raise refused("a number", f"Write {instead}." if instead else "")


def _whole(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        return int(value)
    raise refused("a whole number")


def _yes_no(value: object) -> bool:
    if value in ("yes", "no"):
        return value == "yes"
    raise refused("yes or no")


def _link(value: object) -> str:
    """An address that a browser may be sent to; `none` where a source has none."""
    if isinstance(value, str) and re.fullmatch(r"none|https?://[^\s\"'<>]+", value):
        return "" if value == "none" else value
    raise refused("an address that begins with https:// (or none)")


def one_of(literal: Any) -> BeforeValidator:
    """A check that the value is one of the words of a Literal."""
    words = get_args(literal)

    def check(value: object) -> str:
        if isinstance(value, str) and value in words:
            return value
        raise refused("one of the words below", legal=words)

    return BeforeValidator(check)


Text = Annotated[str, BeforeValidator(_text)]
Words = Annotated[str, BeforeValidator(_words)]
Id = Annotated[
    str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": "^[a-z][a-z0-9_]*$"})
]
Name = Annotated[str, AfterValidator(_name)]
Num = Annotated[int | float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Whole = Annotated[int, BeforeValidator(_whole)]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": ["yes", "no"]})]
Link = Annotated[str, BeforeValidator(_link)]
# An editor takes 2012 and 1.0 for numbers where we take them for text.
Loose = Annotated[str, BeforeValidator(_text), WithJsonSchema({"type": ["string", "number"]})]
ChangesWord = Annotated[Changes, one_of(Changes)]
WayWord = Annotated[Way, one_of(Way)]
GradeWord = Annotated[Grade, one_of(Grade)]
