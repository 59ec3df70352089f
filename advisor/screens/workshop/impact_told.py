"""What my changes would do, in words: to companies, to every possible company, to a population."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from advisor.editing.effects import effect_on
from advisor.markup import (
    NOTHING,
    Markup,
    bullets,
    heading,
    joined,
    paragraph,
    safe,
    sentences,
    strong,
)
from advisor.pictures import Part, percent, shares_picture
from advisor.proofs.alternatives import MATRIX
from advisor.proofs.comparison import Change, Comparison, Flip, Flips, Step, Told
from advisor.proofs.merging import Merged
from advisor.proofs.nearest import Nearest
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.rulebook_pages import linked
from advisor.rulebook_pages.pieces import table
from advisor.screens.workshop.cases import example_key
from advisor.telling import STRENGTHS
from advisor.wording import counted, listed, spoken, upper_first

TITLE = "See what it would change"
TOLD_AT_MOST = 20
CAUSES_AT_MOST = 4
TRY_PAGE, CASE = "rules-try", "case"


def verdict(found: Comparison) -> Markup:
    """What is proved of every possible company, and how much of a change that is."""
    first, *rest = _proved(found)
    return joined(
        paragraph(strong(first), safe_already=True),
        *map(paragraph, rest),
        paragraph(_STEPS[found.step]),
    )


_STEPS: dict[Step, str] = {
    "major": "As a version this is a major change.",
    "minor": "As a version this is a minor change.",
    "wording": "As a version this is a change of wording only.",
}


def _proved(found: Comparison) -> Iterator[str]:
    time, names = f"{found.seconds:g} s", _names(found.merged)
    if found.changes:
        yield "Some companies get another recommendation."
    elif found.unproved:
        yield f"Not proved in {time} whether any company gets another recommendation."
    elif not found.proved or found.besides:
        yield "Proved: no possible company gets another recommendation."
    else:
        yield "Nothing changes, proved: every possible company gets the same advice as before."
    if found.unproved:
        pairs = listed((f"{names[a]} to {names[b]}" for a, b in found.unproved), "or")
        yield f"Not proved in {time} whether any company changes from {pairs}."
    elif found.besides:
        sure = "" if found.proved else f" As far as was proved in {time}."
        yield f"What can change for some: {listed(found.besides)}.{sure}"
    elif not found.proved:
        yield f"Not proved in {time} whether anything else changes."


def flips_told(merged: Merged, flips: Flips, thing: str, *, tries: bool = False) -> Markup:
    """How many cases there are and what becomes of each that changes, with the reasons.

    `tries`: each leads to the page where it is told rule by rule.
    """
    others = [f for f in flips.changed if f.before.recommendation != f.after.recommendation]
    rest = [f for f in flips.changed if f not in others]
    shown = [*others, *rest][:TOLD_AT_MOST]
    more = len(flips.changed) - len(shown)
    if not flips.changed:
        says = f"{counted(flips.looked_at, thing)} looked at: none gets other advice."
        return paragraph(says)
    says = f"{counted(flips.looked_at, thing)} looked at: {len(others)} "
    says += f"{'gets' if len(others) == 1 else 'get'} another recommendation"
    says += f", {len(rest)} more another form or strength." if rest else "."
    return joined(
        paragraph(says),
        bullets((_flip(merged, flip, tries=tries) for flip in shown), name="entries"),
        paragraph(f"And {more} more." if more else ""),
    )


def pins_told(pins: Flips) -> Markup:
    """Sheets on an edge, which are there to flip: how many did."""
    if not pins.looked_at:
        return NOTHING
    if not pins.changed:
        return paragraph(f"None of the {pins.looked_at} sheets that sit on an edge changes.")
    count = len(pins.changed)
    return paragraph(
        f"Apart from these, {count} of the {pins.looked_at} sheets that sit exactly on an edge "
        f"{'gets' if count == 1 else 'get'} other advice. That is what they are for: they show "
        "that something moved, and nothing needs mending."
    )


def _flip(merged: Merged, flip: Flip, *, tries: bool) -> Markup:
    name, turn = safe(flip.name), _turn(merged, flip.before, flip.after)
    if tries:
        name = linked(f"{TRY_PAGE}?{urlencode({CASE: example_key(flip.name)})}", name)
        turn = f"{_says(merged, flip.name)} {turn}"
    causes = [cause.says for cause in effect_on(merged, flip.profile).causes]
    return joined(name, safe(f": {turn}"), _causes(causes))


def _says(merged: Merged, name: str) -> str:
    """What a worked example says of itself."""
    every = (*merged.new.rulebook.examples, *merged.old.rulebook.examples)
    return next((example.says for example in every if example.id == name), "")


def _causes(causes: list[str]) -> Markup:
    more = len(causes) - CAUSES_AT_MOST
    return sentences([*causes[:CAUSES_AT_MOST], *([f"And {more} more."] if more > 0 else [])])


def _turn(merged: Merged, before: Told, after: Told) -> str:
    """ "Chief Operating Officer before, Operations Director now"."""
    if before.recommendation != after.recommendation:
        names = _names(merged)
        return f"{names[before.recommendation]} before, {names[after.recommendation]} now."
    if before.form != after.form:
        was, now = merged.old.rulebook.form(before.form), merged.new.rulebook.form(after.form)
        return f"{was.name} before, {now.name} now."
    return f"{STRENGTHS[before.strength]} before, {STRENGTHS[after.strength].lower()} now."


def _names(merged: Merged) -> dict[str, str]:
    """The names of all outcomes, as proposed where they are there."""
    books: tuple[Rulebook, ...] = (merged.old.rulebook, merged.new.rulebook)
    return {o.id: o.name for book in books for o in book.outcomes.values()}


def pairs_told(found: Comparison) -> Markup:
    """Every recommendation that turns into another, with a company that shows it."""
    if not found.changes:
        return NOTHING
    return joined(
        heading("What turns into what"),
        bullets((_pair(found, change) for change in found.changes), name="entries"),
    )


def _pair(found: Comparison, change: Change) -> Markup:
    names = _names(found.merged)
    before, after = change.pair
    head = strong(f"{names[before]} turns into {names[after]}.")
    near = change.nearest
    if near is None:
        says = f"No company was found in {found.seconds:g} s to show it."
        return joined(head, paragraph(says))
    causes = [cause.says for cause in effect_on(found.merged, near.profile).causes]
    return joined(head, *_near(found, near), _causes(causes))


def _near(found: Comparison, near: Nearest) -> Iterator[Markup]:
    example = near.example
    if example is None:
        yield paragraph("There is a company for which it does, far from any worked example.")
        return
    if not near.changed:
        yield paragraph(f"The worked example {example.id} itself: {example.says}")
        return
    sure = "" if near.proved else f" (not proved nearest in {found.seconds:g} s)"
    away = counted(near.distance, "answer")
    yield paragraph(f"{away} away from the worked example {example.id}{sure}: {example.says}")
    asked = found.merged.questionnaire.questions
    yield sentences(
        f"{upper_first(asked[q].says or asked[q].ask) if q in asked else 'Who does what'}: "
        f"{_answer(found, near.profile, q)} instead of {_answer(found, example.profile, q)}"
        for q in near.changed
    )


def _answer(found: Comparison, profile: Profile, question: str) -> str:
    if question == MATRIX:
        rows = len(profile.responsibilities)
        return f"{counted(rows, 'row')} filled in" if rows else "not filled in"
    value = profile.known(question)
    asked = found.merged.questionnaire.questions[question]
    return "not answered" if value is None else spoken(asked, value) or "none"


def population_told(found: Comparison) -> Markup:
    """The shares of the population before and after: as a small picture and as its table."""
    names, sheets = _names(found.merged), found.population.sheets
    parts = [
        Part(names[outcome], 100 * before / sheets, 100 * after / sheets)
        for outcome, (before, after) in found.shares.items()
    ]
    says = f"Of {sheets:,} sheets drawn, {percent(100 * found.sheets / sheets)} get another "
    says += "recommendation."
    picture = shares_picture(parts, "The shares of the sheets drawn, before and after.")
    rows = [
        [safe(part.name), safe(percent(part.before)), safe(percent(part.after))] for part in parts
    ]
    columns = ("Recommendation", "Before", "After")
    return joined(
        heading("How a population is spread"),
        paragraph(says),
        Markup(picture.svg),
        table("Share of the sheets drawn", columns, [(NOTHING, rows)], "bands"),
        paragraph(f"Sampled, not proved. Drawn: {found.population.says}."),
    )
