"""Draft <-> profile and answer sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace

from advisor.loading import read_sheet_text
from advisor.questionnaire import (
    UNKNOWN,
    Holding,
    Profile,
    Question,
    Questionnaire,
    Reply,
)
from advisor.screens.entry import NOT_SURE, problems
from advisor.storage import Draft
from advisor.storage.draft import Answer

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
        reply = reply_to(question, answer) if question else None
        if question is None:
            notes.append(f"The rulebook no longer asks “{name}”; your answer is not used.")
        elif reply is None:
            notes.append(f"Your answer to “{question.ask}” no longer fits; answer it again.")
        elif name not in wrong or reply is UNKNOWN:
            answers[name] = reply
    return Profile(answers, _holdings(questionnaire, draft), draft.company), tuple(notes)


def reply_to(question: Question, answer: Answer) -> Reply | None:
    """The reply that an answer of a sheet stands for; None where it does not fit the question."""
    if answer == NOT_SURE:
        return UNKNOWN
    if question.kind in ("number", "scale"):
        low, high = (1, 5) if question.kind == "scale" else (question.low, question.high)
        fits = isinstance(answer, int | float) and low <= answer <= high
        return answer if fits else None
    names = {choice.id for choice in question.choices}
    if question.kind == "choice":
        return answer if isinstance(answer, str) and answer in names else None
    picked = frozenset(answer) if isinstance(answer, list) else frozenset()
    alone = question.stands_alone in picked and len(picked) > 1
    many = question.most is not None and len(picked) > question.most
    return picked if picked and picked <= names and not alone and not many else None


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
    """A draft that holds what the profile holds."""
    return Draft(
        "",
        answers={question: _answer(reply) for question, reply in profile.answers.items()},
        responsibilities={
            row: {
                part: value
                for part, value in (("owner", held.owner), ("done", held.done))
                if value is not None
            }
            for row, held in profile.responsibilities.items()
        },
        company=company or profile.company,
        form="long",
    )


def _answer(reply: Reply) -> Answer:
    if reply is UNKNOWN:
        return NOT_SURE
    return sorted(reply) if isinstance(reply, frozenset) else reply  # type: ignore[return-value]


def written(draft: Draft) -> str:
    """The draft's answers as an answer sheet in YAML."""
    lines = [f"company: {json.dumps(draft.company, ensure_ascii=False)}"] if draft.company else []
    lines += ["answers:"] if draft.answers else ["answers: {}"]
    for question, answer in draft.answers.items():
        value = f"[{', '.join(answer)}]" if isinstance(answer, list) else answer
        lines.append(f"  {question}: {value}")
    if draft.responsibilities:
        lines.append("responsibilities:")
    for row, held in draft.responsibilities.items():
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
