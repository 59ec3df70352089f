"""A question: what is asked, where its bands begin, and everything that reads each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor.markup import NOTHING, Markup, joined, line, paragraph, safe, sentences, strong
from advisor.questionnaire import Question, Share, Tally
from advisor.rulebook import Archetype, Form, Gate, Rule
from advisor.rulebook_pages.edition import Edition
from advisor.rulebook_pages.pieces import (
    Group,
    Row,
    beneath,
    does_told,
    entry_link,
    small_print,
    table,
)
from advisor.rulebook_pages.references import Reader, readers
from advisor.rulebook_pages.told import STEPS, conditions_told, signed
from advisor.wording import (
    MONEY,
    grouped,
    listed,
    lower_first,
    measured,
    money,
    stretch,
    upper_first,
)

_KINDS = {
    "number": "A number",
    "scale": "A scale of five steps, each in words",
    "choice": "One choice",
    "choices": "Several choices",
}
_CHANGES = {
    "by decision": "The company can decide to change this.",
    "as the company grows": "This changes as the company grows; nobody decides it.",
    "no": "The advice never asks a company to change this.",
}
_SEVERAL = "Counted over several choices"
_UNREAD = "Nothing reads it."
_COUNTED = "Only counted together with the other choices, as told below."


def question_told(edition: Edition, question: Question) -> Markup:
    """Why it is asked, what may be answered, and the table of its bands and their readers."""
    share = edition.rulebook.questionnaire.shares.get(question.id)
    return joined(
        paragraph(question.why),
        paragraph(f"How to count: {question.hint}." if question.hint else ""),
        paragraph(f"{_kind(question, share)} {_CHANGES[question.changes]}{_reach(question)}"),
        _share(edition, share) if share else NOTHING,
        *_together(edition, question),
        bands_table(edition, question),
        small_print(question.id, file=f"questions/{question.section}.yaml"),
    )


def _reach(question: Question) -> str:
    """How far, and which way, "what would change this" may change the answer."""
    several = question.kind == "choices"
    ways = {"up": "to more choices" if several else "upwards",
            "down": "to fewer choices" if several else "downwards"}  # fmt: skip
    way = f" {ways[question.only]}" if question.only else ""
    if question.at_once is None:
        return f" What would change the advice looks{way} only." if way else ""
    counted = "choice" if several else "band"
    far = f"{question.at_once} {counted}{'' if question.at_once == 1 else 's'}"
    return f" What would change the advice looks no further than {far}{way}."


def bands_table(edition: Edition, question: Question) -> Markup:
    """Each band with its edges and everything that reads it, with points."""
    dimensions = edition.rulebook.dimensions
    found = readers(edition.rulebook, question.id)
    columns = ("What reads it", *(d.name for d in dimensions.values()))
    counted = [r for r in found if not any(r.reads(cell) for cell in question.cells)]
    unread = _COUNTED if counted else _UNREAD
    groups: list[Group] = [
        (_cell(question, cell), _rows(edition, (r for r in found if r.reads(cell)), unread))
        for cell in question.cells
    ]
    if counted:
        groups.append((safe(_SEVERAL), _rows(edition, counted, own=True)))
    words = "Bands" if question.bands else "Choices"
    return table(f"{words}, what reads each, and the points it adds", columns, groups, "bands")


def _cell(question: Question, cell: str) -> Markup:
    """A band with its edges, or a choice as it stands on the form."""
    if question.kind == "number":
        return joined(strong(upper_first(stretch(question, cell))), _code(cell))
    if question.kind == "scale":
        steps = [
            f"Step {n}: {question.steps[n - 1]}"
            for n in range(1, STEPS + 1)
            if question.band_of(n) == cell
        ]
        return joined(Markup("<br/>".join(strong(step) for step in steps)), _code(cell))
    return joined(strong(question.choice(cell).label), _code(cell))


def _code(name: str) -> Markup:
    return Markup(f" <code>{safe(name)}</code>")


def _rows(
    edition: Edition, found: Iterable[Reader], unread: str = "", *, own: bool = False
) -> list[Row]:
    """A row for each entry that reads the band, however many of its cases do; else `unread`."""
    cases: dict[str, list[Reader]] = {}
    for reader in found:
        cases.setdefault(reader.entry.id, []).append(reader)
    rows = [_row(edition, same, own) for same in cases.values()]
    return rows or [(Markup(f'<span class="quiet">{unread}</span>'),)]


def _row(edition: Edition, cases: Sequence[Reader], own: bool) -> Row:
    """One entry: what it says, what must hold as well, and the points or what it does instead.

    `own`: its condition on this very question is told too.
    """
    reader, book = cases[0], edition.rulebook
    entry = reader.entry
    also = joined(*(beneath(_also(edition, case, own)) for case in cases))
    told = joined(_link(edition, reader), also)
    if isinstance(entry, Rule):
        points = (signed(entry.adds[d]) if d in entry.adds else "" for d in book.dimensions)
        return (told, *map(safe, points))
    return (told, safe(_does(edition, reader)))


def _does(edition: Edition, reader: Reader) -> str:
    """What an entry does that adds no points."""
    if isinstance(reader.entry, Gate):
        return does_told(edition.rulebook, reader.entry)
    if reader.outcome is None:
        return "A note: adds nothing."
    words = "Form" if isinstance(reader.entry, Form) else "Kind"
    return f"{words} of: {reader.outcome.name}."


def _link(edition: Edition, reader: Reader) -> Markup:
    if isinstance(reader.entry, Archetype):
        return edition.link("form", reader.form, reader.entry.name)
    return entry_link(edition, reader.entry)


def _also(edition: Edition, reader: Reader, own: bool) -> str:
    asked = conditions_told(edition.rulebook, reader.together_with) if reader.together_with else ""
    if own:
        return conditions_told(edition.rulebook, (reader.condition, *reader.together_with))
    return f"Only together with {lower_first(asked)}" if asked else ""


def _kind(question: Question, share: Share | None) -> str:
    """What may be answered: "A number of people, from 1 to 1,000,000."."""
    if share:
        return "A percentage, worked out from who does what; nobody is asked for it."
    words = _KINDS[question.kind]
    if question.kind == "number":
        low = money(question.low) if question.unit.startswith(MONEY) else grouped(question.low)
        return f"{words}, from {low} to {measured(question, question.high)}."
    if question.most:
        return f"{words}, {question.most} at most."
    return f"{words}."


def _share(edition: Edition, share: Share) -> Markup:
    """Which responsibilities are counted, and when one counts."""
    asked = edition.rulebook.questionnaire
    ways = "; or ".join(_tally(edition, tally) for tally in share.counts)
    rows = sentences(asked.responsibilities[row].text for row in share.rows)
    return joined(
        paragraph(f"A responsibility counts when {ways}."),
        edition.folded(f"The {len(share.rows)} responsibilities it looks at", "", rows),
    )


def _tally(edition: Edition, tally: Tally) -> str:
    asked = edition.rulebook.questionnaire
    owners = (lower_first(text) for name, text in asked.owners.items() if name in tally.owners)
    done = (lower_first(text) for name, text in asked.done.items() if name in tally.done)
    held, how = listed(owners, "or"), listed(done, "or")
    parts = (f"it is held by: {held}" if held else "", f"it is done {how}" if how else "")
    return " and ".join(part for part in parts if part)


def _together(edition: Edition, question: Question) -> Iterator[Markup]:
    for limit in edition.rulebook.questionnaire.together:
        if question.id in (limit.first, limit.second):
            yield line(strong("Limit:"), safe(limit.says))
