"""What is kept of the person who is logged in."""

from __future__ import annotations

import streamlit as st

from advisor.screens import frame, who
from advisor.storage.person import Person


def show() -> None:
    """The page."""
    person = who.person()
    assert person is not None
    frame.title("My data", f"Logged in as {told(person)}")
    if st.button("Log out", key="log-out"):
        who.end()
        st.stop()


def told(person: Person) -> str:
    """A person in words: the name and the address that was verified."""
    return ", ".join(filter(None, (person.name, person.email))) or "somebody without a name"
