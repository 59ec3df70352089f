"""What all sessions share: the rulebook, loaded again when a rule file changes, and the drafts."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from advisor.loading import load_rulebook
from advisor.rulebook import Rulebook
from advisor.storage import Drafts, SqliteDrafts

_ROOT = Path(__file__).parent.parent.parent
_State = tuple[tuple[str, int, int], ...]


def rulebook() -> Rulebook:
    """The rulebook in the folder ADVISOR_RULES, or `rules`. Raises `Mistakes`."""
    folder = Path(os.environ.get("ADVISOR_RULES", _ROOT / "rules"))
    loaded: Rulebook = _load(folder, _state_of(folder))
    return loaded


def drafts() -> Drafts:
    """The drafts in the folder ADVISOR_DATA, or `data`."""
    opened: Drafts = _open(Path(os.environ.get("ADVISOR_DATA", _ROOT / "data")))
    return opened


@st.cache_resource(max_entries=2, show_spinner=False)
def _load(folder: Path, _state: _State, /) -> Rulebook:
    return load_rulebook(folder)


@st.cache_resource(show_spinner=False)
def _open(folder: Path) -> SqliteDrafts:
    return SqliteDrafts(folder)


def _state_of(folder: Path) -> _State:
    """What changes when a rule file does: the name, time and size of each."""
    found = ((file, file.stat()) for file in sorted(folder.glob("**/*.yaml")))
    return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in found)
