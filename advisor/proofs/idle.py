"""Weights and band edges that can never matter: no step of them changes any company's advice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import numpy as np

from advisor.proofs.coverage import matters
from advisor.proofs.finding import Finding
from advisor.proofs.mutants import Mutant, mutants
from advisor.proofs.unread import edges_unread
from advisor.proofs.verdicts import Verdicts
from advisor.proofs.whole import Whole

TOLD = 3
"""So many of those that time was too short for are named."""


def idle_numbers(whole: Whole, dead: Collection[str] = ()) -> Iterator[Finding]:
    """A hint for each weight and edge of which no step changes a recommendation or its form.

    What is `dead` or read by nothing is told elsewhere.
    """
    unsettled = []
    for step, proved in idle(whole, dead):
        if proved:
            yield _never_matters(step)
        else:
            unsettled.append(step)
    yield from _unsettled(unsettled)


def idle(whole: Whole, dead: Collection[str] = ()) -> Iterator[tuple[Mutant, bool]]:
    """One step of each weight and edge of which none is known to matter; whether it is proved."""
    verdicts = Verdicts(whole.rulebook)
    told = edges_unread(whole.rulebook)
    for key, steps in groupby(mutants(whole.rulebook), key=lambda m: (m.name, m.part)):
        tried = list(steps)
        if key[0] in dead or key in told:
            continue
        if any(_seen_to_matter(whole, verdicts, step) for step in tried):
            continue
        known = {matters(whole.rulebook, step, whole.clock) for step in tried}
        if "missed" not in known:
            yield tried[0], "not proved" not in known


def _seen_to_matter(whole: Whole, verdicts: Verdicts, step: Mutant) -> bool:
    """Whether somebody at hand is told otherwise after the step: True is certain, False is not."""
    if step.kind == "weight" and _flips_a_draw(whole, verdicts, step):
        return True
    return bool(verdicts.noticed_by(step)) or verdicts.seen_to_matter(step)


def _flips_a_draw(whole: Whole, verdicts: Verdicts, step: Mutant) -> bool:
    """Whether a profile at hand for which the rule holds gets another recommendation."""
    base = whole.alternatives.ground
    rule = verdicts.rules[step.name]
    column = whole.columns[step.name]
    dimension = list(whole.rulebook.dimensions).index(step.part)
    more = int(step.after) - int(step.before)
    reach = verdicts.more_in_play(rule, step.part, more)
    for profiles in whole.at_hand:
        rows = np.flatnonzero(profiles.fired[:, column])
        points, in_play = profiles.points[rows], profiles.in_play[rows]
        points[:, dimension] += more
        in_play[:, dimension] += reach
        found, _ = base.outcomes_of(points, profiles.out[rows] > 0, in_play)
        if (found != profiles.found[rows]).any():
            return True
    return False


def _never_matters(step: Mutant) -> Finding:
    if step.kind == "weight":
        what = (
            f"Whether {step.name} adds a point more or fewer to {step.part} can never matter: no "
            "company gets another recommendation or form."
        )
        mend = f"Give it more weight, or leave {step.part} out of what it adds."
    else:
        what = (
            f"Where {step.part} begins in {step.name} can never matter: on both sides of the edge "
            "every company gets the same recommendation and form."
        )
        mend = "Join the two bands, unless they are there to say something else."
    return Finding("hint", step.name, step.place, what, mend)


def _unsettled(steps: Sequence[Mutant]) -> Iterator[Finding]:
    if not steps:
        return
    first, more = steps[0], len(steps) - TOLD
    named = ", ".join(f"{step.name} ({step.part})" for step in steps[:TOLD])
    others = f" and {more} more" if more > 0 else ""
    what = f"Not settled in time whether these weights and edges can matter: {named}{others}."
    mend = "Allow more time to be sure."
    yield Finding("hint", first.name, first.place, what, mend, proved=False)
