"""Keep a company as a worked example, under an id that gives nobody away."""

from __future__ import annotations

import streamlit as st

from advisor.editing.readiness import LONGEST_SENTENCE
from advisor.editing.wishes import (
    LONGEST_ID,
    Wish,
    as_example,
    file_for,
    problem_with_id,
    problem_with_sentence,
)
from advisor.rulebook import Rulebook
from advisor.screens import frame
from advisor.screens.session import desk
from advisor.screens.workshop import around, mine
from advisor.screens.workshop.proposed import Both


def show(both: Both, wish: Wish) -> None:
    """The form. The example goes to the end of its file, with the answers and what is wished."""
    st.header("Keep it as a worked example", anchor=False)
    st.markdown(
        "Then every later change is checked against it. Its answers and your reason will stand in "
        f"`{file_for(both.work.texts)}`, for all who read the rules: give it an id and a sentence "
        "that name nobody. The name of the company is left out."
    )
    with st.form("example", border=False):
        name = st.text_input(
            "Id: small letters, digits and _, like bakery_with_two_shifts",
            key="example-id",
            max_chars=LONGEST_ID,
            autocomplete="off",
        )
        says = st.text_input(
            "What it shows, in a sentence",
            value=wish.because,
            key=f"example-says-{hash(wish.key)}",
            max_chars=LONGEST_SENTENCE,
            autocomplete="off",
        )
        pressed = st.form_submit_button("Add it to my changes")
    if pressed:
        _add(both, wish, (name or "").strip(), " ".join((says or "").split()))


def _add(both: Both, wish: Wish, name: str, says: str) -> None:
    taken = _examples_in(both.new) | _examples_in(both.old)
    if wrong := problem_with_id(name, taken) or problem_with_sentence(says):
        st.error(wrong)
        return
    try:
        mine.edit([as_example(both.work.texts, name, says, wish)])
    except around.FAILURES as problem:
        st.error(around.told(problem))
        return
    desk().message = frame.plain(f"The worked example {name} is among your changes now.")
    st.rerun()


def _examples_in(rulebook: Rulebook) -> set[str]:
    return {example.id for example in rulebook.examples}
