"""The situation: the answers that bear most on the advice, what is not known, what to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.questionnaire import UNKNOWN, Question, Value
from advisor.questionnaire import Section as Page
from advisor.reports.content.blocks import bullets, fact, facts, paragraph
from advisor.reports.content.chapter import Part, chapter
from advisor.reports.content.material import Material
from advisor.reports.model import Block, Section
from advisor.telling import rests_on
from advisor.wording import MONEY, grouped, listed, spoken, upper_first

TELLING_FOR, TELLING_AGAINST = 12, 8
"""So many reasons on each side decide which answers bear most on the advice."""
_ORDER = re.compile(r"^(Describe|Say|Tell us|Tell) ", re.IGNORECASE)


def situation(material: Material) -> tuple[Section, ...]:
    """What was said, grouped as it was asked."""
    parts = [*_groups(material), ("What was not known", _unknown(material)), (
        "Worth a second look", bullets(material.explanation.notes)
    )]  # fmt: skip
    lead = "The answers below bear most on the advice"
    opening = [
        *_portrait(material),
        paragraph(lead, *material.see("answers", "; all of them stand in ", ""), "."),
    ]
    return chapter(material, "situation", "Situation", opening, parts)


def topic(page: Page) -> str:
    """A section of the questionnaire as a heading: "Describe the company" -> "The company"."""
    return upper_first(_ORDER.sub("", page.title))


def _portrait(material: Material) -> Iterator[Block]:
    """The company in one sentence, as far as it is known."""
    people, revenue = material.answer("headcount"), material.answer("annual_revenue")
    spread = [told for q in ("departments", "sites", "countries") if (told := material.answer(q))]
    owned = material.answer("ownership")
    parts = [
        f"has {people}" if people else "",
        f"makes {revenue} of revenue a year" if revenue else "",
        f"spans {listed(spread)}" if spread else "",
    ]
    said = listed(part for part in parts if part)
    if said:
        kind = f", {owned}," if owned else ""
        yield paragraph(f"{material.company}{kind} {said}. This report rests on "
                        f"{rests_on(material.explanation)}.")  # fmt: skip


def _groups(material: Material) -> Iterator[Part]:
    bearing = _bearing(material)
    for page in material.asked.sections:
        known = [
            (question, value)
            for question in material.asked.in_section(page.id)
            if question.id in bearing and (value := material.profile.known(question.id)) is not None
        ]
        yield (
            topic(page),
            facts(fact(upper_first(q.says or q.ask), brief_answer(q, value)) for q, value in known),
        )


def brief_answer(question: Question, value: Value) -> str:
    """An answer beside the name of its question: a count needs no unit there."""
    counted = question.kind == "number" and not question.unit.startswith(("percent", MONEY))
    if counted and isinstance(value, int | float):
        return grouped(value)
    return upper_first(spoken(question, value))


def _bearing(material: Material) -> set[str]:
    """The questions that the strongest reasons on both sides, and the gates, speak of."""
    told = material.explanation
    rules = [r.rule for r in told.reasons_for[:TELLING_FOR]]
    rules += [r.rule for r in told.reasons_against[:TELLING_AGAINST]]
    found = {condition.question for rule in rules for condition in rule.when}
    gates = {condition.question for r in told.ruled_out for condition in r.gate.when}
    return found | gates


def _unknown(material: Material) -> tuple[Block, ...]:
    """The questions without an answer; "not sure" apart from "not answered"."""
    asked, answers = material.asked.questions.values(), material.profile.answers
    unsure = [q.ask for q in asked if answers.get(q.id) is UNKNOWN]
    missing = [q.ask for q in asked if q.id not in answers]
    blocks: list[Block] = []
    if unsure:
        blocks += [paragraph("Answered \u201cnot sure\u201d:"), *bullets(unsure)]
    if missing:
        blocks += [paragraph("Not answered:"), *bullets(missing)]
    return tuple(blocks)
