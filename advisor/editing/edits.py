"""An edit of a rule file: which value at which place, and what the file holds afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Final

from advisor.conditions import Place
from advisor.loading.text.decoding import UNSEEN_REMEDY, unseen
from advisor.loading.text.nodes import Path, Plain
from advisor.loading.text.words import short
from advisor.mistakes import Mistake, Mistakes

Value = str | bool | int | float | Sequence["Value"] | Mapping[str, "Value"]
"""What can stand in a rule file. Numbers and yes or no are written as authors write them."""


class Removal(Enum):
    """The value of an edit that takes an entry, a key or a list item out."""

    REMOVE = "remove"


REMOVE: Final = Removal.REMOVE


@dataclass(frozen=True)
class Edit:
    """Set the value at a path of a rule file, or take it out.

    `path`: keys of maps and positions in lists. Where it does not exist yet, the value is put in
    as a new key, or as a new item just behind a list's last. The empty path is the whole file.
    """

    file: str
    path: Path
    value: Value | Removal

    @property
    def where(self) -> str:
        """File and path, in words that fit on a line."""
        return short(" / ".join([self.file, *map(str, self.path)]))


def refusal(edit: Edit, what: str, remedy: str = "") -> Mistakes:
    """The one mistake of an edit that cannot be made."""
    return Mistakes([Mistake(Place(edit.where), what, remedy)])


def tree_of(value: Value) -> Plain:
    """The value as a file gives it back when read: texts, lists and maps of texts."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _digits(value)
    if isinstance(value, Mapping):
        return {str(key).strip(): tree_of(below) for key, below in value.items()}
    return [tree_of(below) for below in value]


def _digits(number: float) -> str:
    if isinstance(number, int) or number == int(number):
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def check_seen(edit: Edit, tree: Plain) -> None:
    """Refuse characters that cannot be seen, which no rule file may hold. Raises Mistakes."""
    if isinstance(tree, str):
        if what := unseen(tree):
            raise refusal(edit, what, UNSEEN_REMEDY)
        return
    if isinstance(tree, dict):
        for key in tree:
            check_seen(edit, key)
    for below in tree.values() if isinstance(tree, dict) else tree:
        check_seen(edit, below)


def legal_path(edit: Edit, tree: Plain) -> Path:
    """The path with its parts as the file has them. Raises Mistakes where it leads nowhere.

    Only its last part may be missing: a new key of a map, or an item just behind a list's end.
    """
    legal: list[str | int] = []
    for position, part in enumerate(edit.path, 1):
        if isinstance(tree, str):
            raise refusal(edit, "There is a text, which holds nothing further in.")
        key: str | int = str(part) if isinstance(tree, dict) else part
        if isinstance(tree, dict):
            there, below = key in tree, tree.get(str(key), {})
        else:
            there = isinstance(key, int) and 0 <= key < len(tree)
            if not there and key != len(tree):
                raise refusal(edit, f"The list has only {len(tree)} items.")
            below = tree[int(key)] if there else {}
        if not there and edit.value is REMOVE:
            raise refusal(edit, "There is nothing here any more that could be taken out.")
        if not there and position < len(edit.path):
            raise refusal(edit, f"There is no {key} here any more.", "Put that in first.")
        legal.append(key)
        tree = below
    return tuple(legal)


def changed(tree: Plain, path: Path, value: Plain | Removal) -> Plain:
    """A copy of the tree with the value at a legal path set or taken out."""
    if not path:
        return {} if isinstance(value, Removal) else value
    part, rest = path[0], path[1:]
    if isinstance(tree, dict):
        copy = dict(tree)
        if value is REMOVE and not rest:
            del copy[str(part)]
        else:
            copy[str(part)] = changed(copy.get(str(part), {}), rest, value)
        return copy
    assert isinstance(tree, list)
    items, at = list(tree), int(part)
    if value is REMOVE and not rest:
        del items[at]
    else:
        items[at:] = [changed(items[at] if at < len(items) else {}, rest, value), *items[at + 1 :]]
    return items
