"""A draft as a profile and as an answer sheet, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from advisor.loading import check_answers, read_sheet_text, sheet_of
from advisor.mistakes import Mistakes
from advisor.questionnaire import Holding, Profile, Questionnaire, Reply
from advisor.screens.entry import NOT_SURE, problems
from advisor.storage import Answer, Draft

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def profile_of(questionnaire: Questionnaire, draft: Draft) -> tuple[Profile, tuple[str, ...]]:
    """The profile that the draft's legal answers make, and a note on each that is out of date.

    The rulebook may have changed since the answers were given: what no longer fits is left
    out and told, never an error. What the pages ask to mend is left out until it is mended;
    of two answers that contradict each other, both.
    """
    wrong = problems(questionnaire, draft)
    answers: dict[str, Reply] = {}
    notes: list[str] = []
    for name, answer in draft.answers.items():
        question = questionnaire.questions.get(name)
        reply = _reply(questionnaire, name, answer)
        if question is None:
            notes.append(f"The rulebook no longer asks “{name}”; your answer is not used.")
        elif reply is None:
            notes.append(f"Your answer to “{question.ask}” no longer fits; answer it again.")
        elif name not in wrong or answer == NOT_SURE:
            answers[name] = reply
    return Profile(answers, _holdings(questionnaire, draft), draft.company), tuple(notes)


def _reply(questionnaire: Questionnaire, question: str, answer: Answer) -> Reply | None:
    try:
        return check_answers({question: answer}, questionnaire).answers[question]
    except (Mistakes, KeyError):
        return None


def _holdings(questionnaire: Questionnaire, draft: Draft) -> dict[str, Holding]:
    def legal(held: Mapping[str, str], part: str, labels: Mapping[str, str]) -> str | None:
        value = held.get(part)
        return value if value in labels else None

    holdings = {
        row: Holding(
            legal(held, "owner", questionnaire.owners), legal(held, "done", questionnaire.done)
        )
        for row, held in draft.responsibilities.items()
        if row in questionnaire.responsibilities
    }
    return {row: holding for row, holding in holdings.items() if holding != Holding()}


def draft_of(profile: Profile, company: str = "") -> Draft:
    """A draft in the full form that holds what the profile holds."""
    sheet = sheet_of(profile)
    answers, held = sheet.get("answers"), sheet.get("responsibilities")
    return Draft(
        "",
        answers=answers if isinstance(answers, dict) else {},
        responsibilities={
            row: parts
            for row, parts in (held.items() if isinstance(held, dict) else ())
            if isinstance(parts, dict)
        },
        company=company or profile.company,
        form="long",
    )


def written(questionnaire: Questionnaire, draft: Draft) -> str:
    """The draft's legal answers as an answer sheet in YAML: reading it gives them back."""
    profile, _ = profile_of(questionnaire, draft)
    clean = draft_of(profile)
    lines = [f"company: {json.dumps(profile.company, ensure_ascii=False)}"] * bool(profile.company)
    lines += ["answers:"] if clean.answers else ["answers: {}"]
    for question, answer in clean.answers.items():
        value = f"[{', '.join(answer)}]" if isinstance(answer, list) else answer
        lines.append(f"  {question}: {value}")
    if clean.responsibilities:
        lines.append("responsibilities:")
    for row, held in clean.responsibilities.items():
        parts = ", ".join(f"{part}: {value}" for part, value in held.items())
        lines.append(f"  {row}: {{{parts}}}")
    return "\n".join(lines) + "\n"


def file_name(draft: Draft) -> str:
    """A file name for the answers, from the company's name."""
    stem = _NOT_IN_NAMES.sub("_", draft.company.lower()).strip("_")[:60]
    return f"{stem or 'answers'}.yaml"


def read_in(questionnaire: Questionnaire, name: str, content: bytes) -> Draft:
    """The draft that an answer sheet makes. Raises `Mistakes`: all of them, nothing read."""
    return draft_of(read_sheet_text(content, name, questionnaire))


def merged(draft: Draft, read: Draft) -> Draft:
    """The draft with all that was read in; the rest stays."""
    return replace(
        draft,
        answers={**draft.answers, **read.answers},
        typed={q: typed for q, typed in draft.typed.items() if q not in read.answers},
        responsibilities={**draft.responsibilities, **read.responsibilities},
        company=read.company or draft.company,
    )
