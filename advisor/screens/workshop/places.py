"""Which value a mistake is about: its line and column, found again in the text of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from advisor.loading.text.nodes import List, Map, Node, Path, Span, Text
from advisor.loading.text.reading import read
from advisor.mistakes import Mistake

_Spot = tuple[int, int]


def file_of(mistake: Mistake) -> str:
    """The rule file that a mistake is in, by its path inside the folder of the rules."""
    return mistake.place.file.partition("/")[2]


def within(
    mistakes: Iterable[Mistake], texts: Mapping[str, str], file: str, above: Path
) -> dict[Path, list[Mistake]]:
    """The mistakes in one entry, by the path of the value below it that each is about."""
    there = [mistake for mistake in mistakes if file_of(mistake) == file]
    found: dict[Path, list[Mistake]] = {}
    spots = list(_spots(file, texts.get(file, ""))) if there else []
    for mistake in there:
        path = _path_at((mistake.place.line, mistake.place.column), spots)
        if path[: len(above)] == above:
            found.setdefault(path[len(above) :], []).append(mistake)
    return found


def _spots(file: str, text: str) -> Iterator[tuple[_Spot, Path]]:
    """Where each key and each value begins, in the order of the text."""
    root = read(file, text).root
    if root is not None:
        yield from sorted(_below(root, ()), key=lambda spot: (spot[0], len(spot[1])))


def _below(node: Node, path: Path) -> Iterator[tuple[_Spot, Path]]:
    if isinstance(node, Map):
        for key, value in node.values.items():
            yield _spot(node.keys[key].span), (*path, key)
            yield from _below(value, (*path, key))
    elif isinstance(node, List):
        for position, value in enumerate(node.values):
            yield from _below(value, (*path, position))
    if isinstance(node, Text) and not node.nothing:
        yield _spot(node.span), path


def _spot(span: Span) -> _Spot:
    return span.line, span.column


def _path_at(spot: _Spot, spots: list[tuple[_Spot, Path]]) -> Path:
    """The path of the last key or value that begins at or before a spot."""
    path: Path = ()
    for begins, candidate in spots:
        if begins > spot:
            break
        path = candidate
    return path
