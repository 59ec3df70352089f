"""The role brief; where nobody is added, what comes first instead."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.reports.content.blocks import (
    bullets,
    fact,
    facts,
    item,
    numbered,
    paragraph,
    runs,
    strong,
    table,
)
from advisor.reports.content.change import again
from advisor.reports.content.chapter import Part, chapter
from advisor.reports.content.duties import taken_over
from advisor.reports.content.material import Material
from advisor.reports.model import Block, Section
from advisor.rights import RightKind, decision_rights
from advisor.wording import upper_first

YEAR_ONE = 3
"""How many measures stand for the outcomes of the first year."""
_KINDS: tuple[tuple[RightKind, str], ...] = (
    ("decides", "Decides"),
    ("recommends", "Recommends; the CEO decides"),
    ("is consulted", "Is consulted; the CEO decides"),
)


def role(material: Material) -> tuple[Section, ...]:
    """What the role is for, decides and is measured by, or what comes first without one."""
    if material.hires:
        heading = f"Role brief: {material.form.name}"
        parts = _brief(material)
    else:
        heading = "What comes first"
        parts = _first(material)
    return chapter(material, "role", heading, _purpose(material), parts)


def _purpose(material: Material) -> Iterator[Block]:
    brief, kind = material.brief, material.explanation.archetype
    if opening := f"{material.if_chosen('This brief')}{material.form.says}".strip():
        yield paragraph(opening)
    yield from facts(
        [
            fact("Purpose", brief.mandate),
            fact("Reports to", brief.reports_to),
            fact("Profit and loss", brief.profit_and_loss),
            *([fact("What kind", strong(f"{kind.name}. "), kind.says)] if kind else []),
        ]
    )


def _brief(material: Material) -> Iterator[Part]:
    brief = material.brief
    yield "Outcomes for the first year", _outcomes(material)
    yield "Decision rights", _rights(material)
    yield "Responsibilities of the role", _holds(material)
    yield "Not part of the role", bullets(brief.not_in_scope)
    yield "Who to look for", bullets(brief.profile)
    yield "The title", _title(material)


def _first(material: Material) -> Iterator[Part]:
    brief = material.brief
    yield "Fix this first", numbered(brief.fix_first)
    yield (
        "What would turn \u201cnot yet\u201d into \u201cnow\u201d, and when to look again",
        again(material),
    )
    yield "Decision rights", _rights(material)
    yield "Who to look for", bullets(brief.profile)
    yield "Not part of the role", bullets(brief.not_in_scope)
    yield "The title", _title(material)


def _outcomes(material: Material) -> tuple[Block, ...]:
    """What a year should have brought: the work moved, the results, the CEO's freedom."""
    brief, moved = material.brief, taken_over(material)
    roles = "role" if len(material.structure.new) == 1 else "roles"
    kept = f"Each of the {len(moved)} responsibilities of the {roles} has one owner, and keeps it."
    freed = runs("For a whole quarter, the CEO has stopped doing what is listed",
                 material.see("structure", " in ", ""), ".")  # fmt: skip
    return (
        paragraph("Twelve months after the start:"),
        *bullets(
            [
                *(f"{kpi.rstrip('.')}: the agreed target is met." for kpi in brief.kpis[:YEAR_ONE]),
                *([kept] if moved else []),
                *([freed] if brief.ceo_stops and "structure" in material.numbers else []),
            ]
        ),
    )


def _rights(material: Material) -> tuple[Block, ...]:
    """One line a decision, with the role's say in it."""
    rights = decision_rights(material.form)
    several = len({right.role for right in rights}) > 1
    kinds = dict(_KINDS)
    rows = (
        (right.decision, *((right.role,) if several else ()), kinds[right.kind]) for right in rights
    )
    caption = "Who decides, recommends and is consulted"
    if several:
        return table(caption, [("Decision", 50), ("Role", 22), ("Its say", 28)], rows)
    return table(caption, [("Decision", 66), ("The role", 34)], rows)


def _holds(material: Material) -> tuple[Block, ...]:
    """The responsibilities of the role; in the full report they stand in their own section."""
    if "responsibilities" in material.numbers:
        return ()
    rows, names = taken_over(material), material.structure.names_after
    held = {
        owner: [row.responsibility.text for row in rows if row.after == owner]
        for owner in material.structure.new
    }
    if len(held) == 1:
        return bullets(text for texts in held.values() for text in texts)
    return bullets(
        item(strong(names[owner]), below=map(item, texts)) for owner, texts in held.items() if texts
    )


def _title(material: Material) -> tuple[Block, ...]:
    home = material.answer("jurisdiction")
    where = [fact("Legal home, by the answers", upper_first(home))] if home else []
    advice = bullets(material.brief.title_advice)
    return (*facts(where), *advice) if advice else ()
