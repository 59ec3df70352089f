"""Assessments: what is kept for each company, in SQLite or PostgreSQL, by the same statements."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from advisor.storage import statements as do
from advisor.storage.clock import now
from advisor.storage.database import ServerDatabase, SqliteDatabase
from advisor.storage.draft import Draft, is_token, new_token
from advisor.storage.drafts import ChangedMeanwhile, Gone
from advisor.storage.opened import whole
from advisor.storage.packs import Packs
from advisor.storage.person import Person
from advisor.storage.records import Listed, Stamp
from advisor.storage.rows import draft_in, draft_row, listed_in, new_row, stamp_row
from advisor.storage.shares import Shares

_WAIT_SECONDS = 5.0


class Assessments(Packs, Shares):
    """The assessments of one database. With a `person`, the others are not there: see `Opened`."""

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

    def seen_by(self, person: Person) -> Assessments:
        """Those that this person owns or that are shared with them, and what they add."""
        return Assessments(self._database, person)

    def load(self, token: str) -> Draft | None:
        """The draft with this token, or None where there is none.

        What was begun before people logged in here has no owner: its link is all it takes. It
        belongs to the first person who opens it.
        """
        found = self._rows(do.ONE, token)
        if not found and self.adopt(token):
            found = self._rows(do.ONE, token)
        return draft_in(found[0]) if found else None

    def save(self, token: str, draft: Draft) -> Draft:
        """See `Drafts`. What a person saves first is theirs."""
        if not is_token(token):
            raise Gone
        moment = now()
        with self._database.connected() as connection:
            if draft.edition == 0:
                try:
                    owner = str(self._binds["person"])
                    connection.execute(do.INSERT, new_row(token, draft, moment, owner))
                except IntegrityError as known:
                    raise ChangedMeanwhile from known
            else:
                what = draft_row(draft) | {"edition": draft.edition + 1, "saved": moment}
                where = {"asked": token, "read": draft.edition}
                if connection.execute(do.CHANGE, self._binds | where | what).rowcount == 0:
                    seen = connection.execute(do.ONE, self._binds | where).first()
                    raise ChangedMeanwhile if seen else Gone
        return replace(draft, token=token, saved=moment, edition=draft.edition + 1)

    def duplicate(self, token: str, company: str) -> Draft:
        """A new assessment under another company's name with the same entries, saved.

        Its versions, the decision taken and with whom it is shared stay with the first; and
        the copy of an example is none.
        """
        first = self.load(token)
        if first is None:
            raise Gone
        copy = replace(
            first.named(company).without_links(),
            token=new_token(),
            edition=0,
            saved="",
            decision=None,
            example=False,
        )
        return self.save(copy.token, copy)

    def latest(self, most: int) -> tuple[Draft, ...]:
        """The drafts saved last, at most so many, the newest first.

        Those that are damaged or were put away are left out.
        """
        return tuple(whole(draft_in, self._rows(do.LATEST, most=most)))

    def listed(self, archived: bool = False) -> tuple[Listed, ...]:
        """All as lines of a list, the one saved last first: those in use, or those put away."""
        return tuple(map(listed_in, self._rows(do.LISTED, put_away=archived)))

    def advised(self, token: str, stamp: Stamp) -> None:
        """Remember what was advised when the recommendation was last shown."""
        if is_token(token):
            with self._database.connected() as connection:
                connection.execute(do.SET, self._binds | {"asked": token} | stamp_row(stamp))

    def archive(self, token: str) -> None:
        """Put it away: it leaves the list, and stays as it is. Only its owner may."""
        self._set(token, archived=now())

    def restore(self, token: str) -> None:
        """Bring it back into the list. Only its owner may."""
        self._set(token, archived="")

    def erase(self, token: str) -> None:
        """Erase it for good, with its versions and respondents' drafts. Only its owner may."""
        theirs = self._respondents(token)
        with self._held(token, own=True) as connection:
            connection.execute(do.ERASE, {"asked": token})
            for one in theirs:
                connection.execute(do.ERASE_RESPONDENT, self._binds | {"asked": one})
        self._database.sweep()

    def _respondents(self, token: str) -> tuple[str, ...]:
        """The tokens of the drafts that this assessment's respondents fill in."""
        drafts = whole(draft_in, self._rows(do.ONE, token))
        return tuple(one.token for draft in drafts for one in draft.respondents if one.token)
