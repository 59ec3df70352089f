"""What differs between two states of the rule files, in sentences that an author can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.editing.trees import same, tree_in
from advisor.loading.declaring import thing_of
from advisor.loading.text.nodes import Path, Plain
from advisor.loading.text.words import quoted

Kind = Literal["added", "removed", "changed", "layout"]
_WORDING_FROM = 40
"""A longer text is told as wording that changed, not quoted in the sentence."""


@dataclass(frozen=True)
class Difference:
    """One difference. `says` tells it in a sentence, as far as a sentence can.

    `old` and `new` are the values at the path; None where there is none.
    """

    file: str
    path: Path
    kind: Kind
    says: str
    old: Plain | None = None
    new: Plain | None = None


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Difference, ...]:
    """Every difference between two states of the files, file by file and entry by entry."""
    found: list[Difference] = []
    for file in sorted({*old, *new}):
        if old.get(file) != new.get(file):
            found += _in_file(file, old.get(file), new.get(file))
    return tuple(found)


def _in_file(file: str, old: str | None, new: str | None) -> Iterator[Difference]:
    trees = tree_in(old), tree_in(new)
    if new is not None and trees[1] is None:
        yield Difference(file, (), "changed", "The text of the file changed; it cannot be read.")
        return
    if old is None or new is None:
        kind: Kind = "added" if old is None else "removed"
        yield Difference(file, (), kind, f"File {file} {kind}")
    found = list(_Telling(file).changes(trees[0] or {}, trees[1] or {}, ()))
    yield from found
    if not found and old is not None and new is not None:
        yield Difference(file, (), "layout", "Comments or layout changed")


class _Telling:
    """The differences within one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.thing = thing_of(file)

    def changes(self, old: Plain, new: Plain, path: Path) -> Iterator[Difference]:
        """The differences below a path."""
        if same(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self._in_map(old, new, path)
        elif isinstance(old, list) and isinstance(new, list):
            yield from self._in_list(old, new, path)
        else:
            yield self._told(path, old, new)

    def _in_map(
        self, old: dict[str, Plain], new: dict[str, Plain], path: Path
    ) -> Iterator[Difference]:
        for key in [*old, *(key for key in new if key not in old)]:
            here = (*path, key)
            if key in old and key in new:
                yield from self.changes(old[key], new[key], here)
            else:
                yield self._told(here, old.get(key), new.get(key))
        if [key for key in old if key in new] != [key for key in new if key in old]:
            says = f"{self._whose(path)}: the order{_of(path)} changed"
            yield Difference(self.file, path, "changed", says, old, new)

    def _in_list(self, old: list[Plain], new: list[Plain], path: Path) -> Iterator[Difference]:
        if len(old) == len(new) and not all(isinstance(v, str) for v in [*old, *new]):
            for position, (one, other) in enumerate(zip(old, new, strict=True)):
                yield from self.changes(one, other, (*path, position))
            return
        where, key = self._whose(path), _words(path[1:] if self.thing else path)
        for item in (item for item in new if item not in old):
            yield Difference(
                self.file, path, "added", f"{where}: {_named(item)} added to {key}", None, item
            )
        for item in (item for item in old if item not in new):
            yield Difference(
                self.file, path, "removed", f"{where}: {_named(item)} taken from {key}", item
            )
        if all(item in new for item in old) and all(item in old for item in new):
            says = f"{where}: the order of {key} changed"
            yield Difference(self.file, path, "changed", says, old, new)

    def _told(self, path: Path, old: Plain | None, new: Plain | None) -> Difference:
        kind: Kind = "added" if old is None else "removed" if new is None else "changed"
        return Difference(self.file, path, kind, self._sentence(path, old, new), old, new)

    def _sentence(self, path: Path, old: Plain | None, new: Plain | None) -> str:
        where = self._whose(path)
        if self.thing and len(path) == 1:
            return f"{where} {'added' if old is None else 'removed' if new is None else 'changed'}"
        if special := _special(path, old, new):
            return special if special[0].isupper() else f"{where}: {special}"
        key = _words(path[1:] if self.thing else path)
        if old is None or new is None:
            value = new if old is None else old
            short = f", {_short(value)}" if value is not None and _short(value) else ""
            return f"{where}: {key} {'added' if old is None else 'removed'}{short}"
        if _short(old) and _short(new):
            return f"{where}: {key} changed from {_short(old)} to {_short(new)}"
        return f"{where}: wording of {key} changed"

    def _whose(self, path: Path) -> str:
        """The entry that a path is in: "Rule ceo_overloaded"."""
        if not self.thing or not path:
            return self.file.removesuffix(".yaml").rpartition("/")[2].capitalize()
        return f"{self.thing.capitalize()} {path[0]}"


def _special(path: Path, old: Plain | None, new: Plain | None) -> str:
    """The sentence for a place with a meaning of its own; empty where there is none."""
    above, key = (path[-2] if len(path) > 1 else ""), path[-1]
    if key == "off":
        return "switched off" if new == "yes" else "switched on again"
    if above == "bands":
        return _band(path[-3] if len(path) > 2 else "", key, old, new)
    if above == "adds":
        return f"{key} from {_points(old)} to {_points(new)}"
    if above == "when" and isinstance(old, str) and isinstance(new, str):
        return f"condition on {key} changed from {_named(old)} to {_named(new)}"
    if above == "when":
        value = new if old is None else old
        return f"condition {key} {_named(value)} {'added' if old is None else 'removed'}"
    return ""


def _band(question: str | int, band: str | int, old: Plain | None, new: Plain | None) -> str:
    if old is None:
        return f"Band {band} of {question} added, from {_named(new)}"
    if new is None:
        return f"Band {band} of {question} removed; it began at {_named(old)}"
    return f"Edge {band} of {question} moved from {_named(old)} to {_named(new)}"


def _points(value: Plain | None) -> str:
    text = "0" if value is None else str(value)
    return text if text[:1] in "+-0" else f"+{text}"


def _words(path: Path) -> str:
    return " ".join(
        str(part + 1) if isinstance(part, int) else part.replace("_", " ") for part in path
    )


def _of(path: Path) -> str:
    return f" of {_words(path[1:])}" if len(path) > 1 else ""


def _short(value: Plain | None) -> str:
    """The value where it is short enough to stand in a sentence; empty where not."""
    if isinstance(value, str) and 0 < len(value) <= _WORDING_FROM and not value.endswith("."):
        return _named(value)
    return ""


def _named(value: Plain | None) -> str:
    """A value in a sentence: a number or an id as it is, another text in quotation marks."""
    if isinstance(value, str):
        bare = value.replace("_", "").replace(".", "").replace("-", "").isalnum()
        return value if bare and len(value) <= _WORDING_FROM else quoted(value)
    size = len(value or ())
    return f"{size} entr{'y' if size == 1 else 'ies'}" if isinstance(value, dict) else "a list"
