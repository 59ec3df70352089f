"""The one draft that this browser tab works on: opened from its link, changed, saved at once.

Answers live in the draft and nowhere else; fields are views of it. The draft's token stands
in the address, so that a reload, the Back button, another browser and a restarted server all
lead to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from hashlib import sha256
from threading import RLock
from typing import Any, NoReturn

import streamlit as st

from advisor.questionnaire import Profile
from advisor.screens.taking import Taken
from advisor.storage import ChangedMeanwhile, Draft, Drafts, Gone, Unavailable, is_token, new_token

PARAMETER = "draft"
_COOKIE = "_streamlit_xsrf"
LINK_UNKNOWN = (
    "This link opens no saved assessment on this server. Check that you copied all of it. "
    "We have started a new assessment for you meanwhile."
)
_CHANGING = RLock()
"""Held from reading a draft until its change is saved. A run that is being replaced goes on beside
the one that replaces it until it next asks Streamlit for something: both may be saving."""
_TRIES = 20
"""Times that a change is made again on what others have saved meanwhile, one save after another."""
_BUSY = "others are changing this assessment all the time"
Edit = Callable[[Draft], Draft]
"""A change of a draft. It may be made more than once, on another draft each time."""


@dataclass
class Shown:
    """One field as this tab last drew it: its key, the draft's turn, and what it held."""

    key: str
    turn: int
    value: Any


@dataclass
class Desk:
    """What this tab remembers between runs.

    `trouble` says why the last save failed, empty when all is saved. `unsaved` are the changes
    that were made on the draft since it was last read or saved. `message` is told once
    at the top of the next page. `fields` holds each field as last drawn, by name.
    `pages` are the pages by name. `told` are the sections where Continue met a problem,
    `presses` how often it did.
    `step` is the page opened last, `visits` how many pages were opened.
    `weighed` is the visit for which the page last looked whether the result is settled, and
    `settled` the answers that were found to settle it. `asked` is the
    name of the scenario that waits for a confirmation.
    `proved` holds exact answers that were worked out already, the latest last.
    `taken` holds what was taken from each form, by what the form is about and its name.
    `made` holds what a report of this draft has beside it: its logo and its files, by name.
    """

    drafts: Drafts
    pages: Mapping[str, Any]
    draft: Draft | None = None
    trouble: str = ""
    unsaved: list[Edit] = field(default_factory=list)
    message: str = ""
    fields: dict[str, Shown] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    step: str = ""
    visits: int = 0
    presses: int = 0
    weighed: int = 0
    settled: Profile | None = None
    asked: str | None = None
    proved: dict[Any, Any] = field(default_factory=dict)
    taken: dict[tuple[str, str], Taken] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)


def desk() -> Desk:
    """This tab's memory. `start` has made it."""
    found: Desk = st.session_state["desk"]
    return found


def start(drafts: Drafts, pages: Mapping[str, Any]) -> None:
    """Make this tab's memory if it is new, and open the draft that the address names."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk(drafts, pages)
    here = desk()
    here.drafts, here.pages = drafts, pages
    named = st.query_params.get(PARAMETER, "")
    if here.draft is not None and named in ("", here.draft.token):
        refresh()
    elif named:
        _open(here, named)


def _open(here: Desk, named: str) -> None:
    if found := find(named):
        here.draft, here.trouble = found, ""
        here.unsaved.clear()
        here.fields.clear()
        here.told.clear()
        here.made.clear()
    elif not here.trouble or not is_token(named):
        # Where saved answers cannot be read, nothing new is started: it would replace them.
        here.message = LINK_UNKNOWN
        if here.draft is None:
            # Saved with the first entry: whoever tries links leaves nothing behind.
            here.draft = Draft(new_token())


def find(token: str) -> Draft | None:
    """The saved draft with this token; None where there is none or it cannot be read."""
    here = desk()
    try:
        found = here.drafts.load(token) if is_token(token) else None
        here.trouble = ""
        return found
    except Unavailable as trouble:
        here.trouble = str(trouble)
        return None


def begin(first: Draft | None = None) -> Draft:
    """Start a new draft, holding what `first` holds, and save it under a new link."""
    here = desk()
    here.draft = replace(first or Draft(""), token=new_token(), saved="", edition=0)
    here.message = ""
    here.unsaved.clear()
    here.fields.clear()
    here.told.clear()
    here.made.clear()
    _save()
    return here.draft


def refresh() -> Draft:
    """The draft as it stands now, with what other tabs and browsers have saved meanwhile."""
    here = desk()
    assert here.draft is not None
    if here.trouble:
        _save()
    elif found := find(here.draft.token):
        here.draft = found
    return here.draft


def current() -> Draft:
    """The draft of this run. A page that needs one is only shown when there is one."""
    draft = desk().draft
    assert draft is not None
    return draft


def change(edit: Edit) -> Draft:
    """Apply an edit to the draft as it stands now and save it. Nothing to do saves nothing."""
    with _CHANGING:
        before = refresh()
        after = edit(before)
        if after != before:
            here = desk()
            here.draft = after
            here.unsaved.append(edit)
            _save()
        return current()


def redraw(edit: Edit) -> Draft:
    """Apply an edit that did not come from a field, so that every field shows it."""
    return change(lambda draft: replace(edit(draft), turn=draft.turn + 1))


def _save() -> None:
    """Save the draft of this tab; where others saved meanwhile, with its changes made on theirs."""
    here = desk()
    assert here.draft is not None
    here.trouble = ""
    for _ in range(_TRIES):
        signed = _signed(here.draft)
        try:
            saved = here.drafts.save(signed.token, signed)
        except ChangedMeanwhile:
            if theirs := find(signed.token):
                here.draft = reduce(lambda draft, edit: edit(draft), here.unsaved, theirs)
                continue
            here.trouble = here.trouble or str(Gone())
            return
        except Unavailable as trouble:
            here.trouble = str(trouble)
            return
        _keep_fields(here.draft.turn, saved.turn)
        here.draft = saved
        here.unsaved.clear()
        return
    here.trouble = _BUSY


def _signed(draft: Draft) -> Draft:
    """The draft with this browser's mark.

    A tab that slept while another browser went on wakes up with old fields; the new turn
    keeps them from being taken for fresh answers.
    """
    cookie = st.context.cookies.get(_COOKIE)
    mark = sha256(cookie.encode()).hexdigest()[:12] if isinstance(cookie, str) else ""
    if not mark or mark == draft.writer:
        return draft
    return replace(draft, writer=mark, turn=draft.turn + 1 if draft.writer else draft.turn)


def _keep_fields(turn: int, signed: int) -> None:
    """This tab's own fields keep their identity where the signature made a new turn."""
    for shown in desk().fields.values():
        if shown.turn == turn:
            shown.turn = signed


def address() -> dict[str, str]:
    """The part of the address that names the draft."""
    draft = desk().draft
    return {PARAMETER: draft.token} if draft else {}


def keep_address() -> None:
    """Put the draft's token back in the address where it is missing."""
    wanted = address()
    if wanted and st.query_params.get(PARAMETER) != wanted[PARAMETER]:
        st.query_params[PARAMETER] = wanted[PARAMETER]


def go(page: str) -> NoReturn:
    """Open a page, keeping the draft in the address."""
    st.switch_page(desk().pages[page], query_params=address())
