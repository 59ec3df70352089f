"""The first page: what you get, what it takes, and a finished example to look at."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import streamlit as st

from advisor.questionnaire import Questionnaire
from advisor.rulebook import Example, Rulebook
from advisor.screens import authors, clients_entrance, frame, portfolio_entrance
from advisor.screens.keeping import keeping
from advisor.screens.progress import minutes_for, questions_in
from advisor.screens.session import address, begin, desk, find, go
from advisor.screens.sheet import draft_of
from advisor.storage import Draft, Form, is_token
from advisor.wording import listed, upper_first

_LONGEST_LINK = 2_000
"""Signs looked at in a pasted link: each token in it is looked up."""
_TOKEN_IN_LINK = re.compile(r"[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")


def show(rulebook: Rulebook) -> None:
    """The start page."""
    frame.title("Find the leadership structure that fits your company now")
    choices = listed((o.in_a_sentence for o in rulebook.outcomes.values()), "or")
    st.markdown(
        frame.plain(
            f"Answer questions about your company and get one recommendation: {choices}. "
            "It says what speaks for it and against it, what would change it, and what to do next."
        )
    )
    st.html(_facts(rulebook.questionnaire))
    _begin(rulebook)
    _at_hand(rulebook.questionnaire)
    _continue()
    portfolio_entrance.at_the_start()
    authors.at_the_start()
    st.divider()
    st.markdown(
        frame.quiet(
            "The recommendation supports a decision; it does not take it. Every reason names its "
            f"rule and its sources. Rulebook: {rulebook.name}, version {rulebook.version}."
        )
    )


def _facts(questionnaire: Questionnaire) -> str:
    short, long = questions_in(questionnaire, "short"), questions_in(questionnaire, "long")
    kept = keeping()
    facts = (
        (f"About {minutes_for(short)} minutes", "“I'm not sure” is always an answer."),
        (f"{short} questions", f"Or the full form: {long} questions and who does what."),
        (kept.where, kept.guarded),
    )
    rows = (f"<li><strong>{escape(a)}</strong>{escape(b)}</li>" for a, b in facts)
    return f'<ul class="facts">{"".join(rows)}</ul>'


def _begin(rulebook: Rulebook) -> None:
    questionnaire = rulebook.questionnaire
    long = questions_in(questionnaire, "long")
    with st.container(key="begin", gap="small"):
        if desk().draft is not None:
            st.page_link(
                desk().pages["tasks"], label="Go on with your assessment", query_params=address()
            )
        with st.container(horizontal=True):
            short_form = st.button("Start the short form", type="primary", key="short")
            long_form = st.button(f"Start the full form ({minutes_for(long)} minutes)", key="long")
            example = finished_example(rulebook)
            look = example is not None and st.button("Look at an example", key="example")
    if short_form or long_form:
        form: Form = "short" if short_form else "long"
        begin(Draft("", form=form))
        go("tasks")
    if look and example:
        company = f"Example: {example.says.rstrip('.')}"
        begin(replace(draft_of(example.profile, company=company), example=True))
        go("recommendation")


def finished_example(rulebook: Rulebook) -> Example | None:
    """The worked example of a made-up company that says the most."""
    made_up = [one for one in rulebook.examples if not one.link and not one.pin]
    return max(made_up, key=_told, default=None)


def _told(example: Example) -> tuple[int, bool]:
    """How much the example holds; of two alike, the one with a single expected outcome."""
    held = len(example.profile.answers) + len(example.profile.responsibilities)
    return held, len(example.allowed) == 1


def _at_hand(questionnaire: Questionnaire) -> None:
    numbers = [
        q.says for q in questionnaire.questions.values() if q.kind == "number" and q.short_form
    ]
    if numbers:
        st.header("What to have at hand", anchor=False)
        st.markdown("A good guess is enough for each.")
        with st.container(key="athand"):
            st.markdown("\n".join(f"- {frame.plain(upper_first(says))}" for says in numbers))


def _continue() -> None:
    st.header("Go on with a saved assessment", anchor=False)
    clients_entrance.at_the_start()
    name = keeping().name
    listed_too = clients_entrance.has_list()
    st.markdown(
        "Or paste the link of one."
        if listed_too
        else "Open the private link that you kept, or paste it here."
    )
    with (
        st.form("resume", border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        pasted = st.text_input(name, key="pasted", autocomplete="off", width=420)
        opened = st.form_submit_button("Open")
    if not opened:
        return
    found = _TOKEN_IN_LINK.findall((pasted or "")[:_LONGEST_LINK])
    token = next((t for t in reversed(found) if is_token(t) and find(t)), None)
    if token is None:
        st.error(
            "This link opens no saved assessment on this server. Paste all of it, from http "
            "to the last sign."
        )
        return
    st.switch_page(desk().pages["tasks"], query_params={"draft": token})
