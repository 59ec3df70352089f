"""Text of a rule file or an answer sheet -> nodes. The only importer of yaml.

The text is hostile until read: its size, its depth and the number of its values are limited, and
anchors, aliases, tags and further documents are refused. Nodes are built from the parser's events,
one pass and no recursion: composing deeply nested text with libyaml ends the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from advisor.conditions import Place
from advisor.loading.text.decoding import (
    UNSEEN_REMEDY,
    Unreadable,
    decoded,
    place_at,
    unseen,
)
from advisor.loading.text.nodes import List, Map, Node, Span, Text
from advisor.loading.text.syntax import Complaint, told
from advisor.loading.text.words import quoted
from advisor.mistakes import Mistake

DEPTH_AT_MOST = 30
VALUES_AT_MOST = 50_000

_Mark = Any  # the fast and the plain parser have marks of different classes
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Complaints that a parser makes only after the line that it should have complained about.
_TOLD_WHERE_OPENED = ("end of stream", "expected ',' or", "expected ':'")
_COMMENT_BY_CHANCE = re.compile(r"[ \t]+#(?=[^\s#])")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. `root` is None when it could not be read to its end."""

    name: str
    text: str
    root: Node | None
    mistakes: tuple[Mistake, ...] = ()


def read(name: str, content: bytes | str) -> Document:
    """The document in `content`, called `name` in its mistakes. Never raises for bad content."""
    text = ""
    try:
        text = decoded(name, content)
        builder = _Builder(name, text)
        root = builder.build()
    except Unreadable as unreadable:
        return Document(name, text, None, (unreadable.mistake,))
    return Document(name, text, root, tuple(builder.mistakes))


class _Builder:
    """Builds nodes from events, with a stack of the maps and lists that are still open."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.mistakes: list[Mistake] = []
        self.open: list[List | Map] = []
        self.awaited: list[Text | None] = []  # per open map, the key whose value comes next
        self.root: Node | None = None
        self.documents = 0

    def build(self) -> Node:
        """The root node; an empty file gives an empty text."""
        values = 0
        try:
            for event in yaml.parse(self.text, Loader=_Loader):
                values += isinstance(event, yaml.NodeEvent)
                if values > VALUES_AT_MOST:
                    raise self._unreadable(event.start_mark, *_TOO_MANY)
                self._take(event)
        except yaml.MarkedYAMLError as error:
            raise self._syntax(error) from None
        except yaml.YAMLError:
            raise Unreadable(Mistake(Place(self.name), "The file cannot be read.")) from None
        return self.root if self.root is not None else Text("", plain=True)

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent):
            self._refuse_tricks(event)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._opened(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._closed(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._unreadable(event.start_mark, *_SECOND_DOCUMENT)

    def _refuse_tricks(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._unreadable(event.start_mark, *_ANCHOR)
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self._unreadable(event.start_mark, *_TAG)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        plain = not event.style
        if hidden := unseen(event.value):
            self._mistake(event.start_mark, hidden, UNSEEN_REMEDY)
        text = Text(event.value.strip(), _span(event), plain)
        above = self.open[-1] if self.open else None
        if isinstance(above, Map) and self.awaited[-1] is None:
            self._key(above, text)
            return
        end = _span(event).end
        if plain and text.value and _COMMENT_BY_CHANCE.match(self.text, end):
            self._mistake(event.end_mark, *_COMMENT)
        self._place(text)

    def _key(self, above: Map, key: Text) -> None:
        self.awaited[-1] = key
        if key.value in above.values:
            first = above.keys[key.value].span.line
            what = f"{quoted(key.value)} stands here a second time; the first is in line {first}."
            place = Place(self.name, key.span.line, key.span.column)
            self.mistakes.append(Mistake(place, what, "Keep one of the two."))

    def _place(self, node: Node) -> None:
        """Put a finished scalar, or a map or list just opened, where it belongs."""
        if not self.open:
            self.root = node
            return
        above = self.open[-1]
        if isinstance(above, List):
            above.values.append(node)
            return
        key = self.awaited[-1]
        assert key is not None
        if key.value not in above.values:
            above.values[key.value] = node
            above.keys[key.value] = key
        self.awaited[-1] = None

    def _opened(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        above = self.open[-1] if self.open else None
        if isinstance(above, Map) and self.awaited[-1] is None:
            raise self._unreadable(event.start_mark, *_COMPLEX_KEY)
        if len(self.open) >= DEPTH_AT_MOST:
            raise self._unreadable(event.start_mark, *_TOO_DEEP)
        node = (Map if isinstance(event, yaml.MappingStartEvent) else List)(span=_span(event))
        self._place(node)
        self.open.append(node)
        self.awaited.append(None)

    def _closed(self, event: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        node = self.open.pop()
        self.awaited.pop()
        span = node.span
        node.span = Span(span.line, span.column, span.start, _span(event).end)

    def _syntax(self, error: yaml.MarkedYAMLError) -> Unreadable:
        mark: _Mark = error.problem_mark or error.context_mark
        opened: _Mark = error.context_mark or mark
        if any(words in (error.problem or "") for words in _TOLD_WHERE_OPENED):
            mark = opened
        if mark.index >= len(self.text.rstrip()):
            return Unreadable(Mistake(place_at(self.name, self.text.rstrip()), *_ENDS_EARLY))
        lines = re.split(r"\r\n|\r|\n", self.text)
        line = lines[mark.line] if mark.line < len(lines) else ""
        character = self.text[mark.index : mark.index + 1]
        complaint = Complaint(
            error.problem or "",
            error.context or "",
            line,
            character,
            opened.line + 1,
            line[: mark.column],
        )
        return self._unreadable(mark, *told(complaint))

    def _mistake(self, mark: _Mark, what: str, remedy: str) -> None:
        self.mistakes.append(
            Mistake(Place(self.name, mark.line + 1, mark.column + 1), what, remedy)
        )

    def _unreadable(self, mark: _Mark, what: str, remedy: str) -> Unreadable:
        return Unreadable(Mistake(Place(self.name, mark.line + 1, mark.column + 1), what, remedy))


def _span(event: yaml.Event) -> Span:
    start: _Mark = event.start_mark
    end: _Mark = event.end_mark
    return Span(start.line + 1, start.column + 1, start.index, end.index)


_ENDS_EARLY = (
    "The file ends before something that was opened is closed.",
    "Check the brackets and the quotation marks.",
)
_TOO_MANY = (f"The file holds more than {VALUES_AT_MOST:,} values.", "Remove what does not belong.")
_TOO_DEEP = (
    f"The file is nested more than {DEPTH_AT_MOST} steps deep.",
    "Check the indentation and the brackets.",
)
_SECOND_DOCUMENT = ("A second document begins here.", "Remove the line ---, or use two files.")
_ANCHOR = (
    "A text that begins with & or * is a reference, which is not used here.",
    "Write the value in full, or put it in quotation marks.",
)
_TAG = (
    "A text that begins with ! is a type mark, which is not used here.",
    'Put it in quotation marks. In a condition write "not" and the name of a band or choice.',
)
_COMPLEX_KEY = (
    "A list or a bracket stands where a key is expected.",
    "Use a plain word as the key. A sentence that begins with { needs quotation marks.",
)
_COMMENT = (
    "The words from # on are taken as a comment.",
    "Put the whole text in quotation marks; for a comment, write a space after the #.",
)
