"""Whether people log in on this server, and with whom: the section [auth] of Streamlit's secrets.

A setting that is broken never opens the program: people are asked to log in, and cannot.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

HOURS = "ADVISOR_LOG_IN_HOURS"
"""The environment variable: how many hours a log-in holds; empty: as long as its token."""
MOST_HOURS = 720.0
"""Streamlit's cookie is gone after that."""
_SHORTEST_SECRET = 32
_NEEDED = ("client_id", "client_secret", "server_metadata_url")
_ALONE = "default"
"""What Streamlit calls the one provider of a section without parts."""
_CALLBACK = "/oauth2callback"


def section() -> Mapping[str, Any] | None:
    """The section about logging in; None where there is none, empty where it cannot be read."""
    try:
        found = st.secrets.get("auth")
    except FileNotFoundError:
        # The same error tells of no file and of a broken one.
        files = st.get_option("secrets.files") or []
        return {} if any(Path(file).exists() for file in files) else None
    except (OSError, ValueError):
        return {}
    if found is None:
        return None
    return found if isinstance(found, Mapping) else {}


def providers() -> dict[str, Mapping[str, Any]]:
    """Whom one can log in with: the settings of each by the name that `st.login` knows."""
    found = section() or {}
    named = {
        name: part
        for name, part in found.items()
        if isinstance(part, Mapping) and name != "client_kwargs"
    }
    alone = {_ALONE: found} if any(name in found for name in _NEEDED) else {}
    return alone | named


def hours() -> float | None:
    """How long a log-in holds, in hours; None where it holds as long as its token."""
    text = os.environ.get(HOURS, "").strip()
    try:
        return float(text) if text else None
    except ValueError:
        return None


def faults() -> tuple[str, ...]:
    """What keeps people from logging in safely, for the person who runs this server."""
    found = section()
    if not found:
        return ("The secrets of this server cannot be read, or [auth] is empty.",)
    return (*_shared(found), *_hours(), *_each(providers()))


def _shared(found: Mapping[str, Any]) -> list[str]:
    told = []
    back = found.get("redirect_uri")
    if not isinstance(back, str) or not back.endswith(_CALLBACK):
        told.append(f"redirect_uri must be this server's public address with {_CALLBACK} after it.")
    elif not _private(back):
        told.append("redirect_uri must begin with https://: others could read along otherwise.")
    secret = found.get("cookie_secret")
    if not isinstance(secret, str) or len(secret) < _SHORTEST_SECRET:
        told.append(
            f"cookie_secret must be {_SHORTEST_SECRET} or more characters that nobody can guess."
        )
    if find_spec("authlib") is None or find_spec("httpx") is None:
        told.append("The libraries Authlib and httpx are not installed.")
    return told


def _hours() -> list[str]:
    if not os.environ.get(HOURS, "").strip():
        return []
    found = hours()
    right = found is not None and 0 < found <= MOST_HOURS
    return [] if right else [f"{HOURS} must be a number of hours up to {MOST_HOURS:g}."]


def _each(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    told = [] if found else ["[auth] names nobody to log in with."]
    for name, part in found.items():
        lacking = [key for key in _NEEDED if not (isinstance(part.get(key), str) and part[key])]
        place = "[auth]" if name == _ALONE else f"[auth.{name}]"
        if lacking:
            told.append(f"{place} lacks {', '.join(lacking)}.")
        elif not _private(part["server_metadata_url"]):
            told.append(f"server_metadata_url in {place} must begin with https://.")
        if "_" in name:
            told.append(f"{place}: the name must have no underscore.")
    return told


def _private(address: str) -> bool:
    """Whether nobody can read along on the way to this address: it is encrypted, or stays here."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _here(host)))


def _here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
