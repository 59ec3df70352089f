"""The questions of a page: each with its heading, why we ask, its field, and what to mend.

All are one form of native fields, no fragment and no Streamlit form: every entry is saved as it
is made, and a button that is pressed right after typing still counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.loading.typed_numbers import read_number
from advisor.markup import safe
from advisor.questionnaire import Question, Questionnaire
from advisor.screens.entry import (
    NOT_SURE,
    as_typed,
    problem_with,
    problem_with_choices,
)
from advisor.screens.native import Entries, Value, View, native
from advisor.screens.session import change, current
from advisor.storage import LONGEST_TEXT, Answer, Draft, Typed
from advisor.wording import measured, upper_first

UNSURE = "I'm not sure"
Entered = tuple[Answer | None, Typed | None]
"""What the fields of a question hold: the answer, and the input as typed."""


def ask(
    questionnaire: Questionnaire, section: str, questions: tuple[Question, ...], goal: str = ""
) -> None:
    """Draw the questions of a section and save what is entered. Focus moves to `goal`."""
    ask_on(f"questions-{section}", questionnaire, questions, current, change, goal)


def ask_on(
    name: str,
    questionnaire: Questionnaire,
    questions: tuple[Question, ...],
    now: Callable[[], Draft],
    save: Callable[[Callable[[Draft], Draft]], object],
    goal: str = "",
) -> None:
    """Draw questions, under a name, on the draft that `now` gives; `save` takes each edit of it."""

    def view() -> View:
        draft = now()
        held: dict[str, Value] = {}
        for question in questions:
            held |= _held(question, draft)
        notes = {q.id: note for q in questions if (note := _note(questionnaire, q, draft))}
        return View("".join(map(_markup, questions)), held, notes, goal)

    def take(entries: Entries) -> None:
        def edit(draft: Draft) -> Draft:
            for question in questions:
                draft = entered(question, draft, entries)
            return draft

        save(edit)

    if questions and native(name, view, take):
        st.rerun()


def field(
    question: Question, now: Callable[[], Draft], save: Callable[[Entered], object]
) -> DeltaGenerator:
    """Draw the field of one question as the draft that `now` gives has it; the place below it.

    `save` takes what its fields hold whenever something was entered. The question's id names the
    fields on the page.
    """

    def view() -> View:
        markup = f'<section class="ask">{_fields(question)}</section>'
        return View(markup, _held(question, now()))

    def take(entries: Entries) -> None:
        draft = entered(question, now(), entries)
        save((draft.answers.get(question.id), draft.typed.get(question.id)))

    if native(f"field-{question.id}", view, take):
        st.rerun()
    return st.container()


def entered(question: Question, draft: Draft, entries: Entries) -> Draft:
    """The draft with what was entered for one question; without anything, the same draft."""
    held = _held(question, draft)
    new = {name: value for name, value in entries.items() if name in held}
    if all(held[name] == value for name, value in new.items()):
        return draft
    return draft.with_answer(question.id, *_READ[question.kind](question, {**held, **new}))


def _held(question: Question, draft: Draft) -> dict[str, Value]:
    """What each field of a question holds."""
    answer = draft.answers.get(question.id)
    if question.kind == "number":
        unsure = answer == NOT_SURE
        return {question.id: as_typed(question, draft), _name(question, NOT_SURE): unsure}
    if question.kind == "choices":
        ticked = _ticked(question, draft)
        return {_name(question, option): option in ticked for option in _options(question)}
    return {question.id: str(answer) if str(answer) in _options(question) else ""}


def _ticked(question: Question, draft: Draft) -> list[str]:
    answer, typed = draft.answers.get(question.id), draft.typed.get(question.id)
    held = typed if isinstance(typed, list) else answer
    return [str(name) for name in (held if isinstance(held, list) else [held])]


def _one(question: Question, fields: Entries) -> Entered:
    picked = str(fields[question.id])
    if picked not in _options(question):
        return None, None
    return (int(picked) if question.kind == "scale" and picked != NOT_SURE else picked), None


def _number(question: Question, fields: Entries) -> Entered:
    text = str(fields[question.id]).strip()[:LONGEST_TEXT]
    value = read_number(question, text).value if text else None
    return (NOT_SURE if fields[_name(question, NOT_SURE)] else value), text or None


def _several(question: Question, fields: Entries) -> Entered:
    ticked = [o for o in _options(question) if fields[_name(question, o)] is True]
    if problem_with_choices(question, ticked):
        return None, list(ticked)
    return (NOT_SURE if ticked == [NOT_SURE] else list(ticked) or None), None


_READ = {"number": _number, "scale": _one, "choice": _one, "choices": _several}


def _options(question: Question) -> dict[str, str]:
    """Each option with its label: what stands apart from the others last, "I'm not sure" at the
    very end."""
    labels = {str(n): step for n, step in enumerate(question.steps, 1)}
    labels |= {c.id: c.label for c in question.choices if c.id != question.stands_alone}
    if alone := question.stands_alone:
        labels[alone] = question.choice(alone).label
    return {**labels, NOT_SURE: UNSURE}


def _name(question: Question, option: str) -> str:
    return f"{question.id}.{option}"


def _note(questionnaire: Questionnaire, question: Question, draft: Draft) -> str:
    """The line below a field: what to mend, or how a number was read."""
    if problem := problem_with(questionnaire, draft, question):
        return f'<strong class="wrong">{safe(problem)}.</strong>'
    answer, typed = draft.answers.get(question.id), draft.typed.get(question.id)
    if question.kind != "number" or not isinstance(answer, int | float):
        return ""
    if isinstance(typed, str) and typed.isdecimal():
        return ""
    return safe(f"Read as {measured(question, answer)}")


def _markup(question: Question) -> str:
    """A question with its heading, the reason why we ask, the hint and the fields."""
    name = safe(question.id)
    hint = f"<br>{safe(question.hint)}" if question.hint else ""
    return (
        f'<section class="ask st-key-ask-{name}"><h2>{safe(question.ask)}</h2>'
        f'<p id="why-{name}"><span class="why">{safe(question.why)}</span>{hint}</p>'
        f"{_fields(question)}</section>"
    )


def _fields(question: Question) -> str:
    """The fields of a question, named for those who do not see its heading, and its note."""
    if question.kind == "number":
        return _number_field(question)
    name, role = safe(question.id), "group" if question.kind == "choices" else "radiogroup"
    return (
        f'<div role="{role}" aria-label="{safe(question.ask)}" '
        f'aria-describedby="why-{name} note-{name}">{"".join(_drawn(question))}</div>'
        f"{_note_place(question)}"
    )


def _note_place(question: Question) -> str:
    name = safe(question.id)
    return f'<p class="note" id="note-{name}" data-note="{name}" aria-live="polite"></p>'


def _number_field(question: Question) -> str:
    name = safe(question.id)
    return (
        f'<p class="number"><input type="text" name="{name}" id="field-{name}" autocomplete="off"'
        f' aria-label="{safe(question.ask)}" aria-describedby="unit-{name} why-{name} note-{name}"'
        f' maxlength="{LONGEST_TEXT}"> <span id="unit-{name}">{safe(question.unit)}</span></p>'
        f"{_note_place(question)}{_picker(question, NOT_SURE, UNSURE)}"
    )


def _drawn(question: Question) -> Iterable[str]:
    """The options, and after a line those that are no answer like the others."""
    apart = {question.stands_alone, NOT_SURE}
    options = _options(question)
    first_apart = next(option for option in options if option in apart)
    for option, label in options.items():
        if option == first_apart:
            yield "<hr>"
        yield _picker(question, option, label)


def _picker(question: Question, option: str, label: str) -> str:
    """A radio button or a tick box with its label."""
    one = question.kind in ("choice", "scale")
    name = question.id if one else _name(question, option)
    kind = f'type="radio" value="{safe(option)}"' if one else 'type="checkbox"'
    field = f"field-{question.id}-{option}"
    return (
        f'<label><input {kind} name="{safe(name)}" id="{safe(field)}">'
        f"<span>{safe(upper_first(label))}</span></label>"
    )
