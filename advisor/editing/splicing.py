"""Edits spliced into the text of rule files: every other character stays as it is.

Each edit is made as the smallest steps that give the new value: texts set, keys and items put in
or taken out. The result is read again; where it does not hold exactly what it should, the value
as a whole is written anew, and then the entry around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from advisor.editing.edits import (
    REMOVE,
    Edit,
    Removal,
    Value,
    changed,
    check_seen,
    legal_path,
    refusal,
    tree_of,
)
from advisor.editing.inserting import insert
from advisor.editing.putting import put
from advisor.editing.spots import Ground
from advisor.editing.steps import Insert, Put, Step, Take
from advisor.editing.taking import take
from advisor.editing.trees import at, same
from advisor.loading.text.nodes import Map, Node, Path, Plain, Text, plain
from advisor.loading.text.reading import read
from advisor.mistakes import Mistakes

__all__ = ["REMOVE", "Edit", "Removal", "Value", "spliced"]

_MARK = "\ufeff"
"""Some editors begin a file with it."""


def spliced(texts: Mapping[str, str], edits: Sequence[Edit]) -> dict[str, str]:
    """The texts with the edits made one after the other; what no edit touches is unchanged.

    A file that does not exist is made; taking out the empty path takes the file away. Raises
    Mistakes where a file cannot be read, a path leads nowhere or a value cannot be written.
    """
    made = dict(texts)
    for edit in edits:
        if edit.value is REMOVE and not edit.path:
            if made.pop(edit.file, None) is None:
                raise refusal(edit, "There is no such file any more.")
        else:
            made[edit.file] = _edited(made.get(edit.file, ""), edit)
    return made


def _edited(text: str, edit: Edit) -> str:
    mark = _MARK if text.startswith(_MARK) else ""
    ground = _ground(text.removeprefix(_MARK), edit.file)
    before = plain(ground.root) or {}
    path = legal_path(edit, before)
    value = edit.value if isinstance(edit.value, Removal) else tree_of(edit.value)
    if not isinstance(value, Removal):
        check_seen(edit, [value, *(p for p in path if isinstance(p, str))])
    wanted = changed(before, path, value)
    if same(before, wanted):
        return text
    for steps in _ways(before, wanted, path):
        made = _made(ground, steps, edit.file)
        if made is not None and same(plain(made.root), wanted):
            return mark + made.text
    what = "This place is written in a way that cannot be changed from here."
    raise refusal(edit, what, "Change it in the text of the file.")


def _ways(before: Plain, wanted: Plain, path: Path) -> Iterator[Sequence[Step]]:
    """Ways to make an edit, the one that touches least first."""
    yield list(_steps(before, wanted, ()))
    for length in range(len(path), 0, -1):
        new = at(wanted, path[:length])
        if new is not None and at(before, path[:length]) is not None:
            yield [Put(path[:length], new)]


def _made(ground: Ground, steps: Sequence[Step], file: str) -> Ground | None:
    """The file after all steps; None where one of them makes it unreadable."""
    for step in steps:
        document = read(file, _step(ground, step))
        if document.root is None:
            return None
        ground = Ground(document.text, _whole(document.root))
    return ground


def _step(ground: Ground, step: Step) -> str:
    if isinstance(step, Put):
        return put(ground, step.path, step.value)
    return insert(ground, step) if isinstance(step, Insert) else take(ground, step.path)


def _steps(before: Plain, wanted: Plain, path: Path) -> Iterator[Step]:
    """The smallest steps from one value to another at the same path."""
    if same(before, wanted):
        return
    if isinstance(before, dict) and isinstance(wanted, dict):
        yield from _steps_of_map(before, wanted, path)
    elif isinstance(before, list) and isinstance(wanted, list) and before and wanted:
        yield from _steps_of_list(before, wanted, path)
    else:
        yield Put(path, wanted)


def _steps_of_map(
    before: Mapping[str, Plain], wanted: Mapping[str, Plain], path: Path
) -> Iterator[Step]:
    kept = [key for key in before if key in wanted]
    if path and (not kept or kept != [key for key in wanted if key in before]):
        yield Put(path, dict(wanted))
        return
    for key in before:
        if key not in wanted:
            yield Take((*path, key))
    for key in kept:
        yield from _steps(before[key], wanted[key], (*path, key))
    previous = None
    for key, value in wanted.items():
        if key not in before:
            yield Insert((*path, key), value, previous)
        previous = key


def _steps_of_list(before: list[Plain], wanted: list[Plain], path: Path) -> Iterator[Step]:
    first = 0
    while first < min(len(before), len(wanted)) and same(before[first], wanted[first]):
        first += 1
    last = 0
    while last < min(len(before), len(wanted)) - first and same(
        before[-1 - last], wanted[-1 - last]
    ):
        last += 1
    ends = (len(before) - last, len(wanted) - last)
    for here in range(first, min(ends)):
        yield from _steps(before[here], wanted[here], (*path, here))
    for here in reversed(range(ends[1], ends[0])):
        yield Take((*path, here))
    for here in range(ends[0], ends[1]):
        yield Insert((*path, here), wanted[here], here - 1 if here else None)


def _ground(text: str, file: str) -> Ground:
    document = read(file, text)
    if document.root is None:
        raise Mistakes(document.mistakes)
    if document.text != text:
        what = "This file is written in a way that cannot be changed from here."
        raise refusal(Edit(file, (), ""), what, "Change it in the text of the file.")
    return Ground(text, _whole(document.root))


def _whole(root: Node) -> Node:
    """The root; an empty file counts as one without entries."""
    return Map() if isinstance(root, Text) and root.nothing else root
