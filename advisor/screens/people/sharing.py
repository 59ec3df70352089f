"""With whom an assessment is shared: by e-mail address, until its owner stops it."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from advisor.screens import frame, kept, who
from advisor.screens.session import address, current, desk
from advisor.storage import Assessments, Unavailable
from advisor.storage.person import LONGEST_ADDRESS, Person, address_in

MOST = 50
"""People with whom one assessment can be shared."""


def show() -> None:
    """The page."""
    frame.title("Share this assessment", current().company)
    person, drafts = who.person(), kept.drafts()
    if person is None:
        return
    try:
        if current().edition == 0:
            st.markdown("There is nothing to share yet. Answer a question first.")
        elif drafts.owner(current().token) != person.id:
            _of_somebody_else(person, drafts)
        else:
            _shared(person, drafts)
    except Unavailable as trouble:
        st.warning(f"Nothing can be shared just now: {trouble}.")


def _of_somebody_else(person: Person, drafts: Assessments) -> None:
    st.markdown(
        "Somebody else's assessment, shared with you. You can read and change everything. Only its "
        "owner can share it with others."
    )
    if st.button("Leave it", key="leave"):
        drafts.unshare(current().token, person.email)
        st.rerun()


def _shared(person: Person, drafts: Assessments) -> None:
    token = current().token
    found = drafts.shared_with(token)
    st.markdown(
        "People whom you name here can read and change everything, as you can, until you stop it. "
        "They log in with that address; nobody else can open the link."
    )
    _name_one(person, drafts, found)
    st.header("Shared with", anchor=False)
    if not found:
        st.markdown("Nobody yet.")
        return
    with st.container(key="tasks-shared", gap="xsmall"):
        for number, email in enumerate(found):
            _one(drafts, number, email)
    st.header("Tell them", anchor=False)
    st.markdown("Nothing is sent to them from here. Pass this link on:")
    st.code(_link(), language=None, wrap_lines=True)


def _link() -> str:
    """The address of the assessment's first page, for those it is shared with."""
    here = (st.context.url or "").split("?")[0]
    return f"{here.rpartition('/')[0]}/tasks?{urlencode(address())}"


def _one(drafts: Assessments, number: int, email: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", key=f"row-{number}"):
        st.markdown(frame.plain(email), width="content")
        # The address tells the buttons apart where they are heard.
        label = f"Stop sharing :gray[{frame.plain(f'with {email}')}]"
        if st.button(label, key=f"stop-{email}"):
            drafts.unshare(current().token, email)
            desk().message = f"No longer shared with {frame.plain(email)}."
            st.rerun()


def _name_one(person: Person, drafts: Assessments, found: tuple[str, ...]) -> None:
    with (
        st.form("share", border=False, clear_on_submit=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        typed = st.text_input(
            "E-mail address", key=f"share-with-{len(found)}", max_chars=LONGEST_ADDRESS,
            autocomplete="off", width=420,
        )  # fmt: skip
        pressed = st.form_submit_button("Share", type="primary")
    if not pressed:
        return
    email = address_in(typed or "")
    if problem := _problem_with(email, person, found):
        st.error(problem)
        return
    drafts.share(current().token, email)
    desk().message = f"Shared with {frame.plain(email)}. Pass the link below on to them."
    st.rerun()


def _problem_with(email: str, person: Person, found: tuple[str, ...]) -> str:
    """Why it cannot be shared with this address; empty where it can."""
    if not email:
        return "Enter an e-mail address, like ann@example.org."
    if email == person.email:
        return "This is your own address: you can open it already."
    if email in found:
        return "It is shared with this address already."
    if len(found) >= MOST:
        return f"It is shared with {MOST} people, and more cannot be. Stop one first."
    return ""
