"""The one draft that this browser tab works on: opened from its link, changed, saved at once.

Answers live in the draft and nowhere else; fields are views of it. The draft's token stands
in the address, so that a reload, the Back button, another browser and a restarted server all
lead to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from hashlib import sha256
from typing import Any, NoReturn

import streamlit as st

from advisor.screens import who
from advisor.screens.desk import Desk, Edit, Shown, desk
from advisor.storage import ChangedMeanwhile, Draft, Drafts, Gone, Unavailable, is_token, new_token

__all__ = [
    "Desk", "Edit", "Shown", "address", "begin", "change", "current", "desk", "find", "go",
    "keep_address", "redraw", "refresh", "start",
]  # fmt: skip
PARAMETER = "draft"
_COOKIE = "_streamlit_xsrf"
LINK_UNKNOWN = (
    "This link opens no saved assessment on this server. Check that you copied all of it. "
    "We have started a new assessment for you meanwhile."
)
LINK_NOT_YOURS = (
    "This link opens no assessment for you. Check that you copied all of it, or ask whose "
    "assessment it is to share it with you. We have started a new one for you meanwhile."
)
"""The same for a wrong link and for somebody else's: nobody learns which links there are."""
CLOSED = "This assessment was erased, or it is shared with you no more."
_TRIES = 20
"""Times that a change is made again on what others have saved meanwhile, one save after another."""
_BUSY = "others are changing this assessment all the time"


def start(place: Callable[[], Drafts], pages: Mapping[str, Any]) -> None:
    """Make this tab's memory if it is new, and open the draft that the address names."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = Desk(place, pages)
    here = desk()
    here.place, here.pages = place, pages
    named = st.query_params.get(PARAMETER, "")
    if _is_gone(here):
        _forget(here)
    elif here.draft is not None and named in ("", here.draft.token):
        refresh()
    elif named:
        _open(here, named)


def _is_gone(here: Desk) -> bool:
    """Whether the draft of this tab was erased, or is shared no more with who is behind it."""
    if here.draft is None or here.draft.edition == 0 or not who.asked():
        return False
    try:
        return here.drafts.load(here.draft.token) is None
    except Unavailable:
        return False


def _forget(here: Desk) -> None:
    """Begin anew in this tab: nothing of the draft stays in it, nor in its address."""
    del st.session_state["desk"]
    st.query_params.pop(PARAMETER, None)
    st.session_state["desk"] = Desk(here.place, here.pages, message=CLOSED, visits=here.visits)


def _open(here: Desk, named: str) -> None:
    if found := find(named):
        here.draft, here.trouble = found, ""
        here.unsaved.clear()
        here.fields.clear()
        here.told.clear()
        here.made.clear()
    elif not here.trouble or not is_token(named):
        # Where saved answers cannot be read, nothing new is started: it would replace them.
        here.message = LINK_NOT_YOURS if who.asked() else LINK_UNKNOWN
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
    new = replace(first or Draft(""), token=new_token(), saved="", edition=0)
    here.draft = new
    here.message = ""
    here.unsaved[:] = [lambda kept: replace(new, edition=kept.edition)]
    here.fields.clear()
    here.told.clear()
    here.made.clear()
    _save()
    return current()


def refresh() -> Draft:
    """The draft as it stands now, with what other tabs and browsers have saved meanwhile."""
    here = desk()
    assert here.draft is not None
    with here.changing:
        if here.unsaved:
            _save()
        elif found := find(here.draft.token):
            here.draft = found
    return current()


def current() -> Draft:
    """The draft of this run. A page that needs one is only shown when there is one."""
    draft = desk().draft
    assert draft is not None
    return draft


def change(edit: Edit) -> Draft:
    """Apply an edit to the draft as it stands now and save it. Nothing to do saves nothing."""
    with desk().changing:
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
