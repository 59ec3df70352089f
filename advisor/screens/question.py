"""One question on a page: its heading, why we ask, the field, and what to mend.

Questions are no fragments, though that would draw less: when a field is left by pressing a
button, the browser sends both in one message, and Streamlit gives it to the fragment alone. The
button would be lost, and after a restart of the server so would the first entry.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.questionnaire import Question, Questionnaire
from advisor.screens.entry import (
    NOT_SURE,
    as_typed,
    problem_with,
    problem_with_choices,
    read_number,
    tied,
)
from advisor.screens.fields import kept
from advisor.screens.frame import plain, quiet
from advisor.screens.session import change, current
from advisor.storage import LONGEST_TEXT, Answer, Draft, Typed
from advisor.wording import measured, upper_first

UNSURE = "I'm not sure"
Entered = tuple[Answer | None, Typed | None]
"""What the fields of a question hold: the answer, and the input as typed."""


def ask(questionnaire: Questionnaire, question: Question) -> None:
    """Draw one question and save what is entered."""
    draft = current()
    with st.container(key=f"ask-{question.id}", gap="xsmall"):
        st.header(plain(question.ask), anchor=False)
        lines = (quiet(question.why), plain(question.hint))
        st.markdown("  \n".join(line for line in lines if line))
        problem = problem_with(questionnaire, draft, question)
        # What is wrong is part of the field's name too, for those who hear the page.
        label = " ".join(filter(None, (question.ask, problem)))
        entered, slot = field(question, draft, plain(label))
        if entered != _entered(question, draft):
            draft = change(lambda d: d.with_answer(question.id, *entered))
            if question.id in tied(questionnaire):
                st.rerun()
        with slot:
            _line(question, draft, problem_with(questionnaire, draft, question))


def field(question: Question, draft: Draft, label: str) -> tuple[Entered, DeltaGenerator]:
    """Draw the fields of one question as the draft has it; what they hold, and the place below.

    Nothing is saved. The question's id names the fields on the page.
    """
    return _FIELDS[question.kind](question, draft, label)


def _entered(question: Question, draft: Draft) -> Entered:
    return draft.answers.get(question.id), draft.typed.get(question.id)


def _line(question: Question, draft: Draft, problem: str) -> None:
    """The line below a field: what to mend, or how a number was read."""
    if problem:
        with st.container(key=f"wrong-{question.id}"):
            st.markdown(f":red[**{plain(problem)}.**]")
    elif question.kind == "number":
        with st.container(key=f"line-{question.id}"):
            st.markdown(quiet(_read_as(question, draft)))


def _read_as(question: Question, draft: Draft) -> str:
    answer, typed = draft.answers.get(question.id), draft.typed.get(question.id)
    if not isinstance(answer, int | float) or (isinstance(typed, str) and typed.isdecimal()):
        return ""
    return f"Read as {measured(question, answer)}"


Drawn = tuple[Entered, DeltaGenerator]
"""What the fields hold, and the place for the line below them."""


def _one(question: Question, draft: Draft, label: str) -> Drawn:
    """A choice or a scale: one option, or "I'm not sure" apart from them."""
    labels = {c.id: plain(c.label) for c in question.choices}
    labels |= {str(n): plain(step) for n, step in enumerate(question.steps, 1)}
    labels[NOT_SURE] = UNSURE
    options = list(labels)
    answer = draft.answers.get(question.id)
    stored = str(answer) if str(answer) in labels else None

    def draw(key: str, seed: str | None) -> str | None:
        return st.radio(
            label,
            options,
            index=options.index(seed) if seed else None,
            format_func=lambda option: labels[option],
            key=key,
            label_visibility="collapsed",
        )

    with st.container(key=f"reply-{question.id}"):
        picked = kept(question.id, stored, draw)
    if picked == stored:
        return _entered(question, draft), st.container()
    is_step = question.kind == "scale" and picked not in (None, NOT_SURE)
    return (int(picked) if is_step and picked else picked, None), st.container()


def _number(question: Question, draft: Draft, label: str) -> Drawn:
    """A number as text, with its unit; and "I'm not sure" apart from it."""
    shown, was_unsure = as_typed(question, draft), draft.answers.get(question.id) == NOT_SURE

    def draw(key: str, seed: str) -> str:
        return st.text_input(
            label,
            value=seed,
            key=key,
            max_chars=LONGEST_TEXT,
            label_visibility="collapsed",
            autocomplete="off",
            live=True,  # a duration in words would load pandas
            width=220,
        )

    with st.container(horizontal=True, vertical_alignment="center", key=f"reply-{question.id}"):
        text = kept(question.id, shown, draw)
        st.markdown(plain(question.unit), width="content")
    slot = st.container()
    unsure = _tick(question, NOT_SURE, UNSURE, was_unsure)
    if (text, unsure) == (shown, was_unsure):
        return _entered(question, draft), slot
    text = (text or "").strip()[:LONGEST_TEXT]
    value = read_number(question, text).value if text else None
    return (NOT_SURE if unsure else value, text or None), slot


def _several(question: Question, draft: Draft, label: str) -> Drawn:
    """Tick boxes; "none of these" and "I'm not sure" apart from the others."""
    del label
    stored = _ticked(question, draft)
    alone = question.stands_alone
    ticked: list[str] = []
    with st.container(key=f"ticks-{question.id}", gap="xsmall"):
        for choice in question.choices:
            if choice.id != alone and _tick(question, choice.id, choice.label, choice.id in stored):
                ticked.append(choice.id)
    with st.container(key=f"apart-{question.id}", gap="xsmall"):
        if alone and _tick(question, alone, question.choice(alone).label, alone in stored):
            ticked.append(alone)
        if _tick(question, NOT_SURE, UNSURE, NOT_SURE in stored):
            ticked.append(NOT_SURE)
    slot = st.container()
    if ticked == stored:
        return _entered(question, draft), slot
    if problem_with_choices(question, ticked):
        return (None, ticked), slot
    return (NOT_SURE if ticked == [NOT_SURE] else ticked or None, None), slot


def _ticked(question: Question, draft: Draft) -> list[str]:
    """The boxes ticked, in the order in which they stand on the page."""
    answer, typed = draft.answers.get(question.id), draft.typed.get(question.id)
    held = typed if isinstance(typed, list) else answer
    names = held if isinstance(held, list) else [held]
    alone = question.stands_alone
    order = [c.id for c in question.choices if c.id != alone] + [alone or NOT_SURE, NOT_SURE]
    return [name for name in dict.fromkeys(order) if name in names]


def _tick(question: Question, name: str, label: str, stored: bool) -> bool:
    def draw(key: str, seed: bool) -> bool:
        return st.checkbox(plain(upper_first(label)), value=seed, key=key)

    return kept(f"{question.id}.{name}", stored, draw)


_FIELDS = {"number": _number, "scale": _one, "choice": _one, "choices": _several}
