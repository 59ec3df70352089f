"""Notes on answers, and where each answer comes from: one form below all answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from advisor.markup import Markup, safe
from advisor.questionnaire import Question, Questionnaire
from advisor.screens.native import Entries, Value, View, native
from advisor.screens.notes_told import SOURCES, source_told
from advisor.screens.progress import asked
from advisor.screens.session import change, current
from advisor.screens.written import in_one_line, readable
from advisor.storage import LONGEST_PROSE, LONGEST_TEXT, Draft, Note

TEXT, SOURCE = "note.", "source."
"""What the names of the fields begin with; the question's id follows, nothing for the company."""
COMPANY = "The company as a whole"
STYLE = """<style>
.native .noted { border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent);
  padding: .75rem 0; display: grid; gap: 0 1rem; align-items: end;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); }
.native .noted label { display: block; padding: .25rem 0; width: auto; }
.native .noted input { width: 100%; line-height: 1.5; box-sizing: border-box; }
.native .noted textarea { display: block; }
</style>"""


def take_notes(questionnaire: Questionnaire) -> None:
    """The form, closed until somebody opens it."""
    questions = _noted(questionnaire, current())
    st.html(STYLE)

    def view() -> View:
        draft = current()
        count = sum(note != Note() for note in draft.notes.values())
        written = "none written" if not count else "1 written" if count == 1 else f"{count} written"
        return View(_markup(questions), held(questions, draft), {"notes": safe(written)})

    before = current().notes

    def take(entries: Entries) -> None:
        change(lambda draft: entered(questionnaire, draft, entries))

    late = native("written-notes", view, take)
    if late or current().notes != before:
        st.rerun()  # the answers above show the notes


def _noted(questionnaire: Questionnaire, draft: Draft) -> tuple[Question, ...]:
    """The questions that a note can be written on: those shown, and those with a note already."""
    shown = {q.id for s in questionnaire.sections for q in asked(questionnaire, draft, s.id)}
    return tuple(q for q in questionnaire.questions.values() if q.id in {*shown, *draft.notes})


def held(questions: Iterable[Question], draft: Draft) -> dict[str, Value]:
    """What each field holds."""
    fields: dict[str, Value] = {}
    for name in ("", *(question.id for question in questions)):
        note = draft.notes.get(name, Note())
        fields[TEXT + name] = note.text
        fields[SOURCE + name] = source_told(note)
    return fields


def entered(questionnaire: Questionnaire, draft: Draft, entries: Entries) -> Draft:
    """The draft with what was entered."""
    ids = {label.lower(): name for name, label in SOURCES.items()}
    for field, value in entries.items():
        kind, _, name = field.partition(".")
        if not isinstance(value, str) or name not in {"", *questionnaire.questions}:
            continue
        note = draft.notes.get(name, Note())
        if f"{kind}." == TEXT:
            draft = draft.with_note(name, replace(note, text=readable(value).strip()))
        elif f"{kind}." == SOURCE:
            line = in_one_line(value)
            draft = draft.with_note(name, replace(note, source=ids.get(line.lower(), line)))
    return draft


def _markup(questions: Iterable[Question]) -> Markup:
    offered = "".join(f'<option value="{safe(label)}"></option>' for label in SOURCES.values())
    rows = (_fields("", COMPANY), *(_fields(one.id, one.ask) for one in questions))
    return Markup(
        '<section class="ask"><h2>Notes and sources</h2>'
        '<p class="why">What to remember about an answer, and where it comes from: told by whom, '
        "which document, seen on the spot. They stand in the adviser copy of the report; in the "
        "client report only where you choose that there. Whoever has the link to this assessment "
        "can read them.</p>"
        f'<datalist id="sources">{offered}</datalist>'
        '<details><summary>Write notes: <span data-note="notes"></span></summary>'
        f"<div>{''.join(rows)}</div></details></section>"
    )


def _fields(name: str, about: str) -> str:
    text, source, told = safe(TEXT + name), safe(SOURCE + name), safe(about)
    return (
        f'<div class="noted"><div><label for="{text}">{told}</label>'
        f'<textarea name="{text}" id="{text}" rows="1" maxlength="{LONGEST_PROSE}"></textarea>'
        "</div><div>"
        f'<label for="{source}">Source<span class="unseen"> of the answer: {told}</span></label>'
        f'<input type="text" name="{source}" id="{source}" list="sources" autocomplete="off" '
        f'maxlength="{LONGEST_TEXT}"></div></div>'
    )
