"""Short ways to write blocks, and the one place where typed text is made harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from advisor.pictures import Picture
from advisor.reports.model import (
    Bullets,
    Fact,
    Facts,
    Figure,
    Item,
    Numbered,
    Paragraph,
    Run,
    Runs,
    Side,
    Table,
)

_JOINERS = "\u200c\u200d\u200e\u200f"
"""Unseen signs that scripts and emoji need; all others go."""
MARKS_AT_MOST = 5
"""Marks on one letter; no living language writes more."""
_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')


def clean(text: str) -> str:
    """Text on one line, without signs that cannot be seen or that turn the line around.

    Marks piled up on one letter are cut off: they would cover the lines above and below.
    """
    return " ".join("".join(s if _shows(s) else " " for s in _unpiled(text)).split())


def _unpiled(text: str) -> Iterator[str]:
    """The signs of a text, without marks beyond those that a letter can carry."""
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MARKS_AT_MOST:
            yield sign


def _shows(sign: str) -> bool:
    return sign.isprintable() or sign in _JOINERS


def paragraphs_in(text: str) -> list[str]:
    """The paragraphs of a typed text: an empty line begins a new one."""
    return [told for part in re.split(r"\r?\n\s*\r?\n", text) if (told := clean(part))]


def in_words(number: int) -> str:
    """ "four"; digits from seven on."""
    names = ("no", "one", "two", "three", "four", "five", "six")
    return names[number] if number < len(names) else str(number)


def runs(*parts: str | Run | Runs) -> Runs:
    """Parts one after another; text is plain, and empty text is left out."""
    joined: list[Run] = []
    for part in parts:
        if isinstance(part, tuple):
            joined += part
        elif isinstance(part, Run):
            joined.append(part)
        elif part:
            joined.append(Run(part))
    return tuple(joined)


def strong(text: str) -> Run:
    """Text that stands out."""
    return Run(text, strong=True)


def link(text: str, address: str) -> Run:
    """Text that leads somewhere; plain text where the address is no web address."""
    return Run(text, link=address if address.startswith(("https://", "http://", "#")) else "")


def paragraph(*parts: str | Run | Runs) -> Paragraph:
    """One paragraph."""
    return Paragraph(runs(*parts))


def item(*parts: str | Run | Runs, below: Iterable[Item] = ()) -> Item:
    """One entry of a list."""
    return Item(runs(*parts), tuple(below))


def _entries(items: Iterable[str | Runs | Item]) -> tuple[Item, ...]:
    return tuple(each if isinstance(each, Item) else item(each) for each in items)


def bullets(items: Iterable[str | Runs | Item]) -> tuple[Bullets, ...]:
    """A list; nothing for no entries."""
    entries = _entries(items)
    return (Bullets(entries),) if entries else ()


def numbered(items: Iterable[str | Runs | Item]) -> tuple[Numbered, ...]:
    """A numbered list; nothing for no entries."""
    entries = _entries(items)
    return (Numbered(entries),) if entries else ()


def fact(term: str, *parts: str | Run | Runs, anchor: str = "") -> Fact:
    """A term and what is said of it."""
    return Fact(term, runs(*parts), anchor)


def facts(given: Iterable[Fact]) -> tuple[Facts, ...]:
    """Facts that say something; nothing where none does."""
    told = tuple(each for each in given if each.runs)
    return (Facts(told),) if told else ()


def table(
    caption: str,
    columns: Sequence[tuple[str, int] | tuple[str, int, Side]],
    rows: Iterable[Sequence[str | Runs]],
) -> tuple[Table, ...]:
    """A table; nothing for no rows. A column is its heading, its width in percent, its side."""
    filled = tuple(tuple(runs(cell) for cell in row) for row in rows)
    sides: list[Side] = [column[2] if len(column) == 3 else "left" for column in columns]
    made = Table(
        caption,
        tuple(column[0] for column in columns),
        filled,
        tuple(column[1] for column in columns),
        tuple(sides),
    )
    return (made,) if filled else ()


def figure(caption: str, picture: Picture) -> Figure:
    """A drawing for paper: what follows the page's text colour on screen is dark here."""
    size = _SIZE.match(picture.svg)
    assert size, "a drawing for a report has a size in pixels"
    svg = picture.svg.replace("<svg ", '<svg color="#1a1a1a" ', 1)
    return Figure(caption, svg, picture.says, float(size[1]), float(size[2]))
