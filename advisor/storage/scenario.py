"""A scenario: a what-if copy of the answers, frozen under a name; and the shape of entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Answer = int | float | str | list[str]
"""One answer as in an answer sheet: a number, a choice id, "unknown", or choice ids."""
Typed = str | list[str]
"""Input that is no legal answer yet: the text of a number, or choices that exclude each other."""

LONGEST_TEXT = 200
"""Characters kept of any one text. Longer input is cut, so that a draft stays small."""
LONGEST_PROSE = 5000
"""The same for texts of several paragraphs."""
LARGEST_NUMBER = 10**18
"""No question takes a number as large."""


@dataclass(frozen=True)
class Scenario:
    """Answers to try out. Nothing done to it touches the answers that it was copied from."""

    name: str = ""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    typed: Mapping[str, Typed] = field(default_factory=dict)
    responsibilities: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def holds(self, other: Scenario) -> bool:
        """Whether both hold the same entries, whatever their names."""
        return (self.answers, self.typed, self.responsibilities) == (
            other.answers,
            other.typed,
            other.responsibilities,
        )

    def as_json(self) -> dict[str, Any]:
        """The scenario as JSON has it."""
        return {
            "name": self.name,
            "answers": dict(self.answers),
            "typed": dict(self.typed),
            "responsibilities": {row: dict(held) for row, held in self.responsibilities.items()},
        }


def scenario_in(value: Any) -> Scenario | None:
    """The scenario that a JSON value holds; None where it is none."""
    if not isinstance(value, dict):
        return None
    name = value.get("name")
    return Scenario(
        name[:LONGEST_TEXT] if isinstance(name, str) else "",
        answers_in(value.get("answers")),
        typed_in(value.get("typed")),
        responsibilities_in(value.get("responsibilities")),
    )


def answers_in(value: Any) -> dict[str, Answer]:
    """The answers that a JSON value holds. Parts of another shape are left out."""
    return {k: v for k, v in mapping_in(value).items() if _is_answer(v)}


def typed_in(value: Any) -> dict[str, Typed]:
    """What was typed, in the same way."""
    return {k: v for k, v in mapping_in(value).items() if _is_typed(v)}


def responsibilities_in(value: Any) -> dict[str, dict[str, str]]:
    """Who does what, in the same way."""
    return {
        row: {k: v for k, v in held.items() if isinstance(v, str)}
        for row, held in mapping_in(value).items()
        if isinstance(held, dict)
    }


def texts_in(value: Any) -> dict[str, str]:
    """Texts by name, in the same way; texts that are too long are cut."""
    return {k: v[:LONGEST_PROSE] for k, v in mapping_in(value).items() if isinstance(v, str)}


def mapping_in(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def list_in(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def _is_answer(value: Any) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return -LARGEST_NUMBER <= value <= LARGEST_NUMBER  # and so no NaN either
    return _is_typed(value)


def _is_typed(value: Any) -> bool:
    texts = value if isinstance(value, list) else [value]
    return all(isinstance(text, str) for text in texts)
