"""Everything that is kept of one person: found, put in one file, erased."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.editing.keeping import Proposals, ProposalsUnavailable
from advisor.editing.proposal import Proposal
from advisor.screens import kept
from advisor.screens.workshop import mine, naming
from advisor.storage import Unavailable
from advisor.storage.person import Person
from advisor.storage.records import Listed


@dataclass(frozen=True)
class Kept:
    """What is kept of a person: their own assessments, those that others share with them, and the
    changes of the rules that they did not publish."""

    own: tuple[Listed, ...]
    shared: tuple[Listed, ...]
    rules: Proposal | None


def found(person: Person) -> Kept:
    """What is kept of a person. Raises Unavailable."""
    drafts = kept.drafts()
    all_of_them = [*drafts.listed(), *drafts.listed(archived=True)]
    try:
        rules = mine.proposals().load(naming.called(person))
    except ProposalsUnavailable as trouble:
        raise Unavailable(str(trouble)) from trouble
    return Kept(
        tuple(one for one in all_of_them if one.owner == person.id),
        tuple(one for one in all_of_them if one.owner != person.id),
        rules,
    )


def erase(person: Person) -> None:
    """Erase all that is kept of a person, for good. Raises Unavailable."""
    proposals: Proposals = mine.proposals()
    kept.drafts().erase_person(person.id, person.email)
    try:
        if proposals.load(naming.called(person)) is not None:
            proposals.discard(naming.called(person))
    except ProposalsUnavailable as trouble:
        raise Unavailable(str(trouble)) from trouble
