"""Two versions of the same values, side by side, and a choice for each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from advisor.editing.merging import Conflict, Side
from advisor.editing.proposal import brought
from advisor.loading.declaring import thing_of
from advisor.loading.text.nodes import Path, Plain
from advisor.markup import Markup, safe
from advisor.rulebook_pages import block
from advisor.screens import frame
from advisor.screens.session import desk
from advisor.screens.workshop import around, mine

_SIDES: dict[str, Side] = {"Mine": "mine", "The published one": "theirs"}
_LONGEST = 4_000


def show(conflicts: Sequence[Conflict]) -> None:
    """What both changed: the value before, mine and the published one; and which to keep."""
    st.header("Which version do you want to keep?", anchor=False)
    st.markdown(
        "While you worked, somebody published other values for what you changed. Nothing is lost: "
        "choose for each. All your other changes stay."
    )
    picked: dict[tuple[str, Path], Side] = {}
    for number, one in enumerate(conflicts):
        with st.container(border=True, key=f"conflict-{number}"):
            st.subheader(frame.plain(named(one)), anchor=False)
            st.html(block(side_by_side(one)))
            choice = st.radio(
                "Keep",
                list(_SIDES),
                index=None,
                horizontal=True,
                key=f"keep-{one.file}/{'/'.join(map(str, one.path))}",
            )
            if choice:
                picked[one.key] = _SIDES[choice]
    if not st.button("Keep these and go on", type="primary", key="settle"):
        return
    if left := len(conflicts) - len(picked):
        st.error(f"Choose which version to keep for each: {left} to go.")
        return
    try:
        mine.change(partial(brought, choices=picked))
    except around.FAILURES as problem:
        st.error(around.told(problem))
        return
    desk().message = "Your changes now stand on top of the rules published meanwhile."
    st.rerun()


def named(conflict: Conflict) -> str:
    """What a conflict is about: the entry and the value, or the whole file."""
    if not conflict.path:
        return f"The text of {conflict.file}"
    thing, (first, *below) = thing_of(conflict.file), conflict.path
    entry = f"{thing.capitalize()} {first}" if thing else str(first)
    value = " ".join(str(part) for part in below)
    return f"{f'{entry}: {value}' if value else entry} ({conflict.file})"


def side_by_side(conflict: Conflict) -> Markup:
    """The value before, mine, and the published one."""
    versions = (
        ("Before", conflict.first), ("Mine", conflict.mine), ("Published", conflict.theirs),
    )  # fmt: skip
    head = "".join(f'<th scope="col">{safe(name)}</th>' for name, _ in versions)
    cells = "".join(
        f'<td data-column="{safe(name)}">{value_told(value)}</td>' for name, value in versions
    )
    return Markup(f"<table><thead><tr>{head}</tr></thead><tbody><tr>{cells}</tr></tbody></table>")


def value_told(value: Plain | None) -> Markup:
    """A value of a rule file as it reads."""
    if value is None:
        return Markup("<em>not there</em>")
    if isinstance(value, str):
        cut = value if len(value) <= _LONGEST else f"{value[:_LONGEST]} ..."
        breaks = safe(cut).replace("\n", "<br/>")
        return Markup(breaks or "<em>empty</em>")
    items = (
        (f"<b>{safe(str(key))}</b>: {value_told(below)}" for key, below in value.items())
        if isinstance(value, dict)
        else map(value_told, value)
    )
    return Markup(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")
