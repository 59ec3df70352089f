"""What tuning found for a wish: the edits, what else they do, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.editing.tuned import changes, verdict
from advisor.editing.wishes import WANTED
from advisor.markup import (
    NOTHING,
    Markup,
    bullets,
    joined,
    paragraph,
    safe,
    sentences,
    strong,
    titled,
)
from advisor.proofs.demands import Demand
from advisor.proofs.tuning import Flipped, Tried, Tuned
from advisor.rulebook import Rulebook
from advisor.wording import counted, listed

TOLD_AT_MOST = 20
_STAGES = {
    "points": "Looking for the smallest change of points",
    "points and edges": "Points alone will not do. Looking for the smallest change of points and "
    "band edges",
    "contradiction": "No change will do. Looking for the smallest set of cases that contradict "
    "each other",
}
_KINDS = {"case": "Your wish", "example": "Worked example", "property": "Promise"}


def progress(tried: Tried) -> str:
    """How far tuning is."""
    rest = counted(tried.demands, "case or promise", "cases and promises")
    return f"{_STAGES[tried.stage]}, with {rest} to keep so far."


def told(rulebook: Rulebook, found: Tuned) -> Markup:
    """The verdict, the change, and what else it does."""
    first, *more = verdict(rulebook, found)
    return joined(
        paragraph(strong(first), safe_already=True),
        *map(paragraph, more),
        titled("Why there is none", _contradiction(found.contradiction)),
        titled("The change", sentences(changes(rulebook, found))),
        titled("What else it does", _others(rulebook, found) if found.adjustment else NOTHING),
        titled(
            "Need not hold any more, as it did not before", _demands(_given_up(rulebook, found))
        ),
    )


def _contradiction(demands: Sequence[Demand]) -> Markup:
    if not demands:
        return NOTHING
    alone = (
        "Points and band edges alone cannot do it for this company. A gate or a condition stands "
        "against it, or a rule is missing that holds for it."
    )
    several = (
        "All of these together cannot be had by moving points and band edges, though any one fewer "
        "can. Is one of them out of date? Or is a rule missing that tells them apart?"
    )
    return joined(paragraph(several if len(demands) > 1 else alone), _demands(demands))


def _given_up(rulebook: Rulebook, found: Tuned) -> list[Demand]:
    """What did not hold before, without the sheets on an edge: those fail with every change."""
    pins = {example.id for example in rulebook.examples if example.pin}
    return [demand for demand in found.given_up if demand.name not in pins]


def _demands(demands: Iterable[Demand]) -> Markup:
    return bullets(
        safe(
            f"{_KINDS[demand.kind]}"
            f"{'' if demand.name.startswith(WANTED) else f' {demand.name}'}: {demand.says}"
        )
        for demand in demands
    )


def _others(rulebook: Rulebook, found: Tuned) -> Markup:
    """The worked examples that get other advice; those on an edge are counted."""
    flipped = [flip for flip in found.flips if not flip.before.example.pin]
    pins = len(found.flips) - len(flipped)
    shown = [f"{flip.before.example.id}: {_turn(rulebook, flip)}" for flip in flipped]
    more = f"And {len(shown) - TOLD_AT_MOST} more." if len(shown) > TOLD_AT_MOST else ""
    held = f"{counted(found.kept, 'worked example')} that held still "
    held += "holds." if found.kept == 1 else "hold."
    return joined(
        paragraph(held if flipped else f"{held} None of them gets other advice."),
        sentences(shown[:TOLD_AT_MOST]),
        paragraph(more),
        paragraph(
            f"{counted(pins, 'sheet')} that {'sits' if pins == 1 else 'sit'} exactly on an edge "
            f"{'gets' if pins == 1 else 'get'} other advice, as they are meant to."
            if pins
            else ""
        ),
    )


def met_told(names: Sequence[object]) -> str:
    """That real decisions agree with the advice then, so that their reasons go."""
    ids = listed(f"`{name}`" for name in names)
    if len(names) == 1:
        return (
            f"The advice then agrees with what was really decided in {ids}. Why it differed is out "
            "of date, so its `differs` goes with these edits."
        )
    return (
        f"The advice then agrees with what was really decided in {ids}. Why it differed is out of "
        "date, so their `differs` go with these edits."
    )


def _turn(rulebook: Rulebook, flip: Flipped) -> str:
    before, after = flip.before, flip.after
    if before.recommendation != after.recommendation:
        names = [rulebook.outcomes[one.recommendation].name for one in (before, after)]
    else:
        names = [rulebook.form(one.form).name for one in (before, after)]
    fine = ", which its author accepts too" if after.holds else ""
    return f"{names[0]} before, {names[1]} then{fine}."


@dataclass(frozen=True)
class Goal:
    """Something that can be wished: an outcome, its form (empty for any), and how that is told."""

    outcome: str
    form: str
    says: str


def goals(rulebook: Rulebook) -> dict[str, Goal]:
    """Everything that can be wished, by a key of its own."""
    found = {}
    for outcome in rulebook.outcomes.values():
        several = len(outcome.forms) > 1
        says = f"{outcome.name}, in any form" if several else outcome.name
        found[outcome.id] = Goal(outcome.id, "", says)
        for form in outcome.forms if several else ():
            says = f"{outcome.name}, as {form.name}"
            found[f"{outcome.id}/{form.id}"] = Goal(outcome.id, form.id, says)
    return found


def wish_told(rulebook: Rulebook, outcome: str, form: str) -> str:
    """What is wished, in a few words."""
    names = [rulebook.outcomes[outcome].name, rulebook.form(form).name if form else ""]
    return listed(dict.fromkeys(name for name in names if name), "as")
