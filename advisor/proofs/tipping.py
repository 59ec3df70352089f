"""Tipping points: for each number given, which recommendation from which number on.

Everything else stays as it is. Every band is tried with the rule bitmask, so this is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from advisor.engine import Advice, known_replies
from advisor.proofs.changes import may_become
from advisor.proofs.ground import Numbers, ground
from advisor.questionnaire import Number, Profile, Question, Questionnaire, Value
from advisor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Stretch:
    """Numbers from `start` up to the next stretch that get one recommendation.

    `recommendation` is None where all its numbers break a limit on two answers together, since
    there is no such company. `here`: the company's own number lies in it.
    """

    start: Number
    recommendation: str | None
    here: bool


@dataclass(frozen=True, slots=True)
class Tipping:
    """The stretches of one number question, in order, at least two of them recommending.

    `within_reach`: it turns at a number that the answer may change to, as far as its question says.
    """

    question: str
    stretches: tuple[Stretch, ...]
    within_reach: bool = True

    @property
    def below(self) -> Stretch | None:
        """The nearest stretch of smaller numbers with another recommendation."""
        return next((s for s in reversed(self.stretches[: self._here]) if s.recommendation), None)

    @property
    def above(self) -> Stretch | None:
        """The nearest stretch of larger numbers with another recommendation."""
        return next((s for s in self.stretches[self._here + 1 :] if s.recommendation), None)

    @property
    def _here(self) -> int:
        return next(i for i, stretch in enumerate(self.stretches) if stretch.here)


def tipping_points(
    rulebook: Rulebook, profile: Profile, advice: Advice | None = None
) -> tuple[Tipping, ...]:
    """The number questions of which another number alone changes the recommendation."""
    replies = advice.replies if advice else known_replies(rulebook, profile)
    asked = rulebook.questionnaire
    numbers = [
        question
        for name, question in asked.questions.items()
        if question.kind == "number" and profile.known(name) is not None
    ]
    if not numbers:
        return ()
    found = iter(_recommended(rulebook, replies, numbers))
    told = []
    for question in numbers:
        stretches = tuple(
            _stretches(asked, profile, question, [next(found) for _ in question.bands])
        )
        if len({s.recommendation for s in stretches} - {None}) > 1:
            now = profile.known(question.id)
            told.append(Tipping(question.id, stretches, _near(question, now, stretches)))
    return tuple(told)


def _near(question: Question, now: Value | None, stretches: tuple[Stretch, ...]) -> bool:
    """Whether a band with another recommendation is one that the answer may change to."""
    if now is None or question.changes == "no":
        return False
    here = next(s.recommendation for s in stretches if s.here)
    for band in question.bands:
        start = max(band.start, question.low)
        there = next(s.recommendation for s in reversed(stretches) if s.start <= start)
        if there not in (None, here) and may_become(question, question.changes, now, start):
            return True
    return False


def _recommended(
    rulebook: Rulebook, replies: Mapping[str, Value], numbers: list[Question]
) -> list[str]:
    """The recommendation for each band of each question, everything else as it is."""
    base = ground(rulebook)

    def row(question: str, position: int) -> Numbers:
        failing: Numbers = base.failing[question][position]
        return failing

    now = {q: row(q, base.position(q, replies.get(q))) for q in base.questions}
    failing = np.sum(list(now.values()), axis=0, dtype=np.int8)
    variants = np.array(
        [failing - now[q.id] + row(q.id, band) for q in numbers for band in range(len(q.bands))]
    )
    fired = (variants == 0).astype(np.float32)
    in_play = np.sum([base.in_play[q] for q in replies], axis=0)
    found, _ = base.outcomes_of(fired @ base.adds, fired @ base.rules_out > 0, in_play)
    return [base.outcomes[position] for position in found]


def _stretches(
    asked: Questionnaire, profile: Profile, question: Question, found: list[str]
) -> Iterator[Stretch]:
    """Bands with their recommendation, neighbours with the same one joined."""
    here = question.band_of(profile.known(question.id))  # type: ignore[arg-type]
    open_: Stretch | None = None
    for band, recommendation in zip(question.bands, found, strict=True):
        start = max(band.start, question.low)
        mine = band.name == here
        told = recommendation if mine or _legal(asked, profile, question.id, start) else None
        if open_ and open_.recommendation == told:
            open_ = Stretch(open_.start, told, open_.here or mine)
        else:
            if open_:
                yield open_
            open_ = Stretch(start, told, mine)
    if open_:
        yield open_


def _legal(asked: Questionnaire, profile: Profile, question: str, number: Number) -> bool:
    for pair in asked.together:
        if question in (pair.first, pair.second):
            other = profile.known(pair.second if question == pair.first else pair.first)
            if isinstance(other, int | float) and number + other > pair.at_most:
                return False
    return True
