"""The assessments that are open to somebody: what all methods that look for one go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Executable, RowMapping

from advisor.storage import statements as do
from advisor.storage.database import Database
from advisor.storage.draft import is_token
from advisor.storage.drafts import Gone, NotYours, Unavailable
from advisor.storage.person import Person

_T = TypeVar("_T")


class Opened:
    """The assessments of one database; with a `person`, those that are open to this person.

    To a person the others are not there at all. On one's own computer there is no person, and
    everything is open under its private link. Every method may raise `Unavailable`; those that
    change an assessment raise `Gone` where it is not there (any more), those that only its owner
    may use `NotYours`.
    """

    def __init__(self, database: Database, person: Person | None = None) -> None:
        self._database = database
        self._person = person
        self._binds: dict[str, Any] = {
            "everybody": person is None,
            "person": person.id if person else "",
            "email": person.email if person else "",
        }

    def close(self) -> None:
        """Let go of the database; the next call opens it again."""
        self._database.close()

    def _rows(self, statement: Executable, token: str = "", **binds: Any) -> Sequence[RowMapping]:
        """What a statement finds; with a token, nothing where that is no token."""
        if token and not is_token(token):
            return ()
        with self._database.connected() as connection:
            asked = self._binds | {"asked": token} | binds
            return connection.execute(statement, asked).mappings().all()

    @contextmanager
    def _held(self, token: str, *, own: bool = False) -> Iterator[Connection]:
        """One transaction in which nobody else changes or erases this assessment.

        Raises Gone where it is not there, and NotYours where `own` asks for an owner.
        """
        if not is_token(token):
            raise Gone
        with self._database.together() as connection:
            asked = self._binds | {"asked": token}
            if connection.execute(do.SEEN, asked).first() is None:
                raise Gone
            if own and connection.execute(do.OWNED, asked).first() is None:
                raise NotYours
            yield connection

    def _set(self, token: str, **values: str) -> None:
        """Change columns that only the owner may change."""
        with self._held(token, own=True) as connection:
            connection.execute(do.SET, self._binds | {"asked": token} | values)


def whole(read: Callable[[RowMapping], _T], rows: Sequence[RowMapping]) -> Iterator[_T]:
    """What the rows hold. Damaged ones are left out."""
    for row in rows:
        try:
            found = read(row)
        except Unavailable:
            continue
        yield found
