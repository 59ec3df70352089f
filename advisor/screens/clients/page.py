"""Your assessments: a table to look through, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import streamlit as st

from advisor.rulebook import Rulebook
from advisor.screens import frame, kept, times, who
from advisor.screens.clients import asked, files
from advisor.screens.clients.found import AWAY
from advisor.screens.clients.listing import Clients, Listing, look_for
from advisor.screens.clients.style import STYLE
from advisor.screens.clients_entrance import CLIENTS, TITLE, has_list
from advisor.screens.recommendation_markup import block
from advisor.screens.session import PARAMETER, begin, desk, go
from advisor.storage import Assessments, Draft, Listed, Unavailable
from advisor.telling import FEWEST

MOST_AT_ONCE = 200
"""Assessments that are advised in one run of the page: about a quarter of a second."""
IMPORT, EXPORT = "import", "export"
"""What is asked about files."""


def show(rulebook: Rulebook) -> None:
    """The page. Its address names no assessment: it can be passed on."""
    st.query_params.pop(PARAMETER, None)
    if not has_list():
        frame.title(TITLE)
        _no_list()
        return
    here: Clients = st.session_state.setdefault(CLIENTS, Clients())
    frame.title(TITLE, goal=".st-key-asked" if here.asked else "", step=here.asked)
    drafts = kept.drafts()
    try:
        in_use, away = drafts.listed(), drafts.listed(archived=True)
    except Unavailable as trouble:
        st.warning(f"The list cannot be read just now: {trouble}. Nothing is lost.")
        return
    with st.container(key="arrival-style"):
        st.html(block(STYLE))
    in_use = _with_advice(here, rulebook, drafts, in_use)
    _list(here, rulebook, drafts, in_use, away)


def _with_advice(
    here: Clients, rulebook: Rulebook, drafts: Assessments, rows: Sequence[Listed]
) -> tuple[Listed, ...]:
    """The rows, with the recommendation of those whose page was never shown, some in each run."""
    weighed = here.weighed.told
    unseen = [
        one
        for one in rows
        if one.stamp is None
        and one.answered >= FEWEST
        and (one.token, one.saved, rulebook.fingerprint) not in weighed
    ]
    found = here.weighed.up_to_date(rulebook, drafts, unseen[:MOST_AT_ONCE])
    advised = {one.token: one for one in found}
    return tuple(advised.get(one.token, one) for one in rows)


def _no_list() -> None:
    """Why there is no list, and what to do instead."""
    st.markdown(
        "There is no list on this server: nobody logs in here, so it would show everybody's "
        "assessments to all. Each is kept under its private link, and only who has the link can "
        "open it."
    )
    st.markdown(
        "Keep the link of each assessment, for example as a bookmark: it stands under All "
        "sections. Whoever runs this server can let people log in; then each person has a list."
    )
    st.page_link(desk().pages["start"], label="Open a private link")


def _list(
    here: Clients,
    rulebook: Rulebook,
    drafts: Assessments,
    in_use: Sequence[Listed],
    away: Sequence[Listed],
) -> None:
    kept_here = [*in_use, *away]
    late = bool(kept_here) and look_for(
        here, rulebook, sum(one.example for one in in_use), len(away)
    )
    question = st.container(key="asked")
    bar = st.container(horizontal=True, vertical_alignment="center", key="chosen")
    person = who.person()
    listing = Listing(
        here, rulebook, drafts, in_use, away, times.now(), person.id if person else ""
    )
    if kept_here:
        late = listing.draw() or late
    else:
        st.markdown("None yet. Each one stands here from its first answer on.")
    chosen = [one for one in listing.rows() if one.token in here.chosen]
    with bar:
        _bar(here, drafts, chosen, kept_here)
    with question:
        _question(here, drafts, chosen, kept_here)
    if late:
        st.rerun()


def _question(
    here: Clients, drafts: Assessments, chosen: Sequence[Listed], kept_here: Sequence[Listed]
) -> None:
    """What is asked, or offered, before it is done."""
    if here.asked == IMPORT:
        files.import_from(here, drafts, kept_here)
    elif here.asked == EXPORT:
        if here.file:
            files.offer(here, here.file)
    else:
        asked.ask(here, drafts, chosen)


def _bar(
    here: Clients, drafts: Assessments, chosen: Sequence[Listed], kept_here: Sequence[Listed]
) -> None:
    """What can be done: with those that are chosen, or without any."""
    if chosen:
        _with_chosen(here, drafts, chosen)
        return
    if st.button("New assessment", type="primary", key="new"):
        begin(Draft(""))
        go("tasks")
    if st.button("Import a file", key="import"):
        _ask(here, IMPORT)
    if kept_here and st.button("Export all", key="export-all"):
        here.file = files.made(drafts, kept_here)
        _ask(here, EXPORT)
    undone = [one for one in kept_here if one.archived and one.token in here.undone]
    if undone:
        with st.container(width="content", key="live-undo"):
            st.markdown(f"Put away: {frame.plain(asked.names(undone))}.")
        if st.button("Undo", key="undo"):
            asked.bring_back(here, drafts, undone)
            st.rerun()


def _with_chosen(here: Clients, drafts: Assessments, chosen: Sequence[Listed]) -> None:
    with st.container(width="content", key="live-chosen"):
        st.markdown(f"**{len(chosen)} chosen**")
    if len(chosen) == 1 and st.button("Duplicate", key="duplicate"):
        _ask(here, asked.DUPLICATE)
    if here.wanted.show == AWAY:
        if st.button("Bring back", key="bring-back"):
            asked.bring_back(here, drafts, chosen)
            st.rerun()
    elif st.button("Put away", key="put-away"):
        asked.put_away(here, drafts, chosen)
        st.rerun()
    if st.button("Export", key="export-chosen"):
        here.file = files.made(drafts, chosen)
        _ask(here, EXPORT)
    if st.button("Erase", key="erase-chosen"):
        _ask(here, asked.ERASE)
    if st.button("Choose none", key="choose-none"):
        here.chosen.clear()
        here.asked = ""
        st.rerun()


def _ask(here: Clients, question: str) -> NoReturn:
    here.asked = question
    st.rerun()
