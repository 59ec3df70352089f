"""Profiles near a worked example on which two rulebooks recommend different outcomes.

Nearness counts the answers that differ; "who does what", which takes many, counts as several. The
examples themselves and everything one answer away are listed; of what is farther some is drawn.
What that misses, `differences` finds and proves nearest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.engine import advise, known_replies
from advisor.proofs.alternatives import MATRIX
from advisor.proofs.cells import keeps_limits
from advisor.proofs.ground import Numbers
from advisor.proofs.merging import Merged
from advisor.proofs.side_by_side import SideBySide
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Example

Pair = tuple[str, str]
"""What the old and what the new rulebook recommends."""
COUNTS = {MATRIX: 4}
"""Answers that a change counts as, where it is not one."""


@dataclass(frozen=True)
class Start:
    """A worked example in merged terms, its known replies and shares, and their positions."""

    example: Example
    profile: Profile
    replies: Mapping[str, Value]
    picks: Numbers


@dataclass(frozen=True)
class Nearest:
    """A profile near a worked example. `changed`: the answers that differ from it.

    `example` is None where no worked example can be answered in both rulebooks. `proved`: no
    profile that gets the same two recommendations is nearer to any worked example.
    """

    profile: Profile
    example: Example | None
    changed: tuple[str, ...]
    proved: bool

    @property
    def distance(self) -> int:
        """How many answers differ."""
        return sum(COUNTS.get(question, 1) for question in self.changed)


def starts(side: SideBySide) -> list[Start]:
    """The worked examples of both rulebooks that both accept, each answer sheet once.

    Sheets that only pin an edge are no companies, so nobody would look for what is near them.
    """
    merged = side.merged
    found: dict[bytes, Start] = {}
    for view in (merged.new, merged.old):
        for example in view.rulebook.examples:
            profile = view.merged(example.profile)
            replies = known_replies(merged.asking, profile)
            picks = side.positions(replies)
            if picks is not None and not example.pin:
                found.setdefault(picks.tobytes(), Start(example, profile, replies, picks))
    return list(found.values())


def closer(merged: Merged, pair: Pair, start: Start, found: Nearest) -> Nearest:
    """What was found, with every changed answer of the example given back that need not change."""
    for question in found.changed:
        trial = _given_back(found, start.profile, question)
        if keeps_limits(merged.questionnaire, trial.profile.answers) and pair == tuple(
            advise(view.rulebook, view.sees(trial.profile)).recommendation
            for view in (merged.old, merged.new)
        ):
            found = trial
    return found


def _given_back(found: Nearest, example: Profile, question: str) -> Nearest:
    if question == MATRIX:
        profile = Profile(found.profile.answers, example.responsibilities)
    else:
        profile = found.profile.with_answer(question, example.answers.get(question))
    left = tuple(name for name in found.changed if name != question)
    return Nearest(profile, found.example, left, proved=False)


def number(reply: Value | None) -> float:
    """A number as such; anything else is below every limit."""
    return float(reply) if isinstance(reply, int | float) else float("-inf")
