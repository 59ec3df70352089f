"""One section of the questionnaire on one page, with what to mend on top."""

from __future__ import annotations

from html import escape

import streamlit as st

from advisor.questionnaire import Question, Questionnaire, Section
from advisor.rulebook import Rulebook
from advisor.screens import frame
from advisor.screens.asking import outlook
from advisor.screens.asking.matrix import who_does_what
from advisor.screens.asking.question import ask
from advisor.screens.entry import problem_with
from advisor.screens.links import CHANGED
from advisor.screens.progress import MATRIX, asked, step_of, steps
from advisor.screens.session import current, desk, go

_LINKS = """
<ul>{items}</ul>
<script>
document.querySelectorAll('a[href^="#ask-"]').forEach(link => link.onclick = event => {{
  event.preventDefault();
  const field = document.querySelector(".st-key-" + link.hash.slice(1) + " input");
  if (field) field.focus();
}}); // {stamp}
</script>
"""


def show(rulebook: Rulebook, section: Section) -> None:
    """The page of one section."""
    questionnaire = rulebook.questionnaire
    draft = current()
    wanted = st.query_params.get(CHANGED, "")
    questions = asked(questionnaire, draft, section.id, also=wanted)
    problems = _problems(questionnaire, questions) if section.id in desk().told else {}
    if wanted not in questionnaire.questions:
        wanted = ""
    goal = ".st-key-summary" if problems else f".st-key-ask-{wanted} h2" if wanted else ""
    step = f"problems {desk().presses}" if problems else ""
    frame.title(section.title, step_of(questionnaire, draft, section), goal, step)
    st.markdown(frame.plain(section.about))
    if problems:
        st.set_page_config(page_title=f"Error: {section.title}")
        _summary(problems)
    if section.id == MATRIX:
        who_does_what(questionnaire)
    ask(questionnaire, section.id, questions, "" if problems else goal)
    place = st.container(key="live-outlook")
    place.html("<span></span>")  # so that it is on the page before anything is told in it
    _onward(questionnaire, section, questions)
    outlook.while_answering(rulebook, place)


def _problems(questionnaire: Questionnaire, questions: tuple[Question, ...]) -> dict[str, str]:
    draft = current()
    found = {q.id: problem_with(questionnaire, draft, q) for q in questions}
    return {question: problem for question, problem in found.items() if problem}


def _summary(problems: dict[str, str]) -> None:
    """What to mend, each linked to its field. Focus moves here when Continue is pressed."""
    items = "".join(
        f'<li><a href="#ask-{escape(question)}">{escape(problem)}</a></li>'
        for question, problem in problems.items()
    )
    with st.container(key="summary"):
        st.header("Something needs another look", anchor=False)
        st.html(_LINKS.format(items=items, stamp=desk().presses), unsafe_allow_javascript=True)


def _onward(
    questionnaire: Questionnaire, section: Section, questions: tuple[Question, ...]
) -> None:
    """Save and continue, or go back. Both keep everything: answers are saved as they are made."""
    with st.container(horizontal=True, key="onward"):
        forward = st.button("Save and continue", type="primary", key="forward")
        back = st.button("Back", key="back")
    if saved := frame.saved_at():
        st.markdown(frame.quiet(saved))
    way = steps(questionnaire, current())
    sections = (s.id for s in questionnaire.sections if s in way or s == section)
    names = ["tasks", *sections, "check"]
    here = names.index(section.id)
    if back:
        go("check" if CHANGED in st.query_params else names[here - 1])
    if forward and _problems(questionnaire, questions):
        desk().told.add(section.id)
        desk().presses += 1
        st.rerun()
    if forward:
        desk().told.discard(section.id)
        go("check" if CHANGED in st.query_params else names[here + 1])
