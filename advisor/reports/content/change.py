"""What would change our view: single numbers, sets of answers, open questions, time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.reports.content.blocks import bullets, figure, item, paragraph, strong, table
from advisor.reports.content.chapter import Part, chapter
from advisor.reports.content.material import Material
from advisor.reports.content.opening import ask_of
from advisor.reports.model import Block, Item, Section
from advisor.telling import (
    NO_SINGLE,
    NOTHING_NEAR,
    REACH,
    look_again,
    nearest,
    one_way_each,
    rival,
    stretches,
    tipping_strip,
)
from advisor.wording import listed, spoken, upper_first

if TYPE_CHECKING:
    from advisor.proofs import Changes, Counterfactual, Exact, Tipping

WAYS, STRIPS, QUESTIONS = 3, 2, 5
FEW_CHANGES = 4
"""More answers than these do not change together; such a way is only counted."""
_NOT_PROVED = "Not proved in the time allowed"


def change(material: Material) -> tuple[Section, ...]:
    """What is certain, where it was worked out; else how far each other option is."""
    exact = material.exact
    opening = [*(_lead(exact) if exact else _distance(material)), *_forms_of(material)]
    parts = [
        *(_proved(material, exact) if exact else ()),
        ("When to look again", _again_here(material)),
    ]
    return chapter(material, "change", "What would change our view", opening, parts)


def _distance(material: Material) -> Iterator[Block]:
    yield paragraph(
        "Whether single answers could change the recommendation was not worked out for this report."
    )
    near = nearest(material.explanation)
    if near:
        yield paragraph(
            "The nearest other option is ", strong(near.outcome.name), f". {near.sentence}"
        )


def _forms_of(material: Material) -> Iterator[Block]:
    """That the recommendation goes by the name of its option here, where its form has another."""
    outcome = material.explanation.recommendation
    name = outcome.name
    if name not in material.form.name and material.form is not outcome.forms[-1]:
        yield paragraph(
            f"\u201c{name}\u201d stands here for all its forms, "
            f"\u201c{material.form.name}\u201d among them."
        )


def _lead(exact: Exact) -> Iterator[Block]:
    found = exact.would_change
    if found.one_is_enough:
        yield paragraph(
            "One answer alone can change the result, if it changes as far as told here."
        )
    elif found.proved:
        near = found.by_decision.sets or found.as_it_grows.sets
        yield paragraph(f"{NO_SINGLE if near else NOTHING_NEAR} {REACH} This was proved.")
    else:
        yield paragraph(f"No single answer was found that changes the result. {REACH}")


def _proved(material: Material, exact: Exact) -> Iterator[Part]:
    found = exact.would_change
    yield (
        "What the company can decide",
        _group(material, found.by_decision, "No decision within reach leads to"),
    )
    yield (
        "What may come as the company grows",
        _group(material, found.as_it_grows, "Growth within reach does not lead to"),
    )
    yield "Numbers at which it turns", _tipping(material, exact)
    yield "Open questions that matter", _open(material, exact)


def _group(material: Material, changes: Changes, beyond: str) -> tuple[Block, ...]:
    """The shortest way to each other option, and what no such change leads to."""
    names = {o.id: o.name for o in material.rulebook.outcomes.values()}
    first, _ = one_way_each(changes.sets, WAYS)
    far = listed((names[o] for o in changes.out_of_reach), "or")
    doubt = listed((names[o] for o in changes.unknown), "or")
    return (
        *bullets(way(material, found) for found in first),
        *([paragraph(f"{beyond} {far}.")] if far else []),
        *([paragraph(f"{_NOT_PROVED}: whether anything leads to {doubt}.")] if doubt else []),
    )


def way(material: Material, found: Counterfactual) -> Item:
    """One set of changes, and where it leads."""
    goal = strong(material.rulebook.outcomes[found.leads_to].name)
    says = [upper_first(change.says) for change in found.changes]
    if len(says) == 1:
        return item(goal, f": {says[0]}.")
    doubt = "" if found.proved else f" {_NOT_PROVED} that fewer are not enough."
    if len(says) > FEW_CHANGES:
        return item(goal, f": far away. {len(says)} answers would have to change together.{doubt}")
    return item(
        goal, f": {len(says)} changes together.{doubt}", below=[item(f"{s}.") for s in says]
    )


def _tipping(material: Material, exact: Exact) -> tuple[Block, ...]:
    """Each number within reach that alone changes the recommendation; the first ones drawn."""
    questions = material.asked.questions
    near = [t for t in exact.tipping if t.within_reach]
    if not near:
        nothing = (
            "No single number within reach changes the recommendation, all else staying as is."
        )
        return (paragraph(nothing),)
    drawn = (
        figure(f"{upper_first(questions[t.question].says)}. The shaded stretch is where the "
               "company is.", tipping_strip(material.explanation, t))
        for t in near[:STRIPS]
    )  # fmt: skip
    return (
        paragraph("All else staying as it is, these numbers alone change the recommendation."),
        *drawn,
        *table(
            "More numbers at which the recommendation turns",
            [("Number", 30), ("Now", 18), ("Recommendation", 52)],
            (_turn(material, tipping) for tipping in near[STRIPS:]),
        ),
    )


def _turn(material: Material, tipping: Tipping) -> tuple[str, str, str]:
    question = material.asked.questions[tipping.question]
    now = spoken(question, material.profile.known(question.id) or 0)
    told = " ".join(stretches(material.explanation, question, tipping.stretches))
    return upper_first(question.says or question.ask), now, told


def _open(material: Material, exact: Exact) -> tuple[Block, ...]:
    if exact.settled:
        return (paragraph(_settled(material)),)
    outcomes = material.rulebook.outcomes
    ahead = material.explanation.recommendation
    others = [outcomes[o].name for o in exact.possible if o != ahead.id]
    asks = [ask_of(material, q) for q in exact.questions_that_matter[:QUESTIONS]]
    doubt = "" if exact.completions.proved else f" {_NOT_PROVED}: this list may be too long."
    return (
        paragraph(
            f"{ahead.name} is ahead on what is known. Answers that are missing could still lead to "
            f"{listed(others, 'or')}.{doubt}"
        ),
        *([paragraph("The questions that decide most:")] if asks else []),
        *bullets(asks),
    )


def _settled(material: Material) -> str:
    if rival(material.explanation):
        return "Everything that could still part the two options has been answered."
    return "Nothing left to answer can change the recommendation: it is settled."


def again(material: Material) -> tuple[Block, ...]:
    """The triggers and the date, where the rulebook gives them; else the review of the role."""
    brief = material.brief
    if not brief.look_again:
        return (
            paragraph(
                "Review the decision 90 days after the start, with the measures on one page",
                material.see("kpis"),
                ". Before that, look again only if an answer changes as far as told above.",
            ),
        )  # fmt: skip
    blocks: list[Block] = [paragraph(when_again(material))]
    if brief.triggers:
        blocks += [paragraph("Sooner, if one of these is met:"), *bullets(brief.triggers)]
    return tuple(blocks)


def when_again(material: Material) -> str:
    """When to look again, counted from the date of the report."""
    since = "the date of this report"
    return look_again(material.brief.look_again, material.choices.dated, since)


def _again_here(material: Material) -> tuple[Block, ...]:
    """When to look again; the triggers only once, where nobody is added."""
    if material.hires or "role" not in material.numbers:
        return again(material)
    return (paragraph(when_again(material), material.see("role", " The triggers stand in ", ".")),)


def first_ways(material: Material) -> tuple[Block, ...]:
    """The nearest single ways to another recommendation, for one page."""
    if material.exact is None:
        return ()
    found = material.exact.would_change
    sets = [s for s in (*found.by_decision.sets, *found.as_it_grows.sets) if len(s.changes) == 1]
    first, _ = one_way_each(sets, 2)
    if first:
        return (
            paragraph(strong("A single answer would change it:")),
            *bullets(way(material, one) for one in first),
        )
    return (paragraph(NO_SINGLE),) if found.proved else ()
