"""A proposal: one author's changed copy of the rule files, not yet published.

It keeps, for each file that it touches, the published text that it began from, and every change as
a step of its own, so that any one of them can be undone. All other files are the published ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from advisor.conditions import Place
from advisor.editing.edits import Edit
from advisor.editing.merging import NO_CHOICES, Choices, Conflict, merged
from advisor.editing.splicing import spliced
from advisor.loading.assembling import fingerprint
from advisor.mistakes import Mistake, Mistakes

Texts = Mapping[str, str]
"""The text of every rule file by its path inside the folder."""
SOME_STEPS = "The changes so far, brought into the rules published meanwhile"


class Conflicting(Exception):
    """The published rules and the proposal changed the same values; somebody has to decide."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(conflicts)
        self.conflicts = tuple(conflicts)


@dataclass(frozen=True)
class Edited:
    """A step: edits made by form. `says` tells it to its author, `at` is the time in UTC."""

    says: str
    at: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Rewritten:
    """A step: the text of a file written anew, from the one before; None where there is none."""

    says: str
    at: str
    file: str
    before: str | None
    after: str | None


Step = Edited | Rewritten


@dataclass(frozen=True)
class Proposal:
    """One author's changes. Frozen: every change makes a new proposal.

    `first`: of each touched file the published text that it began from; `mine`: the text now; None
    where there is no such file. `fingerprint` is that of the published files it was last brought
    into line with, `began` and `saved` are times in UTC.
    """

    author: str
    fingerprint: str = ""
    first: Mapping[str, str | None] = field(default_factory=dict)
    mine: Mapping[str, str | None] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    began: str = ""
    saved: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is proposed."""
        return not self.mine and not self.steps

    def texts(self, published: Texts) -> dict[str, str]:
        """Every file as it is proposed, on top of the published ones."""
        whole: dict[str, str | None] = {**published, **self.mine}
        return {name: text for name, text in whole.items() if text is not None}

    def stale(self, published: Texts) -> tuple[str, ...]:
        """The touched files that were published anew since the proposal began."""
        return tuple(name for name in sorted(self.first) if published.get(name) != self.first[name])


def begun(author: str, published: Texts, now: str) -> Proposal:
    """A proposal that changes nothing yet."""
    return Proposal(author, fingerprint(published), began=now, saved=now)


def conflicts(proposal: Proposal, published: Texts) -> tuple[Conflict, ...]:
    """What was changed both here and in the rules published meanwhile; mostly nothing."""
    return _merged(proposal, published, NO_CHOICES)[1]


def brought(proposal: Proposal, published: Texts, choices: Choices = NO_CHOICES) -> Proposal:
    """The proposal on top of the rules published now. Raises Conflicting.

    Changes of other values merge by themselves; `choices` settles conflicts.
    """
    if not proposal.stale(published):
        return replace(proposal, fingerprint=fingerprint(published))
    mine, left = _merged(proposal, published, choices)
    if left:
        raise Conflicting(left)
    steps = proposal.steps
    try:
        replayed = _replayed(published, steps)
        again = all(replayed.get(name) == text for name, text in mine.items())
    except Mistakes:
        again = False
    if not again:
        steps = tuple(
            Rewritten(SOME_STEPS, proposal.saved, name, published.get(name), text)
            for name, text in mine.items()
            if published.get(name) != text
        )
    return _trimmed(replace(proposal, steps=steps), published, mine)


def edited(
    proposal: Proposal, published: Texts, edits: Sequence[Edit], says: str, now: str
) -> Proposal:
    """The proposal with edits made by form, as one step. Raises Mistakes and Conflicting."""
    here = brought(proposal, published)
    after = spliced(here.texts(published), edits)
    files = {edit.file for edit in edits}
    if all(after.get(name) == here.texts(published).get(name) for name in files):
        return here
    step = Edited(says, now, tuple(edits))
    return _with(here, published, step, {name: after.get(name) for name in files})


def rewritten(
    proposal: Proposal,
    published: Texts,
    file: str,
    text: str | None,
    now: str,
    seen: str | None = None,
) -> Proposal:
    """The proposal with a file's whole text replaced; None takes the file away.

    The text may have mistakes: it is kept all the same. `seen` is the text that its author started
    from; what was changed elsewhere since is merged in. Raises Conflicting.
    """
    here = brought(proposal, published)
    before = here.texts(published).get(file)
    if seen is not None and seen != before:
        found = merged(file, seen, text, before)
        if found.conflicts:
            raise Conflicting(found.conflicts)
        text = found.text
    if text == before:
        return here
    last = here.steps[-1] if here.steps else None
    if isinstance(last, Rewritten) and last.file == file and last.says != SOME_STEPS:
        here, before = replace(here, steps=here.steps[:-1]), last.before
    step = Rewritten(f"The text of {file} edited", now, file, before, text)
    return _with(here, published, step, {file: text})


def undone(proposal: Proposal, published: Texts, position: int) -> Proposal:
    """The proposal without one step, counted from 0. Raises Mistakes where a later one needs it."""
    here = brought(proposal, published)
    steps = (*here.steps[:position], *here.steps[position + 1 :])
    try:
        texts = _replayed(published, steps)
    except Mistakes:
        what = "A later change builds on this one."
        raise Mistakes([Mistake(Place(""), what, "Undo the later one first.")]) from None
    mine = {name: texts.get(name) for name in {*here.mine, *_files(here.steps)}}
    return _trimmed(replace(here, steps=steps), published, mine)


def _with(
    proposal: Proposal, published: Texts, step: Step, changed: Mapping[str, str | None]
) -> Proposal:
    steps = (*proposal.steps, step)
    mine = {**proposal.mine, **changed}
    return _trimmed(replace(proposal, steps=steps, saved=step.at), published, mine)


def _trimmed(proposal: Proposal, published: Texts, mine: Mapping[str, str | None]) -> Proposal:
    """The proposal that holds these texts, without those that are as published."""
    kept = {name: text for name, text in mine.items() if published.get(name) != text}
    first = {name: published.get(name) for name in kept}
    return replace(proposal, fingerprint=fingerprint(published), first=first, mine=kept)


def _merged(
    proposal: Proposal, published: Texts, choices: Choices
) -> tuple[dict[str, str | None], tuple[Conflict, ...]]:
    mine: dict[str, str | None] = {}
    left: list[Conflict] = []
    for name, first in proposal.first.items():
        found = merged(name, first, proposal.mine[name], published.get(name), choices)
        mine[name] = found.text
        left += found.conflicts
    return mine, tuple(left)


def _replayed(published: Texts, steps: Sequence[Step]) -> dict[str, str]:
    """The files after all steps. Raises Mistakes where one cannot be made any more."""
    texts = dict(published)
    for step in steps:
        if isinstance(step, Edited):
            texts = spliced(texts, step.edits)
            continue
        found = merged(step.file, step.before, step.after, texts.get(step.file))
        if found.conflicts:
            raise Mistakes([Mistake(Place(step.file), "This change clashes with another.")])
        if found.text is None:
            texts.pop(step.file, None)
        else:
            texts[step.file] = found.text
    return texts


def _files(steps: Sequence[Step]) -> set[str]:
    return {
        name
        for step in steps
        for name in (
            [step.file] if isinstance(step, Rewritten) else [edit.file for edit in step.edits]
        )
    }
