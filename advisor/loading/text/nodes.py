"""What a file holds: texts, lists and maps that know where they stand.

Every scalar is text, quoted or not; the field that takes it gives it a type. Lines and columns
count from 1, `start` and `end` are character positions in the file's text, for edits in place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

Path = tuple[str | int, ...]
"""The way to a value: keys of maps and positions in lists."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a file's text."""

    line: int = 0
    column: int = 0
    start: int = 0
    end: int = 0


UNPLACED = Span()


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar. `plain` when it was written without quotation marks."""

    value: str
    span: Span = UNPLACED
    plain: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nothing was written there at all."""
        return self.plain and not self.value


@dataclass(slots=True)
class List:
    """Values in order."""

    values: list[Node] = field(default_factory=list)
    span: Span = UNPLACED


@dataclass(slots=True)
class Map:
    """Values by key, in order; `keys` says where each key stands."""

    values: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Text] = field(default_factory=dict)
    span: Span = UNPLACED


Node = Text | List | Map
Plain = str | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """The bare value: text, list or dict."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, List):
        return [plain(value) for value in node.values]
    return {key: plain(value) for key, value in node.values.items()}


def step(node: Node, part: str | int) -> Node | None:
    """The value one step below, if there is one."""
    if isinstance(node, Map) and isinstance(part, str):
        return node.values.get(part)
    if isinstance(node, List) and isinstance(part, int) and part < len(node.values):
        return node.values[part]
    return None


def follow(node: Node, path: Sequence[str | int]) -> Node | None:
    """The value at the end of the path, if there is one."""
    for part in path:
        below = step(node, part)
        if below is None:
            return None
        node = below
    return node


def span_of(root: Node, path: Sequence[str | int]) -> Span:
    """Where the value at the end of the path stands; the nearest thing above it where it is not.

    A map or list is told by its key, which is where an author looks for it.
    """
    node, span = root, root.span
    for part in path:
        below = step(node, part)
        if below is None:
            return span
        span = below.span
        if not isinstance(below, Text) and isinstance(node, Map):
            span = node.keys[str(part)].span
        node = below
    return span


def key_span(root: Node, path: Sequence[str | int]) -> Span:
    """Where the last key of the path stands."""
    above = follow(root, path[:-1])
    if isinstance(above, Map) and path[-1] in above.keys:
        return above.keys[str(path[-1])].span
    return span_of(root, path)
