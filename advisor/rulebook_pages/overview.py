"""What is in the rulebook: version, changes, counts, and lists that lead to everything."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.markup import Markup, bullets, joined, paragraph, safe, sentences
from advisor.questionnaire import Question
from advisor.rulebook import GRADES, Gate, Note, Rule, Rulebook
from advisor.rulebook_pages.dimensions import dimension_line
from advisor.rulebook_pages.edition import Edition
from advisor.rulebook_pages.pieces import in_one_line, source_link
from advisor.rulebook_pages.references import readers, resting_on, theme_name, themes
from advisor.wording import counted, listed

DERIVED = "Worked out from who does what"
"""Where the derived questions are listed, which nobody is asked."""
_PROVED = (
    "These promises are about every company that can be described with these questions. Checking "
    "the rules proves each of them, or shows a company for which it does not hold."
)

PARTS = {
    "questions": "Questions and their bands",
    "decision": "The decision table",
    "gates": "Gates: what rules an outcome out",
    "notes": "Notes: answers that clash, cautions",
    "properties": "What holds for every company",
    "sources": "Sources and what rests on them",
}
"""Lists with a page of their own, in order, with their headings."""


def version_told(rulebook: Rulebook) -> str:
    """Which rulebook this is, to the letter."""
    return f"Version {rulebook.version}, fingerprint {rulebook.fingerprint[:12]}"


def summary(rulebook: Rulebook) -> Markup:
    """How much there is of everything."""
    forms = sum(len(outcome.forms) for outcome in rulebook.outcomes.values())
    asked = rulebook.questionnaire
    counts = (
        counted(len(asked.questions), "question"),
        counted(len(rulebook.rules), "rule"),
        counted(len(rulebook.gates), "gate"),
        counted(len(rulebook.notes), "note"),
        f"{counted(len(rulebook.outcomes), 'outcome')} in {counted(forms, 'form')}",
        counted(len(rulebook.sources), "source"),
        counted(len(rulebook.properties), "property", "properties"),
        counted(len(rulebook.examples), "worked example"),
    )
    return paragraph(f"It holds {listed(counts)}.")


def changes(edition: Edition) -> Markup:
    """What its author says has changed, newest first."""
    return edition.titled("What changed", sentences(edition.rulebook.changes))


def how_advice_is_formed() -> Markup:
    """The way from answers to advice in five sentences."""
    return sentences(
        (
            "Each number that is answered falls in a band, from one edge up to the next.",
            "A rule whose conditions all hold adds points, from \u22123 to +3, to one or more "
            "dimensions. A question that was not answered satisfies no condition.",
            "The points of a dimension make it low, moderate or high.",
            "The decision table turns the four levels into one outcome. A gate may rule that out; "
            "then the outcome named in its place is taken.",
            "The form says how to fill the outcome: the first form that fits.",
        ),
        kind="ol",
    )


def dimensions(edition: Edition) -> Markup:
    """All dimensions, each with its question."""
    return bullets(dimension_line(edition, d) for d in edition.rulebook.dimensions.values())


def outcomes(edition: Edition) -> Markup:
    """All outcomes, each with its forms."""
    return bullets(
        joined(
            edition.link("outcome", outcome.id, outcome.name),
            safe(f": {listed((form.name for form in outcome.forms), 'or')}."),
        )
        for outcome in edition.rulebook.outcomes.values()
    )


def questions_by_section(rulebook: Rulebook) -> dict[str, tuple[Question, ...]]:
    """Every question that a rule may read, by the title of its section; derived ones last."""
    asked = rulebook.questionnaire
    found = {s.title: asked.in_section(s.id) for s in asked.sections}
    found[DERIVED] = tuple(share.question for share in asked.shares.values())
    return {title: questions for title, questions in found.items() if questions}


def questions(edition: Edition) -> Markup:
    """All questions by section, each with how much reads it."""
    return joined(
        *(
            edition.titled(title, bullets(_question(edition, q) for q in asked))
            for title, asked in questions_by_section(edition.rulebook).items()
        )
    )


def _question(edition: Edition, question: Question) -> Markup:
    found = len({reader.entry.id for reader in readers(edition.rulebook, question.id)})
    count = f" Read by {found}." if found else " Nothing reads it."
    return joined(edition.link("question", question.id, question.ask), safe(count))


def entries(edition: Edition, listed_here: Iterable[Rule | Gate | Note]) -> Markup:
    """Rules, gates or notes, each in a line or two."""
    return bullets((in_one_line(edition, e) for e in listed_here), name="entries")


def theme_links(edition: Edition) -> Markup:
    """The themes, which are the files of rules, each with its number of rules."""
    return bullets(
        joined(edition.link("theme", theme, theme_name(theme)),
               safe(f": {counted(len(rules), 'rule')}"))
        for theme, rules in themes(edition.rulebook).items()
    )  # fmt: skip


def part_links(edition: Edition) -> Markup:
    """The lists with a page of their own."""
    return bullets(edition.link("part", name, title) for name, title in PARTS.items())


def sources(edition: Edition) -> Markup:
    """All sources, each with how much rests on it; the best evidence first."""
    book = edition.rulebook
    ordered = sorted(book.sources.values(), key=lambda source: GRADES.index(source.grade))

    def item(name: str) -> Markup:
        count = resting_on(book, name).count
        rests = f": {counted(count, 'entry', 'entries')}"
        return joined(source_link(edition, book.sources[name]), safe(rests))

    return bullets(item(source.id) for source in ordered)


def properties(rulebook: Rulebook) -> Markup:
    """What its author promises for every company; checking proves it."""
    return joined(paragraph(_PROVED), sentences(p.says for p in rulebook.properties))
