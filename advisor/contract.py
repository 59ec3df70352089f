"""The advice as the JSON object that outside scripts read: keys and ids are fixed.

`possible`, `settled`, `questions_that_matter` and `would_change` need a proof; where none was
made they are left out rather than guessed.
"""

from __future__ import annotations

from typing import Any

from advisor.explanation import Explanation, Finding, Reason, RuledOut, WhyNot
from advisor.rulebook import Source


def as_json(explanation: Explanation) -> dict[str, Any]:
    """One JSON-ready object for one answer sheet."""
    rulebook = explanation.rulebook
    return {
        "recommendation": explanation.recommendation.id,
        "form": explanation.form.id,
        "archetype": explanation.archetype.id if explanation.archetype else None,
        "strength": explanation.strength,
        "dimensions": {f.dimension.id: _dimension(f) for f in explanation.findings},
        "reasons_for": [_reason(reason) for reason in explanation.reasons_for],
        "reasons_against": [_reason(reason) for reason in explanation.reasons_against],
        "ruled_out": [_ruled_out(ruled_out) for ruled_out in explanation.ruled_out],
        "why_not": {w.outcome.id: _why_not(w) for w in explanation.why_not},
        "notes": list(explanation.notes),
        "rulebook": {
            "name": rulebook.name,
            "version": rulebook.version,
            "fingerprint": rulebook.fingerprint,
        },
    }


def _dimension(finding: Finding) -> dict[str, Any]:
    return {
        "points": finding.points,
        "level": finding.level,
        "lowest": finding.lowest,
        "highest": finding.highest,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule.id,
        "sentence": reason.sentence,
        "points": dict(reason.rule.adds),
        "sources": [_source(source) for source in reason.sources],
        "grade": reason.grade,
        "caution": reason.rule.caution,
    }


def _ruled_out(ruled_out: RuledOut) -> dict[str, Any]:
    return {
        "rule": ruled_out.gate.id,
        "outcomes": [outcome.id for outcome in ruled_out.outcomes],
        "sentence": ruled_out.sentence,
        "until": ruled_out.until,
        "sources": [_source(source) for source in ruled_out.sources],
        "grade": ruled_out.grade,
    }


def _why_not(why_not: WhyNot) -> dict[str, Any]:
    return {
        "sentence": why_not.sentence,
        "points": why_not.points,
        "gates": list(why_not.gates),
    }


def _source(source: Source) -> dict[str, str]:
    return {"id": source.id, "title": source.title, "year": source.year, "link": source.link}
