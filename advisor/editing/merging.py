"""Two people's changes of the same rule files, put together value by value.

Changes of different values merge by themselves. Where both changed the same value, both versions
are told, and somebody decides; nothing is lost meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.editing.edits import REMOVE, Edit
from advisor.editing.lines import together
from advisor.editing.splicing import spliced
from advisor.editing.trees import Changed, at, changes, same, tree_in
from advisor.loading.text.nodes import Path, Plain

Side = Literal["mine", "theirs"]
Choices = Mapping[tuple[str, Path], Side]
"""Which version is kept, by file and path of the conflict."""
NO_CHOICES: Choices = {}


@dataclass(frozen=True)
class Conflict:
    """A value that two people changed in different ways.

    `first` is the value before, `mine` that of the proposal, `theirs` the one published meanwhile;
    None where there is none. With an empty path they are the texts of the whole file.
    """

    file: str
    path: Path
    first: Plain | None
    mine: Plain | None
    theirs: Plain | None

    @property
    def key(self) -> tuple[str, Path]:
        """What a choice names the conflict by."""
        return self.file, self.path


@dataclass(frozen=True)
class Merged:
    """One file put together; None where there is no such file. Sound only without conflicts."""

    text: str | None
    conflicts: tuple[Conflict, ...] = ()


def merged(
    file: str,
    first: str | None,
    mine: str | None,
    theirs: str | None,
    choices: Choices = NO_CHOICES,
) -> Merged:
    """The text with the changes of both, as far as they do not clash or a choice settles it."""
    if mine in (first, theirs):
        return Merged(theirs)
    if theirs == first:
        return Merged(mine)
    whole = choices.get((file, ()))
    if whole:
        return Merged(mine if whole == "mine" else theirs)
    trees = [tree_in(text) for text in (first, mine, theirs)]
    unsure = Merged(theirs, (Conflict(file, (), first, mine, theirs),))
    if first is None or mine is None or theirs is None or None in trees:
        return unsure
    conflicts, edits = _sorted_out(file, *(tree or {} for tree in trees), choices=choices)
    if conflicts:
        return Merged(theirs, tuple(conflicts))
    text = _put_together(file, (first, mine, theirs), edits)
    return unsure if text is None else Merged(text)


def _sorted_out(
    file: str, first: Plain, mine: Plain, theirs: Plain, *, choices: Choices
) -> tuple[list[Conflict], list[Edit]]:
    """The conflicts that no choice settles, and the edits that bring mine into theirs."""
    others = list(changes(first, theirs))
    found: dict[Path, Conflict] = {}
    edits: dict[Path, Edit] = {}
    for change in changes(first, mine):
        path = _clash(change, others)
        if path is None:
            edits[change.path] = _edit(file, change.path, change.new)
            continue
        values = at(first, path), at(mine, path), at(theirs, path)
        side = choices.get((file, path))
        if side == "mine":
            edits[path] = _edit(file, path, values[1])
        elif side is None and not same(values[1], values[2]):
            found[path] = Conflict(file, path, *values)
    return list(found.values()), [edit for edit in edits.values() if _needed(edit, theirs)]


def _clash(change: Changed, others: list[Changed]) -> Path | None:
    """The path at which a change meets one of the others; None where it meets none."""
    met = [
        min(change.path, other.path, key=len)
        for other in others
        if all(one == two for one, two in zip(change.path, other.path, strict=False))
    ]
    return min(met, key=len) if met else None


def _edit(file: str, path: Path, value: Plain | None) -> Edit:
    return Edit(file, path, REMOVE if value is None else value)


def _needed(edit: Edit, theirs: Plain) -> bool:
    return edit.value is not REMOVE or at(theirs, edit.path) is not None


def _put_together(file: str, texts: tuple[str, str, str], edits: list[Edit]) -> str | None:
    """The merged text; None where that would lose a comment of mine."""
    by_value = spliced({file: texts[2]}, edits)[file]
    by_line = together(*texts)
    if by_line is not None and same(tree_in(by_line), tree_in(by_value)):
        return by_line
    lost = _comments(texts[1]) - _comments(texts[0]) - _comments(by_value)
    return None if lost else by_value


def _comments(text: str) -> set[str]:
    """What stands behind signs that begin a comment; a little more than that does no harm."""
    return set(_each_comment(text))


def _each_comment(text: str) -> Iterator[str]:
    for line in text.splitlines():
        before, sign, comment = line.partition("#")
        if sign and (not before or before[-1].isspace()):
            yield comment.strip()
