"""What is kept between visits: drafts, each under a private link that cannot be guessed."""

from advisor.storage.draft import Draft, Form, is_token, new_token
from advisor.storage.drafts import Drafts, DraftsUnavailable
from advisor.storage.memory import MemoryDrafts
from advisor.storage.scenario import LONGEST_PROSE, LONGEST_TEXT, Answer, Scenario, Typed
from advisor.storage.sqlite import SqliteDrafts

__all__ = [
    "LONGEST_PROSE",
    "LONGEST_TEXT",
    "Answer",
    "Draft",
    "Drafts",
    "DraftsUnavailable",
    "Form",
    "MemoryDrafts",
    "Scenario",
    "SqliteDrafts",
    "Typed",
    "is_token",
    "new_token",
]
