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
    folder = Path(os.environ.get("ADVISOR_RULES") or _ROOT / "rules")
    loaded: Rulebook = _load(folder, _state_of(folder))
    return loaded


def drafts() -> Drafts:
    """The drafts in the folder ADVISOR_DATA, or `data`."""
    opened: Drafts = _open(Path(os.environ.get("ADVISOR_DATA") or _ROOT / "data"))
    return opened


@st.cache_resource(max_entries=2, show_spinner=False)
def _load(
    folder: Path,
    state: _State,  # noqa: ARG001 (Streamlit would not look at a name that begins with _)
) -> Rulebook:
    return load_rulebook(folder)


@st.cache_resource(show_spinner=False)
def _open(folder: Path) -> SqliteDrafts:
    return SqliteDrafts(folder)


def _state_of(folder: Path) -> _State:
    """What changes when a rule file does: the name, time and size of each."""
    return tuple((str(file), *_stamp(file)) for file in sorted(folder.glob("**/*.yaml")))


def _stamp(file: Path) -> tuple[int, int]:
    """Time and size of a file; zeros where it is gone, or is a link that leads nowhere."""
    try:
        state = file.stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size
