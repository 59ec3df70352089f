"""Reasons for and against, and why not the others: each with its rule one click away."""

from __future__ import annotations

from advisor.explanation import Explanation, Reason, RuledOut
from advisor.markup import (
    GRADES_IN_WORDS,
    NOTHING,
    Markup,
    bullets,
    heading,
    joined,
    line,
    opens,
    paragraph,
    safe,
    source_name,
    strong,
)
from advisor.rulebook import Condition, Grade, Rulebook, Source
from advisor.rulebook_pages import Kind, address, conditions_told, linked, points_told
from advisor.screens.recommendation_markup import Later

FOR, AGAINST, MORE = "Because", "Pulling the other way", "More reasons"
FIRST_REASONS = 3
"""How many reasons are read out on either side before the rest is one click away."""


def reasons_for(explanation: Explanation) -> Markup:
    """What speaks for the recommendation, strongest first."""
    nothing = "No single answer speaks for it; it is what the four findings lead to."
    told = _reasons(explanation.rulebook, explanation.reasons_for)
    return joined(heading(FOR), told or paragraph(nothing))


def reasons_against(explanation: Explanation) -> Markup:
    """What pulls the other way, told in the same type as what speaks for it."""
    nothing = "Nothing in the answers pulls the other way."
    told = _reasons(explanation.rulebook, explanation.reasons_against)
    return joined(heading(AGAINST), told or paragraph(nothing))


def more(explanation: Explanation) -> tuple[Later, ...]:
    """The reasons on either side that are not read out at once."""
    sides = {"for it": explanation.reasons_for, "against it": explanation.reasons_against}
    found = (_more(explanation.rulebook, told, side) for side, told in sides.items())
    return tuple(later for later in found if later)


def _more(rulebook: Rulebook, told: tuple[Reason, ...], side: str) -> Later | None:
    rest = told[_read_out(told) :]

    def write() -> Markup:
        return bullets((_reason(rulebook, r) for r in rest), name="reasons")

    holds = frozenset(reason.rule.id for reason in rest)
    return Later(f"{len(rest)} more reasons {side}", write, holds) if rest else None


def _reasons(rulebook: Rulebook, told: tuple[Reason, ...]) -> Markup:
    first = told[: _read_out(told)]
    return bullets((_reason(rulebook, r) for r in first), kind="ol", name="reasons")


def _read_out(told: tuple[Reason, ...]) -> int:
    """How many reasons are read out at once. One more alone is not worth a click."""
    return len(told) if len(told) == FIRST_REASONS + 1 else FIRST_REASONS


def _reason(rulebook: Rulebook, reason: Reason) -> Markup:
    return joined(safe(f"{reason.sentence} "), _rule(rulebook, reason))


def _rule(rulebook: Rulebook, reason: Reason) -> Markup:
    """The rule behind a reason: its id, conditions, points, caution, evidence and sources."""
    points = points_told(rulebook.dimensions, reason.rule.adds)
    body = joined(
        _asks(rulebook, "rule", reason.rule.id, reason.rule.when),
        line(strong("Points:"), safe(f"{points}.")),
        _evidence(reason.rule.caution, reason.grade, reason.sources),
    )
    return opens("See the rule", reason.sentence, body, place_of(reason.rule.id))


def place_of(rule: str) -> str:
    """The id of the place on the page where a rule or gate can be seen."""
    return f"reason-{rule}"


def _asks(rulebook: Rulebook, kind: Kind, rule: str, when: tuple[Condition, ...]) -> Markup:
    """What must hold for a rule or gate, and the way to it in the rulebook."""
    name = Markup(f"<code>{safe(rule)}</code>")
    way = joined(safe("Rulebook: "), name)
    return joined(
        line(strong("Holds when:"), safe(conditions_told(rulebook, when))),
        paragraph(linked(address(kind, rule), way), safe_already=True),
    )


def _evidence(caution: str, grade: Grade, sources: tuple[Source, ...]) -> Markup:
    return joined(
        line(strong("Caution:"), safe(caution)) if caution else NOTHING,
        line(strong("Evidence:"), safe(f"{grade}, {GRADES_IN_WORDS[grade]}.")),
        bullets(map(source_name, sources)),
    )


def why_not(explanation: Explanation) -> Markup:
    """Each other outcome: ruled out and until when, or what kept it from winning."""
    ruled: dict[str, list[RuledOut]] = {}
    for gate in explanation.ruled_out:
        ruled.setdefault("; ".join(o.name for o in gate.outcomes), []).append(gate)
    weighed = [other for other in explanation.why_not if not other.gates]
    return joined(
        heading("Why not the others"),
        *(_ruled_out(explanation, names, gates) for names, gates in ruled.items()),
        *(joined(heading(o.outcome.name, 3), paragraph(o.sentence)) for o in weighed),
    )


def _ruled_out(explanation: Explanation, names: str, gates: list[RuledOut]) -> Markup:
    """The gates that rule out the same outcomes, each told once."""
    return joined(
        heading(f"Ruled out for now: {names}", 3),
        *(_gate(explanation.rulebook, gate) for gate in gates),
    )


def _gate(rulebook: Rulebook, ruled_out: RuledOut) -> Markup:
    """What rules it out, until when, and the rule behind that."""
    gate = ruled_out.gate
    body = joined(
        _asks(rulebook, "gate", gate.id, gate.when),
        _evidence(gate.caution, ruled_out.grade, ruled_out.sources),
    )
    return joined(
        line(safe(ruled_out.sentence), strong("Ruled out until"), safe(f"{ruled_out.until}.")),
        opens("See the rule", ruled_out.sentence, body, place_of(gate.id)),
    )
