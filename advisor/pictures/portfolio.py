"""How many companies get which recommendation: one bar each, in parts by how strong it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.pictures.svg import Picture, document, text
from advisor.wording import grouped

KEY, ROW, BAR = 30.0, 52.0, 16.0
_SHADES = (".85", ".3", "0")
"""How full the parts are drawn, the strongest first; the last is an outline."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One recommendation and how many companies get it, the strongest part first."""

    name: str
    parts: tuple[int, ...]

    @property
    def whole(self) -> int:
        """All its companies."""
        return sum(self.parts)


def portfolio_picture(bars: Sequence[Bar], strengths: Sequence[str], says: str) -> Picture:
    """The bars under one another below a key of `strengths`; as wide as the place they are in.

    The longest bar fills the width. There are as many strengths as each bar has parts, at most
    three. `says` tells what is drawn; the figures are added.
    """
    most = max((bar.whole for bar in bars), default=0) or 1
    drawn = "".join(_bar(bar, KEY + ROW * i, most) for i, bar in enumerate(bars))
    told = " ".join([says, *(_in_words(bar, strengths) for bar in bars)])
    svg = document("100%", KEY + ROW * len(bars), told, _key(strengths) + drawn)
    return Picture(svg, told)


def _in_words(bar: Bar, strengths: Sequence[str]) -> str:
    each = (f"{grouped(n)} {word.lower()}" for n, word in zip(bar.parts, strengths, strict=True))
    return f"{bar.name}: {grouped(bar.whole)} ({', '.join(each)})."


def _key(strengths: Sequence[str]) -> str:
    """What each shade means."""
    drawn, left = [], 0.0
    for shade, word in zip(_SHADES, strengths, strict=False):
        drawn.append(_box(f"{left + 1:g}", 3, "14", 12, shade))
        drawn.append(text(left + 21, 14, word, size=13))
        left += 38 + 7.4 * len(word)
    return "".join(drawn)


def _bar(bar: Bar, top: float, most: int) -> str:
    """The name and the figure above the bar; parts without companies are left out."""
    drawn, left = [], 0.0
    for shade, part in zip(_SHADES, bar.parts, strict=False):
        if part:
            width = 99 * part / most
            drawn.append(_box(f"{left:.2f}%", top + 24, f"{width:.2f}%", BAR, shade))
            left += width
    bold = 'font-weight="600"'
    return (
        text(0, top + 16, bar.name, size=14, attributes=bold)
        + text("100%", top + 16, grouped(bar.whole), attributes=f'text-anchor="end" {bold}')
        + "".join(drawn)
    )


def _box(x: str, y: float, width: str, height: float, shade: str) -> str:
    return (
        f'<rect x="{x}" y="{y:g}" width="{width}" height="{height:g}" fill-opacity="{shade}" '
        'stroke="currentColor"/>'
    )
