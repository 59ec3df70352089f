"""Versions: an assessment as it was at moments that somebody named."""

from __future__ import annotations

from dataclasses import replace

from advisor.storage import statements as do
from advisor.storage.clock import now
from advisor.storage.draft import Draft
from advisor.storage.opened import Opened, whole
from advisor.storage.person import Person
from advisor.storage.records import Stamp, Version
from advisor.storage.rows import shown, version_in, version_row


class Versions(Opened):
    """The part of `Assessments` for versions. They are never changed, only kept or erased."""

    def freeze(self, token: str, name: str, draft: Draft, stamp: Stamp) -> Version:
        """Save this draft as a version under a name, with what was advised."""
        person = self._person or Person("")
        with self._held(token) as connection:
            last = connection.execute(do.LAST_NUMBER, {"asked": token}).scalar()
            number = (last or 0) + 1
            kept = replace(draft, token=token, saved=now(), edition=0)
            called = shown(name) or f"Version {number}"
            version = Version(number, called, kept.saved, shown(person.name), kept, stamp)
            connection.execute(do.INSERT_VERSION, version_row(token, version, person.id))
        return version

    def versions(self, token: str) -> tuple[Version, ...]:
        """The versions of an assessment, the first one first; damaged ones are left out."""
        return tuple(whole(version_in, self._rows(do.VERSIONS, token)))

    def version(self, token: str, number: int) -> Version | None:
        """One version of an assessment; None where there is none with this number."""
        found = self._rows(do.VERSION_ONE, token, wanted=number)
        return version_in(found[0]) if found else None

    def erase_version(self, token: str, version: Version) -> None:
        """Erase one version for good. Only the owner of the assessment may.

        Where it is gone already, nothing happens: not to one that got its number since.
        """
        with self._held(token, own=True) as connection:
            which = {"asked": token, "wanted": version.number, "then": version.saved}
            connection.execute(do.ERASE_VERSION, which)
        self._database.sweep()
