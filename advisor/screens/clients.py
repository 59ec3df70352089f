"""Your assessments: a table to look through, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from advisor.rulebook import Rulebook
from advisor.screens import clients_asked as asked
from advisor.screens import frame, kept, times, who
from advisor.screens.clients_entrance import CLIENTS, TITLE, has_list
from advisor.screens.clients_found import AWAY
from advisor.screens.clients_list import Clients, Listing, look_for
from advisor.screens.clients_style import STYLE
from advisor.screens.recommendation_markup import block
from advisor.screens.session import begin, desk, go
from advisor.storage import Assessments, Draft, Listed, Unavailable


def show(rulebook: Rulebook) -> None:
    """The page."""
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
    if in_use or away:
        _list(here, rulebook, drafts, in_use, away)
    else:
        st.markdown("None yet. Each one that you start stands here from its first answer on.")
        _new()


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
    late = look_for(here, rulebook, sum(one.example for one in in_use), len(away))
    question = st.container(key="asked")
    bar = st.container(horizontal=True, vertical_alignment="center", key="chosen")
    person = who.person()
    listing = Listing(
        here, rulebook, drafts, in_use, away, times.now(), person.id if person else ""
    )
    late = listing.draw() or late
    chosen = [one for one in listing.rows() if one.token in here.chosen]
    with bar:
        _bar(here, drafts, chosen, away)
    with question:
        asked.ask(here, drafts, chosen)
    if late:
        st.rerun()


def _bar(
    here: Clients, drafts: Assessments, chosen: Sequence[Listed], away: Sequence[Listed]
) -> None:
    """What can be done: with those that are chosen, or without any."""
    if not chosen:
        _new()
        undone = [one for one in away if one.token in here.undone]
        if undone:
            with st.container(width="content", key="live-undo"):
                st.markdown(f"Put away: {frame.plain(asked.names(undone))}.")
            if st.button("Undo", key="undo"):
                asked.bring_back(here, drafts, undone)
                st.rerun()
        return
    with st.container(width="content", key="live-chosen"):
        st.markdown(f"**{len(chosen)} chosen**")
    if len(chosen) == 1 and st.button("Duplicate", key="duplicate"):
        here.asked = asked.DUPLICATE
        st.rerun()
    if here.wanted.show == AWAY:
        if st.button("Bring back", key="bring-back"):
            asked.bring_back(here, drafts, chosen)
            st.rerun()
    elif st.button("Put away", key="put-away"):
        asked.put_away(here, drafts, chosen)
        st.rerun()
    if st.button("Erase", key="erase"):
        here.asked = asked.ERASE
        st.rerun()
    if st.button("Choose none", key="choose-none"):
        here.chosen.clear()
        st.rerun()


def _new() -> None:
    if st.button("New assessment", type="primary", key="new"):
        begin(Draft(""))
        go("tasks")
