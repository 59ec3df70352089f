"""Where worked examples fail: the single numbers with which all of them would hold.

Whoever types a wrong sign or one nought too many hears of every example that fails; the wrong
number itself is in one line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from advisor.proofs.adjustment import places
from advisor.proofs.demands import numbers_of
from advisor.proofs.finding import Finding
from advisor.proofs.mutants import MOST_POINTS, Mutant, place_of
from advisor.proofs.verdicts import Verdicts
from advisor.rulebook import Rulebook

MOST = 3
"""More numbers than these say too little about where the mistake is."""


def suspects(verdicts: Verdicts) -> Iterator[Finding]:
    """A hint for each number of which another value makes every worked example hold.

    None where all hold as they are, and none where many numbers would do.
    """
    for change in mending(verdicts) if verdicts.failed else ():
        yield _suspect(change, len(verdicts.failed))


def mending(verdicts: Verdicts) -> Collection[Mutant]:
    """Of each number that alone makes every example hold, the nearest value that does."""
    nearest: dict[tuple[str, str], Mutant] = {}
    for change in _changes(verdicts.rulebook):
        key = (change.name, change.part)
        if key not in nearest and _mends(verdicts, change):
            nearest[key] = change
            if len(nearest) > MOST:
                return ()
    return nearest.values()


def _mends(verdicts: Verdicts, change: Mutant) -> bool:
    """Whether every example holds once the change is made."""
    return all(w.holds(verdicts.after(w, change)) for w in (*verdicts.failed, *verdicts.holding))


def _changes(rulebook: Rulebook) -> Iterator[Mutant]:
    """Every other value of every number; of each number the nearest first."""
    for rule in rulebook.rules:
        for dimension, points in rule.adds.items():
            others = set(range(-MOST_POINTS, MOST_POINTS + 1)) - {points}
            for other in sorted(others, key=lambda n: (abs(n - points), n)):
                yield Mutant("weight", rule.id, dimension, points, other, rule.place)
    yield from _edges(rulebook)


def _edges(rulebook: Rulebook) -> Iterator[Mutant]:
    """Each band edge at every place that tells an example's answer to the other side."""
    numbers = numbers_of(rulebook, [example.profile for example in rulebook.examples])
    for question in rulebook.questionnaire.weighed().values():
        for position, band in islice(enumerate(question.bands), 1, None):
            others = places(question, position, numbers.get(question.id, ()))
            for other in sorted(others, key=lambda n: abs(n - band.start)):
                if other != band.start:
                    place = place_of(rulebook, question)
                    yield Mutant("edge", question.id, band.name, band.start, other, place)


def _suspect(change: Mutant, failing: int) -> Finding:
    one = failing == 1
    they = "The worked example that fails" if one else f"All {failing} worked examples that fail"
    if change.kind == "weight":
        so = f"{change.name} added {change.after:+d} to {change.part}, not {change.before:+d}"
    else:
        so = f"{change.part} began at {change.after:,}, not {change.before:,}, in {change.name}"
    what = f"{they} would hold if {so}."
    mend = "Look whether this number is what was meant."
    return Finding("hint", change.name, change.place, what, mend)
