"""How a value is written into a rule file: its style, its width, its lines.

A text is written plain where the strict reader gives it back as it is, in double quotation marks
where not, and folded over several lines where it is too long for one. That is its natural style;
an author who chose another one keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from advisor.loading.text.nodes import Plain, Text, plain
from advisor.loading.text.reading import read

WIDTH = 100
STEP = 2
_WORD_AT_MOST = 40
"""A longer text inside braces or brackets is hard to read."""
_SPACE_TO_BREAK = re.compile(r"(?<=\S) (?=\S)")
_BLOCK_HEAD = re.compile(r"([>|])[0-9]?([+-]?)[0-9]?")

Style = Literal["plain", "single", "double", "folded", "literal"]


@dataclass(frozen=True)
class Room:
    """Where a value goes: the column it begins at, the indentation of its entry, in braces?"""

    column: int
    indent: int
    flow: bool = False

    @property
    def inner(self) -> int:
        """The indentation of lines that belong to the value."""
        return self.indent + STEP


@dataclass(frozen=True)
class Written:
    """A value as written: what stands behind its key, and the lines below, indented."""

    head: str
    below: tuple[str, ...] = ()


def written(tree: Plain, room: Room, *, open_out: bool = False) -> Written:
    """A new value in its natural style. `open_out`: a map gets a line for each key."""
    if isinstance(tree, str):
        return scalar(tree, room)
    short = in_flow(tree)
    if room.flow or not tree:
        return Written(short)
    if _compact(tree) and not open_out and room.column + len(short) <= WIDTH:
        return Written(short)
    return Written("", tuple(block_lines(tree, room.inner)))


def block_lines(tree: Plain, indent: int) -> Iterator[str]:
    """The lines of a map or list, one entry after the other."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from entry_lines(f"{key_text(key)}:", value, indent)
        return
    for value in tree:
        yield from item_lines(value, indent)


def entry_lines(start: str, value: Plain, indent: int, *, open_out: bool = False) -> Iterator[str]:
    """The lines of one entry, which begins with `start`: a key and its colon, or a dash."""
    room = Room(indent + len(start) + 1, indent)
    made = written(value, room, open_out=open_out)
    yield " " * indent + start + (f" {made.head}" if made.head else "")
    yield from made.below


def item_lines(value: Plain, indent: int) -> Iterator[str]:
    """The lines of one item of a list."""
    room = Room(indent + STEP, indent)
    if isinstance(value, dict) and not written(value, room).head:
        first, *rest = block_lines(value, indent + STEP)
        yield " " * indent + "- " + first.lstrip()
        yield from rest
        return
    yield from entry_lines("-", value, indent)


def in_flow(tree: Plain) -> str:
    """The value on one line, in braces or brackets."""
    if isinstance(tree, str):
        return scalar(tree, Room(0, 0, flow=True)).head
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{key_text(k)}: {in_flow(v)}" for k, v in tree.items()) + "}"
    return "[" + ", ".join(map(in_flow, tree)) + "]"


def _compact(tree: Plain) -> bool:
    """Whether a map or list reads well on one line: short words, at most lists of words inside."""
    inner = tree.values() if isinstance(tree, dict) else tree
    return all(
        len(v) <= _WORD_AT_MOST and not v.endswith(".") and is_plain(v, flow=True)
        if isinstance(v, str)
        else isinstance(v, list) and isinstance(tree, dict) and _compact(v)
        for v in inner
    )


def scalar(text: str, room: Room, old: Text | None = None, raw: str = "") -> Written:
    """A text in its natural style, or in the style its author chose for the `old` one.

    `raw`: the old one as it stands in the file.
    """
    style = natural(text, room)
    one_line = "\n" not in raw.replace("\r", "\n")
    if old is not None and (one_line or raw[0] in ">|"):
        chosen = _style(old, raw)
        if chosen != natural(old.value, room) and _can(chosen, text, room):
            style = chosen
    if style == "plain":
        return Written(text)
    if style == "single" or style == "double":
        return Written(_single(text) if style == "single" else _double(text))
    sign = ">" if style == "folded" else "|"
    head = _BLOCK_HEAD.match(raw)
    head_text = f"{sign}{head[2]}" if head and head[1] == sign else f"{sign}-"
    return Written(head_text, tuple(_lines(text, style, room.inner)))


def natural(text: str, room: Room) -> Style:
    """The style for a text that nobody chose one for."""
    if "\n" in text:
        return "double" if room.flow or not _can("literal", text, room) else "literal"
    style: Style = "plain" if is_plain(text, flow=room.flow) else "double"
    long = len(text) if style == "plain" else len(_double(text))
    if room.column + long > WIDTH and _can("folded", text, room) and " " in text:
        return "folded"
    return style


def _style(old: Text, raw: str) -> Style:
    if old.plain:
        return "plain"
    styles: dict[str, Style] = {"'": "single", '"': "double", ">": "folded", "|": "literal"}
    return styles[raw[0]]


def _can(style: Style, text: str, room: Room) -> bool:
    """Whether a text can be written in a style and is read again as it is."""
    if style == "plain":
        return is_plain(text, flow=room.flow)
    if style == "double":
        return True
    if style == "single":
        return "\n" not in text
    if room.flow or not text:
        return False
    lines = "\n".join(_lines(text, style, STEP))
    return _reads_as(f"k: {'>' if style == 'folded' else '|'}-\n{lines}\n", {"k": text})


def _lines(text: str, style: Style, indent: int) -> Iterator[str]:
    margin = " " * indent
    if style == "literal":
        yield from (f"{margin}{line}" if line else "" for line in text.split("\n"))
        return
    line = ""
    for word in _SPACE_TO_BREAK.split(text):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield margin + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield margin + line


@lru_cache(maxsize=4096)
def is_plain(text: str, *, flow: bool) -> bool:
    """Whether the strict reader takes a text without quotation marks for what it is."""
    if not text or "\n" in text:
        return False
    if flow:
        return _reads_as(f"{{k: {text}, l: [{text}]}}", {"k": text, "l": [text]})
    return _reads_as(f"k: {text}\nl:\n  - {text}\n", {"k": text, "l": [text]})


@lru_cache(maxsize=4096)
def key_text(key: str) -> str:
    """A key as written, in quotation marks where it needs them."""
    if "\n" not in key and _reads_as(f"k:\n  {key}: x\nl: {{{key}: x}}\n", _keyed(key)):
        return key
    return _double(key)


def _keyed(key: str) -> Plain:
    return {"k": {key: "x"}, "l": {key: "x"}}


def _reads_as(text: str, tree: Plain) -> bool:
    document = read("", text)
    return document.root is not None and not document.mistakes and plain(document.root) == tree


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'
