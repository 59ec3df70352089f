"""What is kept between visits: assessments, each under a private link that cannot be guessed."""

from typing import TYPE_CHECKING

from advisor.storage.draft import Draft, Form, is_token, new_token
from advisor.storage.drafts import ChangedMeanwhile, Drafts, Gone, NotYours, Unavailable
from advisor.storage.entries import Decision, Note, Respondent
from advisor.storage.person import Person
from advisor.storage.records import Listed, Packed, Stamp, Version
from advisor.storage.scenario import LONGEST_PROSE, LONGEST_TEXT, Answer, Scenario, Typed
from advisor.storage.told import Told, ToldGate, ToldLevel, ToldReason

if TYPE_CHECKING:
    from advisor.storage.assessments import Assessments

__all__ = [
    "LONGEST_PROSE",
    "LONGEST_TEXT",
    "Answer",
    "Assessments",
    "ChangedMeanwhile",
    "Decision",
    "Draft",
    "Drafts",
    "Form",
    "Gone",
    "Listed",
    "NotYours",
    "Note",
    "Packed",
    "Person",
    "Respondent",
    "Scenario",
    "Stamp",
    "Told",
    "ToldGate",
    "ToldLevel",
    "ToldReason",
    "Typed",
    "Unavailable",
    "Version",
    "is_token",
    "new_token",
]


def __getattr__(name: str) -> object:
    """Load `Assessments`, and SQLAlchemy with it, when first asked for (PEP 562)."""
    if name != "Assessments":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from advisor.storage.assessments import Assessments  # noqa: PLC0415

    return Assessments
