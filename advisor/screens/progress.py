"""How far a draft has come: what is asked in its form, what is open, what each section shows."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.questionnaire import Question, Questionnaire, Section
from advisor.screens.entry import problem_with
from advisor.storage import Draft, Form

MATRIX = "responsibilities"
"""The section that is not a list of questions but "who does what"."""

_SECONDS_A_QUESTION = 27


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one section has come: entries made, entries asked for, entries to mend."""

    answered: int
    asked: int
    to_mend: int

    @property
    def status(self) -> str:
        """Not started, In progress or Completed."""
        if self.answered >= self.asked and not self.to_mend:
            return "Completed"
        return "In progress" if self.answered or self.to_mend else "Not started"

    @property
    def detail(self) -> str:
        """The status in numbers."""
        mend = f", {self.to_mend} to look at again" if self.to_mend else ""
        return f"{self.answered} of {self.asked} answered{mend}"


def asked(
    questionnaire: Questionnaire, draft: Draft, section: str, *, also: str = ""
) -> tuple[Question, ...]:
    """The questions shown in a section: those of the form, those with an entry anyway, and
    the one whose id is `also`.
    """
    return tuple(
        question
        for question in questionnaire.in_section(section)
        if draft.form == "long"
        or question.short_form
        or question.id == also
        or question.id in draft.answers
        or question.id in draft.typed
    )


def progress(questionnaire: Questionnaire, draft: Draft, section: str) -> Progress:
    """How far one section has come."""
    if section == MATRIX:
        rows = questionnaire.responsibilities
        held = sum("owner" in draft.responsibilities.get(row, {}) for row in rows)
        return Progress(held, len(rows), 0)
    questions = asked(questionnaire, draft, section)
    wrong = sum(bool(problem_with(questionnaire, draft, q)) for q in questions)
    answered = sum(q.id in draft.answers for q in questions)
    return Progress(answered, len(questions), wrong)


def still_open(questionnaire: Questionnaire, draft: Draft) -> list[Question]:
    """The questions of the form without an answer, or answered "I'm not sure"."""
    return [
        question
        for section in questionnaire.sections
        for question in asked(questionnaire, draft, section.id)
        if draft.answers.get(question.id, "unknown") == "unknown"
    ]


def steps(questionnaire: Questionnaire, draft: Draft) -> tuple[Section, ...]:
    """The sections that the form leads through.

    "Who does what" is part of the full form. In the short one it is there for those who want it.
    """
    matrix = draft.form == "long" or bool(draft.responsibilities)
    return tuple(
        section
        for section in questionnaire.sections
        if (matrix if section.id == MATRIX else asked(questionnaire, draft, section.id))
    )


def next_step(questionnaire: Questionnaire, draft: Draft) -> Section | None:
    """The first section that is not completed; None where all are."""
    for section in steps(questionnaire, draft):
        if progress(questionnaire, draft, section.id).status != "Completed":
            return section
    return None


def step_of(questionnaire: Questionnaire, draft: Draft, section: Section) -> str:
    """Where a section stands in the form: "Section 2 of 5"."""
    names = [s.id for s in steps(questionnaire, draft)]
    if section.id not in names:
        return "Optional section"
    return f"Section {names.index(section.id) + 1} of {len(names)}"


def questions_in(questionnaire: Questionnaire, form: Form) -> int:
    """How many questions a form asks."""
    return sum(form == "long" or q.short_form for q in questionnaire.questions.values())


def minutes_for(questions: int) -> int:
    """How long that many questions take: to the nearest five minutes, five at least."""
    return max(5, 5 * round(questions * _SECONDS_A_QUESTION / 60 / 5))
