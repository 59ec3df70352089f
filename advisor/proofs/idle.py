"""Weights and band edges that can never matter: no step of them changes any company's advice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import numpy as np

from advisor.proofs.cells import fixed
from advisor.proofs.coverage import matters
from advisor.proofs.finding import Finding
from advisor.proofs.logic import Literal, negated
from advisor.proofs.model import Weighing
from advisor.proofs.mutants import Mutant, mutants, mutated
from advisor.proofs.sameness import told_otherwise
from advisor.proofs.unread import edges_unread
from advisor.proofs.whole import Whole

A_WHILE = 0.25
"""The work for one step, about in seconds: some take minutes in a large rulebook, and the check has
more to do. Here a step takes a fifth of it."""
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
    told = edges_unread(whole.rulebook)
    for key, steps in groupby(mutants(whole.rulebook), key=lambda m: (m.name, m.part)):
        tried = list(steps)
        if key[0] in dead or key in told:
            continue
        if any(_seen_to_matter(whole, step) for step in tried):
            continue
        known = [_matters(whole, step) for step in tried]
        if True not in known:
            yield tried[0], None not in known


def _seen_to_matter(whole: Whole, step: Mutant) -> bool:
    """Whether somebody at hand is told otherwise after the step: True is certain, False is not."""
    flips = _reweighed(whole, step) if step.kind == "weight" else _moved(whole, step)
    verdicts = whole.verdicts
    return flips or bool(verdicts.noticed_by(step)) or verdicts.seen_to_matter(step)


def _reweighed(whole: Whole, step: Mutant) -> bool:
    """Whether a profile at hand for which the rule holds gets another recommendation."""
    base, verdicts = whole.alternatives.ground, whole.verdicts
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


def _moved(whole: Whole, step: Mutant) -> bool:
    """Whether a profile drawn above the edge gets another recommendation below it.

    Questions with a limit on two answers together are left to others: a number at the edge may
    break it where another number of the same band does not.
    """
    alternatives, draws = whole.alternatives, whole.draws
    base = alternatives.ground
    if step.name in base.limited or step.name in whole.rulebook.questionnaire.shares:
        return False
    bands = base.questions[step.name].bands
    above = [band.name for band in bands].index(step.part)
    failing = base.failing[step.name][:, alternatives.columns]
    column = [options.question for options in alternatives.options].index(step.name)
    options = alternatives.options[column]
    alike = (options.failing == failing[above]).all(axis=1) & (options.in_play > 0).any(axis=1)
    rows = np.flatnonzero(alike[draws.picks[:, column]])
    below = draws.failing[rows] + failing[above - 1] - failing[above]
    found, _ = alternatives.recommended(below, draws.in_play[rows])
    return bool((found != draws.found[rows]).any())


def _matters(whole: Whole, step: Mutant) -> bool | None:
    """Whether any profile is told otherwise after the step; None where time was too short."""
    if step.name in whole.rulebook.questionnaire.shares:
        known = matters(whole.rulebook, step, whole.clock)
        return None if known == "not proved" else known == "missed"
    other, wanted = _reweighing(whole, step) if step.kind == "weight" else _across(whole, step)
    otherwise = told_otherwise(whole.model, whole.weighing, other)
    differs = whole.model.any_of([whole.differ(other), otherwise])
    # Two weighings in one model are quickly simplified and slowly searched as they are.
    left = whole.clock.left
    wanted = [*wanted, differs]
    return whole.model.search(
        wanted, seconds=left, presolve=True, probe=False, work=A_WHILE
    ).possible


def _reweighing(whole: Whole, step: Mutant) -> tuple[Weighing, list[Literal]]:
    """The same profile weighed once the number of points is another."""
    after, weighing = mutated(whole.rulebook, step), whole.weighing
    return whole.model.concluded(after, whole.cells, weighing.holds, weighing.gates), []


def _across(whole: Whole, step: Mutant) -> tuple[Weighing, list[Literal]]:
    """A profile whose number lies between the edge and where it is moved, read the other way."""
    model, rulebook = whole.model, whole.rulebook
    question = rulebook.questionnaire.questions[step.name]
    number = min(step.before, step.after)
    bands = [band.name for band in question.bands]
    above = bands.index(step.part)
    here, there = (above, above - 1) if number >= step.before else (above - 1, above)
    other = fixed(question, question.bands[there].start)
    cells = {**whole.cells, step.name: other}
    wanted = [whole.cells[step.name].holds[bands[here]]]
    for pair in rulebook.questionnaire.together:
        if step.name in (pair.first, pair.second):
            partner = whole.cells[pair.second if step.name == pair.first else pair.first]
            too_much = [c for c, least in partner.least.items() if number + least > pair.at_most]
            wanted += [negated(partner.holds[cell]) for cell in too_much]
    return model.weigh(rulebook, cells, whole.weighing), wanted


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
