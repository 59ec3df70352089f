"""Drafts in one SQLite file that only the program's own user may read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock

from advisor.storage.clock import now
from advisor.storage.draft import Draft, from_json, is_token, to_json
from advisor.storage.drafts import DraftsUnavailable

_WAIT_SECONDS = 5.0
_VERSION = 2
"""Raise it with every change of what is stored that an older program would lose on saving."""
_NEWER = "the saved answers were written by a newer version of this program"
_DAMAGED = "what was saved under this link is damaged"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS draft (
    token TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
)
"""
_UPSERT = """
INSERT INTO draft (token, body, created, updated) VALUES (:token, :body, :now, :now)
ON CONFLICT (token) DO UPDATE SET body = excluded.body, updated = excluded.updated
"""


class SqliteDrafts:
    """Drafts in `drafts.sqlite3` below a folder that is made when first needed.

    One connection serves all threads, one call at a time; a call takes well under a
    millisecond. Several programs may share the file. `wait` is how many seconds to wait
    while another one writes.
    """

    def __init__(self, folder: Path, wait: float = _WAIT_SECONDS) -> None:
        self._file = folder / "drafts.sqlite3"
        self._wait = wait
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None

    def load(self, token: str) -> Draft | None:
        """The draft with this token, or None where there is none."""
        if not is_token(token):
            return None
        with self._connected() as connection:
            row = connection.execute(
                "SELECT body, updated FROM draft WHERE token = ?", (token,)
            ).fetchone()
        try:
            return from_json(token, *row) if row else None
        except ValueError as damaged:
            raise DraftsUnavailable(_DAMAGED) from damaged

    def save(self, token: str, draft: Draft) -> Draft:
        """Keep the draft under this token; the same draft, with the time of saving."""
        moment = now()
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_UPSERT, {"token": token, "body": to_json(draft), "now": moment})
            connection.execute("COMMIT")
        return replace(draft, token=token, saved=moment)

    def latest(self, most: int) -> tuple[Draft, ...]:
        """The drafts saved last, at most so many, the newest first; damaged ones are left out."""
        asked = "SELECT token, body, updated FROM draft ORDER BY updated DESC, token LIMIT ?"
        with self._connected() as connection:
            rows = connection.execute(asked, (most,)).fetchall()
        return tuple(draft for row in rows if (draft := _readable(*row)))

    def close(self) -> None:
        """Let go of the file; the next call opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._open()
            except (OSError, sqlite3.Error) as problem:
                self.close()
                raise DraftsUnavailable(_told(problem)) from problem

    def _open(self) -> sqlite3.Connection:
        """The open connection; a new one where the file was taken away meanwhile."""
        if self._connection is not None and self._file.exists():
            return self._connection
        self.close()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # Made with the right mode at once: the journal files beside it take theirs from it.
        os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
        self._connection = sqlite3.connect(
            self._file, timeout=self._wait, isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._check_version(self._connection)
        self._connection.execute(_SCHEMA)
        return self._connection

    def _check_version(self, connection: sqlite3.Connection) -> None:
        """Leave a file alone that a newer program wrote: saving would lose what only that knows."""
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise sqlite3.NotSupportedError(_NEWER)
        if version < _VERSION:
            connection.execute(f"PRAGMA user_version = {_VERSION}")


def _readable(token: str, body: str, updated: str) -> Draft | None:
    try:
        return from_json(token, body, updated)
    except ValueError:
        return None


def _told(problem: Exception) -> str:
    text = str(problem).lower()
    if text == _NEWER:
        return _NEWER
    if "locked" in text or "busy" in text:
        return "another program is holding the file with the saved answers"
    if "full" in text or "space" in text:
        return "the disk of this server is full"
    if isinstance(problem, OSError) or "readonly" in text or "unable to open" in text:
        return "this server does not let the program write to its folder"
    return "the file with the saved answers cannot be read"
