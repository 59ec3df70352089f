"""What was entered for a report, read as the choices that it is made by.

Entries are texts by the name of their field, as the draft keeps them; a box is "yes" or "no".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from advisor.loading.typed_numbers import read_number
from advisor.questionnaire import Number, Question, Questionnaire
from advisor.reports.choices import VARIANTS, Choices, Costs, Taken, Variant
from advisor.reports.content.catalogue import CHAPTERS
from advisor.reports.content.sums import DOLLARS
from advisor.reports.formats import FORMATS
from advisor.reports.model import Logo
from advisor.reports.proposed import EDITABLE
from advisor.screens.notes_told import note_told
from advisor.screens.written import readable
from advisor.storage import Draft

YES, NO = "yes", "no"
FORMAT, CHAPTER = "format.", "chapter."
"""What the names of these fields begin with."""
NOTES = "notes"
"""The field that puts the notes into the client report."""
FIRST_FORMATS = ("docx", "pdf")
"""The formats that are ticked until somebody chooses."""
LINES = ("author", "version", "decided_by", "currency")
"""The fields of one line."""
MOST_MONEY, MOST_PERCENT, MOST_HOURS = 10**12, 200, 100_000
_ANY_SUM = "Enter one sum, like 150,000"


@dataclass(frozen=True, slots=True)
class Figure:
    """A field for a number: what it asks, what follows the number, and the largest one."""

    asks: str
    unit: str
    most: int
    wanted: str


FIGURES: Mapping[str, Figure] = {
    "salary_low": Figure("Lowest salary a year", "", MOST_MONEY, _ANY_SUM),
    "salary_high": Figure("Highest salary a year", "", MOST_MONEY, _ANY_SUM),
    "on_costs": Figure(
        "On-costs, of the salary", "percent", MOST_PERCENT, "Enter a percentage, like 20"
    ),
    "hiring_fee": Figure("Hiring fee, once", "", MOST_MONEY, _ANY_SUM),
    "hours": Figure("Leaders’ time", "hours", MOST_HOURS, "Enter a number of hours, like 120"),
}
"""The cost figures, by the name that `Costs` has for each."""


def variant_of(entries: Mapping[str, str]) -> Variant:
    """The variant picked; the client report until somebody picks."""
    picked = entries.get("variant", "")
    return next((variant for variant in VARIANTS if variant == picked), "client")


def formats_of(entries: Mapping[str, str]) -> tuple[str, ...]:
    """The endings of the formats ticked, in the order of the list."""
    return tuple(ending for ending in FORMATS if ticked(entries, FORMAT + ending))


def ticked(entries: Mapping[str, str], name: str) -> bool:
    """Whether a box is ticked: as somebody left it, else as it is at first."""
    ending = name.removeprefix(FORMAT)
    first = name.startswith(CHAPTER) or (name.startswith(FORMAT) and ending in FIRST_FORMATS)
    return entries.get(name, YES if first else NO) == YES


def choices_of(
    questionnaire: Questionnaire, draft: Draft, today: date, logo: Logo | None = None
) -> Choices:
    """The choices that the draft holds. What cannot be read is as if it had not been entered."""
    entries, variant = draft.report, variant_of(draft.report)
    figures = {name: number_in(name, entries.get(name, "")) for name in FIGURES}
    return Choices(
        dated=today,
        variant=variant,
        sections=_sections(entries, variant),
        author=entries.get("author", ""),
        version=entries.get("version", ""),
        final=ticked(entries, "final"),
        summary=entries.get("summary", ""),
        decision=entries.get("decision", ""),
        decided_by=entries.get("decided_by", ""),
        decide_by=day_in(entries.get("decide_by", "")),
        logo=logo,
        costs=Costs(**figures, currency=entries.get("currency", "") or DOLLARS),
        notes=_notes(questionnaire, draft),
        notes_for_all=ticked(entries, NOTES),
        holders=draft.settled,
        taken=_taken(draft),
    )


def _taken(draft: Draft) -> Taken | None:
    decision = draft.decision
    if decision is None or not decision.taken:
        return None
    days = day_in(decision.day), day_in(decision.review)
    return Taken(decision.taken, decision.reasons, decision.by, *days)


def _sections(entries: Mapping[str, str], variant: Variant) -> frozenset[str] | None:
    every = [chapter.id for chapter in CHAPTERS[variant]]
    kept = frozenset(c for c in every if ticked(entries, f"{CHAPTER}{variant}.{c}"))
    return None if len(kept) == len(every) else kept


def _notes(questionnaire: Questionnaire, draft: Draft) -> dict[str, str]:
    """The notes that can be printed, each with its source, in the order of the questions."""
    names = ("", *questionnaire.questions)
    return {name: told for name in names if (told := note_told(draft.notes.get(name)))}


def number_in(name: str, typed: str) -> Number | None:
    """The number typed for a cost figure; None where there is none, or not one number."""
    figure = FIGURES[name]
    plain = unicodedata.normalize("NFKC", typed)
    for sign in "€£¥$":
        plain = plain.replace(sign, " ")
    unit = figure.unit or "US dollars"
    question = Question(name, "", figure.asks, "", "number", unit=unit, high=figure.most)
    return read_number(question, plain).value if plain.strip() else None


def day_in(typed: str) -> date | None:
    """The day that a date field holds; None for none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def mistake_in(name: str, typed: str) -> str:
    """What to enter instead; empty where all is well."""
    if not typed.strip():
        return ""
    if name in FIGURES:
        return "" if number_in(name, typed) is not None else FIGURES[name].wanted
    wrong_day = name == "decide_by" and day_in(typed) is None
    return "Enter a day, like 2027-01-31" if wrong_day else ""


def entered(
    proposed: Mapping[str, str],
    draft: Draft,
    entries: Mapping[str, str | bool],
) -> Draft:
    """The draft with what was entered. A text that is the proposal again is not kept."""
    for name, value in entries.items():
        if not _is_field(name):
            continue
        text = (YES if value else NO) if isinstance(value, bool) else readable(value)
        own = text.strip() and text.strip() != proposed.get(name, "").strip()
        draft = draft.with_report(name, text if own else None)
    return draft


def _is_field(name: str) -> bool:
    _, _, what = name.partition(".")
    if name.startswith(CHAPTER):
        variant, _, chapter = what.partition(".")
        return any(v == variant and c.id == chapter for v in VARIANTS for c in CHAPTERS[v])
    if name.startswith(FORMAT):
        return what in FORMATS
    simple = {"variant", "final", NOTES, "decide_by", *EDITABLE, *LINES, *FIGURES}
    return name in simple
