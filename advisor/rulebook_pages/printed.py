"""The whole rulebook as one HTML document for a review meeting: no script, nothing to fetch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from advisor.markup import NOTHING, Markup, boxed, bullets, heading, joined, paragraph, safe
from advisor.rulebook import Gate, Note, Rule, Rulebook
from advisor.rulebook_pages import overview
from advisor.rulebook_pages.dimensions import decision_told, dimension_told
from advisor.rulebook_pages.edition import Edition, anchor, anchored
from advisor.rulebook_pages.entries import source_told
from advisor.rulebook_pages.outcomes import outcome_told
from advisor.rulebook_pages.pages import in_full
from advisor.rulebook_pages.pieces import kind_of
from advisor.rulebook_pages.questions import question_told
from advisor.rulebook_pages.references import theme_name, themes
from advisor.rulebook_pages.style import DOCUMENT, STYLE
from advisor.rulebook_pages.told import says_told

_QUOTED = (
    "Sentences stand here with the numbers and choices that their conditions ask for. The "
    "recommendation says them with the company's own answers."
)


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
        f"<style>{STYLE}{DOCUMENT}</style></head>"
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
        paragraph(_QUOTED),
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
    """The chapters from what is decided to what it rests on."""
    book, flat = edition.rulebook, replace(edition, top=3)
    yield _Part("part-dimensions", "Dimensions", NOTHING, tuple(_dimensions(edition)))
    yield _listed("decision", decision_told(flat))
    yield _Part(
        "part-outcomes", "Outcomes, forms and role briefs", NOTHING, tuple(_outcomes(edition))
    )
    yield _listed("questions", NOTHING, tuple(_sections(edition)))
    yield _Part("part-rules", "Rules by theme", NOTHING, tuple(_themes(edition)))
    yield _listed("gates", _entries(flat, book.gates))
    yield _listed("notes", _entries(flat, book.notes))
    yield _listed("properties", overview.properties(book))
    yield _listed("sources", _sources(flat))


def _listed(name: str, body: Markup, below: tuple[_Part, ...] = ()) -> _Part:
    """A list that has a page of its own on the screen, under the same heading."""
    return _Part(f"part-{name}", overview.PARTS[name], body, below)


def _dimensions(edition: Edition) -> Iterator[_Part]:
    for one in edition.rulebook.dimensions.values():
        told = dimension_told(edition, one)
        yield _Part(anchor("dimension", one.id), f"{one.name}: {one.asks}", told)


def _outcomes(edition: Edition) -> Iterator[_Part]:
    for one in edition.rulebook.outcomes.values():
        yield _Part(anchor("outcome", one.id), one.name, outcome_told(edition, one))


def _sections(edition: Edition) -> Iterator[_Part]:
    sections = overview.questions_by_section(edition.rulebook)
    for number, (title, asked) in enumerate(sections.items(), 1):
        told = (
            anchored("question", q.id, edition.titled(q.ask, question_told(edition, q)))
            for q in asked
        )
        yield _Part(f"section-{number}", title, joined(*told))


def _themes(edition: Edition) -> Iterator[_Part]:
    for theme, rules in themes(edition.rulebook).items():
        yield _Part(anchor("theme", theme), theme_name(theme), _entries(edition, rules))


def _entries(edition: Edition, entries: Iterable[Rule | Gate | Note]) -> Markup:
    def told(entry: Rule | Gate | Note) -> Markup:
        sentence = says_told(edition.rulebook, entry).rstrip(".")
        body = edition.titled(sentence, boxed(in_full(edition, entry), kind="told"))
        return anchored(kind_of(entry), entry.id, body)

    return joined(*map(told, entries))


def _sources(edition: Edition) -> Markup:
    return joined(
        *(
            anchored("source", one.id, edition.titled(one.title, source_told(edition, one)))
            for one in edition.rulebook.sources.values()
        )
    )
