"""The options considered: where each stands, what it is for, and what kept it from winning."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.questionnaire import NONE
from advisor.reports.content.blocks import (
    bullets,
    fact,
    facts,
    item,
    paragraph,
    runs,
    strong,
    table,
)
from advisor.reports.content.chapter import chapter
from advisor.reports.content.material import Material
from advisor.reports.model import Block, Runs, Section
from advisor.rulebook import Outcome
from advisor.wording import counted, upper_first

_WAYS = {
    True: "The recommendation can be filled in more than one way:",
    False: "There is more than one reason to add nobody now:",
}


def options(material: Material) -> tuple[Section, ...]:
    """Every option in one table; then the ways to fill the one that is recommended."""
    parts = [
        (_ways(material), _forms(material)),
        ("Somebody inside, or from outside", _inside(material)),
    ]
    return chapter(material, "options", "Options considered", _compared(material), parts)


def _compared(material: Material) -> Iterator[Block]:
    yield paragraph(
        "Every option was weighed on the same answers. An option that is ruled out is shown with "
        "what would bring it back."
    )
    yield from table(
        "Where each option stands",
        [("Option", 24), ("Where it stands", 18), ("What decided", 58)],
        _standings(material),
    )
    yield from table(
        "What each option is for, what it leaves open, and how easily it is undone",
        [("Option", 19), ("What it is for", 30), ("What it leaves open", 25), ("Undoing it", 26)],
        _weighed(material),
    )


def _standings(material: Material) -> Iterator[tuple[str | Runs, ...]]:
    told = material.explanation
    why_not = {other.outcome.id: other for other in told.why_not}
    for outcome in _in_order(material):
        other = why_not.get(outcome.id)
        if other is None:
            yield (
                _named(material, outcome),
                runs(strong(_standing(material))),
                " ".join(told.decided_by),
            )
        elif other.gates:
            yield outcome.name, "Ruled out for now", other.sentence
        else:
            stands = f"{counted(other.points, 'point')} away" if other.points else "Not reached"
            yield outcome.name, stands, other.sentence


def _weighed(material: Material) -> Iterator[tuple[str | Runs, ...]]:
    """What the rulebook says of each option."""
    for outcome in _in_order(material):
        yield _named(material, outcome), outcome.says, outcome.leaves_open, outcome.undoing


def _named(material: Material, outcome: Outcome) -> str | Runs:
    """The option; the recommended one with the form that fits, where that has another name."""
    if outcome is not material.explanation.recommendation:
        return outcome.name
    form = material.form.name
    return runs(strong(outcome.name), "" if outcome.name in form else f" (here: {form})")


def _in_order(material: Material) -> list[Outcome]:
    """The recommendation, then the nearest, then what cannot be reached or is ruled out."""
    told = material.explanation
    others = sorted(told.why_not, key=lambda w: (bool(w.gates), w.points is None, w.points or 0))
    return [told.recommendation, *(w.outcome for w in others)]


def _standing(material: Material) -> str:
    strength = material.explanation.strength
    return {"too_close_to_call": "Just ahead", "leaning": "Recommended, leaning"}.get(
        strength, "Recommended"
    )


def _forms(material: Material) -> tuple[Block, ...]:
    """The forms of the recommended outcome, the one that fits the answers marked."""
    forms = material.explanation.recommendation.forms
    if len(forms) < 2:
        return ()
    return (
        paragraph(_WAYS[material.hires]),
        *bullets(
            item(strong(f"{form.name}{_fits(material, form.id)}: "), form.says) for form in forms
        ),
    )


def _ways(material: Material) -> str:
    return "Ways to fill it" if material.hires else "Why nobody is added"


def _fits(material: Material, form: str) -> str:
    return " (fits the answers)" if form == material.form.id else ""


def _inside(material: Material) -> tuple[Block, ...]:
    candidate = material.answer("internal_candidate")
    if not material.hires or not candidate:
        return ()
    told = facts([fact("Candidate inside, by the answers", upper_first(candidate))])
    if material.profile.known("internal_candidate") == NONE:
        return told
    return (
        *told,
        paragraph(
            "Hold everybody to the same written role, and tell those who are not chosen before it "
            "is announced."
        ),
    )
