"""Taking whole assessments out and in."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from advisor.storage import statements as do
from advisor.storage.draft import new_token
from advisor.storage.drafts import Unavailable
from advisor.storage.records import Packed
from advisor.storage.rows import draft_in, new_row, stamp_in, stamp_row, version_row
from advisor.storage.versions import Versions


class Packs(Versions):
    """The part of `Assessments` for bringing them to another server."""

    def packs(self, tokens: Iterable[str]) -> tuple[Packed, ...]:
        """All of these assessments, to be kept elsewhere. Without those not there, or damaged."""
        return tuple(pack for token in tokens if (pack := self._pack(token)))

    def _pack(self, token: str) -> Packed | None:
        found = self._rows(do.WHOLE, token)
        try:
            draft = draft_in(found[0]) if found else None
        except Unavailable:
            return None
        if draft is None:
            return None
        row, stamp = found[0], stamp_in(found[0])
        advised = stamp if stamp.outcome else None
        return Packed(draft, row["created"], row["archived"], advised, self.versions(token))

    def take_in(self, packs: Iterable[Packed]) -> tuple[str, ...]:
        """Keep these assessments, all or none; their tokens here.

        Nothing is replaced: where a token is known already, the assessment gets a new one. They
        belong to the person who brings them.
        """
        with self._database.together() as connection:
            return tuple([self._take(connection, pack) for pack in packs])

    def _take(self, connection: Connection, pack: Packed) -> str:
        draft, token = pack.draft, pack.draft.token
        if connection.execute(do.KNOWN, {"asked": token}).first() is not None:
            # The drafts of its respondents are those of the one that is here.
            draft, token = draft.without_links(), new_token()
        row = new_row(token, draft, draft.saved, str(self._binds["person"]))
        times = {"created": pack.created, "archived": pack.archived}
        connection.execute(do.INSERT, row | times | stamp_row(pack.stamp))
        for version in pack.versions:
            connection.execute(do.INSERT_VERSION, version_row(token, version))
        return token
