"""What is kept of the person who is logged in: to look at, to take along, to erase."""

from __future__ import annotations

from functools import partial

import streamlit as st

from advisor.markup import NOTHING, Markup, bullets, joined, paragraph, safe
from advisor.rulebook_pages import block
from advisor.screens import frame, times, who
from advisor.screens.clients.told import name_of
from advisor.screens.people import belongings
from advisor.screens.people.belongings import Kept
from advisor.screens.session import desk, go
from advisor.screens.steps import confirmed
from advisor.screens.who import Ended, LogIn
from advisor.storage import Unavailable
from advisor.storage.person import Person
from advisor.storage.records import Listed

_RULES = "Your changes of the rules that are not published yet."
_SHOWN = 50
"""Assessments that are listed by name."""


def show() -> None:
    """The page."""
    person = who.person()
    assert person is not None
    frame.title("My data", f"Logged in as {told(person)}")
    if not person.email:
        st.markdown(
            "Whoever logs you in did not say that an e-mail address was verified to be yours, so "
            "nothing can be shared with you here."
        )
    if st.button("Log out", key="log-out"):
        who.end()
        st.stop()
    try:
        kept = belongings.found(person)
    except Unavailable as trouble:
        st.warning(f"What is kept of you cannot be read just now: {trouble}. It is not lost.")
        return
    _listed(kept)
    _taken_along(kept)
    _erased(person, kept)


def told(person: Person) -> str:
    """A person in words: the name and the address that was verified."""
    return ", ".join(filter(None, (person.name, person.email))) or "somebody without a name"


def _listed(kept: Kept) -> None:
    st.header("What is kept here", anchor=False)
    told = joined(
        _list("Your assessments", kept.own, "You have no assessment yet."),
        _list("Shared with you", kept.shared, ""),
        paragraph(_RULES if kept.rules else ""),
    )
    st.html(block(told))


def _list(title: str, found: tuple[Listed, ...], none: str) -> Markup:
    if not found:
        return paragraph(none)
    items = [
        joined(
            Markup(f'<a class="within" href="tasks?draft={safe(one.token)}">'),
            safe(name_of(one)),
            Markup("</a>"),
            safe(
                f", saved on {times.moment_told(one.saved)}{', put away' if one.archived else ''}"
            ),
        )
        for one in found[:_SHOWN]
    ]
    more = len(found) - _SHOWN
    rest = paragraph(f"And {more} more.") if more > 0 else NOTHING
    return joined(paragraph(f"{title}:"), bullets(items), rest)


def _taken_along(kept: Kept) -> None:
    st.header("Take it with you", anchor=False)
    st.markdown(
        "One zip file with everything of yours: your assessments with their versions, notes and "
        "decisions, as files that can be imported again, and your changes of the rules that are "
        "not published. What others share with you is theirs, and not in it."
    )
    st.download_button(
        "Download everything of mine",
        partial(_packed, who.log_in(), who.ended(), kept),
        file_name="my-data.zip",
        mime="application/zip",
        on_click="ignore",
    )


def _packed(log_in: LogIn | None, ended: Ended, kept: Kept) -> bytes:
    """The file, made when it is asked for: no page is run then that would ask to log in."""
    if log_in is None or not who.holds(log_in, ended):
        raise Unavailable("you are logged out")
    return belongings.packed(log_in.person, kept)


def _erased(person: Person, kept: Kept) -> None:
    st.header("Erase it", anchor=False)
    st.markdown("For good, and only what is yours. You see what goes before it does.")
    says = "\n\n".join(("**This cannot be undone.**", *_what_goes(kept)))
    label, sure, unsure = "Erase everything of mine", "Erase it for good", "Keep everything"
    if confirmed("erase", label, says, sure, unsure):
        _erase(person)


def _erase(person: Person) -> None:
    try:
        belongings.erase(person)
    except Unavailable as trouble:
        st.error(f"Not everything could be erased: {trouble}. Try again in a minute.")
        return
    here = desk()
    here.draft, here.message = None, "Everything of yours was erased."
    go("start")


def _what_goes(kept: Kept) -> list[str]:
    """What is erased and what is not, in sentences."""
    told: list[str] = []
    if kept.own:
        number = (
            f"Your {len(kept.own)} assessments go" if len(kept.own) > 1 else "Your assessment goes"
        )
        told.append(
            f"{number}, with all saved versions, notes and decisions, also for those whom you "
            "share with."
        )
    else:
        told.append("You have no assessment that could go.")
    if kept.shared:
        told.append("What others share with you stays theirs. You see it no more.")
    if kept.rules:
        told.append("Your changes of the rules that are not published go.")
    told.append(
        "Changes of the rules that you published stay, with your name: advice rests on them. "
        "Copies of this server's data that were made before may hold it until they are replaced."
    )
    return told
