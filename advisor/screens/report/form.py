"""The fields of the report builder: one form, filled from the draft and from the proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from advisor.markup import safe
from advisor.reports.choices import VARIANTS, Variant
from advisor.reports.content.catalogue import CHAPTERS
from advisor.reports.content.sums import DOLLARS
from advisor.reports.formats import FORMATS
from advisor.reports.proposed import EDITABLE
from advisor.screens.native import Entries, Value, View, native
from advisor.screens.report.entries import (
    CHAPTER,
    FIGURES,
    FIRST_FORMATS,
    FORMAT,
    LINES,
    NOTES,
    entered,
    mistake_in,
    ticked,
    variant_of,
)
from advisor.screens.session import change, current
from advisor.screens.written import area, day, one_line
from advisor.storage import Draft

_FOR_WHOM: Mapping[Variant, str] = {
    "client": "for the company and its board: everything, with all answers and sources",
    "one_page": "for a chief executive or a board paper",
    "adviser": "the client report with fragile points, questions to raise and private notes",
    "role_brief": "for candidates: no reasons, no weak spots",
}
_ORDER = (*FIRST_FORMATS, *(ending for ending in FORMATS if ending not in FIRST_FORMATS))
_WORDS = {"decision": "The decision requested", "summary": "The summary"}
_PROPOSED = "The proposal. Change it as you like; an empty line begins a new paragraph."
_OWN = "Your own words. Empty the field to have the proposal back."


def fill_in(proposed: Callable[[], Mapping[str, str]]) -> bool:
    """Draw the fields and save what is entered. True where the page should run again.

    `proposed` gives the texts that stand in a field until somebody writes their own, for the
    variant picked at that time.
    """

    def view() -> View:
        draft = current()
        variant, first = variant_of(draft.report), proposed()
        return View(
            _markup(variant, tuple(first)),
            _held(draft, {**first, "currency": DOLLARS}),
            _notes(draft, variant),
        )

    def take(entries: Entries) -> None:
        first = {**proposed(), "currency": DOLLARS}
        change(lambda draft: entered(first, draft, entries))

    return native("report", view, take)


def _held(draft: Draft, first: Mapping[str, str]) -> dict[str, Value]:
    entries, variant = draft.report, variant_of(draft.report)
    boxes = [*(FORMAT + ending for ending in FORMATS), *_chapters(variant), "final", NOTES]
    texts = [*EDITABLE, *LINES, *FIGURES, "decide_by"]
    return {
        "variant": variant,
        **{name: ticked(entries, name) for name in boxes},
        **{name: entries.get(name) or first.get(name, "") for name in texts},
    }


def _chapters(variant: Variant) -> list[str]:
    return [f"{CHAPTER}{variant}.{chapter.id}" for chapter in CHAPTERS[variant]]


def _notes(draft: Draft, variant: Variant) -> dict[str, str]:
    """What stands beside the fields: what to mend, whose words they are, how many are picked."""
    entries = draft.report
    mistakes = {
        name: f'<strong class="wrong">{safe(mistake)}.</strong>'
        for name in (*FIGURES, "decide_by")
        if (mistake := mistake_in(name, entries.get(name, "")))
    }
    whose = {name: safe(_OWN if entries.get(name) else _PROPOSED) for name in EDITABLE}
    every = _chapters(variant)
    kept = sum(ticked(entries, name) for name in every)
    written = len(draft.notes)
    costs = sum(bool(entries.get(name)) for name in FIGURES)
    counts = {
        "chapters": safe(f"{'all' if kept == len(every) else kept} of {len(every)}"),
        "costs": safe(str(costs) if costs else "none given"),
        "private": safe(f"{written} written" if written else "none written"),
    }
    return {**counts, **whose, **mistakes}


def _markup(variant: Variant, editable: tuple[str, ...]) -> str:
    whom = (_picker("variant", value, name, _FOR_WHOM[value]) for value, name in VARIANTS.items())
    formats = (_box(FORMAT + ending, FORMATS[ending].name) for ending in _ORDER)
    words = (area(name, _WORDS[name], 4 if name == "decision" else 12) for name in editable)
    decided = one_line("decided_by", "Who decides") + day("decide_by", "By when")
    about = (
        one_line("author", "Prepared by"),
        one_line("version", "Version, such as Draft 2"),
        _box("final", "Final; else it is marked as a draft"),
    )
    chapters = (
        _box(name, chapter.name)
        for name, chapter in zip(_chapters(variant), CHAPTERS[variant], strict=True)
    )
    return "".join(
        [
            _part("For whom", _together("radiogroup", "For whom", whom)),
            _part("Formats", _together("group", "Formats", formats)),
            _part("In your words", "".join(words) + decided) if editable else "",
            _part("About the report", "".join(about)),
            _part("In detail", _more("chapters", "Chapters", chapters)
                  + _costs(variant) + _private(variant)),
        ]
    )  # fmt: skip


def _costs(variant: Variant) -> str:
    if variant == "role_brief":
        return ""
    figures = (one_line(name, figure.asks, figure.unit) for name, figure in FIGURES.items())
    return _more("costs", "Your own cost figures", [*figures, one_line("currency", "Currency")])


def _private(variant: Variant) -> str:
    """Where notes are written, and whether the client's copy has them too."""
    if variant not in ("adviser", "client"):
        return ""
    box = (
        _box(NOTES, "Print them in this report, beside the answers") if variant == "client" else ""
    )
    where = '<p class="why">They are written on the page Check your answers.</p>'
    return _more("private", "Notes and sources", [where, box])


def _together(role: str, name: str, fields: Iterable[str]) -> str:
    """Fields that answer one question, named for those who do not see its heading."""
    grid = ' class="several"' if role == "group" else ""
    return f'<div role="{role}"{grid} aria-label="{safe(name)}">{"".join(fields)}</div>'


def _part(heading: str, inner: str) -> str:
    return f'<section class="ask"><h2>{safe(heading)}</h2>{inner}</section>'


def _more(name: str, heading: str, fields: Iterable[str]) -> str:
    """Fields that most people leave as they are, one click away; how many are used is told."""
    inner = "".join(fields)
    grid = ' class="several"' if name == "chapters" else ""
    return (
        f'<details><summary>{safe(heading)}: <span data-note="{name}"></span></summary>'
        f'<div role="group" aria-label="{safe(heading)}"{grid}>{inner}</div></details>'
    )


def _picker(name: str, value: str, label: str, about: str) -> str:
    return (
        f'<label><input type="radio" name="{name}" value="{value}" id="{name}-{value}"><span>'
        f'<strong>{safe(label)}</strong> <span class="why">{safe(about)}</span></span></label>'
    )


def _box(name: str, label: str) -> str:
    return (
        f'<label><input type="checkbox" name="{safe(name)}" id="{safe(name)}">'
        f"<span>{safe(label)}</span></label>"
    )
