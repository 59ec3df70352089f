"""What is kept between visits: drafts, each under a private link that cannot be guessed."""

from advisor.storage.draft import Draft, Form, Typed, is_token, new_token
from advisor.storage.drafts import Drafts, DraftsUnavailable
from advisor.storage.memory import MemoryDrafts
from advisor.storage.sqlite import SqliteDrafts

__all__ = [
    "Draft",
    "Drafts",
    "DraftsUnavailable",
    "Form",
    "MemoryDrafts",
    "SqliteDrafts",
    "Typed",
    "is_token",
    "new_token",
]
