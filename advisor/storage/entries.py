"""What is entered beside the answers: notes, the decision taken, other people's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from advisor.storage.scenario import (
    LONGEST_PROSE,
    LONGEST_TEXT,
    Answer,
    Typed,
    answers_in,
    list_in,
    mapping_in,
    typed_in,
)

SOURCES = ("", "told", "document", "seen")
"""Where an answer comes from, as the app offers it; other words may be entered."""
_IN_REPORT = "note."
"""What the names of notes began with when they were kept among the entries for the report."""
MOST_RESPONDENTS = 50
"""Further answer sheets that one assessment keeps."""


@dataclass(frozen=True)
class Note:
    """A note on one answer, and where the answer comes from: one of `SOURCES`, or other words."""

    text: str = ""
    source: str = ""


@dataclass(frozen=True)
class Decision:
    """What the company decided in the end.

    `taken` is an outcome's id, or what else was decided, in words; `by` says who decided. `day` and
    `review` are dates in ISO 8601: when it was taken, and when it is to be looked at again; empty
    where not said.
    """

    taken: str
    reasons: str = ""
    day: str = ""
    review: str = ""
    by: str = ""


@dataclass(frozen=True)
class Respondent:
    """The answers of one more person for the same company, as they were last seen.

    `token` names the draft that this person fills in; empty where there is none here.
    """

    name: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    typed: Mapping[str, Typed] = field(default_factory=dict)
    token: str = ""

    def as_json(self) -> dict[str, Any]:
        """The respondent as JSON has it."""
        held = {"answers": dict(self.answers), "typed": dict(self.typed)}
        return {"name": self.name, **held, "token": self.token}


def notes_as_json(notes: Mapping[str, Note]) -> dict[str, Any]:
    """The notes as JSON has them."""
    return {question: asdict(note) for question, note in notes.items()}


def notes_in(value: Any) -> dict[str, Note]:
    """The notes that a JSON value holds, by question. Parts of another shape are left out."""
    found = {
        question: Note(_text(note, "text", LONGEST_PROSE), _text(note, "source"))
        for question, note in mapping_in(value).items()
        if isinstance(note, dict)
    }
    return {question: note for question, note in found.items() if note != Note()}


def notes_from_report(
    notes: Mapping[str, Note], report: Mapping[str, str]
) -> tuple[dict[str, Note], dict[str, str]]:
    """Notes and report entries, with the notes that were once kept among the latter in place."""
    moved, rest = dict(notes), dict(report)
    for name, text in report.items():
        if name.startswith(_IN_REPORT):
            question = name.removeprefix(_IN_REPORT)
            note = moved.get(question, Note())
            del rest[name]
            if text and not note.text:
                moved[question] = Note(text, note.source)
    return moved, rest


def decision_as_json(decision: Decision | None) -> dict[str, Any] | None:
    """The decision as JSON has it."""
    return asdict(decision) if decision else None


def decision_in(value: Any) -> Decision | None:
    """The decision that a JSON value holds; None where it is none."""
    if not isinstance(value, dict):
        return None
    return Decision(
        _text(value, "taken"),
        _text(value, "reasons", LONGEST_PROSE),
        day_in(_text(value, "day")),
        day_in(_text(value, "review")),
        _text(value, "by"),
    )


def respondents_in(value: Any) -> tuple[Respondent, ...]:
    """The respondents that a JSON value holds, in the same way."""
    found = [
        Respondent(
            _text(one, "name"),
            answers_in(one.get("answers")),
            typed_in(one.get("typed")),
            _text(one, "token"),
        )
        for one in list_in(value)
        if isinstance(one, dict)
    ]
    return tuple(found[:MOST_RESPONDENTS])


def day_in(text: str) -> str:
    """The date that a text holds in ISO 8601, as YYYY-MM-DD; empty where it holds none."""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""


def _text(value: Mapping[str, Any], name: str, longest: int = LONGEST_TEXT) -> str:
    found = value.get(name)
    return found[:longest] if isinstance(found, str) else ""
