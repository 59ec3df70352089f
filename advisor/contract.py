"""The advice as the JSON object that outside scripts read: keys and ids are fixed.

`possible`, `settled`, `questions_that_matter` and `would_change` are exact: found by search and
proved. What was not proved in time says so and is never passed off as proved.
"""

from __future__ import annotations

from typing import Any

from advisor.explanation import Explanation, Finding, Reason, RuledOut, WhyNot
from advisor.proofs import Change, Changes, Counterfactual, Exact, Tipping
from advisor.questionnaire import Value
from advisor.rulebook import Source


def as_json(explanation: Explanation, exact: Exact) -> dict[str, Any]:
    """One JSON-ready object for one answer sheet."""
    rulebook = explanation.rulebook
    return {
        "recommendation": explanation.recommendation.id,
        "form": explanation.form.id,
        "archetype": explanation.archetype.id if explanation.archetype else None,
        "strength": explanation.strength,
        "possible": list(exact.possible),
        "settled": exact.settled,
        "dimensions": {f.dimension.id: _dimension(f) for f in explanation.findings},
        "reasons_for": [_reason(reason) for reason in explanation.reasons_for],
        "reasons_against": [_reason(reason) for reason in explanation.reasons_against],
        "ruled_out": [_ruled_out(ruled_out) for ruled_out in explanation.ruled_out],
        "why_not": {w.outcome.id: _why_not(w) for w in explanation.why_not},
        "would_change": {
            "by_decision": _changes(exact.would_change.by_decision),
            "as_it_grows": _changes(exact.would_change.as_it_grows),
            "one_answer_is_enough": exact.would_change.one_is_enough,
            "turns_at": [_tipping(tipping) for tipping in exact.tipping],
        },
        "questions_that_matter": list(exact.questions_that_matter),
        "proved": exact.proved,
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


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "sets": [_counterfactual(found) for found in changes.sets],
        "out_of_reach": list(changes.out_of_reach),
        "not_proved": list(changes.unknown),
    }


def _counterfactual(found: Counterfactual) -> dict[str, Any]:
    return {
        "leads_to": found.leads_to,
        "changes": [_change(change) for change in found.changes],
        "proved_smallest": found.proved,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "question": change.question,
        "from": _reply(change.before),
        "to": _reply(change.after),
        "says": change.says,
    }


def _reply(value: Value) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _tipping(tipping: Tipping) -> dict[str, Any]:
    return {
        "question": tipping.question,
        "stretches": [
            {"from": s.start, "recommendation": s.recommendation, "here": s.here}
            for s in tipping.stretches
        ],
    }
