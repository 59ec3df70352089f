"""The names that a condition may use about one thing, in order, and how they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.conditions import LEVELS
from advisor.questionnaire import Number, Question
from advisor.wording import grouped


@dataclass(frozen=True, slots=True)
class Named:
    """The bands, choices or levels of a question or dimension: "band", and its names in order.

    `shown`: each name with the numbers it stands for. `numbers`: where each band starts.
    """

    subject: str
    kind: str
    names: tuple[str, ...]
    shown: tuple[str, ...]
    numbers: tuple[Number, ...] = ()


def names_of(question: Question) -> Named:
    """What conditions on this question may name."""
    if question.kind in ("choice", "choices"):
        ids = tuple(choice.id for choice in question.choices)
        return Named(question.id, "choice", ids, ids)
    starts = tuple(band.start for band in question.bands)
    names = tuple(band.name for band in question.bands)
    return Named(question.id, "band", names, _stretches(question), starts)


def levels_of(dimension: str) -> Named:
    """What conditions on the level of a dimension may name."""
    return Named(dimension, "level", LEVELS, LEVELS)


def _stretches(question: Question) -> tuple[str, ...]:
    """Each band with its numbers: "few (0-5)"; with "from" and "to under" for fractions."""
    starts = [band.start for band in question.bands]
    whole = all(isinstance(start, int) for start in starts)
    ends = [*starts[1:], question.high]
    last = len(starts) - 1
    shown = []
    for position, band in enumerate(question.bands):
        end = ends[position]
        if position == last:
            stretch = f"{grouped(band.start)} to {grouped(end)}"
        elif whole:
            stretch = f"{grouped(band.start)} to {grouped(end - 1)}"
        else:
            stretch = f"from {grouped(band.start)} to under {grouped(end)}"
        shown.append(f"{band.name} ({_short(stretch)})")
    return tuple(shown)


def _short(stretch: str) -> str:
    """ "6-8" for small plain numbers, which is how people write them."""
    first, _, end = stretch.partition(" to ")
    return f"{first}-{end}" if first.isdecimal() and end.isdecimal() else stretch
