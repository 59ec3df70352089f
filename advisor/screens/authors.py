"""The way around for those who write the rules: their pages, and back to the recommendation."""

from __future__ import annotations

import streamlit as st

from advisor.screens.session import address, desk

HEADING = "For rule authors"
PAGES = {"rulebook": "Rulebook", "rules": "Change the rules"}
"""The pages for rule authors by name, in order, with what a link calls them."""
REASON = "reason"
"""The part of the recommendation's address that names the rule or gate to come back to."""


def links(told: str = "") -> None:
    """The pages for rule authors in one line; with a draft open also the way back.

    `told` is the rule or gate at which the recommendation opens. These pages keep the private link
    out of their own address, so that an author can pass it on.
    """
    pages = desk().pages
    with st.container(horizontal=True, key="authors"):
        for name, label in PAGES.items():
            st.page_link(pages[name], label=label)
        if desk().draft is not None:
            back = {**address(), REASON: told} if told else address()
            st.page_link(
                pages["recommendation"], label="Back to the recommendation", query_params=back
            )


def at_the_start() -> None:
    """The pages for rule authors as a part of the start page."""
    st.header(HEADING, anchor=False)
    st.markdown("Every question, rule and source that the recommendation comes from.")
    links()
