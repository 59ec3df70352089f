"""The one interface that every place for keeping drafts offers, and what may go wrong there."""

from __future__ import annotations

from typing import Protocol

from advisor.storage.draft import Draft


class Unavailable(Exception):
    """Nothing can be read or saved just now. The message says why, for the person waiting."""


class Gone(Unavailable):
    """What was to be saved is kept no more, and is not brought back by saving it."""

    def __init__(self) -> None:
        super().__init__("this assessment was erased, or is no longer open to you")


class NotYours(Unavailable):
    """Only who owns an assessment may do this."""

    def __init__(self) -> None:
        super().__init__("only the person who owns this assessment may do this")


class ChangedMeanwhile(Exception):
    """Somebody else saved since the draft was read. Read it again and make the change on that."""


class Drafts(Protocol):
    """A place that keeps drafts by their token. All methods may raise `Unavailable`."""

    def load(self, token: str) -> Draft | None:
        """The draft with this token, or None where there is none."""

    def save(self, token: str, draft: Draft) -> Draft:
        """Keep the draft under this token; the same draft, with its edition and time of saving.

        Raises ChangedMeanwhile where the edition kept is not the one that the draft was read at,
        and Gone where none is kept any more. Edition 0 is a draft that was never saved.
        """

    def latest(self, most: int) -> tuple[Draft, ...]:
        """The drafts saved last, at most so many, the newest first; damaged ones are left out."""
