"""What rests on proofs: each part has its place at once, and is drawn when it is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from advisor import telling
from advisor.explanation import Explanation
from advisor.markup import NOTHING, paragraph
from advisor.screens.links import ask_links
from advisor.screens.recommendation import exact as exactly
from advisor.screens.recommendation_markup import Awaited, block, section
from advisor.screens.session import address, desk

if TYPE_CHECKING:
    from advisor.proofs import Exact


def proved(explanation: Explanation) -> dict[str, Awaited]:
    """The sections that rest on proofs, by name."""
    still_open = Awaited(
        section(exactly.OPEN, exactly.waiting(exactly.OPEN)), partial(_still_possible, explanation)
    )
    change = Awaited(
        section(exactly.CHANGE, exactly.waiting(exactly.CHANGE)), partial(_change, explanation)
    )
    has_open = telling.has_open_questions(explanation)
    return {**({exactly.OPEN: still_open} if has_open else {}), exactly.CHANGE: change}


def outlook(explanation: Explanation) -> Iterator[Awaited]:
    """What open questions mean for the verdict, told right below it."""
    if not telling.has_open_questions(explanation):
        return
    if explanation.strength == "too_close_to_call":
        yield Awaited(NOTHING, partial(_to_settle, explanation))
    wait = paragraph("Working out whether open answers could change this \u2026")
    yield Awaited(wait, partial(_in_one_line, explanation))


def _in_one_line(explanation: Explanation, exact: Exact) -> None:
    st.html(block(exactly.in_one_line(explanation, exact.completions)))


def _to_settle(explanation: Explanation, exact: Exact) -> None:
    if exact.settled:
        return
    st.html(block(exactly.to_settle(exact.completions)))
    ask_links(explanation.rulebook, exact.questions_that_matter[:2], "-to-settle")


def _still_possible(explanation: Explanation, exact: Exact) -> None:
    told = exactly.still_possible(explanation, exact.completions)
    st.html(block(section(exactly.OPEN, told)))
    ask_links(explanation.rulebook, exact.questions_that_matter[: exactly.FIRST_QUESTIONS])


def _change(explanation: Explanation, exact: Exact) -> None:
    st.html(block(section(exactly.CHANGE, exactly.what_would_change(explanation, exact))))
    if page := desk().pages.get("what-if"):
        st.page_link(page, label="Try a change on a copy of the answers", query_params=address())
