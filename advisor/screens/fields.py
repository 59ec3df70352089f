"""Fields as views of the draft: shown from it, saved to it when they differ.

A field never depends on a callback, and its value is never written from the program: after a
restart the browser sends what its fields hold, and a first click would be lost otherwise.
A field shows a change made elsewhere by becoming a new field, under a new key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from advisor.screens.session import Shown, current, desk

T = TypeVar("T")


def kept(name: str, stored: T, draw: Callable[[str, T], T], save: Callable[[T], object]) -> T:
    """Draw the field of this name, showing what is stored; what it holds now, saved.

    `draw` gets the field's key and its first value, `save` whatever differs from what is stored.
    What the user has just entered wins over a change made elsewhere in the same moment.
    """
    turn = current().turn
    fields = desk().fields
    before = fields.get(name)
    key, seed = f"{name}.{turn}", stored
    if before is not None:
        held = st.session_state.get(before.key, before.value)
        touched = held != before.value
        if before.turn == turn and (touched or before.value == stored):
            key = before.key
        elif before.turn == turn:
            key = f"{before.key}+"
        if touched:
            seed = held
    value = draw(key, seed)
    if value != stored:
        save(value)
    # Only now: a run may be cut short anywhere, and then the next one has to save the entry.
    fields[name] = Shown(key, current().turn, value)
    return value
