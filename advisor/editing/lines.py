"""Two sets of changes of one text, put together line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_Region = tuple[int, int, int, int, int, int]
"""Beginning and end of lines in the first text, in mine and in theirs."""


def together(first: str, mine: str, theirs: str) -> str | None:
    """The first text with the changes of both; None where both changed the same lines."""
    lines = [text.splitlines(keepends=True) for text in (first, mine, theirs)]
    made: list[str] = []
    ends = (0, 0, 0)
    for a1, a2, b1, b2, c1, c2 in _unchanged(*lines):
        between = [lines[0][ends[0] : a1], lines[1][ends[1] : b1], lines[2][ends[2] : c1]]
        chosen = _chosen(*between)
        if chosen is None:
            return None
        made += [*chosen, *lines[0][a1:a2]]
        ends = (a2, b2, c2)
    return "".join(made)


def _chosen(first: list[str], mine: list[str], theirs: list[str]) -> list[str] | None:
    if mine in (first, theirs):
        return theirs
    return mine if theirs == first else None


def _unchanged(
    first: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[_Region]:
    """The stretches of lines that all three have in common; the last one is the empty end."""
    blocks = [
        SequenceMatcher(None, first, other, autojunk=False).get_matching_blocks()
        for other in (mine, theirs)
    ]
    i = j = 0
    while i < len(blocks[0]) and j < len(blocks[1]):
        (a, b, n), (x, c, m) = blocks[0][i], blocks[1][j]
        start, end = max(a, x), min(a + n, x + m)
        if start < end:
            yield start, end, b + start - a, b + end - a, c + start - x, c + end - x
        if a + n < x + m:
            i += 1
        else:
            j += 1
    yield len(first), len(first), len(mine), len(mine), len(theirs), len(theirs)
