"""Versions: this assessment as it was when somebody gave it a name. To read, not to change."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from advisor.compared import stamp_of, told_of
from advisor.explanation import explain
from advisor.rulebook import Rulebook
from advisor.screens import frame, kept
from advisor.screens.recommendation_markup import block
from advisor.screens.recommendation_style import STYLE
from advisor.screens.session import address, current, desk, redraw
from advisor.screens.sheet import profile_of
from advisor.screens.steps import attempt, confirmed
from advisor.screens.times import now_told
from advisor.screens.versions.told import (
    STYLE as STYLE_OF_VERSIONS,
)
from advisor.screens.versions.told import (
    advice_then,
    answers_then,
    in_short,
    kept_when,
    listed_versions,
)
from advisor.storage import LONGEST_TEXT, Draft, Unavailable, Version
from advisor.telling import too_little

VERSION = "version"
"""The part of the address that names a version by its number."""


def show(rulebook: Rulebook) -> None:
    """The page: all versions, or the one that the address names."""
    named = st.query_params.get(VERSION, "")
    try:
        version = _named(named)
        if version is not None:
            _opened(rulebook, version)
            return
        _all(rulebook, missing=bool(named))
    except Unavailable as trouble:
        frame.title("The versions cannot be opened just now")
        st.markdown(f"The reason: {frame.plain(str(trouble))}. They are not lost. Try again later.")


def _named(number: str) -> Version | None:
    if not number.isdecimal() or len(number) > 6:
        return None
    return kept.drafts().version(current().token, int(number))


def _all(rulebook: Rulebook, *, missing: bool) -> None:
    frame.title("Versions", current().company)
    if missing:
        st.info("This version is not there any more.")
    st.markdown(
        "A version is this assessment as it is now, with its date: answers and advice, to read "
        "and to compare with later. It stays as it is, whatever you change afterwards."
    )
    _keep(rulebook)
    found = kept.drafts().versions(current().token)
    if found:
        told = listed_versions(rulebook, found, address())
        st.html(block(STYLE, STYLE_OF_VERSIONS, told))
    else:
        st.markdown("No version is kept yet.")
    _links(("compare", "recommendation"))


def _keep(rulebook: Rulebook) -> None:
    """Give the assessment of now a name and keep it."""
    with (
        st.form("keep-version", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input(
            "Name of the version, like Before the board meeting",
            max_chars=LONGEST_TEXT // 2,
            key="version-name",
            autocomplete="off",
            width=380,
        )
        pressed = st.form_submit_button("Keep this version", type="primary")
    if not pressed:
        return
    if current().edition == 0:
        st.error("Nothing is entered yet, so there is nothing to keep.")
        return
    called = (name or "").strip() or f"Kept on {now_told()}"
    attempt(lambda: _kept(frozen(rulebook, current(), called)))
    st.rerun()


def _kept(version: Version) -> None:
    told = frame.plain(version.name)
    desk().message = f"Kept as \u201c{told}\u201d. Your answers are as they were."


def frozen(rulebook: Rulebook, draft: Draft, name: str) -> Version:
    """Keep a draft as a version, with what is advised for it now. Raises Unavailable."""
    profile, _ = profile_of(rulebook.questionnaire, draft)
    explanation = explain(rulebook, profile)
    if too_little(rulebook.questionnaire, profile):
        stamp = replace(stamp_of(explanation), outcome="", strength="")
        return kept.drafts().freeze(draft.token, name, replace(draft, told=None), stamp)
    told = replace(draft, told=told_of(explanation))
    return kept.drafts().freeze(draft.token, name, told, stamp_of(explanation))


def _opened(rulebook: Rulebook, version: Version) -> None:
    """One version, to read; what can be done with it."""
    frame.title(version.name, f"Version. {kept_when(version)}. To read only.")
    st.html(
        block(
            STYLE,
            STYLE_OF_VERSIONS,
            advice_then(version.draft.told),
            answers_then(rulebook.questionnaire, version.draft),
        )
    )
    st.markdown(frame.quiet(in_short(rulebook, version)))
    if confirmed(
        f"back-to-{version.number}",
        "Make these my answers again",
        "**This changes your answers and your notes on them.** Those of now are kept as a version "
        "first, so you can go back to them.",
        "Yes, make these my answers",
    ):
        attempt(lambda: _take_back(rulebook, version))
        st.rerun()
    if confirmed(
        f"erase-{version.number}",
        "Erase this version",
        "**This version goes for good.** Your answers of now and the other versions stay.",
        "Yes, erase it",
    ):
        attempt(lambda: _erase(version))
        st.rerun()
    _links(("compare", "versions", "recommendation"), version)


def _take_back(rulebook: Rulebook, version: Version) -> None:
    """Make a version's answers the answers, those of now being kept first.

    Where somebody else changed them in that moment nothing happens: their change is in no version.
    """
    before = current()
    kept_as = frozen(rulebook, before, f"Before \u201c{version.name}\u201d, {now_told()}")
    after = redraw(lambda now: going_back(now, version.draft) if same(now, before) else now)
    desk().message = (
        f"These are your answers again. Those until now are kept as "
        f"\u201c{frame.plain(kept_as.name)}\u201d."
        if same(after, version.draft)
        else "Somebody changed the answers just now, so nothing was taken back. Try again."
    )
    st.query_params.pop(VERSION, None)


def same(one: Draft, other: Draft) -> bool:
    """Whether both hold the same entries."""
    return going_back(one, other) == one


def going_back(draft: Draft, version: Draft) -> Draft:
    """The draft with the answers of a version, and the notes on them."""
    return replace(
        draft,
        answers=version.answers,
        typed=version.typed,
        responsibilities=version.responsibilities,
        notes=version.notes,
    )


def _erase(version: Version) -> None:
    kept.drafts().erase_version(current().token, version)
    desk().message = f"\u201c{frame.plain(version.name)}\u201d is erased."
    st.query_params.pop(VERSION, None)


def _links(names: tuple[str, ...], version: Version | None = None) -> None:
    labels = {
        "compare": "Compare with the answers of now" if version else "Compare two of them",
        "versions": "All versions",
        "recommendation": "Recommendation",
    }
    for name in names:
        if page := desk().pages.get(name):
            old = {"old": f"version-{version.number}"} if version and name == "compare" else {}
            st.page_link(page, label=labels[name], query_params={**address(), **old})
