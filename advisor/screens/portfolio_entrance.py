"""The ways to the portfolio from other pages. Loads nothing of what the portfolio needs."""

from __future__ import annotations

import streamlit as st

from advisor.screens.session import desk

PORTFOLIO = "portfolio"
"""The name of the page, and of what this tab holds of a portfolio."""


def at_the_start() -> None:
    """The portfolio as a part of the start page."""
    st.header("Many companies at once", anchor=False)
    st.markdown("Advice for every row of a table: CSV, Excel or Parquet.")
    st.page_link(desk().pages[PORTFOLIO], label="Portfolio")


def way_back() -> None:
    """A link to the portfolio, where this tab holds one."""
    if getattr(st.session_state.get(PORTFOLIO), "held", None) is not None:
        st.page_link(desk().pages[PORTFOLIO], label="Portfolio")
