"""The small steps that an edit is made of."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.loading.text.nodes import Path, Plain


@dataclass(frozen=True)
class Put:
    """Write a value where another one stands."""

    path: Path
    value: Plain


@dataclass(frozen=True)
class Insert:
    """Write a new entry behind the one called `after`; before all others where that is None."""

    path: Path
    value: Plain
    after: str | int | None


@dataclass(frozen=True)
class Take:
    """Take an entry out."""

    path: Path


Step = Put | Insert | Take
