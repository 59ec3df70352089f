"""Edit by form: an entry of the rule files, picked from all of them."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from advisor.editing.edits import REMOVE, Edit
from advisor.markup import Markup, bullets, joined, opens, paragraph, safe
from advisor.rulebook_pages import address as read_address
from advisor.rulebook_pages import block, linked
from advisor.screens import frame
from advisor.screens.steps import confirmed
from advisor.screens.workshop import (
    around,
    entry_form,
    form,
    new_entry,
    points_table,
    question_form,
    things,
    verdict,
    wording_form,
)
from advisor.screens.workshop.form import Form
from advisor.screens.workshop.mine import Work
from advisor.screens.workshop.things import KINDS, Kind, Thing

TITLE = "Edit by form"
NEW, FIND = "new", "find"
_LONGEST = 200


def show() -> None:
    """The page: the form of what the address names, or everything to choose from."""
    kind, name = _named()
    new = next((k for k in new_entry.NEW if k == st.query_params.get(NEW)), None)
    title = f"Add {new_entry.NEW[new]}" if new else f"Edit the {kind} {name}" if kind else TITLE
    work = around.opened(title, step=f"{new}{kind}{name}")
    if work is None or not around.settled(work):
        return
    if new:
        if added := new_entry.show(work, new):
            st.query_params.from_dict({new: added})
            st.rerun()
        return
    found = things.everything(work.texts)
    if kind is None:
        _all(work, found.values())
    elif thing := found.get((kind, name)):
        _one(work, thing, found)
    else:
        _missing(work, kind, name)


def _named() -> tuple[Kind | None, str]:
    """What the address names."""
    asked = st.query_params
    return next(((kind, asked[kind][:_LONGEST]) for kind in KINDS if asked.get(kind)), (None, ""))


def _one(work: Work, thing: Thing, found: entry_form.Things) -> None:
    """The form of one entry, and what can be done with it."""
    _where(thing)
    drawn = Form(thing, form.problems_of(work, thing))
    if thing.kind in ("rule", "gate", "note"):
        new = entry_form.fields(drawn, found)
    elif thing.kind == "question":
        new = question_form.fields(drawn)
    else:
        new = wording_form.fields(drawn, found)
    drawn.state()
    if st.button("Keep in my changes", type="primary", key="keep"):
        form.save(work, drawn, new)
        st.rerun()
    if thing.kind == "question":
        points_table.show(thing.id, found)
    if thing.kind in new_entry.NEW:
        _removal(work, thing)
    verdict.show(work)


def _where(thing: Thing) -> None:
    """Where the entry stands, and the ways to see it otherwise."""
    read = linked(read_address(thing.kind, thing.id), safe("Read it in the rulebook"))
    text = linked(verdict.text_address(thing.file), safe(f"Open {thing.file}"))
    st.html(block(paragraph(joined(read, Markup(" &nbsp; "), text), safe_already=True)))


def _removal(work: Work, thing: Thing) -> None:
    """Take the entry out: pressed, then confirmed."""
    if confirmed(
        f"remove-{thing.kind}-{thing.id}",
        f"Remove this {thing.kind}",
        "It goes from your copy of the rules. You can put it back until you publish.",
        "Yes, remove it",
        "No, leave it",
    ):
        if form.keep(work, thing, [Edit(thing.file, thing.path, REMOVE)]):
            st.query_params.clear()
        st.rerun()


def _all(work: Work, found: Iterable[Thing]) -> None:
    """Everything that can be edited, by kind; a word or two leave what holds them."""
    words = st.text_input(
        "Find by a word or two", key="find-to-edit", max_chars=_LONGEST, autocomplete="off"
    )
    wanted = (words or "").casefold().split()
    fitting = [thing for thing in found if all(w in _haystack(thing) for w in wanted)]
    groups = [
        _group(kind, title, of_kind, open_out=bool(wanted))
        for kind, title in KINDS.items()
        if (of_kind := [thing for thing in fitting if thing.kind == kind])
    ]
    adding = ", ".join(
        linked(f"{things.PAGE}?{NEW}={kind}", safe(what)) for kind, what in new_entry.NEW.items()
    )
    nothing = paragraph("" if groups else "Nothing holds all of these. Try fewer or other words.")
    st.html(block(joined(paragraph(Markup(f"Add {adding}."), safe_already=True), nothing, *groups)))
    for file in things.unreadable(work.texts):
        st.html(block(paragraph(joined(
            safe("A file cannot be read, so its entries are missing here: "),
            linked(verdict.text_address(file), safe(f"mend {file}")), safe("."),
        ), safe_already=True)))  # fmt: skip
    verdict.show(work)


def _haystack(thing: Thing) -> str:
    return f"{thing.id} {thing.says} {thing.file}".casefold()


def _group(kind: Kind, title: str, found: list[Thing], *, open_out: bool) -> Markup:
    links = bullets(
        joined(
            linked(things.address(kind, thing.id), safe(thing.told)),
            Markup(f"<br/><small>{safe(thing.id)}{' (switched off)' if thing.off else ''}</small>"),
        )
        for thing in found
    )
    told = opens(f"{title} ({len(found)})", "", links)
    return Markup(told.replace("<details", "<details open", 1)) if open_out else told


def _missing(work: Work, kind: Kind, name: str) -> None:
    """The address names something that is not there, or whose file cannot be read."""
    st.markdown(
        f"There is no {kind} with the id \u201c{frame.plain(name)}\u201d in your copy of the rules."
    )
    _all(work, things.everything(work.texts).values())
