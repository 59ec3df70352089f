"""compare(old, new): what a change of the rulebook does, case by case and for every profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from advisor.engine import advise
from advisor.proofs.clock import Clock
from advisor.proofs.differences import Differences
from advisor.proofs.ground import Numbers
from advisor.proofs.grown import grown
from advisor.proofs.merging import Merged, merge
from advisor.proofs.nearby import Nearby, nearer
from advisor.proofs.nearest import Nearest, Pair, starts
from advisor.proofs.population import Population, draw
from advisor.proofs.sameness import what_else
from advisor.proofs.side_by_side import SideBySide
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook

SECONDS = 20.0
FOR_NEARNESS = 1.0
"""Seconds in which profiles are sought nearer than those at hand."""
Step = Literal["wording", "minor", "major"]
"""Nothing changes for any profile; a strength, form or point does; a recommendation does."""


@dataclass(frozen=True)
class Told:
    """What the advice on one case comes down to."""

    recommendation: str
    form: str
    strength: str


@dataclass(frozen=True)
class Flip:
    """One case whose advice changes. `place` says where it is written, as far as known.

    `profile`: the case, in terms of the merged questionnaire.
    """

    name: str
    place: str
    profile: Profile
    before: Told
    after: Told


@dataclass(frozen=True)
class Flips:
    """How many cases were looked at, and those whose advice changes."""

    looked_at: int
    changed: tuple[Flip, ...]


@dataclass(frozen=True)
class Change:
    """One pair of recommendations, old and new, that some profile gets.

    `sheets`: how many of the sheets drawn get it. `nearest`: a profile near a worked example that
    does; None where time was too short to find one.
    """

    pair: Pair
    sheets: int
    nearest: Nearest | None


@dataclass(frozen=True)
class Comparison:
    """What changes from the old rulebook to the new.

    `pins`: worked examples that only pin an edge. `changes` are all pairs of different
    recommendations that profiles get, apart from `unproved`: pairs for which time was too short.
    `shares`: per outcome how many of the sheets drawn get it, before and after.
    `besides`: what else changes for some profile, asked only where no recommendation changes.
    `seconds`: the time that the proofs were given.
    """

    merged: Merged
    examples: Flips
    pins: Flips
    cases: Flips
    population: Population
    shares: Mapping[str, tuple[int, int]]
    changes: tuple[Change, ...]
    unproved: tuple[Pair, ...]
    besides: tuple[str, ...]
    proved: bool
    seconds: float

    @property
    def agree(self) -> bool:
        """Whether it is proved that both recommend the same for every profile."""
        return not self.changes and not self.unproved

    @property
    def sheets(self) -> int:
        """How many of the sheets drawn get another recommendation."""
        return sum(change.sheets for change in self.changes)

    @property
    def step(self) -> Step:
        """How much of a change it is; at least this much where something is not proved."""
        if self.changes or any(
            f.before.recommendation != f.after.recommendation for f in self._all
        ):
            return "major"
        return "minor" if self.besides or self._all or not self.agree else "wording"

    @property
    def _all(self) -> tuple[Flip, ...]:
        return (*self.examples.changed, *self.pins.changed, *self.cases.changed)


def compare(
    old: Rulebook,
    new: Rulebook,
    *,
    cases: Mapping[str, Profile] | None = None,
    population: Population | None = None,
    merged: Merged | None = None,
    seconds: float = SECONDS,
) -> Comparison:
    """What changes from `old` to `new`, for worked examples, cases and every possible profile.

    `cases`: profiles by name, in terms of the merged questionnaire. Raises Mistakes where the two
    cannot be compared.
    """
    clock = Clock(seconds)
    merged = merged or merge(old, new)
    population = population or Population()
    side = SideBySide(merged)
    near = starts(side)
    old_ends, new_ends = side.weighed(_sheets(side, population))
    sheets = _pairs(side, old_ends, new_ends)
    nearby = Nearby(side, near)
    at_hand = {} if side.alike else nearby.one_away()
    drawn = {} if side.alike else nearer(nearby.farther(), grown(nearby))
    drawn = {pair: near for pair, near in drawn.items() if pair not in at_hand}
    differences = Differences(merged, near)
    certain = {*sheets, *at_hand, *drawn}
    found, unproved = differences.others(certain, clock)
    soon = Clock(min(FOR_NEARNESS, clock.left))
    nearest = {
        pair: at_hand.get(pair) or differences.nearest(pair, drawn.get(pair), soon, clock)
        for pair in sorted(certain | found)
    }
    besides, proved = ((), True) if nearest else what_else(differences, clock)
    return Comparison(
        merged,
        example_flips(merged, pins=False),
        example_flips(merged, pins=True),
        case_flips(merged, (cases or {}).items()),
        population,
        _shares(side, old_ends, new_ends),
        tuple(Change(pair, sheets.get(pair, 0), n) for pair, n in nearest.items()),
        tuple(sorted(unproved)),
        besides,
        proved and not unproved,
        seconds,
    )


def _pairs(side: SideBySide, old: Numbers, new: Numbers) -> dict[Pair, int]:
    """How many of the sheets drawn get each pair of different recommendations."""
    code = (old * len(side.outcomes) + new)[old != new]
    codes, counts = np.unique(code, return_counts=True)
    size = len(side.outcomes)
    return {
        (side.outcomes[c // size], side.outcomes[c % size]): int(count)
        for c, count in zip(codes, counts, strict=True)
    }


def _shares(side: SideBySide, old: Numbers, new: Numbers) -> dict[str, tuple[int, int]]:
    """How many of the sheets drawn get each outcome, before and after."""
    size = len(side.outcomes)
    counts = zip(np.bincount(old, minlength=size), np.bincount(new, minlength=size), strict=True)
    return {o: (int(b), int(a)) for o, (b, a) in zip(side.outcomes, counts, strict=True)}


def _sheets(side: SideBySide, population: Population) -> Numbers:
    """Sheets drawn from a population, with "who does what" filled in in one of varied ways."""
    merged = side.merged
    before, after = merged.old.rulebook.questionnaire, merged.new.rulebook.questionnaire
    own = {name: question for question, name in merged.old.names.items()}
    banded = {
        q: after.questions[q] if q in after.questions else before.questions[own[q]]
        for q in side.replies
    }
    picks = draw(population, merged.questionnaire, side.replies, banded)
    filled = [side.positions(fill) for fill in side.fills]
    rows = np.array([row[len(side.replies) :] for row in filled if row is not None])
    which = np.random.default_rng(2).integers(len(rows), size=len(picks))
    return np.hstack([picks, rows[which]])


def example_flips(merged: Merged, *, pins: bool) -> Flips:
    """The worked examples of both, each answer sheet once, under the name it has in the new."""
    seen: dict[tuple[object, ...], tuple[str, str, Profile]] = {}
    for view in (merged.new, merged.old):
        for example in (e for e in view.rulebook.examples if e.pin == pins):
            profile = view.merged(example.profile)
            key = (*sorted(profile.answers.items(), key=str), *profile.responsibilities.items())
            seen.setdefault(key, (example.id, str(example.place), profile))
    return _flips(merged, seen.values())


def case_flips(merged: Merged, cases: Iterable[tuple[str, Profile]]) -> Flips:
    """Cases by name, in terms of the merged questionnaire."""
    return _flips(merged, ((name, name, profile) for name, profile in cases))


def _flips(merged: Merged, cases: Iterable[tuple[str, str, Profile]]) -> Flips:
    changed, looked_at = [], 0
    for name, place, profile in cases:
        looked_at += 1
        before, after = (
            _told(view.rulebook, view.sees(profile)) for view in (merged.old, merged.new)
        )
        if before != after:
            changed.append(Flip(name, place, profile, before, after))
    return Flips(looked_at, tuple(changed))


def _told(rulebook: Rulebook, profile: Profile) -> Told:
    advice = advise(rulebook, profile)
    return Told(advice.recommendation, advice.form.id, advice.strength)
