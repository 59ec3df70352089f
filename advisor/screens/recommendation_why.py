"""The first half of the recommendation page: the verdict and everything that speaks to it."""

from __future__ import annotations

from advisor.explanation import Explanation, Finding, WhyNot, pull
from advisor.markup import (
    NOTHING,
    Markup,
    boxed,
    bullets,
    heading,
    joined,
    line,
    paragraph,
    safe,
    sentences,
    strong,
    titled,
)
from advisor.pictures import Track, dimensions_picture
from advisor.questionnaire import UNKNOWN
from advisor.rulebook import Outcome
from advisor.wording import listed

STRENGTHS = {"clear": "Clear", "leaning": "Leaning", "too_close_to_call": "Too close to call"}
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
        return (
            f"Too close to call: \u201c{explanation.form.name}\u201d or "
            f"\u201c{rival.outcome.name}\u201d"
        )
    return explanation.verdict.rstrip(".")


def verdict(explanation: Explanation) -> Markup:
    """How strong the verdict is, what it rests on, and what led to it."""
    rival, form = _rival(explanation), explanation.form
    return joined(
        boxed(
            line(strong(f"{STRENGTHS[explanation.strength]}."), safe(explanation.strength_says)),
            paragraph(f"It rests on {rests_on(explanation)}."),
            kind="bar",
        ),
        _side_by_side(explanation, rival) if rival else NOTHING,
        paragraph(" ".join(explanation.decided_by)),
        line(strong(f"{form.name}."), safe(form.says)) if form.says else NOTHING,
    )


def rests_on(explanation: Explanation) -> str:
    """How much was answered, in words: "34 of 37 answers and 28 of 28 responsibilities: ..."."""
    profile, questionnaire = explanation.profile, explanation.rulebook.questionnaire
    asked, rows = questionnaire.questions, len(questionnaire.responsibilities)
    unsure = sum(profile.answers.get(q) is UNKNOWN for q in asked)
    known = sum(profile.known(q) is not None for q in asked)
    filled = sum(bool(h.owner or h.done) for h in profile.responsibilities.values())
    told = f"{known} of {len(asked)} answers"
    if unsure:
        told += f" ({unsure} more {'is' if unsure == 1 else 'are'} \u201cnot sure\u201d)"
    if rows:
        told += f" and {filled or 'none'} of {rows} responsibilities"
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
        heading(explanation.form.name, 2),
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
    told = (*explanation.reasons_for, *explanation.reasons_against)
    speaking = [(pull(r.rule.adds, outcome), r) for r in told]
    strongest = sorted((s for s in speaking if s[0] > 0), key=lambda s: -s[0])
    return titled("Speaks for it", sentences(r.sentence for _, r in strongest[:3]))


def findings(explanation: Explanation) -> Markup:
    """The four dimensions as a picture, then in sentences."""
    tracks = [_track(f) for f in explanation.findings]
    picture = dimensions_picture(tracks)
    key = "The dot shows where the company stands; the shaded third is the level it has reached."
    if any(t.still_open for t in tracks):
        key += " The line through it shows how far open answers could still move it."
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
    return safe(f" Open answers could still make it {listed(others, 'or')}.") if others else NOTHING


def notes(explanation: Explanation, left_out: tuple[str, ...] = ()) -> Markup:
    """Contradictions and cautions found in the answers, and answers that could not be used."""
    found = sentences((*left_out, *explanation.notes))
    return joined(heading("Worth a second look"), boxed(found)) if found else NOTHING
