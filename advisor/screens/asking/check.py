"""Check answers: every answer on one page, each with the way to change it."""

from __future__ import annotations

import streamlit as st

from advisor.explanation import explain
from advisor.questionnaire import Question, Section
from advisor.rulebook import Rulebook
from advisor.screens import frame
from advisor.screens.asking.notes import take_notes
from advisor.screens.entry import NOT_SURE, problem_with
from advisor.screens.links import CHANGED, WHO_DOES_WHAT
from advisor.screens.notes_told import note_told
from advisor.screens.progress import MATRIX, asked, progress
from advisor.screens.session import address, current, desk, go
from advisor.screens.sheet import profile_of
from advisor.storage import Answer, Draft
from advisor.wording import spoken, upper_first


def show(rulebook: Rulebook) -> None:
    """The page with all answers."""
    frame.title("Check your answers", current().company)
    _notes(rulebook)
    for section in rulebook.questionnaire.sections:
        _section(rulebook, section)
    take_notes(rulebook.questionnaire)
    with st.container(horizontal=True, key="onward"):
        forward = st.button("Show the recommendation", type="primary", key="recommend")
        back = st.button("Back to all sections", key="back")
    if forward:
        go("recommendation")
    if back:
        go("tasks")


def _notes(rulebook: Rulebook) -> None:
    """What does not seem to fit together. Neutral: it is for the respondent to judge.

    Notes about a recommendation wait for it.
    """
    profile, outdated = profile_of(rulebook.questionnaire, current())
    told = explain(rulebook, profile)
    notes = [
        *outdated,
        *(says for note, says in zip(told.advice.notes, told.notes, strict=True) if not note.about),
    ]
    if notes:
        with st.container(border=True, key="notes"):
            st.header("Worth a second look", anchor=False)
            st.markdown("\n".join(f"- {frame.plain(note)}" for note in notes))


def _section(rulebook: Rulebook, section: Section) -> None:
    questionnaire, draft = rulebook.questionnaire, current()
    questions = asked(questionnaire, draft, section.id)
    if section.id != MATRIX and not questions:
        return
    with st.container(key=f"part-{section.id}", gap="xsmall"):
        st.header(frame.plain(section.title), anchor=False)
        if section.id == MATRIX:
            detail = progress(questionnaire, draft, section.id).detail
            _row(section.id, section.id, WHO_DOES_WHAT, frame.plain(detail))
        for question in questions:
            problem = problem_with(questionnaire, draft, question)
            shown = answer_shown(question, draft, problem) + _note(draft, question)
            _row(section.id, question.id, question.ask, shown)


def _note(draft: Draft, question: Question) -> str:
    told = note_told(draft.notes.get(question.id))
    return f"  \n{frame.quiet(f'Note: {told}')}" if told else ""


def _row(section: str, target: str, asked_for: str, answer: str) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", wrap=False, key=f"row-{target}"
    ):
        st.markdown(f"{frame.quiet(asked_for)}  \n{answer}")
        st.page_link(
            desk().pages[section],
            # The grey part is for those who hear the page; it is hidden from view.
            label=f"Change {frame.quiet(asked_for)}",
            query_params={**address(), CHANGED: target},
        )


def answer_shown(question: Question, draft: Draft, problem: str) -> str:
    """Markdown for one answer. A missing answer and "not sure" differ in words and in form."""
    answer, typed = draft.answers.get(question.id), draft.typed.get(question.id)
    if problem:
        told = f":red[**{frame.plain(problem)}.**]"
        return f"{frame.plain(typed)}  \n{told}" if isinstance(typed, str) else told
    if answer is None:
        return "*Not provided*"
    if answer == NOT_SURE:
        return "**?** Not sure"
    return f"**{frame.plain(upper_first(worded(question, answer)))}**"


def worded(question: Question, answer: Answer) -> str:
    """An answer as it was picked or with its unit; as it stands where it fits no more."""
    try:
        if isinstance(answer, int | float):
            return spoken(question, answer)
        picked = answer if isinstance(answer, list) else [answer]
        return "; ".join(question.choice(choice).label for choice in picked)
    except (KeyError, ValueError, IndexError):
        return str(answer)
