"""What the rule files hold, entry by entry, whether they can be loaded or not.

Forms show entries from here rather than from a `Rulebook`, so that a mistake elsewhere, or an entry
that is switched off, keeps nobody from editing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlencode

from advisor.editing.trees import tree_in
from advisor.loading.declaring import EXAMPLES, thing_of
from advisor.loading.questionnaires import FOLDER, MATRIX, file_of
from advisor.loading.text.nodes import Path, Plain
from advisor.wording import cut, upper_first

Kind = Literal["rule", "gate", "note", "question", "dimension", "outcome", "form", "source"]
KINDS: dict[Kind, str] = {
    "rule": "Rules", "gate": "Gates", "note": "Notes", "question": "Questions",
    "dimension": "Dimensions", "outcome": "Outcomes", "form": "Forms", "source": "Sources",
}  # fmt: skip
"""What can be edited by form, with the word for many of it."""
PAGE = "rules-edit"
GAP = "\u2026"
"""Stands for a company's own answer."""
Tree = Mapping[str, Plain]


@dataclass(frozen=True)
class Thing:
    """One entry of a rule file: what it is, its id, where it stands and what it holds."""

    kind: Kind
    id: str
    file: str
    path: Path
    tree: Tree

    @property
    def says(self) -> str:
        """What it is told by: its sentence, question, name or title."""
        keys = ("ask", "title", "name", "says") if self.kind != "rule" else ("says",)
        return next((v for key in keys if isinstance(v := self.tree.get(key), str)), "")

    @property
    def told(self) -> str:
        """What it is called in a list: what it says, with a gap for each answer; else its id."""
        gaps = (GAP if is_id else piece for piece, is_id in cut(self.says))
        return upper_first("".join(gaps)) or self.id

    @property
    def off(self) -> bool:
        """Whether it is switched off."""
        return self.tree.get("off") == "yes"


def address(kind: Kind, name: str) -> str:
    """The address of the form for something, seen from any page of the app."""
    return f"{PAGE}?{urlencode([(kind, name)])}"


def everything(texts: Mapping[str, str]) -> dict[tuple[Kind, str], Thing]:
    """Everything that can be edited by form, by kind and id. Files with mistakes are left out."""
    found = (
        thing
        for file in sorted(texts)
        if not file.startswith(EXAMPLES)
        for thing in _in_file(file, texts[file])
    )
    return {(thing.kind, thing.id): thing for thing in found}


def unreadable(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The files that cannot be read at all, so that nothing in them can be edited by form."""
    return tuple(
        file
        for file in sorted(texts)
        if not file.startswith(EXAMPLES) and _tree(texts[file]) is None
    )


def themes(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The themes that rules can stand in, by the files that hold them."""
    return tuple(f.removesuffix(".yaml") for f in sorted(texts) if _is_theme(f))


def sections(texts: Mapping[str, str]) -> tuple[str, ...]:
    """The sections that ask questions, by the files that hold them."""
    names = (f for f in sorted(texts) if thing_of(f) == "question")
    return tuple(f.removeprefix(f"{FOLDER}/").removesuffix(".yaml") for f in names)


@lru_cache(maxsize=128)
def _tree(text: str) -> Tree | None:
    return tree_in(text)


@lru_cache(maxsize=128)
def _in_file(file: str, text: str) -> tuple[Thing, ...]:
    tree = _tree(text) or {}
    if file == file_of(MATRIX):
        shares = tree.get("shares")
        below = shares if isinstance(shares, dict) else {}
        return tuple(_things("question", file, ("shares",), below))
    thing = thing_of(file)
    kind = next((kind for kind in KINDS if kind == thing), None)
    if kind is None:
        return ()
    found = list(_things(kind, file, (), tree))
    for outcome in found if kind == "outcome" else ():
        forms = outcome.tree.get("forms")
        if isinstance(forms, dict):
            found = [*found, *_things("form", file, (*outcome.path, "forms"), forms)]
    return tuple(found)


def _things(kind: Kind, file: str, above: Path, tree: Tree) -> Iterator[Thing]:
    for name, below in tree.items():
        if isinstance(below, dict):
            yield Thing(kind, name, file, (*above, name), below)


def _is_theme(file: str) -> bool:
    return "/" not in file and thing_of(file) == "rule"
