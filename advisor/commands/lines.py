"""Lines, entries and blocks of text for an 80-column terminal."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

WIDTH = 80
PINS = "python -m bench.pins"
"""The command that writes the sheets on an edge anew."""


def block(title: str, entries: Iterable[str]) -> str:
    """A heading and its entries; nothing where there are none."""
    listed = list(entries)
    return "\n".join([title.upper(), *listed]) if listed else ""


def entry(mark: str, text: str) -> str:
    """An entry of a list, its lines hanging under its text."""
    first = f"  {mark} "
    return wrapped(text, len(first), first)


def wrapped(text: str, indent: int = 0, first: str | None = None) -> str:
    """The text within the width, indented; `first` opens its first line instead."""
    margin = " " * indent
    return fill(
        text,
        WIDTH,
        initial_indent=margin if first is None else first,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
