"""Weights and band edges that can never matter: no step of them changes any company's advice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from advisor.proofs.cells import fixed
from advisor.proofs.coverage import matters, seen_to_matter
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
        if any(whole.verdicts.noticed_by(m) or seen_to_matter(whole, m) for m in tried):
            continue
        known = [_matters(whole, step) for step in tried]
        if True not in known:
            yield tried[0], None not in known


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
