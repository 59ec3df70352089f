"""Drafts kept in memory: for tests, and gone with the program."""

from __future__ import annotations

from dataclasses import replace

from advisor.storage.clock import now
from advisor.storage.draft import Draft


class MemoryDrafts:
    """Drafts in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[str, Draft] = {}

    def load(self, token: str) -> Draft | None:
        """The draft with this token, or None where there is none."""
        return self._kept.get(token)

    def save(self, token: str, draft: Draft) -> Draft:
        """Keep the draft under this token; the same draft, with the time of saving."""
        self._kept[token] = replace(draft, token=token, saved=now())
        return self._kept[token]

    def latest(self, most: int) -> tuple[Draft, ...]:
        """The drafts saved last, the newest first."""
        return tuple(sorted(self._kept.values(), key=lambda draft: draft.saved)[::-1][:most])
