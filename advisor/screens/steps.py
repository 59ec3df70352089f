"""Steps that cannot be taken back by pressing again: explained, confirmed, and told if refused."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from advisor.screens import frame
from advisor.screens.session import desk
from advisor.storage import Unavailable


def confirmed(
    step: str, label: str, says: str, sure: str, unsure: str = "No, leave all as it is"
) -> bool:
    """A step that is pressed, explained and confirmed; whether it was, just now.

    Without a `sure` it cannot be taken now: it is only explained why.
    """
    here = desk()
    if here.asked != step:
        if st.button(label, key=step):
            here.asked = step
            st.rerun()
        return False
    with st.container(border=True, key=f"confirm-{step}"):
        st.markdown(says)
        with st.container(horizontal=True):
            yes = bool(sure) and st.button(sure, type="primary", key=f"sure-{step}")
            no = st.button(unsure, key=f"unsure-{step}")
    if yes or no:
        here.asked = None
    if no:
        st.rerun()
    return yes


def attempt(do: Callable[[], None]) -> None:
    """Do it, or say at the top of the next page why not."""
    try:
        do()
    except Unavailable as trouble:
        desk().message = f"Nothing was changed: {frame.plain(str(trouble))}."
