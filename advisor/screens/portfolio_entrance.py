"""The way from the start page to the portfolio. Loads nothing of what the portfolio needs."""

from __future__ import annotations

import streamlit as st

from advisor.screens.session import desk


def at_the_start() -> None:
    """The portfolio as a part of the start page."""
    st.header("Many companies at once", anchor=False)
    st.markdown("Advice for every row of a table: CSV, Excel or Parquet.")
    st.page_link(desk().pages["portfolio"], label="Portfolio")
