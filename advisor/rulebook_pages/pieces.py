"""The parts that several pages of the rulebook share: tables, entries in one line, small print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor.markup import GRADES_IN_WORDS, NOTHING, Markup, bullets, joined, line, safe, strong
from advisor.rulebook import Condition, Form, Gate, Note, Place, Rule, Rulebook, Source
from advisor.rulebook_pages.edition import Edition, Kind
from advisor.rulebook_pages.told import asked_of, conditions_told, points_told, says_told, subject
from advisor.wording import upper_first

Entry = Rule | Gate | Note | Form


def kind_of(entry: Entry) -> Kind:
    """The word for an entry in addresses."""
    kinds: dict[type[Entry], Kind] = {Rule: "rule", Gate: "gate", Note: "note", Form: "form"}
    return kinds[type(entry)]


def named(rulebook: Rulebook, entry: Entry) -> str:
    """What an entry is called where it is linked: what it says, or a form's name."""
    return entry.name if isinstance(entry, Form) else says_told(rulebook, entry)


def entry_link(edition: Edition, entry: Entry) -> Markup:
    """A link to an entry."""
    return edition.link(kind_of(entry), entry.id, named(edition.rulebook, entry))


def in_one_line(edition: Edition, entry: Rule | Gate | Note) -> Markup:
    """An entry where many are listed: what it says, when, and what it does."""
    does = does_told(edition.rulebook, entry)
    when = conditions_told(edition.rulebook, entry.when)
    return joined(entry_link(edition, entry), beneath(f"{when} {does}".strip()))


def beneath(text: str) -> Markup:
    """A smaller line below a link; nothing for no text."""
    return Markup(f"<br/><small>{safe(text)}</small>") if text else NOTHING


def does_told(rulebook: Rulebook, entry: Rule | Gate | Note) -> str:
    """What an entry does when it holds: adds points, rules something out; a note does nothing."""
    if isinstance(entry, Rule):
        return f"{upper_first(points_told(rulebook.dimensions, entry.adds))}."
    if isinstance(entry, Gate):
        out = ", ".join(rulebook.outcomes[o].name for o in entry.rules_out)
        return f"Rules out: {out}."
    return ""


def conditions(edition: Edition, when: Iterable[Condition]) -> Iterator[Markup]:
    """What must hold, each condition with a link to its question."""
    questions = edition.rulebook.questionnaire.weighed()
    for condition in when:
        question = questions[condition.question]
        link = edition.link("question", question.id, subject(question))
        yield joined(link, safe(f": {asked_of(question, condition)}"))


def evidence(edition: Edition, sources: Sequence[str]) -> Markup:
    """How strong the evidence is, and each source with a link to what it shows."""
    book = edition.rulebook
    grade = book.grade(tuple(sources))
    return joined(
        line(strong("Evidence:"), safe(f"{grade}, {GRADES_IN_WORDS[grade]}.")),
        bullets(source_link(edition, book.sources[s]) for s in sources),
    )


def source_link(edition: Edition, source: Source) -> Markup:
    """A source's title, year and grade, with a link to the place where it is told in full."""
    year = f", {source.year}" if source.year else ""
    return joined(
        edition.link("source", source.id, source.title), safe(f"{year} (grade {source.grade})")
    )


def small_print(name: str, place: Place | None = None, file: str = "") -> Markup:
    """The id and the line of the rule file: what an author looks for."""
    where = place_told(place) if place else file
    told = f" in {where}" if where else ""
    return Markup(f'<p class="small"><code>{safe(name)}</code>{safe(told)}</p>')


def place_told(place: Place) -> str:
    """The rule file and the line, whichever folder the rules are in; empty where not known."""
    name = place.file.replace("\\", "/").rpartition("/")[2]
    return f"{name}, line {place.line}" if place.line else name


Row = Sequence[Markup]
Group = tuple[Markup, Sequence[Row]]
"""Rows of a table below a heading of their own, which may be missing."""


def table(caption: str, columns: Sequence[str], groups: Iterable[Group], name: str) -> Markup:
    """A table. Each cell says which column it stands in, so that a narrow screen can stack them.

    `name` is its class in the style.
    """
    head = "".join(f'<th scope="col">{safe(column)}</th>' for column in columns)
    body = "".join(_group(columns, heading, rows) for heading, rows in groups)
    return Markup(
        f'<table class="{name}"><caption>{safe(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>{body}</table>"
    )


def _group(columns: Sequence[str], heading: Markup, rows: Iterable[Row]) -> str:
    top = f'<tr><th scope="rowgroup" colspan="{len(columns)}">{heading}</th></tr>'
    body = "".join(f"<tr>{_cells(columns, row)}</tr>" for row in rows)
    return f"<tbody>{top if heading else ''}{body}</tbody>"


def _cells(columns: Sequence[str], row: Row) -> str:
    """The cells of one row; where there are fewer than columns, the last spans the rest."""
    spare = len(columns) - len(row)
    last = f' colspan="{spare + 1}"' if spare else ""
    return "".join(
        f'<td data-column="{safe(column)}"{last if position == len(row) else ""}>{cell}</td>'
        for position, (column, cell) in enumerate(zip(columns, row, strict=False), 1)
    )
