"""The whole rulebook as one HTML document for a review meeting: no script, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.markup import Markup, bullets, heading, joined, paragraph, safe
from advisor.questionnaire import Question
from advisor.rulebook import Gate, Note, Rule, Rulebook
from advisor.rulebook_pages import overview
from advisor.rulebook_pages.dimensions import decision_told, dimension_told
from advisor.rulebook_pages.edition import Edition, anchored
from advisor.rulebook_pages.entries import source_told
from advisor.rulebook_pages.outcomes import outcome_told
from advisor.rulebook_pages.pages import in_full
from advisor.rulebook_pages.pieces import kind_of
from advisor.rulebook_pages.questions import question_told
from advisor.rulebook_pages.references import theme_name, themes
from advisor.rulebook_pages.style import DOCUMENT, STYLE
from advisor.rulebook_pages.told import says_told


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the document with a heading: a line of the contents, and the parts below it."""

    id: str
    title: str
    body: Markup
    below: tuple[_Part, ...] = ()


def printed(rulebook: Rulebook) -> str:
    """The document, complete with contents; the same rulebook gives the same document."""
    edition = Edition(rulebook, printed=True, top=4)
    parts = tuple(_parts(edition))
    title = safe(f"Rulebook: {rulebook.name}, version {rulebook.version}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f'<meta name="referrer" content="no-referrer"/><title>{title}</title>'
        f"<style>{DOCUMENT}{STYLE}</style></head>"
        f'<body class="rules"><main>{_cover(edition)}{_contents(parts)}'
        f"{''.join(map(_chapter, parts))}</main></body></html>\n"
    )


def _cover(edition: Edition) -> Markup:
    book = edition.rulebook
    return joined(
        heading(f"Rulebook: {book.name}", 1),
        paragraph(f"{overview.version_told(book)}."),
        overview.summary(book),
        overview.changes(Edition(book, printed=True, top=2)),
        heading("How advice is formed"),
        overview.how_advice_is_formed(),
    )


def _contents(parts: Iterable[_Part]) -> Markup:
    def item(part: _Part) -> Markup:
        link = Markup(f'<a href="#{safe(part.id)}">{safe(part.title)}</a>')
        return joined(link, bullets(map(item, part.below)))

    body = bullets(map(item, parts))
    return Markup(f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2>{body}</nav>')


def _chapter(part: _Part) -> str:
    below = "".join(
        f'<section id="{safe(p.id)}">{heading(p.title, 3)}{p.body}</section>' for p in part.below
    )
    return (
        f'<section class="chapter" id="{safe(part.id)}">{heading(part.title, 2)}{part.body}{below}'
        "</section>"
    )


def _parts(edition: Edition) -> Iterator[_Part]:
    book = edition.rulebook
    yield _Part(
        "part-dimensions",
        "Dimensions",
        Markup(""),
        tuple(
            _Part(f"dimension-{d.id}", f"{d.name}: {d.asks}", dimension_told(edition, d))
            for d in book.dimensions.values()
        ),
    )
    yield _Part("part-decision", "The decision table", decision_told(edition))
    yield _Part(
        "part-outcomes",
        "Outcomes, forms and role briefs",
        Markup(""),
        tuple(
            _Part(f"outcome-{o.id}", o.name, outcome_told(edition, o))
            for o in book.outcomes.values()
        ),
    )
    yield _Part(
        "part-questions",
        "Questions and their bands",
        Markup(""),
        tuple(
            _Part(f"section-{n}", title, _all_questions(edition, asked))
            for n, (title, asked) in enumerate(overview.questions_by_section(book).items(), 1)
        ),
    )
    yield _Part(
        "part-rules",
        "Rules",
        Markup(""),
        tuple(
            _Part(f"theme-{theme}", theme_name(theme), _entries(edition, rules))
            for theme, rules in themes(book).items()
        ),
    )
    yield _Part("part-gates", "Gates: what rules an outcome out", _entries(edition, book.gates))
    yield _Part("part-notes", "Notes: answers that clash, cautions", _entries(edition, book.notes))
    yield _Part(
        "part-properties",
        "What holds for every company",
        joined(paragraph(overview.PROVED), overview.properties(book)),
    )
    yield _Part("part-sources", "Sources and what rests on them", joined(*(
        anchored("source", s.id, joined(heading(s.title, 4), source_told(edition, s)))
        for s in book.sources.values()
    )))  # fmt: skip


def _all_questions(edition: Edition, asked: Iterable[Question]) -> Markup:
    return joined(*(
        anchored("question", q.id, joined(edition.heading(q.ask), question_told(edition, q)))
        for q in asked
    ))  # fmt: skip


def _entries(edition: Edition, entries: Iterable[Rule | Gate | Note]) -> Markup:
    def told(entry: Rule | Gate | Note) -> Markup:
        sentence = edition.heading(says_told(edition.rulebook, entry))
        return anchored(kind_of(entry), entry.id, joined(sentence, in_full(edition, entry)))

    return joined(*map(told, entries))
