"""What was told of an assessment: the advice in its own words, as a version keeps it.

The rules may change afterwards, and with them what the same answers lead to. So what was said is
kept as it was said: names and sentences, and the ids that tell what came and went.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from advisor.storage.scenario import LONGEST_PROSE, list_in

MOST = 500
"""Reasons, levels or gates that are read of one advice: far more than rules ever give."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ToldReason:
    """A rule that fired, by its id, and what it said of this company."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ToldGate:
    """A gate that held, by its id: the names of what it ruled out, why, and until when."""

    rule: str
    outcomes: str
    sentence: str
    until: str


@dataclass(frozen=True, slots=True)
class ToldLevel:
    """The level on one dimension, by its id, with its name and what it was said to mean."""

    dimension: str
    name: str
    level: str
    says: str


@dataclass(frozen=True, slots=True)
class Told:
    """One advice as it was told.

    `outcome` and `form` are ids, `name` and `form_name` what they were called; `strength` is one of
    the three words of the engine and `strength_says` what it was said to mean.
    """

    outcome: str
    name: str
    form: str
    form_name: str
    verdict: str
    strength: str
    strength_says: str
    levels: tuple[ToldLevel, ...] = ()
    reasons_for: tuple[ToldReason, ...] = ()
    reasons_against: tuple[ToldReason, ...] = ()
    ruled_out: tuple[ToldGate, ...] = ()


def told_as_json(told: Told | None) -> dict[str, Any] | None:
    """What was told as JSON has it."""
    return asdict(told) if told else None


def told_in(value: Any) -> Told | None:
    """What was told, as a JSON value holds it; None where it is none."""
    if not isinstance(value, dict):
        return None

    def several(name: str, kind: Callable[..., _T], parts: tuple[str, ...]) -> tuple[_T, ...]:
        found = [one for one in list_in(value.get(name)) if isinstance(one, dict)]
        return tuple(kind(*(_text(one, part) for part in parts)) for one in found[:MOST])

    reason = ("rule", "sentence")
    return Told(
        outcome=_text(value, "outcome"),
        name=_text(value, "name"),
        form=_text(value, "form"),
        form_name=_text(value, "form_name"),
        verdict=_text(value, "verdict"),
        strength=_text(value, "strength"),
        strength_says=_text(value, "strength_says"),
        levels=several("levels", ToldLevel, ("dimension", "name", "level", "says")),
        reasons_for=several("reasons_for", ToldReason, reason),
        reasons_against=several("reasons_against", ToldReason, reason),
        ruled_out=several("ruled_out", ToldGate, ("rule", "outcomes", "sentence", "until")),
    )


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name)
    return found[:LONGEST_PROSE] if isinstance(found, str) else ""
