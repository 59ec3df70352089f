"""Where a value stands in the text of a rule file: its beginning, its end, its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from advisor.editing.writing import STEP, Room
from advisor.loading.text.nodes import List, Map, Node, Path, Text, follow

_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


@dataclass(frozen=True)
class Ground:
    """The text of one file and what it holds."""

    text: str
    root: Node

    @property
    def line_end(self) -> str:
        """How this file ends its lines."""
        found = _LINE_END.search(self.text)
        return (found[0] if found else "") or "\n"

    def node(self, path: Path) -> Node:
        """The value at a path, which exists."""
        found = follow(self.root, path)
        assert found is not None
        return found

    def keys(self, path: Path) -> list[str | int]:
        """The keys of a map, or the positions in a list."""
        node = self.node(path)
        assert not isinstance(node, Text)
        return [*(node.values if isinstance(node, Map) else range(len(node.values)))]

    def flows(self, path: Path) -> bool:
        """Whether the value at a path is inside braces or brackets, or is itself in them."""
        return any(self.braced(self.node(path[:n])) for n in range(len(path) + 1))

    def braced(self, node: Node) -> bool:
        """Whether a map or list is written in braces or brackets."""
        return not isinstance(node, Text) and self.text[node.span.start : node.span.start + 1] in (
            "{",
            "[",
        )

    def end_of_line(self, index: int) -> int:
        """Where the line ends that holds this position, before its line end."""
        found = _LINE_END.search(self.text, index)
        assert found is not None
        return found.start()

    def next_line(self, index: int) -> int:
        """Where the line after this position begins; the end of the text where there is none."""
        found = _LINE_END.search(self.text, index)
        assert found is not None
        return found.end()

    def start_of_line(self, index: int) -> int:
        """Where the line begins that holds this position."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def column(self, index: int) -> int:
        """How many characters stand before this position on its line."""
        return index - self.start_of_line(index)

    def blank_before(self, index: int) -> bool:
        """Whether the line before the one of this position is blank, or there is none."""
        line = bisect_right(self._starts, index) - 1
        return not self.text[self._starts[max(line - 1, 0)] : self._starts[line]].strip()

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in _LINE_END.finditer(self.text) if found[0])]

    def key_end(self, path: Path) -> int:
        """Just behind the colon of an entry's key, or behind the dash of a list item."""
        above = self.node(path[:-1])
        if isinstance(above, Map):
            key_end = above.keys[str(path[-1])].span.end
            colon = re.compile(r"\s*:").match(self.text, key_end)
            return colon.end() if colon else key_end
        return self.entry_start(path) + 1 if not self.flows(path[:-1]) else self.start(path)

    def entry_start(self, path: Path) -> int:
        """Where an entry begins: its key, or the dash of a list item (its value in brackets)."""
        above = self.node(path[:-1])
        if isinstance(above, Map):
            return above.keys[str(path[-1])].span.start
        if self.flows(path[:-1]):
            return self.start(path)
        assert isinstance(above, List)
        if not path[-1]:
            return above.span.start
        dash = re.compile(rf"[\r\n][^\S\r\n]{{{above.span.column - 1}}}-(?=\s|\Z)")
        found = dash.search(self.text, self.end((*path[:-1], int(path[-1]) - 1)))
        assert found is not None
        return found.end() - 1

    def start(self, path: Path) -> int:
        """Where a value begins."""
        return self.node(path).span.start

    def end(self, path: Path) -> int:
        """Where a value ends: after its last sign, before spaces, comments and blank lines."""
        node = self.node(path)
        if isinstance(node, Text):
            raw = self.raw(node)
            return max(node.span.start + len(raw), self.key_end(path) if path and not raw else 0)
        if self.braced(node):
            return node.span.end
        return self.end((*path, self.keys(path)[-1])) if node.values else node.span.end

    def raw(self, node: Text) -> str:
        """A text as it stands in the file, with its quotation marks."""
        raw = self.text[node.span.start : node.span.end]
        return raw.rstrip() if not node.plain and raw[:1] in (">", "|") else raw

    def indent(self, path: Path) -> int:
        """The indentation of an entry's own line."""
        above = self.node(path[:-1])
        if isinstance(above, Map) and not self.braced(above):
            return above.span.column - 1
        if isinstance(above, List) and not self.braced(above):
            return above.span.column - 1
        return 0

    def room(self, path: Path) -> Room:
        """The room that the value of an entry has, on the line of its key or dash."""
        return Room(self.column(self.key_end(path)) + 1, self.indent(path), self.flows(path[:-1]))

    def children_indent(self, path: Path) -> int:
        """The indentation of entries below the map or list at a path, in braces or not."""
        node = self.node(path)
        if not isinstance(node, Text) and not self.braced(node):
            return node.span.column - 1
        return self.indent(path) + STEP if path else 0
