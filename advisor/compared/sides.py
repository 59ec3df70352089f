"""One side of a comparison: answers, and what was told of them."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.explanation import Explanation, Reason, explain
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.storage import Stamp, Told, ToldGate, ToldLevel, ToldReason
from advisor.telling import too_little
from advisor.wording import listed

NO_ADVICE = Told(
    outcome="",
    name="no recommendation",
    form="",
    form_name="no recommendation",
    verdict="Too little is answered for a recommendation.",
    strength="",
    strength_says="",
)
"""What is told where too little is answered."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two advices: its answers as today's questionnaire reads them, and what was told.

    `rules` is the fingerprint of the rulebook that it was told by, `version` its version.
    `left_out` are notes on answers that today's questionnaire does not take.
    """

    name: str
    profile: Profile
    told: Told
    rules: str
    version: str
    left_out: tuple[str, ...] = ()


def side(rulebook: Rulebook, name: str, profile: Profile, left_out: tuple[str, ...] = ()) -> Side:
    """Answers with what today's rules say of them."""
    told = told_now(rulebook, profile)
    return Side(name, profile, told, rulebook.fingerprint, rulebook.version, left_out)


def side_of(name: str, explanation: Explanation) -> Side:
    """The same, of what is worked out already and told however little is answered."""
    book = explanation.rulebook
    told = told_of(explanation)
    return Side(name, explanation.profile, told, book.fingerprint, book.version)


def told_now(rulebook: Rulebook, profile: Profile) -> Told:
    """What today's rules say of these answers."""
    if too_little(rulebook.questionnaire, profile):
        return NO_ADVICE
    return told_of(explain(rulebook, profile))


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
