"""build(rulebook, profile, exact, choices) -> Report: every chapter that the choices ask for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.explanation import explain
from advisor.questionnaire import Profile
from advisor.reports.choices import VARIANTS, Choices
from advisor.reports.content.blocks import clean, fact
from advisor.reports.content.catalogue import chapters_of, numbers_of
from advisor.reports.content.dates import in_full
from advisor.reports.content.material import Material
from advisor.reports.content.opening import verdict
from advisor.reports.model import Block, Cover, Facts, Figure, Report, Section, Table
from advisor.rulebook import Rulebook
from advisor.telling import FEWEST, rests_on, too_little

if TYPE_CHECKING:
    from advisor.proofs import Exact

LANGUAGE = "en-GB"
UNNUMBERED = frozenset({"one_page", "role_brief"})
"""The variants that are too short for numbers."""
_CONFIDENTIAL = {
    "client": "For the company and its advisers",
    "adviser": "For the adviser alone; holds private notes",
}


class TooLittle(ValueError):
    """So little is answered that no report can be written."""

    def __init__(self) -> None:
        super().__init__(
            f"Too little is answered to recommend a structure. Answer at least {FEWEST} questions."
        )


def build(rulebook: Rulebook, profile: Profile, exact: Exact | None, choices: Choices) -> Report:
    """The report for one profile. `exact` is None where nothing is to be proved.

    Raises TooLittle where fewer than five questions are answered.
    """
    if too_little(rulebook.questionnaire, profile):
        raise TooLittle
    named = Profile(profile.answers, profile.responsibilities, clean(profile.company))
    chapters = chapters_of(choices)
    numbers = numbers_of(chapters)
    if choices.variant in UNNUMBERED:
        numbers = dict.fromkeys(numbers, "")
    material = Material(explain(rulebook, named), exact, choices, numbers)
    sections = (section for chapter in chapters for section in chapter.write(material))
    return _report(material, numbered_through(sections))


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
    choices, company = material.choices, material.profile.company
    title, subject = _title(material), _subject(material)
    author, version = clean(choices.author), clean(choices.version)
    printed = (subject, choices.dated, author, version, choices.final, choices.logo, sections)
    text = repr((material.rulebook.fingerprint, company, title, printed))
    mark = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:10]
    footer = [company, VARIANTS[choices.variant], in_full(choices.dated), version, f"report {mark}"]
    return Report(
        id=mark,
        title=f"{title} \u2013 {company}" if company else title,
        subject=subject,
        company=company,
        author=author,
        dated=choices.dated,
        version=version,
        language=LANGUAGE,
        variant=choices.variant,
        one_page=choices.variant == "one_page",
        footer=" \u00b7 ".join(part for part in footer if part),
        cover=Cover(title, company, subject, _about(material, mark), choices.logo),
        sections=sections,
    )


def _title(material: Material) -> str:
    if material.choices.variant != "role_brief":
        return "Leadership structure for operations"
    return f"Role brief: {material.form.name}" if material.hires else "What comes first"


def _subject(material: Material) -> str:
    """The verdict; for candidates, what the role is for."""
    if material.for_candidates:
        return material.brief.mandate or material.form.says
    return verdict(material.explanation)


def _about(material: Material, mark: str) -> Facts:
    """The facts about the report itself, for its cover; few where one page has to do."""
    choices, book = material.choices, material.rulebook
    told = [
        fact("Date", in_full(choices.dated)),
        fact("Prepared by", clean(choices.author)),
        fact("Version", clean(choices.version)),
        fact("Status", "Final" if choices.final else "Draft"),
    ]
    if choices.variant in ("client", "adviser"):
        told += [
            fact("Kind", VARIANTS[choices.variant]),
            fact("Confidential", _CONFIDENTIAL[choices.variant]),
            fact("Rests on", rests_on(material.explanation)),
            fact("Rulebook", f"{book.name}, version {book.version}, {book.fingerprint[:12]}"),
            fact("Report", mark),
        ]
    return Facts(tuple(each for each in told if each.runs))
