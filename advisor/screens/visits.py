"""How this tab reaches the app, as the server and the request tell it."""

from __future__ import annotations

import streamlit as st

from advisor.visit import Visit, at_the_computer_itself


def visit(person: str = "") -> Visit:
    """This visit; `person` is the e-mail address that somebody logged in with."""
    return Visit(
        bound=st.get_option("server.address") or "",
        public=st.get_option("browser.serverAddress") or "",
        headers=st.context.headers.to_dict(),
        person=person,
    )


def is_own_computer() -> bool:
    """Whether whoever is behind this tab sits at the computer that the app runs on."""
    return at_the_computer_itself(visit())
