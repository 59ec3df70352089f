"""The first half of the recommendation page: the verdict and everything that speaks to it."""

from __future__ import annotations

from advisor.explanation import Explanation, WhyNot
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
from advisor.rulebook import Note, Outcome
from advisor.rulebook_pages import address, linked
from advisor.telling import as_track, notes_told, rests_on, rival, speaks_for, strength_told
from advisor.wording import listed, lower_first


def title(explanation: Explanation) -> str:
    """The page's heading: the verdict, or the two options between which it is too close."""
    other = rival(explanation)
    if other:
        return (
            f"Too close to call: \u201c{explanation.form.name}\u201d or "
            f"\u201c{other.outcome.name}\u201d"
        )
    return explanation.verdict.rstrip(".")


def verdict(explanation: Explanation) -> Markup:
    """How strong the verdict is, what it rests on, and what led to it."""
    other, form = rival(explanation), explanation.form
    return joined(
        *(line(strong(says)) for says in notes_told(explanation, first=True)),
        boxed(
            line(
                strong(f"{strength_told(explanation)}."),
                safe(f"{explanation.strength_says} It rests on {rests_on(explanation)}."),
            ),
            kind="bar",
        ),
        _side_by_side(explanation, other) if other else NOTHING,
        line(
            safe(" ".join(explanation.decided_by)),
            *((strong(f"{form.name}:"), safe(lower_first(form.says))) if form.says else ()),
        ),
    )


def _side_by_side(explanation: Explanation, other: WhyNot) -> Markup:
    ahead = boxed(
        heading(explanation.form.name, 2),
        paragraph("Just ahead on what is known. " + explanation.verdict),
        _speaks_for(explanation, explanation.recommendation, other.outcome),
    )
    behind = boxed(
        heading(other.outcome.name, 2),
        paragraph(other.outcome.says),
        _speaks_for(explanation, other.outcome, explanation.recommendation),
        titled("For it to come first", paragraph(other.sentence)),
    )
    return boxed(ahead, behind, kind="pair")


def _speaks_for(explanation: Explanation, outcome: Outcome, over: Outcome) -> Markup:
    """The three strongest reasons for one of two options rather than the other."""
    strongest = speaks_for(explanation, outcome, over)[:3]
    return titled("Speaks for it", sentences(r.sentence for r in strongest))


def findings(explanation: Explanation) -> Markup:
    """The four dimensions as a picture, then in sentences."""
    tracks = [as_track(f) for f in explanation.findings]
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


def _open(track: Track) -> Markup:
    others = [level for level in track.levels_possible if level != track.level]
    return safe(f" Open answers could still make it {listed(others, 'or')}.") if others else NOTHING


def notes(explanation: Explanation, left_out: tuple[str, ...] = ()) -> Markup:
    """Contradictions and cautions found in the answers, and answers that could not be used."""
    told = zip(explanation.advice.notes, explanation.notes, strict=True)
    later = (_note(note, says) for note, says in told if not note.first)
    found = bullets((*map(safe, left_out), *later))
    return joined(heading("Worth a second look"), boxed(found)) if found else NOTHING


def _note(note: Note, says: str) -> Markup:
    """A note, and the way to it in the rulebook."""
    unseen = Markup(f'<span class="unseen">: {safe(says)}</span>')
    way = linked(address("note", note.id), joined(safe("Rulebook"), unseen))
    return joined(safe(f"{says} "), Markup(f"<small>{way}</small>"))
