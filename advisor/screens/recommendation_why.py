"""The first half of the recommendation page: the verdict and everything that speaks to it."""

from __future__ import annotations

from advisor.explanation import Explanation, Finding, Reason, RuledOut, WhyNot, pull
from advisor.pictures import Track, dimensions_picture
from advisor.questionnaire import UNKNOWN
from advisor.rulebook import Condition, Outcome, Rulebook
from advisor.screens.recommendation_markup import (
    GRADES_IN_WORDS,
    NOTHING,
    Markup,
    boxed,
    bullets,
    heading,
    joined,
    opens,
    paragraph,
    safe,
    sentences,
    source_item,
    strong,
    titled,
)
from advisor.wording import MINUS, listed, upper_first

STRENGTHS = {"clear": "Clear", "leaning": "Leaning", "too_close_to_call": "Too close to call"}
FIRST_REASONS = 5
"""How many reasons are read out on either side before the rest is one click away."""

_COVERED = (
    (90, "nearly everything that"),
    (65, "most of what"),
    (40, "about half of what"),
    (20, "less than half of what"),
    (0, "little of what"),
)


def title(explanation: Explanation) -> str:
    """The page's heading: the verdict, or the two options between which it is too close."""
    rival = _rival(explanation)
    if rival:
        return f"Too close to call: {explanation.recommendation.name} or {rival.outcome.name}"
    return explanation.verdict.rstrip(".")


def verdict(explanation: Explanation) -> Markup:
    """How strong the verdict is, what it rests on, and what led to it."""
    rival, form = _rival(explanation), explanation.form
    return joined(
        boxed(
            _line(strong(f"{STRENGTHS[explanation.strength]}."), safe(explanation.strength_says)),
            paragraph(f"It rests on {rests_on(explanation)}."),
            kind="bar",
        ),
        _side_by_side(explanation, rival) if rival else NOTHING,
        paragraph(" ".join(explanation.decided_by)),
        _line(strong(f"{form.name}."), safe(form.says)) if form.says else NOTHING,
    )


def rests_on(explanation: Explanation) -> str:
    """How much was answered: "34 of 37 answers and 28 of 28 responsibilities: most of what ..."."""
    profile, questionnaire = explanation.profile, explanation.rulebook.questionnaire
    asked = questionnaire.questions
    unsure = sum(profile.answers.get(q) is UNKNOWN for q in asked)
    known = sum(profile.known(q) is not None for q in asked)
    told = f"{known} of {len(asked)} answers"
    if unsure:
        told += f" ({unsure} more {'is' if unsure == 1 else 'are'} \u201cnot sure\u201d)"
    if filled := sum(bool(h.owner or h.done) for h in profile.responsibilities.values()):
        told += f" and {filled} of {len(questionnaire.responsibilities)} responsibilities"
    covered = next(words for least, words in _COVERED if explanation.advice.known >= least)
    return f"{told}: {covered} can count"


def _rival(explanation: Explanation) -> WhyNot | None:
    """The other option when it is too close to call."""
    return nearest(explanation) if explanation.strength == "too_close_to_call" else None


def nearest(explanation: Explanation) -> WhyNot | None:
    """The other outcome that the fewest points would lead to; None where none is in reach."""
    near = [w for w in explanation.why_not if w.points is not None]
    return min(near, key=lambda w: w.points or 0, default=None)


def _side_by_side(explanation: Explanation, rival: WhyNot) -> Markup:
    ahead = boxed(
        heading(explanation.recommendation.name, 2),
        paragraph("Just ahead on what is known. " + explanation.verdict),
        _speaks_for(explanation, explanation.recommendation),
    )
    behind = boxed(
        heading(rival.outcome.name, 2),
        paragraph(rival.outcome.says),
        _speaks_for(explanation, rival.outcome),
        titled("For it to come first", paragraph(rival.sentence)),
    )
    return boxed(ahead, behind, kind="pair")


def _speaks_for(explanation: Explanation, outcome: Outcome) -> Markup:
    """The three strongest reasons for one of two options."""
    reasons = (*explanation.reasons_for, *explanation.reasons_against)
    known = {r.rule.id for r in reasons}
    fired = sorted(
        (r for r in reasons if r.rule.id in known and pull(r.rule.adds, outcome) > 0),
        key=lambda r: -pull(r.rule.adds, outcome),
    )
    return titled("Speaks for it", sentences(r.sentence for r in fired[:3]))


def findings(explanation: Explanation) -> Markup:
    """The four dimensions as a picture, then in sentences."""
    tracks = [_track(f) for f in explanation.findings]
    picture = dimensions_picture(tracks)
    key = "The dot shows where the company stands; the shaded third is the level it has reached."
    if any(t.still_open for t in tracks):
        key += " The line through it shows how far the open questions could still move it."
    return joined(
        heading("What we found"),
        paragraph("The answers were weighed on four questions that a board can discuss."),
        Markup(picture.svg),
        Markup(f'<p style="margin-top:.75rem">{safe(key)}</p>'),
        bullets(
            joined(strong(f"{f.dimension.name}: {f.level}. "), safe(f.says), _open(track))
            for f, track in zip(explanation.findings, tracks, strict=True)
        ),
    )


def _track(finding: Finding) -> Track:
    return Track(
        finding.dimension.name,
        finding.level,
        finding.points,
        finding.lowest,
        finding.highest,
        finding.moderate_from,
        finding.high_from,
    )


def _open(track: Track) -> Markup:
    others = [level for level in track.levels_possible if level != track.level]
    return (
        safe(f" Open questions could still make it {listed(others, 'or')}.") if others else NOTHING
    )


def reasons_for(explanation: Explanation) -> Markup:
    """What speaks for the recommendation, strongest first."""
    nothing = "No single answer speaks for it; it is what the four findings lead to."
    told = _reasons(explanation.rulebook, explanation.reasons_for)
    return joined(heading("Because"), told or paragraph(nothing))


def reasons_against(explanation: Explanation) -> Markup:
    """What pulls the other way, told in the same type as what speaks for it."""
    nothing = "Nothing in the answers pulls the other way."
    told = _reasons(explanation.rulebook, explanation.reasons_against)
    return joined(heading("Pulling the other way"), told or paragraph(nothing))


def _reasons(rulebook: Rulebook, told: tuple[Reason, ...]) -> Markup:
    """The strongest reasons; the weaker ones one click away."""
    items = [joined(safe(r.sentence), _rule(rulebook, r)) for r in told]
    # One reason alone is not worth a click.
    first = len(items) if len(items) == FIRST_REASONS + 1 else FIRST_REASONS
    rest = bullets(items[first:], name="reasons")
    more = f"{len(items) - first} weaker reasons"
    return joined(
        bullets(items[:first], kind="ol", name="reasons"),
        opens(more, "", rest) if rest else NOTHING,
    )


def _rule(rulebook: Rulebook, reason: Reason) -> Markup:
    """The rule behind a reason: its id, conditions, points, caution, evidence and sources."""
    points = listed(
        f"{rulebook.dimensions[d].name.lower()} {'+' if given > 0 else MINUS}{abs(given)}"
        for d, given in reason.rule.adds.items()
    )
    body = joined(
        _line(strong("Rule"), Markup(f"<code>{safe(reason.rule.id)}</code>:"),
              safe(_conditions(rulebook, reason.rule.when))),
        _line(strong("Points:"), safe(f"{points}.")),
        _line(strong("Caution:"), safe(reason.rule.caution)) if reason.rule.caution else NOTHING,
        _line(strong(f"Evidence {reason.grade}:"), safe(f"{GRADES_IN_WORDS[reason.grade]}.")),
        bullets(map(source_item, reason.sources)),
    )  # fmt: skip
    return opens("See the rule", reason.sentence, body)


def _conditions(rulebook: Rulebook, when: tuple[Condition, ...]) -> str:
    questions = rulebook.questionnaire.weighed()
    told = (
        f"{questions[c.question].says or questions[c.question].ask} \u2013 "
        f"{c.words.replace('_', ' ')}"
        for c in when
    )
    return upper_first("; ".join(told)) + "."


def why_not(explanation: Explanation) -> Markup:
    """Each other outcome: ruled out and until when, or what kept it from winning."""
    return joined(
        heading("Why not the others"),
        *(_why_not(explanation, other) for other in explanation.why_not),
    )


def _why_not(explanation: Explanation, other: WhyNot) -> Markup:
    gates = [g for g in explanation.ruled_out if other.outcome in g.outcomes]
    if not gates:
        return joined(heading(other.outcome.name, 3), paragraph(other.sentence))
    return joined(
        heading(f"{other.outcome.name}: ruled out for now", 3),
        *(_gate(explanation.rulebook, gate) for gate in gates),
    )


def _gate(rulebook: Rulebook, ruled_out: RuledOut) -> Markup:
    gate = ruled_out.gate
    body = joined(
        _line(strong("Rule"), Markup(f"<code>{safe(gate.id)}</code>:"),
              safe(_conditions(rulebook, gate.when))),
        _line(strong("Caution:"), safe(gate.caution)) if gate.caution else NOTHING,
        _line(strong(f"Evidence {ruled_out.grade}:"), safe(f"{GRADES_IN_WORDS[ruled_out.grade]}.")),
        bullets(map(source_item, ruled_out.sources)),
    )  # fmt: skip
    return joined(
        _line(safe(ruled_out.sentence), strong("Ruled out until"), safe(f"{ruled_out.until}.")),
        opens("See the rule", ruled_out.sentence, body),
    )


def notes(explanation: Explanation, left_out: tuple[str, ...] = ()) -> Markup:
    """Contradictions and cautions found in the answers, and answers that could not be used."""
    found = sentences((*left_out, *explanation.notes))
    return joined(heading("Worth a second look"), boxed(found)) if found else NOTHING


def _line(*parts: Markup) -> Markup:
    return paragraph(Markup(" ".join(parts)), safe_already=True)
