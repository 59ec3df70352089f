"""What went wrong with a database, in words for the person waiting."""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError, TimeoutError

from advisor.storage.drafts import Unavailable

NEWER = "the saved answers were written by a newer version of this program"
DAMAGED = "what was saved under this link is damaged"
_HELD = "another program is holding the saved answers"
_FULL = "the disk of this server is full"
_CLOSED = "this server does not let the program write to its folder"
_UNREADABLE = "the file with the saved answers cannot be read"
_UNREACHABLE = "the database with the saved answers cannot be reached"
_REFUSED = "the database does not let this program in: see the setting ADVISOR_DATABASE"
_OF_SQLITE = {
    "SQLITE_BUSY": _HELD,
    "SQLITE_LOCKED": _HELD,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR_WRITE": _FULL,
    "SQLITE_READONLY": _CLOSED,
    "SQLITE_CANTOPEN": _CLOSED,
    "SQLITE_PERM": _CLOSED,
}
"""By the names of SQLite's errors, which may go on after these."""
_OF_SERVER = {
    "53100": _FULL,
    "55P03": _HELD,
    "57014": _HELD,
    "40P01": _HELD,
    "25006": "the database with the saved answers takes no changes just now",
    "42501": "the database does not let this program write",
    "3D000": _REFUSED,
    "28": _REFUSED,
}
"""By PostgreSQL's codes, which may go on after these."""


def trouble_in(problem: Exception) -> Unavailable:
    """What this problem is to be told as."""
    found = problem.orig if isinstance(problem, DBAPIError) else problem
    if isinstance(found, sqlite3.Error):
        name = getattr(found, "sqlite_errorname", "")
        return Unavailable(_told(_OF_SQLITE, name, _UNREADABLE))
    if isinstance(problem, DBAPIError):
        # While connecting, the server's code is only in the words of the library.
        refused = any(word in str(found) for word in ("authentication failed", "does not exist"))
        code = getattr(found, "sqlstate", None) or ("28" if refused else "")
        return Unavailable(_told(_OF_SERVER, code, _UNREACHABLE))
    if isinstance(problem, TimeoutError):  # all connections are taken
        return Unavailable(_UNREACHABLE)
    return Unavailable(_CLOSED if isinstance(problem, OSError) else _UNREADABLE)


def is_held(problem: Exception) -> bool:
    """Whether another program is in the way, and will not be for long."""
    return str(trouble_in(problem)) == _HELD


def _told(table: dict[str, str], code: str, otherwise: str) -> str:
    return next((told for start, told in table.items() if code.startswith(start)), otherwise)
