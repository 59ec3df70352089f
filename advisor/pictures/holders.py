"""Who holds what, today and after, as a grid: one line a responsibility, one column a holder.

A ring is today, a dot is after, a dot in a ring stays; an arrow leads from one to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.pictures.svg import Picture, document, text, wrapped

_SMALL, _HEAD, _LINE, _PAD, _RING, _DOT = 12, 11, 14.0, 4.0, 5.5, 3.0
_LABELS = 0.36
"""The part of the width that the names of the responsibilities take."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One line: the column of its holder today and after, None where not known.

    `poor`: it is done poorly today. `group` is the heading that it stands under.
    """

    label: str
    today: int | None
    after: int | None
    poor: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A duty, or a group's heading (where `duty` is None), with its text and place."""

    duty: Duty | None
    words: tuple[str, ...]
    top: float
    height: float


def holders_picture(
    duties: Sequence[Duty], holders: Sequence[str], title: str, width: float
) -> Picture:
    """The grid, `width` pixels wide; `title` opens its text alternative."""
    labels = width * _LABELS
    column = (width - labels) / max(len(holders), 1)
    heads = [wrapped(holder, column - 4, _HEAD) for holder in holders]
    head = _LINE * max(map(len, heads), default=0) + 2 * _PAD
    lines = _lines(duties, labels, head)
    end = lines[-1].top + lines[-1].height if lines else head
    counted = end + 2 * (_LINE + _PAD)
    body = "".join(
        [
            *(_column(words, labels + column * (i + 0.5), head) for i, words in enumerate(heads)),
            *(_drawn(line, labels, column, width) for line in lines),
            _counts(duties, len(holders), labels, column, end),
        ]
    )
    says = f"{title}. {_in_words(duties, holders)}"
    return Picture(document(width, counted + 2, says, body), says)


def _lines(duties: Sequence[Duty], width: float, top: float) -> list[_Line]:
    lines: list[_Line] = []
    group = ""
    for duty in duties:
        if duty.group != group:
            group = duty.group
            lines.append(_Line(None, (group,), top, _LINE + 3 * _PAD))
            top += lines[-1].height
        words = wrapped(duty.label, width - 8, _SMALL)
        lines.append(_Line(duty, words, top, _LINE * max(len(words), 1) + _PAD))
        top += lines[-1].height
    return lines


def _column(words: Sequence[str], middle: float, bottom: float) -> str:
    """A holder's name above its column, its last line at the bottom."""
    top = bottom - _PAD - _LINE * (len(words) - 1)
    return "".join(
        text(middle, top + _LINE * i, word, size=_HEAD, attributes='text-anchor="middle"')
        for i, word in enumerate(words)
    )


def _drawn(line: _Line, labels: float, column: float, width: float) -> str:
    y = line.top + line.height
    rule = f'<path d="M0 {line.top:g}H{width:g}" stroke="currentColor" stroke-opacity=".3"/>'
    if line.duty is None:
        return rule + text(0, y - _PAD - 2, line.words[0], size=13, attributes='font-weight="700"')
    words = "".join(
        text(0, line.top + _LINE * (i + 1) - 1, word, size=_SMALL)
        for i, word in enumerate(line.words)
    )
    return rule + words + _signs(line.duty, labels, column, line.top + line.height / 2)


def _signs(duty: Duty, labels: float, column: float, y: float) -> str:
    """The ring, the dot and the arrow of one line; a crossed ring is done poorly today."""
    signs = ""
    today, after = (
        None if at is None else labels + column * (at + 0.5) for at in (duty.today, duty.after)
    )
    if today is not None:
        signs += (
            f'<circle cx="{today:g}" cy="{y:g}" r="{_RING:g}" fill="none" '
            'stroke="currentColor" stroke-width="1.5"/>'
        )
        if duty.poor:
            signs += (
                f'<path d="M{today - 6:g} {y + 6:g}l12 -12" stroke="currentColor" '
                'stroke-width="1.5"/>'
            )
    if after is not None:
        signs += f'<circle cx="{after:g}" cy="{y:g}" r="{_DOT:g}"/>'
    if today is not None and after is not None and today != after:
        way = 1 if after > today else -1
        tip = after - way * (_DOT + 2)
        signs += (
            f'<path d="M{today + way * _RING:g} {y:g}H{tip - way * 4:g}" stroke="currentColor"/>'
            f'<path d="M{tip - way * 5:g} {y - 3:g}v6L{tip:g} {y:g}z"/>'
        )
    return signs


def _counts(duties: Sequence[Duty], holders: int, labels: float, column: float, top: float) -> str:
    """How many each column holds, today and after."""
    told = ""
    for line, (name, places) in enumerate(_placed(duties)):
        y = top + (_LINE + _PAD) * (line + 1) - 2
        told += text(0, y, f"{name}: how many", size=_SMALL, attributes='font-weight="600"')
        for i in range(holders):
            told += text(labels + column * (i + 0.5), y, str(places.count(i)), size=_SMALL,
                         attributes='text-anchor="middle" font-weight="600"')  # fmt: skip
    width = labels + column * holders
    return f'<path d="M0 {top:g}H{width:g}" stroke="currentColor" stroke-width="1.5"/>' + told


def _placed(duties: Sequence[Duty]) -> tuple[tuple[str, list[int | None]], ...]:
    return (("Today", [d.today for d in duties]), ("After", [d.after for d in duties]))


def _in_words(duties: Sequence[Duty], holders: Sequence[str]) -> str:
    """Each holder's number today and after; the lines themselves stand in a table beside it."""
    (_, today), (_, after) = _placed(duties)
    told = (
        f"{holder}: {today.count(i)} today, {after.count(i)} after"
        for i, holder in enumerate(holders)
    )
    return "; ".join(told) + "."
