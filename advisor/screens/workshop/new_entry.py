"""A new rule, gate, note, question or source: what it is called and where it goes."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from advisor.editing.edits import Edit
from advisor.loading.questionnaires import file_of
from advisor.loading.text.nodes import Plain
from advisor.screens.workshop import entry_form, form, question_form, things, wording_form
from advisor.screens.workshop.form import Form
from advisor.screens.workshop.mine import Work
from advisor.screens.workshop.question_form import ID
from advisor.screens.workshop.things import Kind, Thing, Tree

NEW: dict[Kind, str] = {
    "rule": "a rule", "gate": "a gate", "note": "a note", "question": "a question",
    "source": "a source",
}  # fmt: skip
"""What can be added by form."""
_FILES: dict[Kind, str] = {"gate": "gates.yaml", "note": "notes.yaml", "source": "sources.yaml"}
_KINDS = {
    "number": "a number", "scale": "five steps", "choice": "one of several choices",
    "choices": "several choices",
}  # fmt: skip
_ID, _NAMELESS = ("id",), "nameless"
"""Where what is wrong with an id is told, and what an entry is called until it has one."""
_SOURCE: Tree = {"title": "", "year": "", "link": "", "supports": "", "grade": "", "checked": ""}


def show(work: Work, kind: Kind) -> str:
    """The form for a new entry; its id once it was kept, else empty."""
    name = st.text_input(
        "Id: small letters, digits and _, like ceo_is_new",
        key=f"new-{kind}-id",
        max_chars=80,
        autocomplete="off",
    ).strip()
    below = st.container()
    file, tree = _where(work, kind)
    found = things.everything(work.texts)
    problem = _wrong_id(name, found, kind)
    # Without a right id the rest is looked at all the same: everything is told at once.
    empty = Thing(kind, "", file, (_NAMELESS if problem else name,), tree)
    drawn = Form(empty, form.problems_of(work, empty))
    with below:
        drawn.mend(_ID)
    if kind == "question":
        new = question_form.fields(drawn)
    elif kind == "source":
        new = _filled(wording_form.fields(drawn, found), tree)
    else:
        new = entry_form.fields(drawn, found)
    drawn.state()
    if not st.button(f"Add {NEW[kind]}", type="primary", key="add"):
        return ""
    if problem:
        drawn.problem(_ID, problem)
    edit = Edit(file, empty.path, {**new})
    return name if form.keep(work, empty, [edit], drawn.found) else _again()


def _again() -> str:
    st.rerun()


def _filled(new: Tree, keys: Tree) -> Tree:
    return {key: new.get(key, "") for key in keys}


def _where(work: Work, kind: Kind) -> tuple[str, Tree]:
    """The file of the new entry, and what it begins with."""
    if kind == "rule":
        options = things.themes(work.texts)
        theme: str = st.selectbox("Theme, which is its file", options, key="new-theme")
        return f"{theme}.yaml", {}
    if kind == "question":
        section = st.selectbox("Section", things.sections(work.texts), key="new-section")
        asked: str = st.selectbox(
            "The answer is", list(_KINDS), format_func=_KINDS.__getitem__, key="new-kind"
        )
        return file_of(section), _question(asked)
    return _FILES[kind], _SOURCE if kind == "source" else {}


def _question(kind: str) -> Tree:
    """What a new question of a kind begins with."""
    begin: dict[str, Plain] = {"ask": "", "why": "", "says": "", "kind": kind}
    if kind == "number":
        return {**begin, "from": "0", "to": "100", "bands": {"low": "0", "high": "50"}}
    if kind == "scale":
        return {**begin, "steps": {}, "bands": {"low": "1", "high": "4"}}
    return {**begin, "choices": {"yes": "Yes", "no": "No"}}


def _wrong_id(name: str, there: Mapping[tuple[Kind, str], Thing], kind: Kind) -> str:
    """What keeps a text from being the id of something new; empty where nothing does."""
    if not ID.fullmatch(name):
        return "Enter an id in small letters, digits and _, which begins with a letter."
    if (kind, name) in there:
        return f"There is {NEW[kind]} with the id {name} already. Choose another."
    return ""
