"""build(rulebook, profile, exact, choices) -> Report: every chapter that the choices ask for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.explanation import explain
from advisor.questionnaire import Profile
from advisor.reports.choices import VARIANTS, Choices
from advisor.reports.content.blocks import (
    bullets,
    clean,
    fact,
    facts,
    link,
    numbered,
    paragraph,
    strong,
    table,
)
from advisor.reports.content.material import Material
from advisor.reports.model import Block, Callout, Cover, Figure, Report, Section, Table
from advisor.rulebook import Rulebook

if TYPE_CHECKING:
    from advisor.proofs import Exact


def build(rulebook: Rulebook, profile: Profile, exact: Exact | None, choices: Choices) -> Report:
    """The report for one profile. `exact` is None where nothing is to be proved."""
    material = Material(explain(rulebook, profile), exact, choices)
    sections = numbered_through(_sections(material))
    return _report(material, sections)


def _sections(material: Material) -> Iterable[Section]:
    told = material.explanation
    yield Section("decision", "1", "Decision requested", 1, (
        Callout("decision", "Decision requested", (paragraph(told.verdict),)),
    ))  # fmt: skip
    yield Section("why", "4", "Why this", 1, (
        *numbered(r.sentence for r in told.reasons_for[:5]),
        *bullets(r.sentence for r in told.reasons_against[:5]),
        *table("The four findings", [("Finding", 30), ("Level", 20), ("Points", 50, "right")],
               [(f.dimension.name, f.level, str(f.points)) for f in told.findings]),
    ))  # fmt: skip
    yield Section("sources", "C", "Sources", 1, facts(
        fact(f"[{n}]", link(rulebook_source.title, rulebook_source.link), " ",
             rulebook_source.supports, anchor=f"source-{n}")
        for s, n in material.source_numbers.items()
        for rulebook_source in [material.rulebook.sources[s]]
    ), new_page=True)  # fmt: skip


def numbered_through(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with their tables and figures numbered from 1 on."""
    counts = {Table: 0, Figure: 0}

    def number(block: Block) -> Block:
        if isinstance(block, Table | Figure):
            counts[type(block)] += 1
            return replace(block, number=counts[type(block)])
        return block

    return tuple(replace(s, blocks=tuple(map(number, s.blocks))) for s in sections)


def _report(material: Material, sections: tuple[Section, ...]) -> Report:
    choices, book = material.choices, material.rulebook
    title = f"Leadership structure: {VARIANTS[choices.variant].lower()}"
    company = clean(material.profile.company)
    cover = Cover(
        title,
        company,
        material.explanation.verdict,
        facts([fact("Date", f"{choices.dated:%d %B %Y}"), fact("Rulebook", strong(book.version))])[
            0
        ],
        choices.logo,
    )
    mark = hashlib.sha256(repr((book.fingerprint, sections, cover)).encode()).hexdigest()[:10]
    return Report(
        id=mark,
        title=f"{company}: {title}" if company else title,
        subject=material.explanation.verdict,
        company=company,
        author=clean(choices.author),
        dated=choices.dated,
        version=clean(choices.version),
        language="en-GB",
        variant=choices.variant,
        one_page=choices.variant == "one_page",
        footer=f"{company} · {choices.dated:%d %B %Y} · {mark}",
        cover=cover,
        sections=sections,
    )
