"""Remembers with each assessment which recommendation was shown last, for the list."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from advisor.compared import stamp_of
from advisor.explanation import Explanation
from advisor.screens import kept
from advisor.screens.session import desk
from advisor.storage import Stamp, Unavailable
from advisor.telling import too_little

_LAST = "advised"
"""What this tab remembered last: the assessment's token and what was advised."""


def remember(explanation: Explanation) -> None:
    """Keep what is shown now for the open assessment, unless this tab kept it already.

    A list can do without it: where nothing can be kept just now, the page goes on.
    """
    draft = desk().draft
    if draft is None or draft.edition == 0:
        return
    stamp = _stamp(explanation)
    if st.session_state.get(_LAST) == (draft.token, stamp):
        return
    try:
        kept.drafts().advised(draft.token, stamp)
    except Unavailable:
        return
    st.session_state[_LAST] = (draft.token, stamp)


def _stamp(explanation: Explanation) -> Stamp:
    """What is advised; no outcome where too little is answered."""
    stamp = stamp_of(explanation)
    if too_little(explanation.rulebook.questionnaire, explanation.profile):
        return replace(stamp, outcome="", strength="")
    return stamp
