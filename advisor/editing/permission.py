"""Who may edit the rules: whoever sits at the computer itself, or people who are named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

SETTING = "ADVISOR_EDITING"
"""The environment variable: `off`, `everybody`, or e-mail addresses with commas between them."""
OFF, EVERYBODY = "off", "everybody"
MYSELF = "You"
"""The author's name on one's own computer, where nobody signs in."""
_PASSED_ON = ("x-forwarded-for", "forwarded", "x-real-ip", "x-forwarded-host")


@dataclass(frozen=True)
class Visit:
    """How somebody reaches the app.

    `bound`: the address that the server listens on; empty for all. `public`: the name under which
    it was announced to others, if any. `headers` are those of the request. `person` is the e-mail
    address that the person signed in with; empty where nobody did.
    """

    bound: str
    public: str = ""
    headers: Mapping[str, str] | None = None
    person: str = ""


@dataclass(frozen=True)
class Permission:
    """Whether somebody may edit. `author` is who they are then; `why` says why they may not."""

    author: str
    why: str = ""

    @property
    def granted(self) -> bool:
        """Whether they may."""
        return bool(self.author)


def may_edit(setting: str, visit: Visit) -> Permission:
    """Whether this visit may edit under a setting; empty: on one's own computer only."""
    words = setting.strip()
    person = visit.person.strip().casefold()
    if words.casefold() == OFF:
        return Permission("", "Editing is switched off on this server.")
    if words.casefold() == EVERYBODY:
        return Permission(visit.person.strip() or MYSELF)
    if words:
        if person in {name.strip().casefold() for name in words.split(",")} - {""}:
            return Permission(visit.person.strip())
        why = "Only named people may edit the rules here"
        return Permission("", f"{why}." if person else f"{why}. Sign in first.")
    if _at_the_computer_itself(visit):
        return Permission(visit.person.strip() or MYSELF)
    why = f"Others can reach this server, so the rules are read-only. {SETTING} can name editors."
    return Permission("", why)


def _at_the_computer_itself(visit: Visit) -> bool:
    """Whether nobody from outside can be behind this visit.

    The Host header is looked at as well: an outside page can point a name of its own at this
    computer. A header that a web server in between adds tells of somebody outside.
    """
    headers = {name.casefold(): value for name, value in (visit.headers or {}).items()}
    return (
        _loopback(visit.bound)
        and (not visit.public or _loopback(visit.public))
        and ("host" not in headers or _loopback(_name_in(headers["host"])))
        and not any(name in headers for name in _PASSED_ON)
    )


def _name_in(host: str) -> str:
    """The name or address in a Host header, without its port; empty where there is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _loopback(name: str) -> bool:
    if name.casefold() == "localhost":
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
