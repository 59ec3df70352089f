"""What would change the recommendation, and what open questions still can: proved, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.explanation import Explanation
from advisor.markup import (
    NOTHING,
    Markup,
    boxed,
    bullets,
    heading,
    joined,
    line,
    opens,
    paragraph,
    safe,
    strong,
)
from advisor.rulebook import Outcome
from advisor.screens.proved import NOT_PROVED
from advisor.screens.recommendation_markup import anchor
from advisor.telling import NO_SINGLE, NOTHING_NEAR, REACH, one_way_each
from advisor.wording import listed, upper_first

if TYPE_CHECKING:
    from advisor.proofs import Changes, Completions, Counterfactual, Exact

FIRST_SETS = 3
"""How many ways to another recommendation are told in each group before the rest is one click
away: one for each recommendation, the shortest first."""
FEW_CHANGES = 3
"""More changes together than this are one click away: so many are hardly a plan."""
FIRST_QUESTIONS = 5
OPEN = "Still possible"
CHANGE = "What would change this"


@dataclass(frozen=True, slots=True)
class _Words:
    """How one group of changes is told: its heading, and what introduces what it cannot do."""

    heading: str
    beyond: str


_DECIDED = _Words("What the company can decide", "No decision within reach leads to")
_GROWN = _Words("What may come as the company grows", "Growth within reach does not lead to")


def in_one_line(explanation: Explanation, filled: Completions) -> Markup:
    """Whether open answers could change the recommendation, to stand below the verdict."""
    others = _others(explanation, filled)
    if not others:
        return paragraph("Nothing left to answer can change this.")
    names = listed((o.in_a_sentence for o in others), "or")
    link = Markup(f'<a href="#{anchor(OPEN)}">See what decides</a>.')
    sure = "could still" if filled.proved else "could perhaps still"
    return line(safe(f"Answers that are missing {sure} lead to: {names}."), link)


def still_possible(explanation: Explanation, filled: Completions) -> Markup:
    """Every recommendation that the open questions leave, and those that they rule out."""
    others = _others(explanation, filled)
    if not others:
        return joined(
            heading(OPEN),
            paragraph(
                "Whatever the open answers turn out to be, the recommendation stays. They can "
                "only add reasons and detail."
            ),
        )
    ahead = joined(strong(explanation.recommendation.name), safe(": ahead on what is known"))
    may_be = (joined(strong(o.name), safe(": still possible")) for o in others)
    return joined(
        heading(OPEN),
        paragraph("Depending on the answers that are missing, the recommendation can become:"),
        bullets((ahead, *may_be)),
        paragraph("" if filled.proved else f"{NOT_PROVED}: this list may be too long."),
        _impossible(explanation, filled),
        paragraph(_questions_told(filled)),
    )


def _impossible(explanation: Explanation, filled: Completions) -> Markup:
    outcomes = explanation.rulebook.outcomes
    names = [o.in_a_sentence for o in outcomes.values() if o.id not in filled.possible]
    return paragraph(f"No longer possible, whatever is answered: {listed(names)}." if names else "")


def _others(explanation: Explanation, filled: Completions) -> list[Outcome]:
    outcomes = explanation.rulebook.outcomes
    return [outcomes[o] for o in filled.possible if o != explanation.recommendation.id]


def _questions_told(filled: Completions) -> str:
    """What introduces the links to the questions that decide most."""
    count = len(filled.questions_that_matter)
    if not count:
        return ""
    if count == 1:
        return "One open question can change it:"
    rest = f" of {count}" if count > FIRST_QUESTIONS else ""
    most = min(count, FIRST_QUESTIONS)
    return f"These {most}{rest} open questions can change it, the most decisive first:"


def what_would_change(explanation: Explanation, exact: Exact) -> Markup:
    """The smallest changes that lead elsewhere, in two groups."""
    found = exact.would_change
    single = "One answer alone can change the result, if it changes as far as told here."
    several = found.by_decision.sets or found.as_it_grows.sets
    none = f"{NO_SINGLE} It takes several together." if several else f"{NOTHING_NEAR} {REACH}"
    if not several and not found.proved:
        none = ""
    return joined(
        heading(CHANGE),
        paragraph(single if found.one_is_enough else none),
        _group(explanation, _DECIDED, found.by_decision),
        _group(explanation, _GROWN, found.as_it_grows),
    )


def _group(explanation: Explanation, group: _Words, changes: Changes) -> Markup:
    """One group: a way to each recommendation, the shortest first, then what is out of reach."""
    first, rest = one_way_each(changes.sets, FIRST_SETS)
    more = bullets((_way(explanation, found) for found in rest), name="ways")
    count = f"{len(rest)} more ways" if len(rest) > 1 else "One more way"
    return joined(
        heading(group.heading, 3),
        bullets((_way(explanation, found) for found in first), name="ways"),
        opens(count, group.heading, more) if more else NOTHING,
        _beyond(explanation, group, changes),
    )


def _way(explanation: Explanation, found: Counterfactual) -> Markup:
    """One set of changes, and where it leads."""
    goal = strong(explanation.rulebook.outcomes[found.leads_to].name)
    doubt = "" if found.proved else f" {NOT_PROVED} that fewer are not enough."
    says = [upper_first(change.says) for change in found.changes]
    if len(says) == 1:
        return joined(goal, safe(f": {says[0]}.{doubt}"))
    together = bullets(safe(f"{one}.") for one in says)
    if len(says) > FEW_CHANGES:
        told = opens(f"{len(says)} changes together", "", together)
        return joined(goal, safe(f": far from here.{doubt}"), told)
    return joined(goal, safe(f": {len(says)} changes together.{doubt}"), together)


def _beyond(explanation: Explanation, group: _Words, changes: Changes) -> Markup:
    """What no change of this group leads to, what was not settled, and what is proved."""
    names = {o.id: o.in_a_sentence for o in explanation.rulebook.outcomes.values()}
    far = listed((names[o] for o in changes.out_of_reach), "or")
    unknown = listed(names[o] for o in changes.unknown)
    several = any(len(found.changes) > 1 for found in changes.sets)
    proved = several and all(found.proved for found in changes.sets)
    proof = "Proved smallest: no fewer changes of this kind lead there."
    return joined(
        paragraph(proof if proved else ""),
        paragraph(f"{group.beyond} {far}." if far else ""),
        paragraph(f"{NOT_PROVED} whether anything does: {unknown}." if unknown else ""),
    )


def waiting(name: str) -> Markup:
    """What stands in a section's place until it is worked out."""
    return joined(heading(name), paragraph("Working this out \u2026"))


def to_settle(filled: Completions) -> Markup:
    """What introduces the questions that would do most to settle what is too close to call."""
    if not filled.questions_that_matter:
        return boxed(
            paragraph(
                "No open question can settle it: what remains is judgement. "
                "Talk the two options through, with the reasons below."
            ),
            kind="bar",
        )
    two = len(filled.questions_that_matter) > 1
    return heading(f"{'Two answers' if two else 'One answer'} would do most to settle it", 2)
