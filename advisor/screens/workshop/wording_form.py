"""The texts and numbers of any other entry as a form: outcomes, forms, dimensions, sources."""

from __future__ import annotations

import streamlit as st

from advisor.loading.text.nodes import Path, Plain
from advisor.screens.workshop.entry_form import Things, of_kind
from advisor.screens.workshop.form import Form
from advisor.screens.workshop.things import Tree
from advisor.wording import upper_first

_STRUCTURE = {"when", "levels", "wants", "otherwise", "any_of", "forms"}
"""What decides which outcome and form is taken; that is changed in the text of the file."""
_LONG_FROM = 60


def fields(form: Form, things: Things) -> Tree:
    """Draw the fields; what the entry holds with what is in them."""
    new = _below(form, things, (), dict(form.tree))
    assert isinstance(new, dict)
    if left := [key for key in form.tree if key in _STRUCTURE]:
        st.markdown(
            f"What decides when it is taken ({', '.join(left)}) is changed in the text of the file."
        )
    return new


def _below(form: Form, things: Things, path: Path, value: Plain) -> Plain:
    """The fields for a value and what is below it; the value that they hold."""
    if isinstance(value, dict):
        return {
            key: below if key in _STRUCTURE else held
            for key, below in value.items()
            if (held := below if key in _STRUCTURE else _below(form, things, (*path, key), below))
        }
    if isinstance(value, str):
        return form.text(path, _label(path), long=len(value) > _LONG_FROM)
    if path[-1] == "sources":
        sources = {name: thing.says for name, thing in of_kind(things, "source").items()}
        return list(form.several(path, _label(path), sources))
    if all(isinstance(item, str) for item in value):
        return list(form.lines(path, _label(path)))
    return value


def _label(path: Path) -> str:
    return upper_first(": ".join(str(part).replace("_", " ") for part in path))
