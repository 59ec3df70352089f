"""The decision taken, in words: what, why, by whom, and when it is to be looked at again."""

from __future__ import annotations

from datetime import date

from advisor.explanation import Explanation
from advisor.markup import NOTHING, Markup, boxed, joined, line, paragraph, safe, strong
from advisor.rulebook import Rulebook
from advisor.screens.times import day_told
from advisor.storage import Decision


def decided(explanation: Explanation, decision: Decision | None, today: date) -> Markup:
    """The decision beside the recommendation; nothing where none was taken."""
    if decision is None or not decision.taken:
        return NOTHING
    same = decision.taken == explanation.recommendation.id
    beside = "This is what is recommended." if same else "The recommendation is another."
    return boxed(
        line(strong(in_one_sentence(explanation.rulebook, decision)), safe(beside)),
        *(paragraph(part) for part in decision.reasons.split("\n") if part.strip()),
        _review(decision, today),
        kind="box",
    )


def in_one_sentence(rulebook: Rulebook, decision: Decision) -> str:
    """ "Decided on 3 May 2026 by the board: Operations Director." """
    outcome = rulebook.outcomes.get(decision.taken)
    what = outcome.name if outcome else decision.taken
    day = f" on {told}" if (told := day_told(decision.day)) else ""
    by = f" by {decision.by}" if decision.by else ""
    return f"Decided{day}{by}: {what.rstrip('.')}."


def _review(decision: Decision, today: date) -> Markup:
    day = day_told(decision.review)
    if not day:
        return NOTHING
    if date.fromisoformat(decision.review) < today:
        told = line(strong("To be looked at again: overdue."), safe(f"It was due on {day}."))
    else:
        told = paragraph(f"To be looked at again on {day}.")
    return joined(told)
