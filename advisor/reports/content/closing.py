"""Method and limits, and the appendices: all answers, all rules, all sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from advisor.explanation import Reason, reasons
from advisor.markup import GRADES_IN_WORDS
from advisor.questionnaire import UNKNOWN, Question
from advisor.reports.content.blocks import (
    clean,
    fact,
    facts,
    in_words,
    link,
    paragraph,
    runs,
    strong,
    table,
)
from advisor.reports.content.chapter import Part, chapter
from advisor.reports.content.duties import who_holds_what
from advisor.reports.content.material import Material
from advisor.reports.content.situation import in_full, topic
from advisor.reports.content.why import away
from advisor.reports.model import Block, Runs, Section
from advisor.rulebook import Rule
from advisor.wording import MINUS, listed, upper_first

NOT_SURE, NOT_ANSWERED = "Not sure", "Not answered"


def method(material: Material) -> tuple[Section, ...]:
    """What this is, what it is not, and which rules it came from."""
    book, fired = material.rulebook, len(material.explanation.advice.fired)
    blocks = (
        paragraph(
            "Fixed rules weighed the answers to fixed questions. Each rule that applies adds "
            f"points to one or more of {in_words(len(book.dimensions))} findings; a table leads "
            "from the findings to the recommendation, and some rules rule an option out. The same "
            "answers and rules always give the same advice. The rules are "
            f"\u201c{book.name}\u201d, version {book.version}, fingerprint "
            f"{book.fingerprint[:12]}: of {len(book.rules)} rules, {fired} apply here."
        ),
        paragraph(
            "It weighs structure, not people: whether this CEO and this person can work together "
            "decides more than any rule. Nobody has checked the answers. The weights are "
            "judgement: the sources show directions, not amounts, and many of them look at large "
            "or listed companies. It supports a decision and does not replace it; it is not "
            "legal, tax or employment advice."
        ),
    )
    return chapter(material, "method", "Method and limits", blocks)


def answers(material: Material) -> tuple[Section, ...]:
    """Every question with its answer; "not sure" and "not answered" apart."""
    parts = [*_answers(material), _who(material)]
    return chapter(material, "answers", "All answers", (), parts, new_page=True)


def _answers(material: Material) -> Iterator[Part]:
    chosen = material.for_adviser or material.choices.notes_for_all
    noted = chosen and any(material.choices.notes.get(q) for q in material.asked.questions)
    columns = [("Question", 40), ("Answer", 30), ("Note", 30)] if noted else [
        ("Question", 56), ("Answer", 44)
    ]  # fmt: skip
    for page in material.asked.sections:
        questions = material.asked.in_section(page.id)
        yield (
            topic(page),
            table(
                f"Answers: {topic(page)}",
                columns,
                (
                    (q.ask, answer(material, q), *((_note(material, q.id),) if noted else ()))
                    for q in questions
                ),
            ),
        )


def _who(material: Material) -> Part:
    """Who holds what, where that was told."""
    held = material.structure.said
    return "Who does what, today and after", who_holds_what(material) if held else ()


def answer(material: Material, question: Question) -> str:
    """An answer as it is printed."""
    reply = material.profile.answers.get(question.id)
    if reply is None:
        return NOT_ANSWERED
    return NOT_SURE if reply is UNKNOWN else in_full(question, reply)


def _note(material: Material, question: str) -> str:
    return clean(material.choices.notes.get(question, ""))


def rules(material: Material) -> tuple[Section, ...]:
    """The rules that apply to these answers, and the ids of those that do not."""
    advice = material.explanation.advice
    told = {r.rule.id: r for r in reasons(material.rulebook, advice)}
    applying = advice.fired
    silent = [rule for rule in material.rulebook.rules if rule not in applying]
    parts: list[Part] = [
        (
            f"Rules that apply ({len(applying)})",
            table(
                "Rules that apply, in the order of the rule files",
                [("Rule", 26), ("What it says here", 50), ("Points", 24)],
                ((r.id, _says(material, told[r.id]), points(material, r)) for r in applying),
            ),
        ),
        ("Rules that rule an option out", _gates(material)),
        (f"Rules that do not apply ({len(silent)})", tuple(_silent(silent))),
    ]  # fmt: skip
    return chapter(material, "rules", "Rules", (), parts, new_page=True)


def _says(material: Material, reason: Reason) -> Runs:
    both = " Its points cancel out here." if not reason.pull else ""
    return runs(reason.sentence, away(material, reason), both)


def points(material: Material, rule: Rule) -> str:
    """ "need +2, company-wide scope −1"."""
    return listed(
        f"{material.rulebook.dimensions[d].name.lower()} {'+' if n > 0 else MINUS}{abs(n)}"
        for d, n in rule.adds.items()
    )


def _gates(material: Material) -> tuple[Block, ...]:
    return table(
        "Options ruled out for now",
        [("Rule", 26), ("What it says here", 44), ("Ruled out until", 30)],
        ((r.gate.id, r.sentence, r.until) for r in material.explanation.ruled_out),
    )


def _silent(rules: list[Rule]) -> Iterator[Block]:
    for theme, group in groupby(rules, key=lambda rule: rule.theme):
        yield paragraph(strong(f"{upper_first(theme)}: "), ", ".join(r.id for r in group), ".")


def sources(material: Material) -> tuple[Section, ...]:
    """Every source that this report rests on, with what it does and does not show."""
    book = material.rulebook.sources
    listed_ = facts(
        fact(
            f"[{number}]",
            link(source.title, source.link),
            f", {source.year}." if source.year else ".",
            f" {source.supports} Evidence {source.grade}: {GRADES_IN_WORDS[source.grade]}. "
            f"{upper_first(source.checked)}." if source.checked else f" {source.supports}",
            anchor=f"source-{number}",
        )
        for name, number in material.source_numbers.items()
        for source in [book[name]]
    )  # fmt: skip
    return chapter(material, "sources", "Sources", listed_, new_page=True)
