"""A draft: everything that one company has entered so far, legal or not.

Answers are kept in the shape of an answer sheet. What was typed but cannot be read as an
answer is kept beside them, so that nobody types anything twice.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from advisor.storage.entries import (
    Decision,
    Note,
    Respondent,
    decision_as_json,
    decision_in,
    notes_as_json,
    notes_from_report,
    notes_in,
    respondents_in,
)
from advisor.storage.scenario import (
    LONGEST_PROSE,
    LONGEST_TEXT,
    Answer,
    Scenario,
    Typed,
    answers_in,
    list_in,
    responsibilities_in,
    scenario_in,
    texts_in,
    typed_in,
)
from advisor.storage.told import Told, told_as_json, told_in

Form = Literal["short", "long"]
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


def new_token() -> str:
    """A name for a new draft that cannot be guessed (128 random bits)."""
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    """Whether the text has the form of a draft's name."""
    return _TOKEN.fullmatch(text) is not None


@dataclass(frozen=True)
class Draft:
    """One company's entries. Frozen: every change makes a new draft.

    `form` is the respondent's choice of the short or the long form. `turn` counts the changes
    that did not come from the page's own fields (a group filled in one go, a sheet read in,
    another browser): it is part of each field's identity, so fields show such a change. `writer`
    names the browser that saved last.
    `trying` is the scenario being tried out, `scenarios` are those kept under a name.
    `panel`: whether the pages show what is still possible while answering.
    `settled`: who is to hold a responsibility, by its id, where somebody chose otherwise than the
    proposal. `report`: what was entered for the report, by the name of the field.
    `notes` are those on answers, by question; `respondents` the answers of others for the same
    company; in the draft that one of them fills in, `respondent` is the name. `decision` is what
    was decided in the end. `told` is what was advised, in a version that was kept; None in what
    can still be changed.
    `edition` counts the saves, from 0 before the first; `saved` is the time of the last, UTC in
    ISO 8601, empty before the first.
    """

    token: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    typed: Mapping[str, Typed] = field(default_factory=dict)
    responsibilities: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    company: str = ""
    form: Form = "short"
    example: bool = False
    trying: Scenario | None = None
    scenarios: tuple[Scenario, ...] = ()
    panel: bool = False
    settled: Mapping[str, str] = field(default_factory=dict)
    report: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    respondents: tuple[Respondent, ...] = ()
    respondent: str = ""
    decision: Decision | None = None
    told: Told | None = None
    turn: int = 0
    writer: str = ""
    saved: str = ""
    edition: int = 0

    def with_answer(self, question: str, answer: Answer | None, typed: Typed | None) -> Draft:
        """A copy with the entry of one question replaced; None takes that part away."""
        return replace(
            self,
            answers=_changed(self.answers, question, answer),
            typed=_changed(self.typed, question, typed),
        )

    def with_holding(self, row: str, part: str, value: str | None) -> Draft:
        """A copy with the `owner` or `done` of one responsibility replaced."""
        holding = _changed(self.responsibilities.get(row, {}), part, value)
        return replace(self, responsibilities=_changed(self.responsibilities, row, holding or None))

    def with_settled(self, row: str, owner: str | None) -> Draft:
        """A copy with one responsibility settled on this owner; None goes by the proposal."""
        return replace(self, settled=_changed(self.settled, row, owner))

    def with_report(self, name: str, text: str | None) -> Draft:
        """A copy with one entry for the report replaced; None takes it away."""
        kept = None if text is None else text[:LONGEST_PROSE]
        return replace(self, report=_changed(self.report, name, kept))

    def with_note(self, question: str, note: Note) -> Draft:
        """A copy with the note on one answer replaced; an empty one takes it away."""
        kept = Note(note.text[:LONGEST_PROSE], note.source[:LONGEST_TEXT])
        return replace(self, notes=_changed(self.notes, question, None if kept == Note() else kept))

    def with_decision(self, decision: Decision) -> Draft:
        """A copy with the decision taken replaced; an empty one takes it away."""
        return replace(self, decision=None if decision == Decision("") else decision)

    def without_links(self) -> Draft:
        """A copy that knows the respondents' answers, but not the drafts that they fill in."""
        return replace(self, respondents=tuple(replace(r, token="") for r in self.respondents))

    def in_form(self, form: Form) -> Draft:
        """A copy in the short or the long form. No answer is lost by going back and forth."""
        return replace(self, form=form)

    def named(self, company: str) -> Draft:
        """A copy with this company name, without signs that cannot be seen."""
        seen = "".join(sign for sign in company if sign.isprintable())
        return replace(self, company=seen.strip()[:LONGEST_TEXT])


def _changed(entries: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    changed = {k: v for k, v in entries.items() if k != key}
    if value is not None:
        changed[key] = value
    return changed


def to_json(draft: Draft) -> str:
    """The draft's body as stored; token, edition and time of saving are columns of their own."""
    body = {
        "company": draft.company,
        "answers": dict(draft.answers),
        "typed": dict(draft.typed),
        "responsibilities": {row: dict(held) for row, held in draft.responsibilities.items()},
        "form": draft.form,
        "example": draft.example,
        "trying": draft.trying.as_json() if draft.trying else None,
        "scenarios": [scenario.as_json() for scenario in draft.scenarios],
        "panel": draft.panel,
        "settled": dict(draft.settled),
        "report": dict(draft.report),
        "notes": notes_as_json(draft.notes),
        "respondents": [respondent.as_json() for respondent in draft.respondents],
        "respondent": draft.respondent,
        "decision": decision_as_json(draft.decision),
        "told": told_as_json(draft.told),
        "turn": draft.turn,
        "writer": draft.writer,
    }
    return json.dumps(body)  # in ASCII: no sign that was entered is too strange to be kept


def from_json(token: str, text: str, saved: str = "", edition: int = 0) -> Draft:
    """The draft that `to_json` wrote. Parts of another shape are left out.

    Raises ValueError where nothing can be read at all: an empty draft would be saved over it.
    """
    try:
        body = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(body, dict):
        raise ValueError("no JSON object")
    scenarios = map(scenario_in, list_in(body.get("scenarios")))
    notes, report = notes_from_report(notes_in(body.get("notes")), texts_in(body.get("report")))
    return Draft(
        token,
        answers=answers_in(body.get("answers")),
        typed=typed_in(body.get("typed")),
        responsibilities=responsibilities_in(body.get("responsibilities")),
        company=str(body.get("company", ""))[:LONGEST_TEXT],
        form="long" if body.get("form") == "long" else "short",
        example=body.get("example") is True,
        trying=scenario_in(body.get("trying")),
        scenarios=tuple(scenario for scenario in scenarios if scenario),
        panel=body.get("panel") is True,
        settled=texts_in(body.get("settled")),
        report=report,
        notes=notes,
        respondents=respondents_in(body.get("respondents")),
        respondent=str(body.get("respondent") or "")[:LONGEST_TEXT],
        decision=decision_in(body.get("decision")),
        told=told_in(body.get("told")),
        turn=turn if isinstance(turn := body.get("turn"), int) else 0,
        writer=str(body.get("writer", "")),
        saved=saved,
        edition=edition,
    )
