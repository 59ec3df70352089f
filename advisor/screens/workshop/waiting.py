"""What is still being worked out in the background: told while it runs, the page anew after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import streamlit as st

from advisor.screens import frame

AGAIN_AFTER = 1.0  # seconds
BROKE = (
    "Something went wrong in the program while it worked this out. Your changes are safe. The log "
    "of the server says more."
)


class Waited(Protocol):
    """Something that is being worked out. `told` says how far it is; empty before it begins."""

    @property
    def done(self) -> bool:
        """Whether nothing more will come of it."""

    @property
    def told(self) -> str:
        """How far it is."""


def wait_for(ask: Callable[[], Sequence[Waited]], most: str = "") -> None:
    """Tell how far the work is until some of it ends; then the page runs again.

    `ask` gives the work, and shows that somebody still waits. `most` says how long it may take
    once it has begun.
    """
    ended = sum(work.done for work in ask())

    @st.fragment(run_every=AGAIN_AFTER)
    def ask_again() -> None:
        works = ask()
        if sum(work.done for work in works) != ended:
            st.rerun()
        told = [
            f"{work.told}{most}" if work.told else _NOT_BEGUN for work in works if not work.done
        ]
        with st.container(key="live-waiting"):
            st.markdown("\n\n".join(frame.plain(one) for one in dict.fromkeys(told)))

    if ended < len(ask()):
        ask_again()


_NOT_BEGUN = "Waiting for other work on this server to end."


def broke() -> None:
    """Say that work in the background failed."""
    st.error(BROKE)
