"""Change the rules: my proposal, what it changes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from advisor.editing.alike import Together, together
from advisor.editing.differences import Difference, differences
from advisor.editing.edits import REMOVE, Edit
from advisor.editing.proposal import (
    Proposal,
    Texts,
    brought,
    conflicts,
    edited,
    rewritten,
    undone,
)
from advisor.editing.trees import at, tree_in
from advisor.markup import joined, paragraph, safe
from advisor.rulebook_pages import block, linked
from advisor.screens import frame
from advisor.screens.session import desk
from advisor.screens.steps import confirmed
from advisor.screens.workshop import around, conflict, mine, naming, things, verdict
from advisor.screens.workshop.mine import Work
from advisor.wording import counted

TITLE = "Change the rules"
_LISTED = 60
_NEXT = {
    "rules-try": "Try it on a company",
    "rules-impact": "See what it would change",
    "rules-repair": "Repair a wrong recommendation",
    "rules-publish": "Publish",
    "rules-history": "History",
}
"""The pages that come after editing, as far as they are there."""


def show() -> None:
    """The page."""
    work = around.opened(TITLE)
    if work is None:
        return
    work = _brought(work)
    _who(work)
    if work.proposal and (found := conflicts(work.proposal, work.published)):
        conflict.show(found)
        return
    _ways()
    if work.proposal:
        _changes(work, work.proposal)
    verdict.show(work)
    if work.proposal:
        _onward()
        _discard()


def _brought(work: Work) -> Work:
    """My work on top of the rules published now, where nothing clashes."""
    if work.proposal is None or not work.proposal.stale(work.published):
        return work
    try:
        after = mine.change(brought)
    except around.FAILURES:
        return work
    desk().message = ""
    st.info("New rules were published meanwhile. Your changes now stand on top of them.")
    return after


def _who(work: Work) -> None:
    """Who I am and what state my changes are in."""
    name = frame.plain(naming.author())
    if work.proposal is None:
        state = "You have changed nothing yet. What you change stays yours until you publish it."
    else:
        state = "Your changes are yours alone until you publish them: the rules in use stay as is."
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown(f"You are **{name}**. {state}", width="stretch")
        if naming.is_typed():
            st.button("Change my name", key="rename", type="tertiary", on_click=naming.forget)


def _ways() -> None:
    """The ways to change something."""
    st.html(
        block(
            joined(
                paragraph(
                    joined(
                        linked(things.PAGE, safe("Edit by form")),
                        safe(": points, band edges, conditions, wording, sources; or add a rule."),
                    ),
                    safe_already=True,
                ),
                paragraph(
                    joined(
                        linked(verdict.TEXT_PAGE, safe("Edit the text")),
                        safe(" of a rule file, for everything else."),
                    ),
                    safe_already=True,
                ),
            )
        )
    )


def _changes(work: Work, proposal: Proposal) -> None:
    found = differences(work.published, work.texts)
    files = ", ".join(sorted(proposal.mine))
    st.header("What you change", anchor=False)
    st.markdown(
        frame.plain(f"{counted(len(found), 'change')} in {counted(len(proposal.mine), 'file')}: ")
        + frame.plain(files)
        + "."
    )
    with st.container(key="changes", gap="xsmall"):
        groups = together([(one.file, one.says) for one in found])
        for group in groups[:_LISTED]:
            _change(group, [found[place] for place in group.at])
    if len(groups) > _LISTED:
        st.markdown(f"And {len(groups) - _LISTED} more.")
    if len(proposal.steps) > 1 and st.button("Undo the last change", key="undo"):
        _do(lambda p, published: undone(p, published, len(p.steps) - 1))


def _change(group: Together, ones: Sequence[Difference]) -> None:
    """What differs as a sentence, with the way to put back what was there; several fold."""
    several = len(ones) > 1
    name = f"{'some-' if several else ''}{group.at[0]}"
    with st.container(horizontal=True, horizontal_alignment="distribute", key=f"row-change-{name}"):
        st.markdown(frame.plain(group.says), width="stretch")
        label = f"Put back {frame.quiet(group.says)}"
        if all(map(_can_go_back, ones)) and st.button(label, key=f"back-{name}"):
            _do(lambda p, published: put_back(p, published, ones))
    if several:
        with st.expander("One by one", key=f"fold-{name}"):
            for place, one in zip(group.at, ones, strict=True):
                _change(Together(one.says, (place,)), [one])


def _can_go_back(one: Difference) -> bool:
    """A changed order of entries alone cannot be put back without touching what they hold."""
    return not (isinstance(one.old, dict) and isinstance(one.new, dict))


def put_back(proposal: Proposal, published: Texts, ones: Sequence[Difference]) -> Proposal:
    """The proposal with what differs there as published. Raises as `edited` does."""
    for one in ones:
        file, first = one.file, published.get(one.file)
        says = f"Put back: {one.says}"
        if not one.path or first is None:
            proposal = rewritten(proposal, published, file, first, mine.now())
            continue
        value = at(tree_in(first) or {}, one.path)
        put = Edit(file, one.path, REMOVE if value is None else value)
        proposal = edited(proposal, published, [put], says, mine.now())
    return proposal


def _do(make: Callable[[Proposal, Texts], Proposal]) -> None:
    """Change the proposal and show the page anew, or say why that cannot be."""
    try:
        mine.change(make)
    except around.FAILURES as problem:
        st.error(around.told(problem))
        return
    st.rerun()


def _onward() -> None:
    pages = desk().pages
    there = {name: label for name, label in _NEXT.items() if name in pages}
    if not there:
        return
    st.header("Next", anchor=False)
    with st.container(horizontal=True):
        for name, label in there.items():
            st.page_link(pages[name], label=label)


def _discard() -> None:
    """Give up all changes: pressed, then confirmed."""
    if not confirmed(
        "discard",
        "Discard all my changes",
        "**This takes away everything listed above.** The rules in use stay as is.",
        "Yes, discard my changes",
        "No, keep them",
    ):
        return
    try:
        mine.proposals().discard(naming.author())
    except around.FAILURES as problem:
        st.error(around.told(problem))
        return
    desk().message = "Your changes are discarded. The rules are as published."
    st.rerun()
