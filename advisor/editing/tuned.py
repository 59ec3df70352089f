"""What tuning found, in sentences that the command line and the pages share."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.proofs.adjustment import Adjustment
from advisor.proofs.tuning import Tuned
from advisor.rulebook import Rulebook
from advisor.wording import counted, listed


def verdict(rulebook: Rulebook, found: Tuned) -> Iterator[str]:
    """Whether there is a change, how large it is, and what of that is proved."""
    if found.adjustment is None:
        if found.contradiction:
            yield "Proved: no change of points and band edges gives every wanted case its due."
        else:
            yield f"Not proved in {found.seconds:g} s: no change was found, nor that there is none."
        return
    size = _size(rulebook, found.adjustment)
    if not size:
        yield "Nothing to change: every wanted case has its recommendation already."
        return
    sure = "" if found.smallest else f", not proved smallest in {found.seconds:g} s"
    yield f"{'Proved: the' if found.smallest else 'A'} smallest change is {size}{sure}."
    if found.unproved:
        yield f"Not proved in {found.seconds:g} s to hold after it: {listed(found.unproved)}."


def _size(rulebook: Rulebook, adjustment: Adjustment) -> str:
    rules = {rule.id: rule for rule in rulebook.rules}
    points = sum(abs(n - rules[r].adds[d]) for (r, d), n in adjustment.points.items())
    changed = {rule for rule, _ in adjustment.points}
    parts = [counted(len(adjustment.edges), "band edge")] if adjustment.edges else []
    if changed:
        parts.append(f"{counted(points, 'point')} in {counted(len(changed), 'rule')}")
    return listed(parts)


def changes(rulebook: Rulebook, found: Tuned) -> Iterator[str]:
    """Each number that changes: the rule or question, and the number before and after."""
    if found.adjustment is None:
        return
    rules = {rule.id: rule for rule in rulebook.rules}
    for (rule, dimension), points in found.adjustment.points.items():
        now = rules[rule].adds[dimension]
        yield (
            f"{rule}: {dimension} {now:+d} to {points:+d}"
            if points
            else (f"{rule}: {dimension} {now:+d} to 0, so it is taken out")
        )
    asked = rulebook.questionnaire.weighed()
    for (question, name), start in found.adjustment.edges.items():
        (before,) = [band.start for band in asked[question].bands if band.name == name]
        yield f"{question}: {name} from {before:,} to {start:,}"
