"""What tuning found, in sentences that the command line and the pages share."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.proofs.adjustment import Adjustment
from advisor.proofs.tuning import Tuned
from advisor.rulebook import Rulebook
from advisor.rulebook_pages.told import says_told
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
    """Each number that changes, before and after, with the words of its rule or question."""
    if found.adjustment is None:
        return
    rules = {rule.id: rule for rule in rulebook.rules}
    for (name, dimension), points in found.adjustment.points.items():
        rule, weighed = rules[name], rulebook.dimensions[dimension].name
        after = f"{points:+d}" if points else "0, so it is taken out"
        says = says_told(rulebook, rule).rstrip(".")
        yield f'{weighed} {rule.adds[dimension]:+d} to {after} in {name}: "{says}".'
    asked = rulebook.questionnaire.weighed()
    for (name, band), start in found.adjustment.edges.items():
        (before,) = [each.start for each in asked[name].bands if each.name == band]
        title = asked[name].ask or asked[name].says
        yield f'"{band}" begins at {start:,}, not {before:,}, in {name}: "{title}"'
