"""The least that a Streamlit app with two pages can do: what `bench.app` compares with."""

import streamlit as st


def one() -> None:
    """The first page."""
    st.title("One")
    st.page_link(TWO, label="Two")


def two() -> None:
    """The second page."""
    st.title("Two")
    st.page_link(ONE, label="One")


ONE = st.Page(one, title="One", url_path="one", default=True)
TWO = st.Page(two, title="Two", url_path="two")
st.navigation([ONE, TWO]).run()
