"""History: every version that was published, what changed, and the way back to it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from advisor.editing.exporting import exported
from advisor.editing.proposal import Proposal, Texts, rewritten
from advisor.editing.raw import raw_difference
from advisor.editing.versions import Version, back_to, texts_at, versions
from advisor.markup import bullets
from advisor.mistakes import Mistakes
from advisor.rulebook_pages import block
from advisor.screens import frame, kept
from advisor.screens.session import desk
from advisor.screens.workshop import around, history_told, mine, naming
from advisor.screens.workshop.mine import Work

TITLE = "History"


def show() -> None:
    """The page: all versions, or the one that the address names."""
    known = versions(kept.rules_folder())
    named = st.query_params.get(history_told.VERSION, "")
    one = next((v for v in known if str(v.number) == named), None)
    title = f"Version {one.version}" if one else TITLE
    work = around.opened(title, TITLE if one else "", step=named, reading=True)
    if work is None:
        return
    if one is not None:
        _one(work, known, one)
        return
    if named:
        st.info("There is no such version. These are all that are kept.")
    _all(work, known)


def _all(work: Work, known: tuple[Version, ...]) -> None:
    if known:
        told = (history_told.entry(one, moment(one.at), newest=one is known[0]) for one in known)
        st.html(block(bullets(told, name="entries")))
    else:
        st.markdown(
            "Nothing was published from here yet. From the first time on, every version is kept, "
            "to look at and to go back to."
        )
    st.header("Keep a copy", anchor=False)
    st.markdown("All rule files that are in use now, as one zip file.")
    _download(work.published, "rules")


def _download(texts: Texts, name: str) -> None:
    st.download_button(
        "Download the rule files",
        lambda: exported(texts),
        file_name=f"{name}.zip",
        mime="application/zip",
        on_click="ignore",
    )


def _one(work: Work, known: tuple[Version, ...], one: Version) -> None:
    """One version: what it changed in sentences and in lines, and the way back to it."""
    before = next((v for v in known if v.number < one.number), None)
    st.html(block(history_told.in_full(one, moment(one.at))))
    try:
        texts = texts_at(kept.rules_folder(), one.number)
        older = texts_at(kept.rules_folder(), before.number) if before else None
    except KeyError:
        st.error("What was kept of this version is damaged. The other versions are not touched.")
        return
    if older is not None:
        with st.expander("The difference line by line", key="raw"):
            st.code(raw_difference(older, texts), language=None, wrap_lines=True)
    st.header("Go back to it", anchor=False)
    _back(work, one)
    st.header("Keep a copy", anchor=False)
    _download(texts, f"rules_{one.number:04}")


def _back(work: Work, one: Version) -> None:
    """The older files as my changes, to be published like any others."""
    try:
        texts = back_to(kept.rules_folder(), one.number, work.published)
    except (KeyError, Mistakes):
        st.markdown("This version cannot be brought back: its rulebook.yaml cannot be read.")
        return
    if texts == work.published:
        st.markdown("These are the rules in use now.")
        return
    if work.proposal is not None:
        st.markdown("You have changes of your own. Publish or discard them first.")
        st.page_link(desk().pages[around.HOME], label="Change the rules")
        return
    if not naming.author():
        naming.ask()
        return
    st.markdown(
        "Its rule files become your changes. You see what that would do before you publish it as "
        "a new version: nothing in the history is ever lost."
    )
    if not st.button("Go back to this version", type="primary", key="go-back"):
        return
    try:
        mine.change(lambda proposal, published: _replaced(proposal, published, texts))
    except around.FAILURES as problem:
        st.error(around.told(problem))
        return
    desk().message = (
        f"The rules of version {frame.plain(one.version)} are your changes now. Nothing is "
        "published yet."
    )
    st.switch_page(desk().pages["rules-publish"])


def _replaced(proposal: Proposal, published: Texts, texts: Texts) -> Proposal:
    """The proposal with every file as in these texts."""
    for name in sorted({*published, *texts}):
        if published.get(name) != texts.get(name):
            proposal = rewritten(proposal, published, name, texts.get(name), mine.now())
    return proposal


def moment(at: str) -> str:
    """A time in the reader's own zone: "3 March 2026, 14:05"."""
    try:
        when = datetime.fromisoformat(at)
        local = when.astimezone(ZoneInfo(st.context.timezone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, TypeError):
        return at
    return f"{local.day} {local:%B %Y, %H:%M}"
