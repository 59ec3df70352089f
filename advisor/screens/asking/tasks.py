"""The sections as a task list, in any order; and how to keep the work."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor.mistakes import Mistakes
from advisor.questionnaire import Section
from advisor.rulebook import Rulebook
from advisor.screens import frame
from advisor.screens.asking import outlook
from advisor.screens.fields import kept
from advisor.screens.keeping import keeping
from advisor.screens.progress import (
    MATRIX,
    asked,
    minutes_for,
    next_step,
    progress,
    questions_in,
    still_open,
)
from advisor.screens.session import address, change, current, desk, go, redraw
from advisor.screens.sheet import file_name, merged, read_in, written
from advisor.storage import LONGEST_TEXT, Form


def show(rulebook: Rulebook) -> None:
    """The task list."""
    frame.title("Your assessment", current().company)
    if current().respondent:
        st.markdown(
            f"You answer as **{frame.plain(current().respondent)}**. Only your own answers are "
            "here; whoever sent you the link sees them."
        )
    _form(rulebook)
    with st.container(key="tasks", gap="xsmall"):
        for section in rulebook.questionnaire.sections:
            _task(rulebook, section)
    place = _finish(rulebook)
    _company()
    _panel()
    _keep(rulebook)
    outlook.on_the_task_list(rulebook, place)


def _form(rulebook: Rulebook) -> None:
    """The respondent's choice of form, which can be changed at any time."""
    stored = current().form
    labels = {
        form: f"{name}: {count} questions, about {minutes_for(count)} minutes"
        for form, name in (("short", "Short form"), ("long", "Full form"))
        for count in [questions_in(rulebook.questionnaire, "long" if form == "long" else "short")]
    }

    def draw(key: str, seed: Form) -> Form:
        options: list[Form] = ["short", "long"]
        picked = st.radio(
            "Which form?",
            options,
            index=options.index(seed),
            format_func=lambda form: labels[form],
            key=key,
        )
        return picked or seed

    with st.container(key="form"):
        kept("form", stored, draw, lambda form: change(lambda draft: draft.in_form(form)))


def _task(rulebook: Rulebook, section: Section) -> None:
    questionnaire, draft = rulebook.questionnaire, current()
    if section.id != MATRIX and not asked(questionnaire, draft, section.id):
        return
    state = progress(questionnaire, draft, section.id)
    with st.container(horizontal=True, horizontal_alignment="distribute", key=f"row-{section.id}"):
        with st.container(width="content", gap=None):
            st.page_link(
                desk().pages[section.id], label=frame.plain(section.title), query_params=address()
            )
            st.markdown(frame.quiet(section.about))
        with st.container(width="content", gap=None):
            st.markdown(f"**{state.status}**")
            st.markdown(frame.quiet(state.detail))


def _finish(rulebook: Rulebook) -> DeltaGenerator:
    """The next section, and the two ways on that are always open; and the place to say what open
    questions can still do."""
    following = next_step(rulebook.questionnaire, current())
    with st.container(horizontal=True, key="onward"):
        onward = following and st.button(f"Next: {following.title}", type="primary", key="next")
        kind: Literal["primary", "secondary"] = "secondary" if following else "primary"
        show_it = st.button("Show the recommendation", type=kind, key="recommend")
        check = st.button("Check your answers", key="check")
    open_ones = still_open(rulebook.questionnaire, current())
    if open_ones and current().answers:
        st.markdown(
            f"You can look at any time. {_counted(len(open_ones))} still open or "
            "\u201cnot sure\u201d."
        )
    place = st.container(key="outlook")
    if onward and following:
        go(following.id)
    if show_it:
        go("recommendation")
    if check:
        go("check")
    return place


def _counted(questions: int) -> str:
    return (
        "1 question of this form is"
        if questions == 1
        else f"{questions} questions of this form are"
    )


def _panel() -> None:
    """The switch for those who fill this in with a client."""
    st.header("While answering", anchor=False)
    st.markdown(
        "For advisers: each page of questions can show which recommendations are still possible. "
        "Seeing the result move can colour the answers, so this is off at first."
    )

    def draw(key: str, seed: bool) -> bool:
        return st.checkbox("Show what is still possible", value=seed, key=key)

    def save(wanted: bool) -> None:
        change(lambda draft: replace(draft, panel=wanted))

    kept("panel", current().panel, draw, save)


def _company() -> None:
    st.header("Name of the company", anchor=False)
    st.markdown("Optional. It stands on the recommendation and the report, and nowhere else.")

    def draw(key: str, seed: str) -> str:
        return st.text_input(
            "Name of the company",
            value=seed,
            key=key,
            max_chars=LONGEST_TEXT,
            label_visibility="collapsed",
            autocomplete="organization",
            live=True,
            width=420,
        )

    kept("company", current().company, draw, lambda name: change(lambda draft: draft.named(name)))


def _keep(rulebook: Rulebook) -> None:
    """The link, the answers as a file, and a file as answers."""
    st.header("Keep your answers", anchor=False)
    saved = frame.saved_at()
    st.markdown(f"{saved + '. ' if saved else ''}{keeping().link}")
    st.code(private_link(), language=None, wrap_lines=True)
    if "sharing" in desk().pages:
        st.page_link(desk().pages["sharing"], label="Share it", query_params=address())
    draft = current()
    st.download_button(
        "Download the answers",
        written(rulebook.questionnaire, draft),
        file_name=file_name(draft),
        mime="application/yaml",
        on_click="ignore",
    )
    _upload(rulebook)


def private_link() -> str:
    """The address of this page with the draft's token, to be kept by the respondent."""
    return f"{(st.context.url or '').split('?')[0]}?{urlencode(address())}"


def _upload(rulebook: Rulebook) -> None:
    """Read an answer sheet into this draft: all of it, or nothing and every mistake."""
    st.header("Read in an answer sheet", anchor=False)
    st.markdown("Its answers take the place of the answers to the same questions here.")
    with st.form("sheet", border=False, clear_on_submit=True):
        kinds = ["yaml", "yml", "json"]
        file = st.file_uploader("Answer sheet (YAML or JSON)", type=kinds, max_upload_size=1)
        read = st.form_submit_button("Read it in")
    if not read:
        return
    if file is None:
        st.error("Choose a file first.")
        return
    try:
        sheet = read_in(rulebook.questionnaire, file.name, file.getvalue())
    except Mistakes as mistakes:
        st.error("Nothing was read in. Mend these places in the file and read it in again.")
        st.markdown(
            "\n".join(
                f"- {frame.plain(f'{mistake.where}: {mistake.message}')}"
                for mistake in mistakes.mistakes
            )
        )
        return
    redraw(lambda draft: merged(draft, sheet))
    desk().message = "The answer sheet was read in."
    st.rerun()
