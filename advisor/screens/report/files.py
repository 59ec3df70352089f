"""The files of a report: made when asked for, with progress, and kept until something changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from advisor.questionnaire import Profile
from advisor.reports.choices import Choices
from advisor.reports.formats import FORMATS, Order, file_name
from advisor.rulebook import Rulebook
from advisor.screens.session import desk

if TYPE_CHECKING:
    from advisor.proofs import Exact

_FILES = "files"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What files are made from and in which formats, by their endings."""

    rulebook: Rulebook
    profile: Profile
    choices: Choices
    formats: tuple[str, ...]

    def same(self, other: Wanted) -> bool:
        """Whether both lead to the same files."""
        return self.rulebook.fingerprint == other.rulebook.fingerprint and (
            (self.profile, self.choices, self.formats)
            == (other.profile, other.choices, other.formats)
        )


@dataclass(frozen=True, slots=True)
class Made:
    """The files of one press: what was wanted, and each file's name and content by its ending."""

    wanted: Wanted
    files: dict[str, tuple[str, bytes]]


def make(wanted: Wanted, prove: Callable[[], Exact]) -> None:
    """Write every file that is wanted, telling how far it is."""
    whole = any(FORMATS[ending].whole for ending in wanted.formats)
    steps = len(wanted.formats) + whole
    shown = st.progress(0.0, "Working out what could change the result \u2026")
    order = Order(wanted.rulebook, wanted.profile, prove() if whole else None, wanted.choices)
    files: dict[str, tuple[str, bytes]] = {}
    for number, ending in enumerate(wanted.formats, 1):
        name = FORMATS[ending].name
        shown.progress(
            (number - 1 + whole) / steps,
            f"Writing file {number} of {len(wanted.formats)}: {name} \u2026",
        )
        files[ending] = (file_name(order, ending), FORMATS[ending].write(order))
    shown.empty()
    desk().made[_FILES] = Made(wanted, files)


def downloads(wanted: Wanted) -> None:
    """A button for every file that was made, as long as it is what is wanted now."""
    made = desk().made.get(_FILES)
    if not isinstance(made, Made):
        return
    if not made.wanted.same(wanted):
        st.markdown("Something changed since the files were made. Make them again.")
        return
    st.markdown("**Ready.** Nothing was sent anywhere.")
    with st.container(horizontal=True):
        for ending, (name, content) in made.files.items():
            kind = FORMATS[ending]
            st.download_button(
                f"Download {kind.name} ({max(len(content) // 1000, 1):,} kB)",
                content,
                name,
                kind.media_type,
                key=f"download-{ending}",
                on_click="ignore",
            )
