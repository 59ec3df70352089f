"""What all sessions share: the rulebook in use, which follows its files, and the assessments."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from advisor.editing.current import Current, InUse
from advisor.screens import who
from advisor.storage.person import Person

if TYPE_CHECKING:
    from advisor.storage import Assessments

_ROOT = Path(__file__).parent.parent.parent


def rules() -> InUse:
    """The rulebook in use, from the folder ADVISOR_RULES, or `rules`. Raises `Mistakes`.

    It follows the files. While they have mistakes, the last good one stays.
    """
    followed: Current = _follow(rules_folder())
    return followed.look()


def rules_folder() -> Path:
    """The folder of the rule files."""
    return Path(os.environ.get("ADVISOR_RULES") or _ROOT / "rules")


def data_folder() -> Path:
    """The folder of all that people enter here."""
    return Path(os.environ.get("ADVISOR_DATA") or _ROOT / "data")


def drafts() -> Assessments:
    """The assessments at the address ADVISOR_DATABASE, else in the folder ADVISOR_DATA or `data`.

    Opened when first needed. Where people log in, only those that are open to who is behind this
    tab; to nobody none is.
    """
    address = os.environ.get("ADVISOR_DATABASE", "")
    opened: Assessments = _at(address) if address else _open(data_folder())
    return opened.seen_by(who.person() or Person("")) if who.asked() else opened


@st.cache_resource(max_entries=2, show_spinner=False)
def _follow(folder: Path) -> Current:
    return Current(folder)


@st.cache_resource(show_spinner=False)
def _open(folder: Path) -> Assessments:
    from advisor.storage import Assessments  # noqa: PLC0415  # it takes long to load

    return Assessments.in_folder(folder)


@st.cache_resource(show_spinner=False)
def _at(address: str) -> Assessments:
    from advisor.storage import Assessments  # noqa: PLC0415

    return Assessments.at(address)
