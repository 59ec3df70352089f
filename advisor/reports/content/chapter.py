"""A chapter with its parts, numbered by where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.reports.content.material import Material
from advisor.reports.model import Block, Section

Part = tuple[str, Iterable[Block]]
"""The heading of a part and what stands in it; a part without blocks is left out."""


def chapter(
    material: Material,
    name: str,
    heading: str,
    blocks: Iterable[Block] = (),
    parts: Iterable[Part] = (),
    *,
    new_page: bool = False,
) -> tuple[Section, ...]:
    """The chapter of this id, then its parts with numbers such as 7.2."""
    number = material.numbers[name]
    told = [(title, tuple(held)) for title, held in parts]
    opening = Section(name, number, heading, 1, tuple(blocks), new_page)
    return (
        opening,
        *(
            Section(f"{name}-{n}", f"{number}.{n}" if number else "", title, 2, held)
            for n, (title, held) in enumerate((t for t in told if t[1]), 1)
        ),
    )
