"""One file while it is being checked: its nodes, and the mistakes found in it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from advisor.conditions import Place
from advisor.loading.faults import Misread
from advisor.loading.text.nodes import Map, Node, Path, Span, Text, follow, key_span, span_of
from advisor.loading.text.reading import Document
from advisor.loading.text.words import did_you_mean, quoted, short
from advisor.mistakes import Mistake

Built = TypeVar("Built")
MISTAKES_AT_MOST = 100
LISTED_BESIDE_THE_NEAREST = 30
"""Legal words; more than these would hide the one that was probably meant."""


class TooManyMistakes(Exception):
    """This file has had its share of mistakes; reading on would help nobody."""


class Page:
    """The entries of one file. `thing` says what an entry is: "rule", "question"."""

    def __init__(self, document: Document, thing: str = "") -> None:
        self.name = document.name
        self.text = document.text
        self.thing = thing
        self.readable = document.root is not None
        self.root: Node = document.root if document.root is not None else Map()
        self.mistakes: list[Mistake] = list(document.mistakes)

    def spared(self, build: Callable[[], Built]) -> Built | None:
        """What `build` builds from this page; None once the page has too many mistakes."""
        try:
            return build()
        except TooManyMistakes:
            return None

    def entries(self) -> dict[str, Node]:
        """The top entries by id; none, and a mistake, where the file is no map."""
        if isinstance(self.root, Map):
            return self.root.values
        empty = isinstance(self.root, Text) and self.root.nothing
        what = "The file is empty." if empty else "The file is not a list of named entries."
        self.mistake((), what, f"Write an id and a colon for each {self.thing or 'entry'}.")
        return {}

    def node(self, path: Sequence[str | int]) -> Node | None:
        """The node at a path, if there is one."""
        return follow(self.root, path)

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Where a value (or the key that leads to it) stands."""
        span = key_span(self.root, path) if key and path else span_of(self.root, path)
        return Place(self.name, span.line, span.column)

    def mistake(
        self,
        path: Path,
        what: str,
        remedy: str = "",
        legal: Iterable[str] = (),
        *,
        legal_are: str = "Possible here",
        key: bool = False,
        word: str = "",
    ) -> None:
        """Note a mistake at a path, at its key, or at a word inside its text."""
        place = self._place_of_word(path, word) if word else self.place(path, key=key)
        entry = f"{self.thing} {short(str(path[0]))}" if self.thing and path else ""
        self.mistakes.append(Mistake(place, what, remedy, tuple(legal), entry, legal_are))
        if len(self.mistakes) >= MISTAKES_AT_MOST:
            what = f"There are {MISTAKES_AT_MOST} mistakes or more; the rest are not listed."
            self.mistakes.append(Mistake(place, what))
            raise TooManyMistakes

    def faults(self, path: Path, misread: Misread) -> None:
        """Note every fault of the condition or answer at a path."""
        for fault in misread.faults:
            self.mistake(
                path,
                fault.what,
                fault.remedy,
                fault.legal,
                legal_are=fault.legal_are,
                word=fault.word,
            )

    def unknown_word(
        self, path: Path, word: str, kind: str, legal: Iterable[str], *, key: bool = False
    ) -> None:
        """Note that a word names nothing of its kind, with the nearest and all that exist."""
        words = tuple(legal)
        near = did_you_mean(word, words)
        shown = () if near and len(words) > LISTED_BESIDE_THE_NEAREST else words
        self.mistake(path, f"There is no {kind} {quoted(word)}.", near, shown, key=key)

    def texts(self) -> Iterable[tuple[Path, str]]:
        """Every text in the file with the path to it."""
        stack: list[tuple[Path, Node]] = [((), self.root)]
        while stack:
            path, node = stack.pop()
            if isinstance(node, Text):
                yield path, node.value
            elif isinstance(node, Map):
                stack.extend(((*path, key), below) for key, below in node.values.items())
            else:
                stack.extend(((*path, i), below) for i, below in enumerate(node.values))

    def _place_of_word(self, path: Path, word: str) -> Place:
        """Where the word stands inside the text at the path, as the author typed it."""
        span = span_of(self.root, path)
        index = self.text.find(word, span.start, span.end)
        if index < 0:
            return Place(self.name, span.line, span.column)
        return _place_in(self.name, self.text, span, index)


def _place_in(name: str, text: str, span: Span, index: int) -> Place:
    before = text[span.start : index].replace("\r\n", "\n").replace("\r", "\n")
    lines = before.split("\n")
    column = len(lines[-1]) + (span.column if len(lines) == 1 else 1)
    return Place(name, span.line + len(lines) - 1, column)
