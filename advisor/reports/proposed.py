"""The texts that stand in a report until somebody writes their own, as plain text to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from advisor.questionnaire import Profile
from advisor.reports.build import build
from advisor.reports.choices import Choices
from advisor.reports.content.opening import NEXT_STEPS
from advisor.reports.model import Block, Bullets, Callout, Numbered, Paragraph, Report, Runs
from advisor.rulebook import Rulebook

EDITABLE = ("decision", "summary")
"""The chapters whose words can be replaced: each is the name of a choice too."""


def proposed(rulebook: Rulebook, profile: Profile, choices: Choices) -> Mapping[str, str]:
    """The program's own words for each chapter that can be replaced and that the variant has.

    Nothing is proved for them, so what is still open stands only in the report itself. Raises
    TooLittle where too little is answered.
    """
    bare = replace(choices, sections=frozenset(EDITABLE), decision="", summary="")
    report = build(rulebook, profile, None, bare)
    texts = {name: "\n\n".join(_paragraphs(report, name)) for name in EDITABLE}
    return {name: text for name, text in texts.items() if text}


def _paragraphs(report: Report, chapter: str) -> Iterator[str]:
    for section in report.sections:
        if section.id.partition("-")[0] != chapter or section.heading.startswith(NEXT_STEPS):
            continue
        told = list(_told(section.blocks))
        if section.level == 1:
            yield from told
        elif told:
            yield f"{section.heading}: {' '.join(told)}"


def _told(blocks: Iterable[Block]) -> Iterator[str]:
    """Each paragraph and entry as one line; facts have fields of their own."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield _text(block.runs)
        elif isinstance(block, Bullets | Numbered):
            yield from (_text(item.runs) for item in block.items)
        elif isinstance(block, Callout):
            yield from _told(block.blocks)


def _text(runs: Runs) -> str:
    return "".join(run.text for run in runs)
