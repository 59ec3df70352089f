"""Assessments: what is kept for each company, in SQLite or PostgreSQL, by the same statements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from advisor.storage.clock import now
from advisor.storage.database import Database, ServerDatabase, SqliteDatabase
from advisor.storage.draft import Draft, is_token
from advisor.storage.drafts import ChangedMeanwhile, Gone, Unavailable
from advisor.storage.rows import NEW_ROW, draft_in, kept_of, new_row
from advisor.storage.tables import ASSESSMENT

_WAIT_SECONDS = 5.0
_ROW = ASSESSMENT.c
_DRAFT = select(_ROW.token, _ROW.body, _ROW.saved, _ROW.edition)
_ONE = _DRAFT.where(_ROW.token == bindparam("asked"))
_LATEST = (
    _DRAFT.where(_ROW.archived == "")
    .order_by(_ROW.saved.desc(), _ROW.token)
    .limit(bindparam("most"))
)
_KNOWN = select(_ROW.edition).where(_ROW.token == bindparam("asked"))
_CHANGE = update(ASSESSMENT).where(
    _ROW.token == bindparam("asked"), _ROW.edition == bindparam("read")
)


class Assessments:
    """All assessments of one database. Every method may raise `Unavailable`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def in_folder(cls, folder: Path, wait: float = _WAIT_SECONDS) -> Assessments:
        """In the file `assessments.sqlite3` of a folder that is made when first needed.

        `wait` is how many seconds to wait while another program writes.
        """
        return cls(SqliteDatabase(folder / "assessments.sqlite3", wait))

    @classmethod
    def in_memory(cls) -> Assessments:
        """Gone with the program."""
        return cls(SqliteDatabase(None, _WAIT_SECONDS))

    @classmethod
    def at(cls, address: str) -> Assessments:
        """On a PostgreSQL server: postgresql://name:password@server/database."""
        return cls(ServerDatabase(address))

    def load(self, token: str) -> Draft | None:
        """The draft with this token, or None where there is none."""
        if not is_token(token):
            return None
        with self._database.connected() as connection:
            row = connection.execute(_ONE, {"asked": token}).mappings().first()
        return draft_in(row) if row else None

    def save(self, token: str, draft: Draft, owner: str = "") -> Draft:
        """See `Drafts`. `owner` is who owns it from its first save on."""
        moment = now()
        if draft.edition == 0:
            self._insert(token, draft, moment, owner)
        else:
            self._update(token, draft, moment)
        return replace(draft, token=token, saved=moment, edition=draft.edition + 1)

    def _insert(self, token: str, draft: Draft, moment: str, owner: str) -> None:
        with self._database.connected() as connection:
            try:
                connection.execute(NEW_ROW, new_row(token, draft, moment, owner))
            except IntegrityError as known:
                raise ChangedMeanwhile from known

    def _update(self, token: str, draft: Draft, moment: str) -> None:
        where = {"asked": token, "read": draft.edition}
        what = kept_of(draft) | {"edition": draft.edition + 1, "saved": moment}
        with self._database.connected() as connection:
            if connection.execute(_CHANGE, where | what).rowcount == 1:
                return
            known = connection.execute(_KNOWN, {"asked": token}).first()
        raise ChangedMeanwhile if known else Gone

    def latest(self, most: int) -> tuple[Draft, ...]:
        """The drafts saved last, at most so many, the newest first; damaged ones are left out."""
        with self._database.connected() as connection:
            rows = connection.execute(_LATEST, {"most": most}).mappings().all()
        found = []
        for row in rows:
            try:
                found.append(draft_in(row))
            except Unavailable:
                continue
        return tuple(found)

    def close(self) -> None:
        """Let go of the database; the next call opens it again."""
        self._database.close()
