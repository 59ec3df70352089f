"""How a population is spread over the outcomes, before and after a change: two bars for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.pictures.svg import Picture, document, text

WIDTH, BAR, GAP, HEAD = 300.0, 14.0, 14.0, 18.0
_LABEL, _FIGURE = 46.0, 62.0


@dataclass(frozen=True, slots=True)
class Part:
    """One outcome: its name, and what percent of the population gets it before and after."""

    name: str
    before: float
    after: float


def percent(share: float) -> str:
    """A share with one decimal; "under 0.1 %" where it is not quite nothing."""
    return "under 0.1 %" if 0 < share < 0.05 else f"{share:.1f} %"


def shares_picture(parts: Sequence[Part], says: str) -> Picture:
    """Two bars for each outcome, outlined before and filled after; `says` tells what is drawn.

    The longest bar fills the width, so small shares stay visible; every bar has its figure.
    """
    most = max((max(p.before, p.after) for p in parts), default=0) or 1.0
    each = HEAD + 2 * BAR + 4 + GAP
    body = "".join(_part(part, i * each, most) for i, part in enumerate(parts))
    words = " ".join(
        f"{p.name}: {percent(p.before)} before, {percent(p.after)} after." for p in parts
    )
    told = f"{says} {words}"
    return Picture(document(WIDTH, each * len(parts), told, body), told)


def _part(part: Part, top: float, most: float) -> str:
    first, second = top + HEAD + 2, top + HEAD + BAR + 6
    return (
        text(0, top + 13, part.name, size=13, attributes='font-weight="600"')
        + _bar("before", part.before, first, most, filled=False)
        + _bar("after", part.after, second, most, filled=True)
    )


def _bar(word: str, share: float, top: float, most: float, *, filled: bool) -> str:
    """The word, the bar and its figure. A share that is not nothing is never an empty place."""
    room = WIDTH - _LABEL - _FIGURE
    width = max(room * share / most, 1.0) if share else 0.0
    fill = 'fill-opacity=".55"' if filled else 'fill="none"'
    bar = (
        f'<rect x="{_LABEL:g}" y="{top:g}" width="{width:.1f}" height="{BAR:g}" {fill} '
        'stroke="currentColor"/>'
        if width
        else ""
    )
    base = top + BAR - 3
    figure = text(_LABEL + width + 5, base, percent(share), size=12)
    return text(0, base, word, size=12) + bar + figure
