"""Who is behind this tab. Nobody asks on one's own computer; a server for others can.

Streamlit logs people in, and keeps who they are in a signed cookie for 30 days. It reads the cookie
when a tab opens, and does not look at when the log-in ends; nor does a tab learn that another one
logged out. So both are looked at here, in every run.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

import streamlit as st

from advisor.screens import log_in_setting
from advisor.storage.person import Person, address_in

_LONGEST = 255
"""Signs in the name of a person or of who logs them in: what the standard allows."""
_LONGEST_NAME = 100
_LAST_MOMENT = 1e11
"""Seconds since 1970 after which no log-in ends: some thousand years from now."""


@dataclass(frozen=True)
class LogIn:
    """One log-in: whose it is, the moment when it ends, and a mark that no other one has.

    `until` is in seconds since 1970.
    """

    person: Person
    until: float
    mark: str


class Ended:
    """The log-ins that were ended by logging out, until they would have ended anyway.

    May be used by several threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._until: dict[str, float] = {}

    def add(self, log_in: LogIn) -> None:
        """Nobody comes in with this log-in any more."""
        with self._lock:
            now = time.time()
            self._until = {mark: end for mark, end in self._until.items() if end > now}
            self._until[log_in.mark] = log_in.until

    def __contains__(self, log_in: LogIn) -> bool:
        with self._lock:
            return log_in.mark in self._until


def asked() -> bool:
    """Whether this server asks people to log in. It does too where the setting is broken."""
    return log_in_setting.section() is not None


def person() -> Person | None:
    """Who is logged in; None where nobody is, or where nobody is asked to."""
    found = log_in() if asked() else None
    return found.person if found else None


def log_in() -> LogIn | None:
    """The log-in that this tab goes by, if it still holds."""
    found = log_in_of(st.user.to_dict(), log_in_setting.hours())
    return found if found and holds(found, ended()) else None


def holds(log_in: LogIn, ended: Ended) -> bool:
    """Whether a log-in has neither run out nor been ended. Needs no run of a page."""
    return log_in.until > time.time() and log_in not in ended


def log_in_of(claims: Mapping[str, Any], hours: float | None = None) -> LogIn | None:
    """The log-in that a provider's claims tell of; None where they do not say enough.

    It holds as long as the provider's token, or so many `hours` from the log-in.
    """
    issuer, subject = _text(claims, "iss"), _text(claims, "sub")
    began, ends = _moment(claims, "iat"), _moment(claims, "exp")
    complete = bool(issuer and subject and " " not in issuer and began and ends)
    if claims.get("is_logged_in") is not True or not complete:
        return None
    mark = sha256(json.dumps(_told(claims), sort_keys=True, default=str).encode()).hexdigest()
    who = Person(f"{issuer} {subject}", _name(claims), _address(claims))
    return LogIn(who, began + hours * 3600 if hours else ends, mark)


@st.cache_resource(show_spinner=False)
def ended() -> Ended:
    """The log-ins that were ended on this server: marks only, nothing of a person."""
    return Ended()


def end() -> None:
    """Log out: here, in this browser's other tabs, and wherever else this log-in is used."""
    if found := log_in():
        ended().add(found)
    st.session_state.clear()
    st.logout()


def _told(claims: Mapping[str, Any]) -> dict[str, Any]:
    """What the provider said, which is the same in every tab of one log-in."""
    return {name: value for name, value in claims.items() if name != "tokens"}


def _text(claims: Mapping[str, Any], name: str) -> str:
    found = claims.get(name)
    return found if isinstance(found, str) and len(found) <= _LONGEST else ""


def _moment(claims: Mapping[str, Any], name: str) -> float:
    found = claims.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool):
        return 0.0
    return float(found) if 0 < found < _LAST_MOMENT else 0.0


def _name(claims: Mapping[str, Any]) -> str:
    seen = "".join(sign for sign in _text(claims, "name") if sign.isprintable())
    return seen.strip()[:_LONGEST_NAME]


def _address(claims: Mapping[str, Any]) -> str:
    """The e-mail address, if the provider says that it was verified. Some say so in a word.

    Microsoft has a claim of its own: the owner of the address's domain is known.
    """
    said = claims.get("email_verified", claims.get("xms_edov"))
    verified = said in (True, "true", "1")
    return address_in(_text(claims, "email")) if verified else ""
