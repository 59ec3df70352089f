"""The one interface that every place for keeping drafts offers."""

from __future__ import annotations

from typing import Protocol

from advisor.storage.draft import Draft


class DraftsUnavailable(Exception):
    """Drafts cannot be read or saved just now. The message says why, for the person waiting."""


class Drafts(Protocol):
    """A place that keeps drafts by their token. All methods may raise `DraftsUnavailable`."""

    def load(self, token: str) -> Draft | None:
        """The draft with this token, or None where there is none."""

    def save(self, token: str, draft: Draft) -> Draft:
        """Keep the draft under this token; the same draft, with the time of saving."""

    def latest(self, most: int) -> tuple[Draft, ...]:
        """The drafts saved last, at most so many, the newest first; damaged ones are left out."""
