"""Two advices for one company, held against each other: what differs, and why.

An old advice may have been given by other rules. So the old answers are run through today's
rules as well: what changes there is because of the rules, what changes from there on is because
of the answers. The steps add up to the whole change.
"""

from __future__ import annotations

from advisor.explanation import Explanation, Reason
from advisor.storage import Stamp, Told, ToldGate, ToldLevel, ToldReason
from advisor.wording import listed


def told_of(explanation: Explanation) -> Told:
    """What an advice says, in the words that can be kept."""
    return Told(
        outcome=explanation.recommendation.id,
        name=explanation.recommendation.name,
        form=explanation.form.id,
        form_name=explanation.form.name,
        verdict=explanation.verdict,
        strength=explanation.strength,
        strength_says=explanation.strength_says,
        levels=tuple(
            ToldLevel(f.dimension.id, f.dimension.name, f.level, f.says)
            for f in explanation.findings
        ),
        reasons_for=tuple(map(_reason, explanation.reasons_for)),
        reasons_against=tuple(map(_reason, explanation.reasons_against)),
        ruled_out=tuple(
            ToldGate(r.gate.id, listed(o.name for o in r.outcomes), r.sentence, r.until)
            for r in explanation.ruled_out
        ),
    )


def _reason(reason: Reason) -> ToldReason:
    return ToldReason(reason.rule.id, reason.sentence)


def stamp_of(explanation: Explanation) -> Stamp:
    """What was advised, and by which rules."""
    book = explanation.rulebook
    names = (book.name, book.version, book.fingerprint)
    return Stamp(*names, explanation.recommendation.id, explanation.strength)
