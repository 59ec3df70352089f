"""What to know about a report before it is handed over. Nothing here stops anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from advisor.explanation import explain
from advisor.questionnaire import UNKNOWN
from advisor.reports.content.before_after import ASSUMED
from advisor.reports.content.blocks import clean
from advisor.reports.formats import Order
from advisor.reports.model import Callout
from advisor.structure import structure
from advisor.wording import counted, listed

PointKind = Literal["private", "open", "assumed", "unproved", "missing", "yours"]
KINDS: Mapping[PointKind, str] = {
    "private": "Private",
    "open": "Not answered",
    "assumed": "Assumed",
    "unproved": "Not proved",
    "missing": "Missing",
    "yours": "Chosen",
}
"""Every kind of point by its name, the weightiest first."""

_PROVED = frozenset({"summary", "why", "change", "fragile"})
"""The chapters that tell what was proved."""
_LONG = 1200
"""Characters of own words that a brief of one page has room for, by and large."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to know: its kind, one sentence or two, and what it is about, where several."""

    kind: PointKind
    says: str
    about: tuple[str, ...] = ()


def preflight(order: Order) -> tuple[Point, ...]:
    """Every point about the report that this order makes. Raises TooLittle as the report does."""
    return (
        *_private(order),
        *_open(order),
        *_assumed(order),
        *_unproved(order),
        *_missing(order),
        *_yours(order),
    )


def _chapters(order: Order) -> frozenset[str]:
    return frozenset(section.id for section in order.report.sections if section.level == 1)


def _private(order: Order) -> Iterator[Point]:
    notes = sum(bool(clean(text)) for text in order.choices.notes.values())
    there = _chapters(order)
    inside = {
        "fragile": "fragile points",
        "questions": "questions to raise",
        "notes": counted(notes, "private note") if notes else "",
    }
    if held := [words for chapter, words in inside.items() if chapter in there and words]:
        yield Point(
            "private",
            f"This copy holds what only the adviser should read: {listed(held)}. Do not hand it "
            "to the company.",
        )
    elif notes and order.choices.notes_for_all and "answers" in there:
        yield Point(
            "private",
            f"{counted(notes, 'note')} may stand beside the answers, as you chose. Read them once "
            "more before you hand the report over.",
        )
    elif notes:
        verb = "is" if notes == 1 else "are"
        told = f"{counted(notes, 'private note')} {verb} left out of this report."
        yield Point("private", told)


def _open(order: Order) -> Iterator[Point]:
    asked, profile = order.rulebook.questionnaire, order.profile
    replies = profile.answers
    open_ = tuple(q.ask for q in asked.questions.values() if q.id not in replies)
    unsure = tuple(q.ask for q in asked.questions.values() if replies.get(q.id) is UNKNOWN)
    if open_:
        whole = counted(len(asked.questions), "question")
        yield Point("open", f"{len(open_)} of {whole} are not answered.", open_)
    if unsure:
        was = "was" if len(unsure) == 1 else "were"
        yield Point("open", f"{len(unsure)} {was} answered \u201cnot sure\u201d.", unsure)
    held = sum(bool(h.owner) for h in profile.responsibilities.values())
    if held < len(asked.responsibilities):
        yield Point(
            "open",
            f"{held or 'None'} of {len(asked.responsibilities)} responsibilities "
            f"{'has' if held == 1 else 'have'} a holder today.",
        )


def _assumed(order: Order) -> Iterator[Point]:
    framed = (
        section.heading
        for section in order.report.sections
        if any(isinstance(b, Callout) and b.tone == "assumption" for b in section.blocks)
    )
    if chapters := tuple(dict.fromkeys(framed)):
        yield Point("assumed", f"Framed as an assumption, with its source: {listed(chapters)}.")
    if "structure" in _chapters(order):
        yield Point("assumed", ASSUMED)


def _unproved(order: Order) -> Iterator[Point]:
    if not _chapters(order) & _PROVED:
        return
    if order.exact is None:
        yield Point("unproved", "What would change the recommendation was not worked out.")
    elif not order.exact.proved:
        yield Point(
            "unproved",
            "Not everything about what would change the recommendation was proved in the time "
            "allowed. The report says so where it matters.",
        )


def _missing(order: Order) -> Iterator[Point]:
    choices = order.choices
    lacking = [
        name
        for name, given in {
            "the company\u2019s name": order.profile.company,
            "who prepared it": choices.author,
            "who decides": choices.decided_by or "decision" not in _chapters(order),
            "by when": choices.decide_by or "decision" not in _chapters(order),
        }.items()
        if not given
    ]
    if lacking:
        yield Point("missing", f"Not filled in: {listed(lacking)}.")


def _yours(order: Order) -> Iterator[Point]:
    choices, chapters = order.choices, _chapters(order)
    own = [name for name in ("decision", "summary") if clean(getattr(choices, name))]
    if told := [name for name in own if name in chapters]:
        yield Point("yours", f"In your own words, as you left them: the {listed(told)}.")
    if choices.taken and "decision" in chapters:
        yield Point("yours", "The decision that was taken stands in it, with its reasons.")
    if choices.variant == "one_page" and len(choices.decision + choices.summary) > _LONG:
        yield Point("yours", "Your own words are long: the brief may not fit on one page.")
    rows = structure(explain(order.rulebook, order.profile), choices.holders).rows
    settled = sum(row.settled for row in rows)
    if settled and chapters & {"responsibilities", "role"}:
        verb = "is" if settled == 1 else "are"
        yield Point(
            "yours", f"{counted(settled, 'holder')} {verb} settled otherwise than proposed."
        )
    if not choices.final:
        yield Point("yours", "Marked as a draft.")
