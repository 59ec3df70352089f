"""What is proved about an advice, as text: what is still open, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.commands.lines import entry, wrapped
from advisor.explanation import Explanation
from advisor.proofs import Changes, Counterfactual, Exact
from advisor.rulebook import Rulebook
from advisor.telling import NO_SINGLE, NOTHING_NEAR, REACH
from advisor.wording import listed, upper_first

FEW_CHANGES = 3
"""More changes together than these are hardly a plan."""
MATRIX = "responsibilities"
NOT_PROVED = "This was not proved in the time allowed; --seconds allows more."


def still_open(explanation: Explanation, exact: Exact) -> Iterator[str]:
    """Whether the result is settled, what is still possible, and what to answer next."""
    if exact.settled:
        yield wrapped("Nothing left to answer can change the recommendation: it is settled.", 2)
        return
    rulebook = explanation.rulebook
    others = [o for o in exact.possible if o != explanation.recommendation.id]
    names = listed((rulebook.outcomes[o].name for o in others), "or")
    yield wrapped(f"Open questions could still lead to {names}. Most decisive first:", 2)
    asked = rulebook.questionnaire
    for question in exact.questions_that_matter[:3]:
        ask = "Who does what today?" if question == MATRIX else asked.questions[question].ask
        yield entry("?", ask)
    if not exact.completions.proved:
        yield wrapped(NOT_PROVED, 2)


def changes(rulebook: Rulebook, exact: Exact, most: int | None) -> Iterator[str]:
    """The smallest changes of given answers that lead to another recommendation."""
    would = exact.would_change
    if not (would.by_decision.sets or would.as_it_grows.sets) and would.proved:
        yield wrapped(f"{NOTHING_NEAR} {REACH}", 2)
    elif not would.one_is_enough and would.proved:
        yield wrapped(NO_SINGLE, 2)
    for title, group in (
        ("What the company can decide", would.by_decision),
        ("What may come as it grows", would.as_it_grows),
    ):
        yield from _group(rulebook, title, group, most)


def _group(rulebook: Rulebook, title: str, group: Changes, most: int | None) -> Iterator[str]:
    if not group.sets and not group.unknown:
        return
    yield wrapped(title, 2)
    nearest = {found.leads_to: found for found in reversed(group.sets)}
    told = group.sets if most is None else [f for f in group.sets if nearest[f.leads_to] is f]
    for found in told:
        yield entry("  >", _in_words(rulebook, found, every=most is None))
    if group.unknown:
        names = listed((rulebook.outcomes[o].name for o in group.unknown), "or")
        yield wrapped(f"Whether anything leads to {names}: {NOT_PROVED.lower()}", 4)


def _in_words(rulebook: Rulebook, found: Counterfactual, *, every: bool) -> str:
    """One set of changes and where it leads; many changes are only counted, unless all is told."""
    name = rulebook.outcomes[found.leads_to].name
    doubt = "" if found.proved else " (not proved smallest in the time allowed)"
    if not every and len(found.changes) > FEW_CHANGES:
        return f"{name}: far from here, {len(found.changes)} changes together{doubt}."
    told = upper_first("; ".join(change.says for change in found.changes))
    return f"{name}: {told}{doubt}."
