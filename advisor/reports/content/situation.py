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
from advisor.wording import MONEY, grouped, listed, spoken, upper_first

MOST_UNKNOWN = 8
"""Questions without an answer that are listed; a longer list stands among all answers."""
_SPREAD = ("departments", "sites")
_NO_REVENUE = frozenset({"nonprofit", "public_body"})
"""The kinds of owner that are asked for their budget in place of revenue."""
TELLING_FOR, TELLING_AGAINST = 10, 6
"""So many reasons on each side decide which answers bear most on the advice."""
_ORDER = re.compile(r"^(Describe|Say|Tell us|Tell) ", re.IGNORECASE)


def situation(material: Material) -> tuple[Section, ...]:
    """What was said, grouped as it was asked."""
    parts = [
        *_groups(material),
        ("What was not known", _unknown(material)),
        ("To keep in mind", bullets(material.explanation.notes)),
    ]
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
    """The company in two sentences, as far as it is known."""
    owned, means = material.answer("ownership"), _means(material)
    spread = listed(some for question in _SPREAD if (some := _some(material, question)))
    countries = material.answer("countries")
    told: list[str] = []
    name = material.company
    if owned:
        told.append(f"{name} is {owned}{f' with {means}' if means else ''}.")
    elif means:
        told.append(f"{name} has {means}.")
    if spread or countries:
        has = f"has {spread}" if spread else "works"
        where = f" in {countries}" if countries else ""
        told.append(f"{'It' if told else name} {has}{where}.")
    if told:
        yield paragraph(" ".join(told))


def _means(material: Material) -> str:
    """ "120 people and revenue of $18 million a year", as far as it is known."""
    people, revenue = material.answer("headcount"), material.answer("annual_revenue")
    budget = material.profile.known("ownership") in _NO_REVENUE
    money = f"{'a budget' if budget else 'revenue'} of {revenue} a year"
    return listed(part for part in (people, money if revenue else "") if part)


def _some(material: Material, question: str) -> str:
    """An answer that counts something; nothing where there is none to count."""
    return material.answer(question) if material.profile.known(question) else ""


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
    return in_full(question, value)


def in_full(question: Question, value: Value) -> str:
    """An answer as it stands on the form: each choice by its label."""
    if question.choices:
        picked = {value} if isinstance(value, str) else value
        assert isinstance(picked, set | frozenset)
        return "; ".join(c.label for c in question.choices if c.id in picked)
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
    unsure = [q.id for q in asked if answers.get(q.id) is UNKNOWN]
    missing = [q.id for q in asked if q.id not in answers]
    return (
        *_listed(material, "Answered \u201cnot sure\u201d", unsure),
        *_listed(material, "Not answered", missing),
    )


def _listed(material: Material, what: str, questions: list[str]) -> tuple[Block, ...]:
    """The questions, those that can still change most first; only so many where they are many."""
    if not questions:
        return ()
    matter = material.exact.questions_that_matter if material.exact else ()
    order = {name: place for place, name in enumerate(matter)}
    first = sorted(questions, key=lambda name: order.get(name, len(order)))
    many = len(questions) > MOST_UNKNOWN and "answers" in material.numbers
    shown = first[:MOST_UNKNOWN] if many else questions
    rest = len(questions) - len(shown)
    which = "the most decisive of them" if order else "among them"
    lead = f"{what}: {len(questions)} questions, {which}:" if rest else f"{what}:"
    more = [paragraph(f"{rest} more", *material.see("answers", " stand in ", "."))] if rest else []
    asks = material.asked.questions
    return (paragraph(lead), *bullets(asks[name].ask for name in shown), *more)
