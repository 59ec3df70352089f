"""The pages of the rulebook: one for everything that has an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from advisor.markup import Markup
from advisor.questionnaire import Question, Questionnaire
from advisor.rulebook import Gate, Note, Rule
from advisor.rulebook_pages import overview
from advisor.rulebook_pages.dimensions import decision_told, dimension_told
from advisor.rulebook_pages.edition import Edition, Kind, anchor
from advisor.rulebook_pages.entries import gate_in_full, note_in_full, rule_in_full, source_told
from advisor.rulebook_pages.outcomes import outcome_told
from advisor.rulebook_pages.questions import question_told
from advisor.rulebook_pages.references import theme_name, themes
from advisor.rulebook_pages.told import says_told
from advisor.wording import counted


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what stands above its heading, its heading, and all below it.

    `goal` is the id of the element to show first, where that is not the heading.
    """

    kicker: str
    title: str
    body: Markup
    goal: str = ""


def page_of(edition: Edition, kind: Kind, name: str) -> Page | None:
    """The page on which something is told in full; None where the rulebook has no such thing."""
    return _PAGES[kind](edition, name)


def _entry(
    edition: Edition, kicker: str, entries: Iterable[Rule | Gate | Note], name: str
) -> Page | None:
    entry = next((entry for entry in entries if entry.id == name), None)
    if entry is None:
        return None
    return Page(kicker, says_told(edition.rulebook, entry).rstrip("."), in_full(edition, entry))


def in_full(edition: Edition, entry: Rule | Gate | Note) -> Markup:
    """All about a rule, a gate or a note but its sentence."""
    if isinstance(entry, Rule):
        return rule_in_full(edition, entry)
    if isinstance(entry, Gate):
        return gate_in_full(edition, entry)
    return note_in_full(edition, entry)


def _rule(edition: Edition, name: str) -> Page | None:
    page = _entry(edition, "Rule", edition.rulebook.rules, name)
    theme = next((rule.theme for rule in edition.rulebook.rules if rule.id == name), "")
    return page and replace(page, kicker=f"Rule of the theme \u201c{theme_name(theme)}\u201d")


def _question(edition: Edition, name: str) -> Page | None:
    asked = edition.rulebook.questionnaire
    found = asked.weighed().get(name)
    if found is None:
        return None
    return Page(_asked_in(asked, found), found.ask, question_told(edition, found))


def _asked_in(asked: Questionnaire, question: Question) -> str:
    """Where a question stands: "Question of the section \u201c...\u201d, in the short form"."""
    if question.id in asked.shares:
        return "Question that is worked out from who does what"
    section = next(s.title for s in asked.sections if s.id == question.section)
    form = "in the short form" if question.short_form else "in the full form only"
    return f"Question of the section \u201c{section}\u201d, {form}"


def _dimension(edition: Edition, name: str) -> Page | None:
    found = edition.rulebook.dimensions.get(name)
    if found is None:
        return None
    return Page("Dimension", f"{found.name}: {found.asks}", dimension_told(edition, found))


def _outcome(edition: Edition, name: str) -> Page | None:
    found = edition.rulebook.outcomes.get(name)
    if found is None:
        return None
    return Page("Outcome", found.name, outcome_told(edition, found))


def _form(edition: Edition, name: str) -> Page | None:
    """The page of the outcome that the form belongs to, opened at the form."""
    for outcome in edition.rulebook.outcomes.values():
        if any(form.id == name for form in outcome.forms):
            page = _outcome(edition, outcome.id)
            return page and replace(page, goal=anchor("form", name))
    return None


def _source(edition: Edition, name: str) -> Page | None:
    found = edition.rulebook.sources.get(name)
    if found is None:
        return None
    return Page("Source", found.title, source_told(edition, found))


def _theme(edition: Edition, name: str) -> Page | None:
    rules = themes(edition.rulebook).get(name)
    if rules is None:
        return None
    return Page(
        counted(len(rules), "rule"),
        f"Rules of the theme \u201c{theme_name(name)}\u201d",
        overview.entries(edition, rules),
    )


def _part(edition: Edition, name: str) -> Page | None:
    book = edition.rulebook
    if name not in overview.PARTS:
        return None
    parts: dict[str, tuple[str, Callable[[], Markup]]] = {
        "questions": (
            counted(len(book.questionnaire.weighed()), "question"),
            lambda: overview.questions(edition),
        ),
        "decision": ("From levels to an outcome", lambda: decision_told(edition)),
        "gates": (
            counted(len(book.gates), "gate"),
            lambda: overview.entries(edition, book.gates),
        ),
        "notes": (
            counted(len(book.notes), "note"),
            lambda: overview.entries(edition, book.notes),
        ),
        "properties": (
            counted(len(book.properties), "property", "properties"),
            lambda: overview.properties(book),
        ),
        "sources": (
            counted(len(book.sources), "source"),
            lambda: overview.sources(edition),
        ),
    }
    kicker, write = parts[name]
    return Page(kicker, overview.PARTS[name], write())


_PAGES: dict[Kind, Callable[[Edition, str], Page | None]] = {
    "rule": _rule,
    "gate": lambda edition, name: _entry(edition, "Gate", edition.rulebook.gates, name),
    "note": lambda edition, name: _entry(edition, "Note", edition.rulebook.notes, name),
    "question": _question,
    "dimension": _dimension,
    "outcome": _outcome,
    "form": _form,
    "source": _source,
    "theme": _theme,
    "part": _part,
}
