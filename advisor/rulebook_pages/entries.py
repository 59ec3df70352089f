"""Rules, gates, notes and sources, each told in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.markup import (
    GRADES_IN_WORDS,
    NOTHING,
    Markup,
    bullets,
    joined,
    line,
    outside,
    paragraph,
    safe,
    strong,
)
from advisor.rulebook import Condition, Gate, Note, Rule, Source
from advisor.rulebook_pages.edition import Edition
from advisor.rulebook_pages.pieces import (
    Entry,
    conditions,
    entry_link,
    evidence,
    in_one_line,
    kind_of,
    small_print,
)
from advisor.rulebook_pages.references import resting_on
from advisor.rulebook_pages.told import signed
from advisor.wording import placeholders

_OWN = "The recommendation says this with the company's own answers."


def rule_in_full(edition: Edition, rule: Rule) -> Markup:
    """When a rule holds, what it adds, what to beware of, and what it rests on."""
    dimensions = edition.rulebook.dimensions
    return joined(
        _own_answers(edition, rule),
        _when(edition, rule.when),
        _labelled("Adds:", (
            joined(strong(signed(points)), safe(" "),
                   edition.link("dimension", d, dimensions[d].name.lower()))
            for d, points in rule.adds.items()
        )),
        _caution(rule.caution),
        evidence(edition, rule.sources),
        small_print(rule.id, rule.place),
    )  # fmt: skip


def gate_in_full(edition: Edition, gate: Gate) -> Markup:
    """When a gate holds, what it rules out and until when, and what it rests on."""
    outcomes = edition.rulebook.outcomes
    return joined(
        _own_answers(edition, gate),
        _when(edition, gate.when),
        _labelled("Rules out:", (
            edition.link("outcome", o, outcomes[o].name) for o in gate.rules_out
        )),
        line(strong("Until:"), safe(f"{gate.until}.")),
        _caution(gate.caution),
        evidence(edition, gate.sources),
        small_print(gate.id, gate.place),
    )  # fmt: skip


def note_in_full(edition: Edition, note: Note) -> Markup:
    """When a note is shown, and beside which outcomes or forms."""
    return joined(
        _own_answers(edition, note),
        _when(edition, note.when),
        _labelled("Only beside:", (_about(edition, name) for name in note.about)),
        evidence(edition, note.sources) if note.sources else NOTHING,
        small_print(note.id, note.place),
    )


def source_told(edition: Edition, source: Source) -> Markup:
    """A source with what it shows and does not show, and everything that rests on it."""
    book = edition.rulebook
    resting = resting_on(book, source.id)
    lists: tuple[tuple[str, Sequence[Entry]], ...] = (
        ("Rules", resting.rules), ("Gates", resting.gates),
        ("Notes", resting.notes), ("Role briefs", resting.forms),
    )  # fmt: skip
    graded = f"{source.year}. Grade {source.grade}: {GRADES_IN_WORDS[source.grade]}."
    return joined(
        paragraph(graded.removeprefix(". ")),
        paragraph(source.supports),
        line(safe(f"Read: {source.checked}." if source.checked else ""), _opened(source)),
        *(_resting(edition, title, entries) for title, entries in lists),
        NOTHING if resting.count else paragraph("Nothing in the rulebook rests on it."),
        small_print(source.id, source.place),
    )


def _opened(source: Source) -> Markup:
    return outside(source.link, "Open the source") if source.link.startswith("http") else NOTHING


def _resting(edition: Edition, title: str, entries: Sequence[Entry]) -> Markup:
    """What rests on a source. In print by id: the sentence stands where the id leads."""
    if edition.printed:
        links = (str(_by_id(edition, entry)) for entry in entries)
        return line(strong(f"{title}:"), Markup(", ".join(links))) if entries else NOTHING
    return edition.titled(f"{title} that rest on it ({len(entries)})", bullets(
        entry_link(edition, e) if not isinstance(e, Rule | Gate | Note) else in_one_line(edition, e)
        for e in entries
    ))  # fmt: skip


def _by_id(edition: Edition, entry: Entry) -> Markup:
    return edition.link(kind_of(entry), entry.id, entry.id)


def _when(edition: Edition, when: Sequence[Condition]) -> Markup:
    if not when:
        return line(strong("Holds"), safe("for every company."))
    holds = "Holds when" if len(when) == 1 else "Holds when all of these are so"
    return joined(line(strong(holds)), bullets(conditions(edition, when)))


def _labelled(label: str, items: Iterable[Markup]) -> Markup:
    together = ", ".join(items)
    return line(strong(label), Markup(together)) if together else NOTHING


def _about(edition: Edition, name: str) -> Markup:
    outcome = edition.rulebook.outcomes.get(name)
    if outcome:
        return edition.link("outcome", name, outcome.name)
    return edition.link("form", name, edition.rulebook.form(name).name)


def _caution(caution: str) -> Markup:
    return line(strong("Caution:"), safe(caution)) if caution else NOTHING


def _own_answers(edition: Edition, entry: Rule | Gate | Note) -> Markup:
    """That its sentence quotes the company's answers, where it does. In print it stands once."""
    return paragraph(_OWN if placeholders(entry.says) and not edition.printed else "")
