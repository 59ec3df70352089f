"""What is wrong in a rulebook or an answer sheet: where, what, and how to mend it.

All mistakes are gathered and told at once. Anything else that goes wrong is a fault of the program.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.conditions import Place

WIDTH = 100
TOLD_AT_MOST = 100
"""Mistakes that are told in full; a longer list helps nobody."""
LEGAL_AT_MOST = 150
"""Legal values that are named."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. `what` is wrong there; `remedy` mends it, where we can tell.

    `legal`: what could stand there instead, introduced by the words `legal_are`.
    `entry`: the thing that it stands in, such as "rule ceo_overloaded".
    """

    place: Place
    what: str
    remedy: str = ""
    legal: tuple[str, ...] = ()
    entry: str = ""
    legal_are: str = "Possible here"

    @property
    def where(self) -> str:
        """File, line, column and entry, as far as they are known."""
        column = f"column {self.place.column}" if self.place.column else ""
        return ", ".join(part for part in (str(self.place), column, self.entry) if part)

    @property
    def choices(self) -> str:
        """The legal values as a sentence; empty where there is nothing to choose from."""
        named = ", ".join(self.legal[:LEGAL_AT_MOST])
        more = len(self.legal) - LEGAL_AT_MOST
        named += f" and {more} more" if more > 0 else ""
        return f"{self.legal_are}: {named}." if named else ""

    @property
    def message(self) -> str:
        """All but the place, on one line."""
        return " ".join(part for part in (self.what, self.remedy, self.choices) if part)

    def __str__(self) -> str:
        told = " ".join(part for part in (self.what, self.remedy) if part)
        lines = [line for text in (told, self.choices) for line in _wrapped(text)]
        return "\n".join(([self.where] if self.where else []) + lines)


class Mistakes(Exception):
    """All mistakes of a rulebook or of answer sheets, in the order of file and line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        found = dict.fromkeys(mistakes)
        self.mistakes = tuple(
            sorted(found, key=lambda m: (m.place.file, m.place.line, m.place.column))
        )
        super().__init__(self.mistakes)

    @property
    def summary(self) -> str:
        """How many there are, and that nothing was done: "2 mistakes. Nothing was loaded."."""
        count = len(self.mistakes)
        return f"{count} mistake{'' if count == 1 else 's'}. Nothing was loaded."

    def __str__(self) -> str:
        told = [str(mistake) for mistake in self.mistakes[:TOLD_AT_MOST]]
        if len(self.mistakes) > TOLD_AT_MOST:
            told.append(f"The first {TOLD_AT_MOST} are listed.")
        return "\n\n".join([*told, self.summary])


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
