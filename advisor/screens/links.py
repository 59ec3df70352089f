"""Links from anywhere to the place where one question is answered."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from advisor.rulebook import Rulebook
from advisor.screens.frame import plain
from advisor.screens.progress import MATRIX
from advisor.screens.session import address, desk

CHANGED = "change"
"""The part of the address that names the question which "Change" was pressed for."""

WHO_DOES_WHAT = "Who holds each responsibility"
"""What the matrix is called where questions are listed."""


def ask_links(rulebook: Rulebook, questions: Iterable[str], place: str = "") -> None:
    """A link for each question, by id, to the place where it is answered.

    The id of the matrix stands for all its rows. `place` tells apart two lists on one page.
    """
    asked = rulebook.questionnaire
    with st.container(gap=None, key=f"asks{place}"):
        for name in questions:
            question = asked.questions.get(name)
            section = question.section if question else MATRIX
            page = desk().pages.get(section)
            label = plain(question.ask if question else WHO_DOES_WHAT)
            if page is None:
                st.markdown(f"- {label}")
            else:
                st.page_link(page, label=label, query_params={**address(), CHANGED: name})
