"""Replies as small whole numbers, so that many profiles are a few short columns.

Code 0 is an open question: not answered, or "not sure". From 1 on, each code is one reply that
rules can tell apart: a band, a choice, or a set of choices.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor.engine import known_replies
from advisor.questionnaire import Profile, Question, Value
from advisor.ranges import possible_replies
from advisor.rulebook import Rulebook

Column = NDArray[Any]
Codes = Mapping[str, Column]
"""Question -> the code of each profile; a question that is missing is open in all of them."""
OPEN = 0
CACHED = 32_768
"""Numbers looked at together: they stay in the processor's cache."""


class Coding:
    """What each code of a rulebook's questions stands for. Build it with `coding`."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.questions = rulebook.questionnaire.weighed()
        nobody = Profile({})
        self.replies: dict[str, Sequence[Value]] = {
            q: possible_replies(rulebook.questionnaire, declared, nobody)
            for q, declared in self.questions.items()
        }
        self._codes: dict[str, dict[Value, int]] = {
            q: {_cell(self.questions[q], value): code for code, value in enumerate(values, 1)}
            for q, values in self.replies.items()
        }

    def code_of(self, question: str, value: Value | None) -> int:
        """The code of a legal reply, or of none."""
        if value is None:
            return OPEN
        return self._codes[question][_cell(self.questions[question], value)]

    def type_of(self, question: str) -> type[np.unsignedinteger[Any]]:
        """The smallest type that holds the question's codes: one byte for all but long sets."""
        return np.uint8 if len(self.replies[question]) < 2**8 else np.uint16

    def of_numbers(self, question: str, numbers: Column) -> Column:
        """The codes of legal numbers; NaN is an open question."""
        codes = np.empty(len(numbers), self.type_of(question))
        for start in range(0, len(numbers), CACHED):
            part, found = numbers[start : start + CACHED], codes[start : start + CACHED]
            # Every number reaches the first band, and NaN reaches none.
            found[:] = part >= -np.inf
            for band in self.questions[question].bands[1:]:
                found += part >= band.start
        return codes

    def of_replies(self, rows: Iterable[Mapping[str, Value]]) -> dict[str, Column]:
        """The codes of known replies, derived shares included, one mapping for each profile."""
        kept = list(rows)
        return {
            q: np.array([self.code_of(q, row.get(q)) for row in kept], dtype=self.type_of(q))
            for q in self.questions
        }

    def of_profiles(self, profiles: Iterable[Profile]) -> dict[str, Column]:
        """The codes of profiles."""
        return self.of_replies(known_replies(self.rulebook, profile) for profile in profiles)


def _cell(question: Question, value: Value) -> Value:
    return value if isinstance(value, str | frozenset) else question.band_of(value)


@lru_cache(maxsize=16)
def coding(rulebook: Rulebook) -> Coding:
    """The codes of a rulebook, built once per rulebook."""
    return Coding(rulebook)
