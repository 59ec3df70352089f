"""Compare: any two of the answers of now, versions, scenarios and other people's answers."""

from __future__ import annotations

import streamlit as st

from advisor.compared import Side, compare
from advisor.markup import Markup, bullets, safe, titled
from advisor.rulebook import Rulebook
from advisor.screens import frame
from advisor.screens.recommendation_markup import block
from advisor.screens.recommendation_style import STYLE
from advisor.screens.session import address, current, desk
from advisor.screens.trying import comparison
from advisor.screens.versions.sides import NOW, Source, offered
from advisor.storage import Unavailable

OLD, NEW = "old", "new"
"""The parts of the address that name the two sides; fields on the page go by the same names."""


def show(rulebook: Rulebook) -> None:
    """The page."""
    frame.title("Compare", current().company)
    try:
        sources = offered(rulebook)
    except Unavailable as trouble:
        st.markdown(f"The versions cannot be opened just now: {frame.plain(str(trouble))}.")
        return
    if len(sources) < 2:
        st.markdown(
            "There is nothing to compare with yet. Keep a version first, or try a change and keep "
            "it as a scenario."
        )
        _links()
        return
    old, new = _pick(sources)
    st.html(block(STYLE, told(rulebook, old.side(), new.side())))
    _links()


def told(rulebook: Rulebook, old: Side, new: Side) -> Markup:
    """The difference between two sides, the weightiest first."""
    found = compare(rulebook, old, new)
    return Markup(
        comparison.verdict(comparison.why_in_one_sentence(found))
        + comparison.side_by_side(found, dated=True)
        + comparison.answers_replaced(found)
        + titled("Reasons", comparison.reasons_compared(found), 2)
        + _left_out(old)
        + _left_out(new)
    )


def _left_out(one: Side) -> Markup:
    return titled(f"Not compared in \u201c{one.name}\u201d", bullets(map(safe, one.left_out)))


def _pick(sources: dict[str, Source]) -> tuple[Source, Source]:
    """The two sides that the address or the fields name; at first the oldest and the newest."""
    keys = list(sources)
    first = {OLD: next(key for key in keys if key != NOW), NEW: NOW}
    for part, default in first.items():
        named = st.query_params.get(part, "")
        if st.session_state.get(part) not in sources:
            st.session_state[part] = named if named in sources else default
    with st.container(key="live-sides"):
        left, right = st.columns(2)
        for place, part, label in ((left, OLD, "Compare"), (right, NEW, "with")):
            place.selectbox(label, keys, format_func=lambda key: sources[key].name, key=part)
        st.button("Swap them", key="swap", on_click=_swap)
    return sources[st.session_state[OLD]], sources[st.session_state[NEW]]


def _swap() -> None:
    state = st.session_state
    state[OLD], state[NEW] = state[NEW], state[OLD]


def _links() -> None:
    for name, label in (
        ("versions", "All versions"),
        ("respondents", "Other people's answers"),
        ("what-if", "Try a change"),
        ("recommendation", "Recommendation"),
    ):
        if page := desk().pages.get(name):
            st.page_link(page, label=label, query_params=address())
