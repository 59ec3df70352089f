"""What is still being worked out in the background: told while it runs, the page anew after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from advisor.screens import frame
from advisor.screens.workshop.jobs import Job

AGAIN_AFTER = 1.0  # seconds
BROKE = (
    "Something went wrong in the program while it worked this out. Your changes are safe. The log "
    "of the server says more."
)


def wait_for(ask: Callable[[], Sequence[Job[Any]]], most: str = "") -> None:
    """Tell how far the jobs are until one of them ends; then the page runs again.

    `ask` gives the jobs, and shows that somebody still waits. `most` says how long it may take.
    """
    ended = sum(job.done for job in ask())

    @st.fragment(run_every=AGAIN_AFTER)
    def ask_again() -> None:
        jobs = ask()
        if sum(job.done for job in jobs) != ended:
            st.rerun()
        with st.container(key="live-waiting"):
            for job in jobs:
                if not job.done:
                    told = job.told or "Waiting for other work on this server to end."
                    st.markdown(f"{frame.plain(told)} {job.seconds} s so far{most}.")

    if ended < len(ask()):
        ask_again()


def broke() -> None:
    """Say that work in the background failed."""
    st.error(BROKE)
