"""What a rule may ask of one answer, and where it is written.

A condition names one question and what satisfies it: never a number, never two questions. That
keeps every rulebook exactly analysable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.questionnaire import NONE, Question, Value

LevelName = Literal["low", "moderate", "high"]
LEVELS: tuple[LevelName, ...] = ("low", "moderate", "high")

Test = Literal["is", "includes any", "includes none", "at least", "at most"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file; lines and columns count from 1.

    `counted`: what the lines are called: "row" in a table.
    """

    file: str
    line: int = 0
    column: int = 0
    counted: str = "line"

    def __str__(self) -> str:
        return f"{self.file}, {self.counted} {self.line}" if self.line else self.file


NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Condition:
    """One question and what satisfies it. `words` is the condition as its author wrote it.

    Test "is": the answer's band or choice is among `names`. The other tests read a
    several-choice answer: it includes any / none of `names`, or at least / at most `count`.
    """

    question: str
    words: str
    test: Test
    names: frozenset[str] = frozenset()
    count: int = 0

    def satisfied_by(self, question: Question, value: Value) -> bool:
        """Whether a known reply satisfies the condition. Unknown satisfies none: do not ask."""
        if self.test == "is":
            cell = value if isinstance(value, str) else question.band_of(value)  # type: ignore[arg-type]
            return cell in self.names
        assert isinstance(value, frozenset)
        if self.test == "includes any":
            return not self.names.isdisjoint(value)
        if self.test == "includes none":
            return self.names.isdisjoint(value)
        picked = len(value - {NONE})
        return picked >= self.count if self.test == "at least" else picked <= self.count
