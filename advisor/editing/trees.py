"""What rule files hold, and where two states of it differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.loading.text.nodes import Path, Plain, plain
from advisor.loading.text.reading import read


@dataclass(frozen=True)
class Changed:
    """One value that differs. None: there is no such entry in that state."""

    path: Path
    old: Plain | None
    new: Plain | None


def tree_in(text: str | None) -> dict[str, Plain] | None:
    """The entries of a file's text by their keys; None where it cannot be read as that."""
    document = read("", text or "")
    if document.root is None or document.mistakes:
        return None
    tree = plain(document.root) or {}
    return tree if isinstance(tree, dict) else None


def same(one: Plain | None, other: Plain | None) -> bool:
    """Whether two values are equal, the order of their keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def at(tree: Plain, path: Path) -> Plain | None:
    """The value at a path, if there is one."""
    for part in path:
        if isinstance(tree, dict) and part in tree:
            tree = tree[str(part)]
        elif isinstance(tree, list) and isinstance(part, int) and 0 <= part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree


def changes(old: Plain, new: Plain, path: Path = ()) -> Iterator[Changed]:
    """The values that differ, as deep inside maps as can be; a list counts as one value.

    Setting each of them one after the other makes the new state of the old one. So where the
    order of a map's keys would come out otherwise, the map is told as a whole.
    """
    if not isinstance(old, dict) or not isinstance(new, dict):
        if not same(old, new):
            yield Changed(path, old, new)
        return
    added = [key for key in new if key not in old]
    if path and list(new) != [*(key for key in old if key in new), *added]:
        yield Changed(path, old, new)
        return
    for key in old:
        if key not in new:
            yield Changed((*path, key), old[key], None)
        else:
            yield from changes(old[key], new[key], (*path, key))
    for key in added:
        yield Changed((*path, key), None, new[key])
