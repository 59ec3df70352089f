"""Everything that is kept of one person: found, put in one file, erased."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.editing.exporting import exported
from advisor.editing.keeping import Proposals, ProposalsUnavailable
from advisor.editing.proposal import Proposal
from advisor.screens import kept
from advisor.screens.workshop import mine, naming
from advisor.storage import Assessments, Unavailable
from advisor.storage.person import Person
from advisor.storage.records import Listed, Packed
from advisor.storage.transfer import TooMuch
from advisor.storage.transfer import packed as one_file


@dataclass(frozen=True)
class Kept:
    """What is kept of a person: their own assessments, those that others share with them, and the
    changes of the rules that they did not publish. `assessments` are those open to them."""

    assessments: Assessments
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
        drafts,
        tuple(one for one in all_of_them if one.owner == person.id),
        tuple(one for one in all_of_them if one.owner != person.id),
        rules,
    )


def packed(person: Person, kept: Kept) -> bytes:
    """All that is theirs as one zip: the assessments as files that can be imported again, who they
    are here, and the rule files that they changed. Raises Unavailable."""
    packs = kept.assessments.packs([one.token for one in kept.own])
    there = {pack.draft.token for pack in packs}
    texts = {f"assessments-{n}.json": text for n, text in enumerate(_files(packs), 1)}
    changed = kept.rules.mine if kept.rules else {}
    texts |= {f"rules/{name}": text for name, text in changed.items() if text is not None}
    about = {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "damaged, so not in these files": [
            one.company for one in kept.own if one.token not in there
        ],
        "shared with you": [one.company for one in kept.shared],
        "rule files taken away": [name for name, text in changed.items() if text is None],
    }
    texts["about-you.json"] = json.dumps(about, ensure_ascii=False, indent=2) + "\n"
    return exported(texts, "my-data")


def _files(packs: Sequence[Packed]) -> Iterator[str]:
    """The assessments in as few files as can be imported again."""
    if not packs:
        return
    try:
        yield one_file(packs).decode()
    except TooMuch:
        if len(packs) == 1:
            raise
        half = len(packs) // 2
        yield from _files(packs[:half])
        yield from _files(packs[half:])


def erase(person: Person) -> None:
    """Erase all that is kept of a person, for good. Raises Unavailable."""
    proposals: Proposals = mine.proposals()
    kept.drafts().erase_person(person.id, person.email)
    try:
        if proposals.load(naming.called(person)) is not None:
            proposals.discard(naming.called(person))
    except ProposalsUnavailable as trouble:
        raise Unavailable(str(trouble)) from trouble
