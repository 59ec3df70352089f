"""An organisation chart drawn as a tidy tree that fits a given width.

Where the CEO's reports fit next to one another they stand in columns, and everybody else hangs
below their boss; where they do not fit, the whole tree hangs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.pictures.svg import Picture, document, text, wrapped

Mark = Literal["", "new", "moves"]
NARROWEST, WIDEST = 124.0, 200.0
INDENT, GAP, PAD = 18.0, 14.0, 8.0


@dataclass(frozen=True, slots=True)
class Box:
    """One role or group. `reports_to` is the key of its boss, empty for the root.

    `mark` says what the recommendation does to it; `detail` is one more line of words.
    """

    key: str
    label: str
    reports_to: str = ""
    mark: Mark = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes that form one tree, the root first."""

    boxes: tuple[Box, ...]

    def below(self, key: str) -> tuple[Box, ...]:
        """The boxes that report to this one, in order."""
        return tuple(b for b in self.boxes if b.reports_to == key)

    def walk(self, box: Box | None = None, depth: int = 0) -> Iterator[tuple[int, Box]]:
        """Every box under this one (the root, if none is given), it included, with its depth."""
        box = box or self.boxes[0]
        yield depth, box
        for child in self.below(box.key):
            yield from self.walk(child, depth + 1)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box with its place in pixels and its text already wrapped."""

    box: Box
    x: float
    y: float
    width: float
    label: tuple[str, ...]
    detail: tuple[str, ...]

    @property
    def height(self) -> float:
        return _height(self.box, self.label, self.detail)


def words(box: Box) -> str:
    """What a box says in a list: its label, its detail, and what happens to it."""
    happens = {"": "", "new": " (new)", "moves": " (moves here)"}[box.mark]
    return f"{box.label}{f', {box.detail}' if box.detail else ''}{happens}"


def chart_picture(chart: Chart, title: str, width: float) -> Picture:
    """The chart, at most `width` pixels wide; `title` opens its text alternative."""
    root, *_ = chart.boxes
    columns = len(chart.below(root.key))
    column = (width - GAP * (columns - 1)) / max(columns, 1)
    deepest = max(depth for depth, _ in chart.walk())
    roomy = column - INDENT * max(deepest - 1, 0) >= NARROWEST
    placed, lines = _in_columns(chart, width, column) if roomy else _hanging(chart, width)
    says = f"{title}. " + "; ".join(
        words(b) + (f", reporting to {_label(chart, b.reports_to)}" if b.reports_to else "")
        for b in chart.boxes
    )
    height = max(p.y + p.height for p in placed) + 2
    body = f'<path d="{"".join(lines)}" fill="none" stroke="currentColor"/>' + "".join(
        map(_drawn, placed)
    )
    return Picture(document(width, height, says, body), says)


def _label(chart: Chart, key: str) -> str:
    return next(b.label for b in chart.boxes if b.key == key)


def _in_columns(chart: Chart, width: float, column: float) -> tuple[list[_Placed], list[str]]:
    """The root in the middle, one column for each of its reports."""
    root = chart.boxes[0]
    children = chart.below(root.key)
    column = min(column, WIDEST + INDENT)
    used = len(children) * column + GAP * (len(children) - 1)
    head = _place(root, (width - WIDEST) / 2, 2, WIDEST)
    placed, lines, top = [head], [], head.y + head.height + 2 * GAP
    for i, child in enumerate(children):
        x = (width - used) / 2 + i * (column + GAP)
        group, inside = _hang(chart, child, x, top, column)
        bend = top - GAP
        lines += [
            f"M{width / 2:g} {head.y + head.height:g}V{bend:g}H{x + group[0].width / 2:g}V{top:g}",
            *inside,
        ]
        placed += group
    return placed, lines


def _hanging(chart: Chart, width: float) -> tuple[list[_Placed], list[str]]:
    """Every box under its boss, indented, in one column."""
    return _hang(chart, chart.boxes[0], 2, 2, min(width - 4, 2 * WIDEST))


def _hang(
    chart: Chart, box: Box, x: float, y: float, width: float
) -> tuple[list[_Placed], list[str]]:
    """The box and, indented below it, those who report to it, within `width`."""
    children = chart.below(box.key)
    own = _place(box, x, y, width)
    placed, lines, top = [own], [], y + own.height + GAP
    for child in children:
        group, inside = _hang(chart, child, x + INDENT, top, width - INDENT)
        elbow = top + group[0].height / 2
        lines += [f"M{x + INDENT / 2:g} {y + own.height:g}V{elbow:g}H{x + INDENT:g}", *inside]
        placed += group
        top = group[-1].y + group[-1].height + GAP
    return placed, lines


def _place(box: Box, x: float, y: float, width: float) -> _Placed:
    room = width - 2 * PAD
    return _Placed(box, x, y, width, wrapped(box.label, room, 14), wrapped(box.detail, room, 13))


def _height(box: Box, label: tuple[str, ...], detail: tuple[str, ...]) -> float:
    return 2 * PAD + 17 * len(label) + 16 * len(detail) + (16 if box.mark else 0)


def _drawn(placed: _Placed) -> str:
    """The outline (thick when new, dashed when it moves) and the words, centred."""
    mark = placed.box.mark
    outline = {"": 'stroke-width="1"', "new": 'stroke-width="3"',
               "moves": 'stroke-width="1.5" stroke-dasharray="5 4"'}[mark]  # fmt: skip
    shape = (
        f'<rect x="{placed.x:g}" y="{placed.y:g}" width="{placed.width:g}" '
        f'height="{placed.height:g}" rx="4" fill="none" stroke="currentColor" {outline}/>'
    )
    middle = 'text-anchor="middle"'
    centre, y = placed.x + placed.width / 2, placed.y + PAD - 3
    parts = [shape]
    if mark:
        y += 16
        parts.append(text(centre, y, {"new": "New", "moves": "Moves here"}[mark], size=13,
                          attributes=f'{middle} font-weight="700"'))  # fmt: skip
    for line in placed.label:
        y += 17
        weight = ' font-weight="600"' if mark == "new" or not placed.box.reports_to else ""
        parts.append(text(centre, y, line, size=14, attributes=middle + weight))
    for line in placed.detail:
        y += 16
        parts.append(text(centre, y, line, size=13, attributes=middle))
    return "".join(parts)
