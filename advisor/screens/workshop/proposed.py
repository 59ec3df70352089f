"""The rules in use and the rules as I propose them, loaded side by side for the pages that ask."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from advisor.editing.proposal import brought
from advisor.loading.assembling import fingerprint
from advisor.markup import joined, paragraph
from advisor.mistakes import Mistakes
from advisor.proofs.merging import Merged, merge
from advisor.rulebook import Rulebook
from advisor.rulebook_pages import block
from advisor.screens import frame
from advisor.screens.session import desk
from advisor.screens.workshop import around, mine, verdict
from advisor.screens.workshop.mine import Work, checked

_SEEN = "rules-seen"


@dataclass(frozen=True)
class Both:
    """The published rules and the proposed ones. `key` tells this pair from every other."""

    work: Work
    old: Rulebook
    new: Rulebook
    merged: Merged
    key: tuple[str, str]


def opened(title: str, kicker: str = "", step: str = "", *, reading: bool = False) -> Work | None:
    """The top of a page, and my work on top of the rules published now; None where there is none.

    Then the page has said why. `reading`: the page changes nothing, so it asks nobody's name.
    """
    work = around.opened(title, kicker, step=step, reading=reading)
    if work is None or not around.settled(work):
        return None
    if work.proposal is not None and work.proposal.stale(work.published):
        try:
            work = mine.change(brought)
        except around.FAILURES as problem:
            st.error(around.told(problem))
            return None
    _tell_of_others(fingerprint(work.published))
    return work


def _tell_of_others(published: str) -> None:
    """Say where the published rules are others than when this tab last looked at them."""
    seen = st.session_state.get(_SEEN, published)
    st.session_state[_SEEN] = published
    if seen != published:
        st.info("New rules were published meanwhile. Your changes now stand on top of them.")


def expect_others() -> None:
    """The published rules change by what this tab does itself."""
    st.session_state.pop(_SEEN, None)


def both(work: Work) -> Both | None:
    """The rules before and after my changes; None where something is in the way, which is told."""
    if in_the_way(work):
        return None
    found = pair(work)
    if isinstance(found, Both):
        return found
    st.warning("\n\n".join(frame.plain(mistake.message) for mistake in found.mistakes))
    return None


def in_the_way(work: Work) -> bool:
    """Whether mistakes keep the rules from being loaded; then all of them are told."""
    before, after = checked(work.published), checked(work.texts)
    if after.rulebook is None:
        st.html(block(verdict.mistakes_told(after.mistakes)))
    elif before.rulebook is None:
        told = "The published rule files have mistakes, so nothing can be compared with them."
        st.html(block(joined(paragraph(told), verdict.mistakes_told(before.mistakes))))
    return before.rulebook is None or after.rulebook is None


def pair(work: Work) -> Both | Mistakes:
    """The rules before and after my changes, or why the two cannot be compared at all."""
    before, after = checked(work.published), checked(work.texts)
    assert before.rulebook is not None
    assert after.rulebook is not None
    try:
        merged = merge(before.rulebook, after.rulebook)
    except Mistakes as mistakes:
        return mistakes
    return Both(work, before.rulebook, after.rulebook, merged, (before.key, after.key))


def nothing_changed(work: Work) -> bool:
    """Whether nothing is proposed; then the page says where to change something."""
    if work.texts != work.published:
        return False
    st.markdown("You have changed nothing yet, so there is nothing to look at here.")
    st.page_link(desk().pages[around.HOME], label="Change the rules")
    return True
