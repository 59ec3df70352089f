"""The ways to the list of assessments from other pages. Loads nothing of what the list needs."""

from __future__ import annotations

import streamlit as st

from advisor.screens import visits, who
from advisor.screens.session import desk

CLIENTS = "clients"
"""The name of the page, and of what this tab remembers of it."""
TITLE = "Your assessments"


def has_list() -> bool:
    """Whether a list can be shown: of all on one's own computer, of one's own where people log in.

    On a server for others where nobody logs in there is none: it would open everybody's to all.
    """
    return who.person() is not None if who.asked() else visits.is_own_computer()


def at_the_start() -> None:
    """A link to the list beside the field for a private link."""
    if has_list() and CLIENTS in desk().pages:
        st.page_link(desk().pages[CLIENTS], label=TITLE)


def way_back() -> None:
    """A link to the list, once this tab has shown it."""
    if CLIENTS in st.session_state and CLIENTS in desk().pages:
        st.page_link(desk().pages[CLIENTS], label=TITLE)
