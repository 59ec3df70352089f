"""A value written where another one stands, in the text of a rule file."""

from __future__ import annotations

import re

from advisor.editing.spots import Ground
from advisor.editing.writing import Written, scalar, written
from advisor.loading.text.nodes import Path, Plain, Text

_BLOCK_LINE = re.compile(r"[>|][0-9+-]*([^\r\n]*)")


def put(ground: Ground, path: Path, value: Plain) -> str:
    """The text with the value at a path replaced."""
    node = ground.node(path)
    if isinstance(node, Text) or ground.braced(node):
        return _put_inline(ground, path, value)
    return _put_block(ground, path, value)


def _put_inline(ground: Ground, path: Path, value: Plain) -> str:
    """Replace a value that begins on the line of its key."""
    node, room = ground.node(path), ground.room(path)
    old = node if isinstance(node, Text) and not node.nothing else None
    raw = ground.raw(old) if old else ""
    made = (
        scalar(value, room, old, raw)
        if isinstance(value, str)
        else written(value, room, open_out=len(path) == 1)
    )
    start, end = node.span.start, ground.end(path)
    rest = ground.text[end : ground.end_of_line(end)]
    if old and not old.plain and (block := _BLOCK_LINE.match(raw)):
        rest = block[1]  # a comment behind the > of a folded text
    elif not made.below:
        return _joined(ground, start, made.head + ground.text[end:])
    return _joined(
        ground, start, _lines(ground, made, rest) + ground.text[ground.end_of_line(end) :]
    )


def _put_block(ground: Ground, path: Path, value: Plain) -> str:
    """Replace a map or list that has a line for each entry."""
    made = written(value, ground.room(path), open_out=len(path) == 1)
    start, key_end, end = ground.start(path), ground.key_end(path), ground.end(path)
    head_end = ground.end_of_line(key_end)
    if start < head_end:  # the first entry stands on the line of a dash
        lines = ground.line_end.join(made.below).lstrip() or made.head
        return ground.text[:start] + lines + ground.text[ground.end_of_line(end) :]
    rest = ground.text[key_end:head_end]
    head = f" {made.head}" if made.head else ""
    lines = _lines(ground, Written(head, made.below), rest)
    return ground.text[:key_end] + lines + ground.text[ground.end_of_line(end) :]


def _lines(ground: Ground, made: Written, rest: str) -> str:
    """What was written, with the rest of the first line (a comment) where it belongs."""
    return ground.line_end.join([(made.head + rest).rstrip(), *made.below])


def _joined(ground: Ground, start: int, new: str) -> str:
    """The text up to a position, and the new one, with one space between a colon and a value."""
    before = ground.text[:start]
    if new[:1].isspace() or not new:
        return before.rstrip(" ") + new
    return before + ("" if not before or before[-1] in " \t\r\n[{" else " ") + new


def _after_line(ground: Ground, end: int) -> str:
    return ground.text[ground.end_of_line(end) :]
