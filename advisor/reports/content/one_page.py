"""The one-page brief: the decision, why, what speaks against it, what next."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.reports.content.blocks import numbered, paragraph, paragraphs_in, strong
from advisor.reports.content.change import first_ways, when_again
from advisor.reports.content.chapter import chapter
from advisor.reports.content.material import Material
from advisor.reports.content.opening import (
    is_settled,
    main_doubts,
    main_reasons,
    requested,
    steps_title,
    taken,
)
from advisor.reports.content.steps import steps
from advisor.reports.content.sums import cost_line
from advisor.reports.model import Block, Section
from advisor.telling import how_sure, rests_on, rival, speaks_for, strength_told

EACH = 2
"""Reasons for each of two options that are too close to call."""


def one_decision(material: Material) -> tuple[Section, ...]:
    """The decision requested."""
    blocks = [*taken(material), requested(material)]
    return chapter(material, "decision", "Decision requested", blocks)


def one_why(material: Material) -> tuple[Section, ...]:
    """Three reasons, or the words that were put in their place."""
    own = paragraphs_in(material.choices.summary)
    told = material.explanation
    blocks: list[Block] = [paragraph(words) for words in own]
    blocks = blocks or [
        paragraph(
            strong(f"{strength_told(told, settled=is_settled(material))}. "),
            f"{how_sure(told)} It rests on {rests_on(told)}.",
        ),
        *_reasons(material),
    ]  # fmt: skip
    return chapter(material, "summary", "Why", blocks)


def _reasons(material: Material) -> tuple[Block, ...]:
    """The strongest reasons; where it is too close to call, for each of the two options."""
    told = material.explanation
    other = rival(told)
    if other is None:
        return main_reasons(material)
    blocks: list[Block] = []
    ahead, behind = told.recommendation, other.outcome
    for name, outcome, over in (
        (material.form.name, ahead, behind),
        (behind.name, behind, ahead),
    ):
        strongest = speaks_for(told, outcome, over)[:EACH]
        blocks.append(paragraph(strong(f"For \u201c{name}\u201d:")))
        blocks += numbered(reason.sentence for reason in strongest)
    return tuple(blocks)


def one_against(material: Material) -> tuple[Section, ...]:
    """The strongest reason against, the main risk, and what would change the advice."""
    return chapter(
        material, "why", "What speaks against it, and what would change it", _against(material)
    )


def _against(material: Material) -> Iterator[Block]:
    yield from main_doubts(material)
    for risk in material.brief.risks[:1]:
        yield paragraph(strong("Main risk. "), risk)
    if ways := first_ways(material):
        yield from ways


def one_plan(material: Material) -> tuple[Section, ...]:
    """The next steps, the cost where it was given, and when to look again."""
    brief = material.brief
    again = when_again(material) if brief.look_again else ""
    blocks = (
        *steps(material),
        *cost_line(material),
        *([paragraph(strong("Look again. "), again)] if again else []),
    )
    return chapter(material, "plan", steps_title(material), blocks)


def one_method(material: Material) -> tuple[Section, ...]:
    """What stands behind it, in two lines."""
    book = material.rulebook
    words = (
        f"Rulebook: {book.name}, version {book.version}, fingerprint {book.fingerprint[:12]}. It "
        "supports a decision and does not replace it; it is not legal, tax or employment advice."
    )
    return chapter(material, "method", "Method and limits", [paragraph(words)])
