"""Whether a small change of the rulebook changes a recommendation, sought by drawing.

Companies are drawn on whom the change bears. Those on whom the same change, some times as large,
would tell become the parents of half of the next generation. True is certain, and False is for the
solver to prove: it finds a rare company slowly, and draws do so fast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from advisor.proofs.alternatives import Sums
from advisor.proofs.draws import Draws, changed, joined, one_each, weighed
from advisor.proofs.ground import Numbers

EACH_TIME = 256
GENERATIONS = 24
"""How many companies a generation draws, and how many generations are drawn at most."""
TIMES = (1, 2, 4, 8)
"""How many times as large a change is tried, to see whom the change itself nearly tells on."""

Allowed = Mapping[int, Numbers]
"""Question, as its place among the options -> the options that it may take."""
Changed = Callable[[Draws, Sums], Sums]
"""What the sums of completions are after a change."""


@dataclass(frozen=True)
class Effect:
    """What a rule or gate comes to do besides, for whom it holds.

    Per dimension `points` added and points `in_play`; per outcome how often it is ruled `out`.
    """

    points: Numbers
    out: Numbers
    in_play: Numbers


def turns(draws: Draws, column: int, effect: Effect) -> bool:
    """Whether somebody for whom a rule or gate holds is recommended otherwise with the effect.

    `column`: its place among all rules and gates.
    """
    alternatives = draws.alternatives
    (place,) = np.flatnonzero(alternatives.columns == column) or (None,)
    if place is None:  # it always holds, or it never does
        return False

    def after(drawn: Draws, sums: Sums) -> Sums:
        holds = drawn.failing[:, place, None] == 0
        points, out, in_play = sums
        return (
            points + holds * effect.points,
            out + holds * effect.out,
            in_play + holds * effect.in_play,
        )

    allowed = {
        question: np.flatnonzero(options.failing[:, place] == 0)
        for question, options in enumerate(alternatives.options)
        if options.failing[:, place].any()
    }
    return _sought(draws, allowed, after)


def turns_across(draws: Draws, question: str, band: int) -> bool:
    """Whether somebody in a band of a number is recommended otherwise in the band below it.

    Questions with a limit on two answers together are left to others: a number at the edge may
    break it where another number of the same band does not.
    """
    alternatives = draws.alternatives
    if question in alternatives.ground.limited:
        return False
    failing = alternatives.ground.failing[question][:, alternatives.columns]
    place = [options.question for options in alternatives.options].index(question)
    options = alternatives.options[place]
    alike = (options.failing == failing[band]).all(axis=1) & (options.in_play > 0).any(axis=1)

    def after(drawn: Draws, _: Sums) -> Sums:
        below = drawn.failing + failing[band - 1] - failing[band]
        return alternatives.sums(below, drawn.in_play)

    return _sought(draws, {place: np.flatnonzero(alike)}, after)


def _sought(draws: Draws, allowed: Allowed, after: Changed) -> bool:
    """Whether a completion with the options allowed is found that is recommended otherwise."""
    if not all(map(len, allowed.values())):
        return False
    chance = np.random.default_rng(1)
    sizes = np.array([len(options.replies) for options in draws.alternatives.options])

    def legal(picks: Numbers) -> Draws:
        return weighed(draws.alternatives, _within(allowed, picks, chance))

    drawn = legal(draws.picks[one_each(draws.how)])
    for _ in range(GENERATIONS if len(drawn.how) else 0):
        times = _times(drawn, after)
        if times.min() == TIMES[0]:
            return True
        first = one_each(drawn.how * 2 * TIMES[-1] + times)
        drawn, times = drawn.kept(first), times[first]
        parents = chance.integers(len(times), size=EACH_TIME)
        parents[::2] = chance.choice(np.flatnonzero(times == times.min()), EACH_TIME // 2)
        drawn = joined(drawn, legal(changed(drawn.picks[parents], sizes, chance)))
    return False


def _times(drawn: Draws, after: Changed) -> Numbers:
    """How many times as large the change must be to tell; more than all of them where none does."""
    alternatives = drawn.alternatives
    sums = alternatives.sums(drawn.failing, drawn.in_play)
    points, out, in_play = after(drawn, sums)
    least = np.full(len(drawn.how), 2 * TIMES[-1])
    for times in reversed(TIMES):
        found, _ = alternatives.ground.outcomes_of(
            sums[0] + times * (points - sums[0]), out > 0, sums[2] + times * (in_play - sums[2])
        )
        least[found != drawn.found] = times
    return least


def _within(allowed: Allowed, picks: Numbers, chance: np.random.Generator) -> Numbers:
    """The same completions, with an option allowed where they had another."""
    for question, options in allowed.items():
        others = np.flatnonzero(~np.isin(picks[:, question], options))
        picks[others, question] = chance.choice(options, len(others))
    return picks
