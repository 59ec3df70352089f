"""The plan before the start and for the first 90 days, and the measures with today's figures."""

from __future__ import annotations

import re

from advisor.reports.content.blocks import bullets, paragraph, table
from advisor.reports.content.chapter import chapter
from advisor.reports.content.dates import in_full
from advisor.reports.content.material import Material
from advisor.reports.content.steps import (
    AFTER_START,
    BEFORE_ANYTHING,
    Step,
    first_90_days,
    next_steps,
)
from advisor.reports.model import Block, Section
from advisor.wording import upper_first

TO_BE_NAMED, TO_BE_AGREED = "To be named", "To be agreed"
_MEASURED = "To be measured in the first month"
_OWNED = "exactly one owner"
"""The words of the measure that is counted from who does what."""
_TIMED = re.compile(
    r", ((?:at|before|after|by|once|when|as soon as|within|starting|a|an|each|every) [^,]{1,50})$"
)
"""The end of a step that says when, in words that name no day."""


def plan(material: Material) -> tuple[Section, ...]:
    """What to do, by whom and by when."""
    before = () if material.for_candidates else next_steps(material)
    rows = [*before, *first_90_days(material)]
    begins = (
        "The first 90 days count from the day on which the new person starts."
        if material.hires
        else "The days are counted from the date of this report."
    )
    blocks: tuple[Block, ...] = (
        paragraph(material.if_chosen("This plan"), begins),
        *table(
            "The plan",
            [("When", 17), ("What", 47), ("Who", 20), ("By", 16)],
            ((step.when, step.what, step.who or TO_BE_NAMED, by(material, step)) for step in rows),
        ),
    )
    wait = () if material.for_candidates else bullets(material.brief.not_yet)
    return chapter(material, "plan", "Plan", blocks, [("Not yet", wait)])


def by(material: Material, step: Step) -> str:
    """The day that a step is due, or where its time is told."""
    if step.by:
        return in_full(step.by)
    days = re.search(r"(\d+)$", step.when)
    if days and material.hires:
        return f"Day {days[1]}"
    if step.when in BEFORE_ANYTHING:
        timed = _TIMED.search(step.what.rstrip("."))
        return upper_first(timed[1]) if timed else TO_BE_AGREED
    return AFTER_START


def measures(material: Material) -> tuple[Section, ...]:
    """Four to six measures, with where each stands today as far as the answers tell."""
    if material.for_candidates:
        named = bullets(material.brief.kpis)
        return chapter(material, "kpis", "How the role is measured", named)
    blocks: tuple[Block, ...] = (
        paragraph(
            "Agree a target for each measure before the start. Where the answers tell how things "
            "stand today, that is given; the rest is to be measured before anything is changed."
        ),
        *table(
            "Measures",
            [("Measure", 46), ("Today, by the answers", 34), ("Target", 20)],
            (
                (kpi, baseline(material, kpi) or _MEASURED, TO_BE_AGREED)
                for kpi in material.brief.kpis
            ),
        ),
    )
    return chapter(material, "kpis", "How to tell that it works", blocks)


def baseline(material: Material, kpi: str) -> str:
    """Where a measure stands today, told by the answer to the question that is nearest to it."""
    if _OWNED in kpi and material.structure.said:
        held = material.structure
        one = held.load.known - len(held.marked("nobody")) - len(held.marked("several"))
        return f"{one} of {held.load.known} responsibilities"
    for question in material.asked.questions.values():
        told = material.answer(question.id)
        if told and any(words in kpi for words in question.measures):
            return f"{upper_first(question.says)}: {told}"
    return ""
