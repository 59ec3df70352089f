"""Who somebody is as a rule author: by signing in, or on one's own computer by a name typed once.

The name stands in a cookie of the browser, so that it is not asked for again.
"""

from __future__ import annotations

import os
from hashlib import sha256
from urllib.parse import quote, unquote

import streamlit as st

from advisor.editing.permission import MYSELF, SETTING, Permission, may_edit
from advisor.loading.text.decoding import unseen
from advisor.screens import visits, who
from advisor.storage.person import Person

COOKIE = "rule_author"
LONGEST = 60
_TYPED = "rule-author"
_KEEP = """<span></span><script>
document.cookie = "{cookie}={value}; path=/; max-age=31536000; SameSite=Lax";
</script>"""


def permission() -> Permission:
    """Whether this visit may edit the rules."""
    return may_edit(_setting(), visits.visit(_signed_in()))


def author() -> str:
    """Who edits in this tab; empty where they may not, or have not said their name yet."""
    allowed = permission()
    if not allowed.granted or allowed.author != MYSELF:
        return allowed.author
    typed = st.session_state.get(_TYPED, unquote(_cookie()))
    return typed if not problem_with(typed) else ""


def problem_with(name: str) -> str:
    """What keeps a text from being a name; empty where nothing does."""
    if not name.strip():
        return "Enter your name, like Ann Bell."
    if "@" in name:
        return "Enter your name rather than an address, like Ann Bell."
    if len(name) > LONGEST:
        return f"Keep your name under {LONGEST} characters."
    if unseen(name) or not name.isprintable():
        return "There is a character that cannot be seen. Type your name anew."
    return ""


def ask() -> None:
    """Ask for the name. It is kept in this browser and stands in the history of the rules."""
    st.markdown(
        "Before you change anything, say who you are. Your name stands beside your changes, so "
        "that others know whom to ask."
    )
    with st.form("who", border=False):
        typed = st.text_input("Your name", key="your-name", max_chars=LONGEST, autocomplete="name")
        pressed = st.form_submit_button("Go on", type="primary")
    if not pressed:
        return
    if problem := problem_with(typed or ""):
        st.error(problem)
        return
    st.session_state[_TYPED] = " ".join((typed or "").split())
    st.rerun()


def keep() -> None:
    """Have the browser keep the name that was typed in this tab."""
    typed = st.session_state.get(_TYPED)
    if typed and typed != unquote(_cookie()):
        script = _KEEP.format(cookie=COOKIE, value=quote(typed, safe=""))
        with st.container(key="arrival-name"):
            st.html(script, unsafe_allow_javascript=True)


def is_typed() -> bool:
    """Whether the name was typed here, and so can be typed anew."""
    return permission().author == MYSELF


def forget() -> None:
    """Ask for the name anew."""
    st.session_state[_TYPED] = ""


def _cookie() -> str:
    found = st.context.cookies.get(COOKIE, "")
    return found if isinstance(found, str) else ""


def _setting() -> str:
    return os.environ.get(SETTING, "")


def called(person: Person) -> str:
    """What the rules' history calls a person: the e-mail address that was verified to be theirs.

    Somebody without one goes by a name with a mark, which is nobody else's.
    """
    mark = sha256(person.id.encode()).hexdigest()[:8]
    return person.email or f"{person.name or 'Somebody'} ({mark})"


def _signed_in() -> str:
    """Who is logged in; empty where nobody is, or is not asked to."""
    person = who.person()
    return called(person) if person else ""
