"""Who owns an assessment, with whom it is shared, and what is kept of a person."""

from __future__ import annotations

from advisor.storage import statements as do
from advisor.storage.draft import is_token
from advisor.storage.drafts import NotYours
from advisor.storage.opened import Opened
from advisor.storage.person import Person, address_in


class Shares(Opened):
    """The part of `Assessments` for people."""

    def owner(self, token: str) -> str:
        """The id of the person who owns it; empty where nobody does or it is not there."""
        found = self._rows(do.OWNER, token)
        return str(found[0]["owner"]) if found else ""

    def give(self, token: str, owner: str) -> None:
        """Make the person with this id its owner. Only its owner may."""
        self._set(token, owner=owner)

    def adopt(self, token: str) -> bool:
        """Make this person the owner of what has none; whether they became it."""
        if self._person is None or not is_token(token):
            return False
        with self._database.connected() as connection:
            found = connection.execute(do.ADOPT, self._binds | {"asked": token})
            return found.rowcount == 1

    def may_see(self, token: str, person: Person) -> bool:
        """Whether it is open to this person."""
        return bool(Shares(self._database, person)._rows(do.OWNER, token))

    def share(self, token: str, email: str) -> None:
        """Open it to whoever proves to have this e-mail address. Only its owner may.

        Raises ValueError where the text is no address.
        """
        address = address_in(email)
        if not address:
            raise ValueError("no e-mail address")
        with self._held(token, own=True) as connection:
            connection.execute(do.UNSHARE, {"asked": token, "address": address})
            connection.execute(do.INSERT_SHARE, {"token": token, "email": address})

    def unshare(self, token: str, email: str) -> None:
        """Close it again. Its owner may, and for themselves those it is shared with."""
        address = address_in(email)
        leaving = address and address == self._binds["email"]
        with self._held(token, own=not leaving) as connection:
            connection.execute(do.UNSHARE, {"asked": token, "address": address})

    def shared_with(self, token: str) -> tuple[str, ...]:
        """The e-mail addresses that it is shared with, in order."""
        return tuple(str(row["email"]) for row in self._rows(do.SHARED_WITH, token))

    def of_person(self, person: str) -> tuple[str, ...]:
        """The tokens of what the person with this id owns, the oldest first."""
        self._only_self(person)
        return tuple(str(row["token"]) for row in self._rows(do.OF_PERSON, person=person))

    def erase_person(self, person: str, email: str) -> None:
        """Erase for good all that is kept of a person, by id and e-mail address.

        What they own goes with its versions; what others shared with them is theirs no more, and
        their name goes from the versions that they saved there.
        """
        self._only_self(person)
        asked = {"person": person, "email": address_in(email)}
        with self._database.together() as connection:
            for statement in (do.ERASE_OF_PERSON, do.UNSHARE_ALL, do.FORGET_NAME):
                connection.execute(statement, asked)
        self._database.sweep()

    def _only_self(self, person: str) -> None:
        if self._binds["everybody"] is False and person != self._binds["person"]:
            raise NotYours
