"""An entry taken out of the text of a rule file."""

from __future__ import annotations

import re

from advisor.editing.putting import put
from advisor.editing.spots import Ground
from advisor.loading.text.nodes import Map, Path, Plain

_BLANK_LINES = re.compile(r"(?:[^\S\r\n]*(?:\r\n|\r|\n))+")


def take(ground: Ground, path: Path) -> str:
    """The text without the entry at a path."""
    above, keys = path[:-1], ground.keys(path[:-1])
    if len(keys) == 1:
        return _emptied(ground, above)
    at = keys.index(path[-1])
    start, text = ground.entry_start(path), ground.text
    following = (*above, keys[at + 1]) if at + 1 < len(keys) else None
    if ground.flows(above):
        if at:
            return text[: ground.end((*above, keys[at - 1]))] + text[ground.end(path) :]
        assert following is not None
        return text[:start] + text[ground.entry_start(following) :]
    line = ground.start_of_line(start)
    if text[line:start].strip():  # the entry begins on the line of a dash
        assert following is not None
        return text[:start] + text[ground.entry_start(following) :]
    return text[:line] + _rest(ground, ground.next_line(ground.end(path)), line)


def _rest(ground: Ground, index: int, line: int) -> str:
    """The text from a position on; of blank lines on both sides of a gap, one side goes."""
    rest = ground.text[index:]
    blank = _BLANK_LINES.match(rest)
    return rest[blank.end() :] if blank and ground.blank_before(line) else rest


def _emptied(ground: Ground, path: Path) -> str:
    node = ground.node(path)
    empty: Plain = {} if isinstance(node, Map) else []
    if path:
        return put(ground, path, empty)
    first, *_ = ground.keys(())
    start = ground.entry_start((first,))
    return ground.text[:start] + "{}" + ground.text[ground.end_of_line(ground.end(())) :]
