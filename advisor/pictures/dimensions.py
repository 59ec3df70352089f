"""The four dimensions as horizontal tracks: low, moderate, high, and where the company stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.pictures.svg import Picture, document, text
from advisor.rulebook import LEVELS

ROW = 58
HEAD = 24
_THIRD = 100 / 3


@dataclass(frozen=True, slots=True)
class Track:
    """One dimension's place: its points, where its levels begin, and what is still possible."""

    name: str
    level: str
    points: int
    lowest: int
    highest: int
    moderate_from: int
    high_from: int

    @property
    def still_open(self) -> bool:
        """Whether unanswered questions can still move it."""
        return self.lowest < self.highest

    @property
    def levels_possible(self) -> tuple[str, ...]:
        """The levels that it can still end at, lowest first."""
        first, last = (self._level(p) for p in (self.lowest, self.highest))
        return LEVELS[first : last + 1]

    def _level(self, points: int) -> int:
        return (points >= self.moderate_from) + (points >= self.high_from)

    def position(self, points: int) -> float:
        """Where these points lie, in percent of the track. Each level takes a third of it,
        so the four tracks compare at a glance; no position falls on a border of two levels.
        """
        floor = min(self.lowest, self.points, self.moderate_from - 3)
        ceiling = max(self.highest, self.points, self.high_from + 2)
        level = self._level(points)
        starts = (floor, self.moderate_from, self.high_from, ceiling + 1)
        reach = max(1, starts[level + 1] - starts[level])
        return _THIRD * (level + (points - starts[level] + 0.5) / reach)


def dimensions_picture(tracks: Sequence[Track], width: float | None = None) -> Picture:
    """The tracks under one another. Without a width the picture fills the place it is put in."""
    says = " ".join(map(_in_words, tracks))
    body = _head() + "".join(_row(t, HEAD + ROW * i) for i, t in enumerate(tracks))
    height = HEAD + ROW * len(tracks)
    svg = document("100%" if width is None else width, height, says, body)
    return Picture(svg, says)


def _in_words(track: Track) -> str:
    told = f"{track.name}: {track.level}"
    if len(track.levels_possible) > 1:
        others = " or ".join(level for level in track.levels_possible if level != track.level)
        told += f", could still become {others}"
    return f"{told}."


def _head() -> str:
    return "".join(
        text(f"{_THIRD * (i + 0.5):.2f}%", 14, level, size=13, attributes='text-anchor="middle"')
        for i, level in enumerate(LEVELS)
    )


def _row(track: Track, top: float) -> str:
    """Name and level above; the bar with its reached third shaded, borders, range and marker."""
    level = LEVELS.index(track.level)
    bar = top + 24
    shaded = (
        f'<rect x="{_THIRD * level:.2f}%" y="{bar:g}" width="{_THIRD:.2f}%" height="16" '
        'fill-opacity=".22"/>'
    )
    outline = (
        f'<rect x="0" y="{bar:g}" width="100%" height="16" rx="2" fill="none" '
        'stroke="currentColor"/>'
    )
    borders = "".join(
        f'<line x1="{_THIRD * i:.2f}%" x2="{_THIRD * i:.2f}%" y1="{bar - 3:g}" y2="{bar + 19:g}" '
        'stroke="currentColor" stroke-width="1.5"/>'
        for i in (1, 2)
    )
    marker = f'<circle cx="{track.position(track.points):.2f}%" cy="{bar + 8:g}" r="7"/>'
    return (
        text("0", top + 16, track.name, size=15, attributes='font-weight="600"')
        + text("100%", top + 16, track.level, size=15, attributes='text-anchor="end" '
               'font-weight="600"')
        + shaded + outline + borders + _range(track, bar + 8) + marker
    )  # fmt: skip


def _range(track: Track, y: float) -> str:
    """A line with end strokes from the lowest to the highest place still possible."""
    if not track.still_open:
        return ""
    ends = [f"{track.position(p):.2f}%" for p in (track.lowest, track.highest)]
    line = f'<line x1="{ends[0]}" x2="{ends[1]}" y1="{y:g}" y2="{y:g}"/>'
    strokes = "".join(f'<line x1="{x}" x2="{x}" y1="{y - 5:g}" y2="{y + 5:g}"/>' for x in ends)
    return f'<g stroke="currentColor" stroke-width="2">{line}{strokes}</g>'
