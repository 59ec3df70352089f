"""What one browser tab remembers between runs. It goes with the tab."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

import streamlit as st

from advisor.questionnaire import Profile
from advisor.screens.taking import Taken
from advisor.storage import Draft, Drafts

Edit = Callable[[Draft], Draft]
"""A change of a draft. It may be made more than once, on another draft each time."""


@dataclass
class Shown:
    """One field as this tab last drew it: its key, the draft's turn, and what it held."""

    key: str
    turn: int
    value: Any


@dataclass
class Desk:
    """What this tab remembers between runs.

    `place` gives what keeps the drafts, for whoever is behind the tab now; what that takes is
    loaded when first asked for. `trouble` says why the last save failed, empty when all is saved.
    `unsaved` are the changes that were made on the draft since it was last read or saved.
    `message` is told once at the top of the next page. `fields` holds each field as last drawn,
    by name.
    `pages` are the pages by name. `told` are the sections where Continue met a problem,
    `presses` how often it did.
    `step` is the page opened last, `visits` how many pages were opened.
    `weighed` is the visit for which the page last looked whether the result is settled, and
    `settled` the answers that were found to settle it. `asked` is the
    name of the scenario that waits for a confirmation.
    `proved` holds exact answers that were worked out already, the latest last.
    `taken` holds what was taken from each form, by what the form is about and its name.
    `made` holds what a report of this draft has beside it: its logo and its files, by name.
    `changing` is held from reading a draft until its change is saved: a run that is being replaced
    goes on beside the one that replaces it until it next asks Streamlit for something, and both may
    be saving.
    """

    place: Callable[[], Drafts]
    pages: Mapping[str, Any]
    draft: Draft | None = None
    trouble: str = ""
    unsaved: list[Edit] = field(default_factory=list)
    message: str = ""
    fields: dict[str, Shown] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    step: str = ""
    visits: int = 0
    presses: int = 0
    weighed: int = 0
    settled: Profile | None = None
    asked: str | None = None
    proved: dict[Any, Any] = field(default_factory=dict)
    taken: dict[tuple[str, str], Taken] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    changing: RLock = field(default_factory=RLock)

    @property
    def drafts(self) -> Drafts:
        """What keeps the drafts."""
        return self.place()


def desk() -> Desk:
    """This tab's memory. `start` has made it."""
    found: Desk = st.session_state["desk"]
    return found
