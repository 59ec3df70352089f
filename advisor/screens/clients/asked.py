"""What is done with chosen assessments: duplicated, put away, brought back, erased for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from advisor.screens import frame
from advisor.screens.clients.listing import Clients
from advisor.screens.clients.told import name_of
from advisor.screens.session import begin, desk, go
from advisor.storage import LONGEST_TEXT, Assessments, Draft, Listed, NotYours, Unavailable
from advisor.wording import listed

DUPLICATE, ERASE = "duplicate", "erase"
"""What is asked about before it is done."""
_NAMED = 3
"""Assessments that are named in a sentence; the others are counted."""
_LONGEST = 60
"""Signs of a name in a sentence."""
_SAME, _FRESH = "The same entries", "A fresh start: none of the entries"


def names(chosen: Sequence[Listed]) -> str:
    """The companies in a sentence, the first ones by name."""
    first = [f"\u201c{_short(name_of(one))}\u201d" for one in chosen[:_NAMED]]
    more = len(chosen) - len(first)
    return listed([*first, f"{more} more"] if more else first)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()}\u2026"


def ask(here: Clients, drafts: Assessments, chosen: Sequence[Listed]) -> None:
    """Ask what must be known before it is done, if anything waits for that."""
    if not chosen:
        here.asked = ""
    if here.asked == DUPLICATE:
        _duplicate(here, drafts, chosen[0])
    elif here.asked == ERASE:
        _erase(here, drafts, chosen)


def _duplicate(here: Clients, drafts: Assessments, one: Listed) -> None:
    with st.form("duplicate", enter_to_submit=True):
        st.markdown(f"**Duplicate {frame.plain(names([one]))}**")
        name = st.text_input(
            "Name of the company",
            value=f"Copy of {one.company}"[:LONGEST_TEXT] if one.company else "",
            max_chars=LONGEST_TEXT,
            autocomplete="off",
            width=420,
        )
        kind = st.radio("What it begins with", [_SAME, _FRESH])
        st.markdown(
            frame.quiet(
                "Entries are answers, notes, scenarios, other people's answers and what was "
                "entered for the report. Saved versions and the decision stay with the first."
            )
        )
        with st.container(horizontal=True):
            sure = st.form_submit_button("Duplicate it", type="primary")
            no = st.form_submit_button("Do not duplicate")
    if no:
        _leave(here)
    if sure:
        _copy(here, drafts, one, name or "", kind == _FRESH)


def _copy(here: Clients, drafts: Assessments, one: Listed, name: str, fresh: bool) -> None:
    """Make the copy and open it."""
    try:
        if fresh:
            first = drafts.load(one.token) or Draft("")
            begin(Draft("", form=first.form, panel=first.panel).named(name))
            desk().message = "This is a new assessment. Nothing is entered yet."
        else:
            copy = drafts.duplicate(one.token, name)
            desk().draft = copy
            desk().message = f"This is a copy of {frame.plain(names([one]))}."
    except Unavailable as trouble:
        st.error(f"It was not duplicated: {trouble}. Try again in a minute.")
        return
    here.asked = ""
    here.chosen.clear()
    go("tasks")


def _erase(here: Clients, drafts: Assessments, chosen: Sequence[Listed]) -> None:
    one = len(chosen) == 1
    with st.container(border=True, key="confirm-erase"):
        goes = "goes" if one else "go"
        its = "its" if one else "their"
        links = "Its private link opens" if one else "Their private links open"
        st.markdown(
            f"**{frame.plain(names(chosen))} {goes} for good**, with all answers, notes, saved "
            f"versions and {its} decision{'' if one else 's'}, also for those whom you share with. "
            f"{links} nothing any more. **This cannot be undone.** To keep a copy, export "
            f"{'it' if one else 'them'} first."
        )
        with st.container(horizontal=True):
            sure = st.button("Erase for good", type="primary", key="erase-for-good")
            if st.button("Keep it" if one else "Keep them", key="keep"):
                _leave(here)
    if sure:
        here.asked = ""
        _each(here, chosen, lambda token: _gone(drafts, token), "Erased for good")
        st.rerun()


def _gone(drafts: Assessments, token: str) -> None:
    drafts.erase(token)
    tab = desk()
    if tab.draft is not None and tab.draft.token == token:
        tab.draft = None
        tab.unsaved.clear()


def put_away(here: Clients, drafts: Assessments, chosen: Sequence[Listed]) -> None:
    """Put them away; right after, they can be brought back with one press."""
    here.undone = _each(here, chosen, drafts.archive, "")


def bring_back(here: Clients, drafts: Assessments, chosen: Sequence[Listed]) -> None:
    """Bring back what was put away."""
    _each(here, chosen, drafts.restore, "Back in the list")
    here.undone = ()


def _each(
    here: Clients, chosen: Sequence[Listed], do: Callable[[str], None], done: str
) -> tuple[str, ...]:
    """Do it to each and say what came of it; the tokens of those it was done to.

    `done` says what was done, empty where the page says it otherwise.
    """
    did: list[Listed] = []
    others: list[Listed] = []
    told: list[str] = []
    for one in chosen:
        try:
            do(one.token)
        except NotYours:
            others.append(one)
        except Unavailable as trouble:
            told.append(f"It ended at {names([one])}: {trouble}. Try again in a minute.")
            break
        else:
            did.append(one)
    here.chosen -= {one.token for one in did}
    if others:
        told.insert(0, f"Only the owner may do this with {names(others)}.")
    if did and done:
        told.insert(0, f"{done}: {names(did)}.")
    desk().message = frame.plain(" ".join(told))
    return tuple(one.token for one in did)


def _leave(here: Clients) -> None:
    here.asked = ""
    st.rerun()
