"""How somebody reaches the app, and whether they sit at the computer that it runs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

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


def at_the_computer_itself(visit: Visit) -> bool:
    """Whether nobody from outside can be behind this visit.

    The Host header is looked at as well: an outside page can point a name of its own at this
    computer. A header that a web server in between adds tells of somebody outside; where it adds
    none and says that it is the host, Origin still tells which address the browser shows.
    """
    headers = {name.casefold(): value for name, value in (visit.headers or {}).items()}
    return (
        _loopback(visit.bound)
        and (not visit.public or _loopback(visit.public))
        and ("host" not in headers or _loopback(_name_in(headers["host"])))
        and ("origin" not in headers or _loopback(_name_in(headers["origin"])))
        and not any(name in headers for name in _PASSED_ON)
    )


def _name_in(host: str) -> str:
    """The name or address in a Host or Origin header, without its port; empty where none is."""
    try:
        return urlsplit(host if "//" in host else f"//{host}").hostname or ""
    except ValueError:
        return ""


def _loopback(name: str) -> bool:
    if name.casefold() == "localhost":
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
