"""For the adviser alone: where the advice is fragile, what to ask, and the private notes."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.questionnaire import UNKNOWN
from advisor.reports.content.blocks import bullets, clean, fact, facts, numbered, paragraph
from advisor.reports.content.change import first_ways
from advisor.reports.content.chapter import chapter
from advisor.reports.content.material import Material
from advisor.reports.content.opening import ask_of
from advisor.reports.model import Block, Callout, Section
from advisor.structure import NOBODY, SHARED
from advisor.telling import nearest
from advisor.wording import counted, listed

STRONGEST, MOST_ASKED = 8, 6
_FOR_YOU = "For the adviser alone. This section is not in the client report."


def fragile(material: Material) -> tuple[Section, ...]:
    """What the advice hangs on."""
    blocks = (_private(), *bullets(_weak(material)), *first_ways(material))
    return chapter(material, "fragile", "Fragile points", blocks, new_page=True)


def _private() -> Callout:
    return Callout("private", "Adviser only", (paragraph(_FOR_YOU),))


def _weak(material: Material) -> Iterator[str]:
    told = material.explanation
    near = nearest(told)
    if near:
        yield f"{near.outcome.name} is {counted(near.points or 0, 'point')} away. {near.sentence}"
    yield f"The answers given cover {told.advice.known} % of all the points that could count."
    for passed in told.advice.passed_over:
        name = material.rulebook.outcomes[passed].name
        yield f"The findings alone lead to {name}; a rule that rules it out decides instead."
    strongest = told.reasons_for[:STRONGEST]
    judged = [r.rule.id for r in strongest if r.grade in ("J", "C", "S")]
    if judged:
        yield (
            f"Of the {len(strongest)} strongest reasons for it, {len(judged)} "
            f"{'rests' if len(judged) == 1 else 'rest'} on opinion or "
            f"judgement rather than on data: {listed(judged)}."
        )
    exact = material.exact
    if exact and not exact.settled:
        outcomes = material.rulebook.outcomes
        names = listed(outcomes[o].name for o in exact.possible)
        yield f"Still possible with open answers: {names}."
    if doubts := [note for note in told.notes if _asks(note)]:
        yield f"{counted(len(doubts), 'pair')} of answers may not fit together: see the questions."


def _asks(note: str) -> bool:
    """Whether a note is a question; the others are cautions."""
    return note.rstrip().endswith("?")


def questions(material: Material) -> tuple[Section, ...]:
    """What to raise with the client, the most decisive first."""
    cautions = [note for note in material.explanation.notes if not _asks(note)]
    parts = [("Points to talk through", bullets(cautions))]
    blocks: tuple[Block, ...] = (_private(), *numbered(_asked(material)))
    return chapter(material, "questions", "Questions to raise", blocks, parts)


def _asked(material: Material) -> Iterator[str]:
    told, exact = material.explanation, material.exact
    decisive = exact.questions_that_matter[:MOST_ASKED] if exact else ()
    for name in decisive:
        yield f"{ask_of(material, name)} The answer can still change the recommendation."
    answers = material.profile.answers
    for question in material.asked.questions.values():
        if answers.get(question.id) is UNKNOWN and question.id not in decisive:
            yield f"{question.ask} The answer was \u201cnot sure\u201d."
    yield from filter(_asks, told.notes)
    held = material.structure
    losing = dict.fromkeys(
        held.names[row.today]
        for row in held.moving
        if row.today and row.today in held.names and row.today not in ("ceo", NOBODY, SHARED)
    )
    if held.said and losing:
        yield f"Who tells those who would lose a responsibility, and when? ({'; '.join(losing)})"
    for reason in told.reasons_against[:2]:
        yield f"What would you answer to this? {reason.sentence}"


def notes(material: Material) -> tuple[Section, ...]:
    """The adviser's own notes, by question."""
    written = material.choices.notes
    told = facts(
        fact(_about(material, question), clean(words)) for question, words in written.items()
    )
    blocks = (_private(), *(told or (paragraph("No notes were taken."),)))
    return chapter(material, "notes", "Private notes", blocks)


def _about(material: Material, question: str) -> str:
    asked = material.asked.questions.get(question)
    row = material.asked.responsibilities.get(question)
    return asked.ask if asked else row.text if row else "The company as a whole"
