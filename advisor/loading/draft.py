"""A rulebook while it is put together: what is declared where, and what refers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from advisor.conditions import Condition, Place
from advisor.loading.conditions import condition, levels
from advisor.loading.faults import Misread
from advisor.loading.shapes.fitting import fit
from advisor.loading.shapes.rules import Shape
from advisor.loading.shapes.scalars import ID
from advisor.loading.text.nodes import List, Map, Node, Path, Text
from advisor.loading.text.page import Page
from advisor.loading.text.words import did_you_mean, quoted
from advisor.questionnaire import Question
from advisor.wording import placeholders

Fitted = TypeVar("Fitted", bound=Shape)


@dataclass
class Draft:
    """The pages of a rulebook, the ids that they declare, and the questions that are sound.

    `declared`: kind -> id -> place, taken from the files before anything is checked, so that an
    entry with mistakes is known to others all the same. `unsure`: kinds with an unreadable file;
    nothing is said about references to them. `doubtful`: ids that stand for two things.
    """

    pages: dict[str, Page]
    declared: dict[str, dict[str, Place]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    questions: dict[str, Question] = field(default_factory=dict)

    def declare(self, kind: str, page: Page, path: Path) -> None:
        """Take in the keys of the map at a path as ids of this kind."""
        known = self.declared.setdefault(kind, {})
        node = page.node(path)
        if not page.readable or (path and node is None):
            self.unsure |= set() if page.readable else {kind}
            return
        for name in node.values if isinstance(node, Map) else ():
            place = page.place((*path, name), key=True)
            if name in known:
                self.doubtful.add(name)
                what = f"The id {quoted(name)} is taken: {known[name]}."
                page.mistake((*path, name), what, "Give one of the two another id.", key=True)
            known.setdefault(name, place)

    def known(self, kind: str) -> tuple[str, ...]:
        """The ids of a kind, in the order in which they are declared."""
        return tuple(self.declared.get(kind, ()))

    def refer(self, page: Page, path: Path, word: str, *kinds: str, key: bool = False) -> bool:
        """Whether an id of these kinds exists; if not, the mistake is noted."""
        if any(word in self.declared.get(kind, ()) for kind in kinds):
            return True
        if not self.unsure & set(kinds):
            legal = dict.fromkeys(name for kind in kinds for name in self.known(kind))
            page.unknown_word(path, word, " or ".join(kinds), legal, key=key)
        return False

    def refer_all(self, page: Page, path: Path, words: tuple[str, ...], *kinds: str) -> None:
        """Check every id of a list, and that none stands there twice."""
        for position, word in enumerate(words):
            self.refer(page, (*path, position), word, *kinds)
            if word in words[:position]:
                page.mistake((*path, position), f"{quoted(word)} is named twice.", "Name it once.")

    def fitted(self, page: Page, shape: type[Fitted]) -> Iterator[tuple[str, Fitted]]:
        """Every entry of a page that fits its shape; what can be said of the others is noted."""
        hollow = False  # an entry without anything below it: its lines may be not indented
        for name, node in page.entries().items():
            if hollow and name in shape.model_fields:
                continue
            hollow = isinstance(node, Text) and node.nothing
            self.check_id(page, (name,))
            entry = fit(page, (name,), shape)
            if entry is None:
                self.glean(page, (name,))
            else:
                yield name, entry

    def check_id(self, page: Page, path: Path) -> None:
        """Note an id that is not written as ids are."""
        if not ID.fullmatch(str(path[-1])):
            remedy = "Use small letters, digits and _, and begin with a letter."
            page.mistake(path, f"{quoted(str(path[-1]))} is no id.", remedy, key=True)

    def conditions(self, page: Page, path: Path, when: Mapping[str, str]) -> tuple[Condition, ...]:
        """The conditions of a `when`; those that cannot be read are noted and left out."""
        found = []
        for name, words in when.items():
            here = (*path, name)
            if not self.refer(page, here, name, "question", key=True) or name not in self.questions:
                continue
            try:
                found.append(condition(self.questions[name], words))
            except Misread as misread:
                page.faults(here, misread)
        return tuple(found)

    def levels(
        self, page: Page, path: Path, wanted: Mapping[str, str]
    ) -> dict[str, frozenset[str]]:
        """The levels named for each dimension; those that cannot be read are noted and left out."""
        found = {}
        for name, words in wanted.items():
            here = (*path, name)
            if not self.refer(page, here, name, "dimension", key=True):
                continue
            try:
                found[name] = levels(name, words)
            except Misread as misread:
                page.faults(here, misread)
        return found

    def sources(self, page: Page, path: Path, names: tuple[str, ...]) -> tuple[str, ...]:
        """The sources named in a list, each of which must exist."""
        self.refer_all(page, path, names, "source")
        return names

    def quotes(self, page: Page, path: Path, says: str, when: Mapping[str, object]) -> None:
        """Check that a sentence quotes only answers that its own conditions have read."""
        for name in placeholders(says):
            if name in when:
                continue
            what = f"{{{name}}} can be filled in only where {name} is among the conditions."
            if name not in self.known("question") and not self.unsure & {"question"}:
                what = f"{{{name}}} is no question."
            remedy = did_you_mean(name, when) or "Name it under when, or leave it out here."
            page.mistake(path, what, remedy, tuple(when), word=f"{{{name}}}")

    def glean(self, page: Page, path: Path) -> None:
        """Check what can be checked below an entry that does not fit its shape."""
        node = page.node(path)
        below: Mapping[str, Node] = node.values if isinstance(node, Map) else {}
        for key, value in below.items():
            here = (*path, key)
            texts = _texts(value)
            if key == "when":
                self.conditions(page, here, texts)
            elif key == "levels":
                self.levels(page, here, texts)
            elif key == "sources" and isinstance(value, List):
                names = tuple(v.value for v in value.values if isinstance(v, Text) and v.value)
                self.sources(page, here, names)
            else:
                self.glean(page, here)
        if isinstance(node, List):
            for position in range(len(node.values)):
                self.glean(page, (*path, position))


def _texts(node: Node) -> dict[str, str]:
    if not isinstance(node, Map):
        return {}
    return {k: v.value for k, v in node.values.items() if isinstance(v, Text) and v.value}
