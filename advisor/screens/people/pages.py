"""The pages that there are only where people log in: about oneself, and about others."""

from __future__ import annotations

import streamlit as st

from advisor.screens import lazy, who

PAGES = {
    "my-data": ("My data", "people.my_data"),
    "sharing": ("Share this assessment", "people.sharing"),
}
"""Title and module of each page by its name."""
WITHOUT_ANSWERS = ("my-data",)
"""Those that need no assessment."""


def pages() -> dict[str, st.Page]:
    """Every page by its name, which is also its place in the address; none where nobody logs in."""
    return lazy.pages(PAGES) if who.asked() else {}
