"""One number as a strip: which recommendation from which value on, and where the company is.

Stretches are drawn equally wide, because the numbers at which the advice turns may lie at 10 and
at 10,000; only their order is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.pictures.svg import Picture, document, text, text_width, wrapped

NARROWEST, ROOMY = 300.0, 104.0
"""Pixels: the width of a strip of few stretches, and what a stretch needs where there are more."""
_TOP, _TALL, _LINE, _PAD = 26.0, 16.0, 15.0, 4.0
_BOLD = 1.15
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of numbers with one recommendation. `start` is the number it begins at, in words.

    `leads_to` is empty where there can be no such company. `here`: the company is in it.
    """

    start: str
    leads_to: str
    here: bool


def strip_picture(segments: Sequence[Segment], now: str, says: str) -> Picture:
    """The stretches side by side; `now` is the company's own number, `says` the same in words."""
    width = max(NARROWEST, ROOMY * len(segments))
    each = width / len(segments)
    labels = [wrapped(s.leads_to or "not possible", each - 2 * _PAD, 13) for s in segments]
    top = _TOP + _TALL + 20
    height = top + _LINE * max(map(len, labels)) + 6
    body = "".join(
        _segment(segment, label, i * each, each, top)
        for i, (segment, label) in enumerate(zip(segments, labels, strict=True))
    )
    middle = next((i + 0.5 for i, s in enumerate(segments) if s.here), 0.5) * each
    return Picture(document(width, height, says, body + _marker(now, middle, width)), says)


def _segment(segment: Segment, label: Sequence[str], x: float, width: float, top: float) -> str:
    """The stretch itself, shaded where the company is; its first number and where it leads."""
    shade = ".22" if segment.here else "0"
    outline = "" if segment.leads_to else ' stroke-dasharray="3 4"'
    box = (
        f'<rect x="{x + 1:g}" y="{_TOP:g}" width="{width - 2:g}" height="{_TALL:g}" '
        f'fill-opacity="{shade}" stroke="currentColor"{outline}/>'
    )
    start = text(x + 1, _TOP + _TALL + 14, segment.start, size=12)
    bold = ' font-weight="600"' if segment.here else ""
    lines = (
        text(x + 1, top + _LINE * (i + 1) - 1, line, size=13, attributes=bold)
        for i, line in enumerate(label)
    )
    return box + start + "".join(lines)


def _marker(now: str, middle: float, width: float) -> str:
    """A small arrow down to the company's stretch, with its number, kept within the picture."""
    half = _BOLD * text_width(now, 13) / 2
    centre = min(max(middle, half), max(width - half, half))
    arrow = f'<path d="M{middle - 5:g} {_TOP - 8:g}h10l-5 7z"/>'
    return arrow + text(
        centre, _TOP - 12, now, size=13, attributes='text-anchor="middle" font-weight="600"'
    )
