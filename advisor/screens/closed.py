"""What is shown where a page cannot be: no assessment is open, or the rule files have mistakes."""

from __future__ import annotations

import streamlit as st

from advisor.editing.current import InUse
from advisor.mistakes import Mistakes
from advisor.screens import frame
from advisor.screens.session import address, desk, go


def nothing_open() -> None:
    """A page that needs answers was opened without a link to any, or they cannot be read."""
    if trouble := desk().trouble:
        frame.title("Your answers cannot be opened just now")
        st.markdown(f"The reason: {trouble}. They are not lost. Try again in a minute.")
        st.button("Try again", type="primary")
        return
    frame.title("No assessment is open here")
    st.markdown("Start one, or open the link of one that you kept.")
    if st.button("Go to the start", type="primary"):
        go("start")


def answer_more(lacking: str) -> None:
    """Too little is answered for a recommendation: `lacking` says what there is not yet."""
    st.markdown(f"Answer a few more questions first: there is {lacking} yet.")
    st.page_link(desk().pages["tasks"], label="All sections", query_params=address())


def broken_rulebook(mistakes: Mistakes) -> None:
    """All mistakes in the rule files, for the person who can mend them."""
    st.title("The rule files need mending", anchor=False)
    st.markdown("There is no advice until then. No answers are lost.")
    for mistake in mistakes.mistakes:
        with st.container(border=True):
            st.markdown(f"**{frame.plain(mistake.where)}**  \n{frame.plain(mistake.message)}")


def still_the_last_rules(in_use: InUse) -> None:
    """A notice where the rule files have mistakes and the last good rules are in use meanwhile."""
    if not in_use.mistakes:
        return
    first = in_use.mistakes[0]
    more = len(in_use.mistakes) - 1
    others = f" There {'is' if more == 1 else 'are'} {more} more." if more else ""
    st.warning(
        "The rule files were changed and have a mistake, so the advice still comes from the rules "
        f"before that change (version {frame.plain(in_use.rulebook.version)}). Nothing is lost."
        f"\n\n**{frame.plain(first.where)}**: {frame.plain(first.message)}{others}"
    )
