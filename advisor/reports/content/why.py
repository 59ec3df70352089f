"""Why this: the four findings, what speaks for the recommendation and what against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.explanation import Reason, pull
from advisor.markup import GRADES_IN_WORDS
from advisor.pictures import dimensions_picture
from advisor.reports.content.blocks import (
    fact,
    facts,
    figure,
    in_words,
    paragraph,
    runs,
    strong,
    table,
)
from advisor.reports.content.chapter import chapter
from advisor.reports.content.material import Material
from advisor.reports.model import Block, Runs, Section
from advisor.telling import as_track
from advisor.wording import listed, upper_first

MOST_NAMED = 3
WIDE = 640.0
"""Pixels: the width of a drawing that fills the text of a page."""


def why(material: Material) -> tuple[Section, ...]:
    """Findings first, then the reasons, those against in the same form as those for."""
    told = material.explanation
    parts = [
        ("What speaks for it", _reasons(material, told.reasons_for, "for")),
        ("What speaks against it", _reasons(material, told.reasons_against, "against")),
        ("How to read the evidence", _legend(material)),
    ]
    return chapter(material, "why", "Why this", _findings(material), parts)


def _findings(material: Material) -> Iterator[Block]:
    findings = material.explanation.findings
    tracks = [as_track(f) for f in findings]
    count = in_words(len(findings))
    yield paragraph(f"The answers were weighed into {count} findings that a board can discuss.")
    key = "The dot shows where the company stands, the shaded third the level it has reached."
    if any(track.still_open for track in tracks):
        key += " The line shows how far open answers could still move it."
    yield figure(f"The {count} findings. {key}", dimensions_picture(tracks, WIDE))
    yield from facts(
        fact(
            f.dimension.name,
            strong(f"{upper_first(f.level)}. "),
            _finding(f.says, track.level, track.levels_possible),
        )
        for f, track in zip(findings, tracks, strict=True)
    )
    for step in material.explanation.decided_by:
        yield paragraph(step)


def _finding(says: str, level: str, possible: Iterable[str]) -> str:
    others = [other for other in possible if other != level]
    return f"{says} Open answers could still make it {listed(others, 'or')}." if others else says


def _reasons(material: Material, reasons: tuple[Reason, ...], side: str) -> tuple[Block, ...]:
    if not reasons:
        nothing = {
            "for": "No single answer speaks for it; it is what the findings lead to.",
            "against": "Nothing in the answers pulls the other way.",
        }
        return (paragraph(nothing[side]),)
    shown = reasons[: material.most_reasons]
    rest = len(reasons) - len(shown)
    more = f"{rest} weaker {'reason stands' if rest == 1 else 'reasons stand'}"
    return (
        *table(
            f"What speaks {side} the recommendation, strongest first",
            [("Reason", 66), ("Evidence", 14), ("Rule", 20)],
            (
                (told(material, r), runs(r.grade, material.cited(*r.rule.sources)), r.rule.id)
                for r in shown
            ),
        ),
        *([paragraph(more, material.see("rules", " in ", ""), ".")] if rest else []),
    )


def told(material: Material, reason: Reason) -> Runs:
    """A reason, what it does to the findings where it pulls away, and its caution."""
    caution = reason.rule.caution
    return runs(
        reason.sentence,
        away(material, reason),
        *((strong(" Caution: "), caution) if caution else ()),
    )


def away(material: Material, reason: Reason) -> str:
    """Why a reason speaks against the recommendation: which findings it moves the other way."""
    if reason.pull >= 0:
        return ""
    wants = material.explanation.recommendation.wants
    names = {d.id: d.name.lower() for d in material.rulebook.dimensions.values()}
    adds = [names[d] for d, n in reason.rule.adds.items() if n > 0 and wants.get(d) == "less"]
    takes = [names[d] for d, n in reason.rule.adds.items() if n < 0 and wants.get(d) == "more"]
    moves = [
        f"adds to {listed(adds)}" if adds else "",
        f"takes from {listed(takes)}" if takes else "",
    ]
    said = listed(move for move in moves if move)
    towards = f", which speaks for {_strongest(material, reason)}"
    return f" This {said}{towards if _strongest(material, reason) else ''}." if said else ""


def _strongest(material: Material, reason: Reason) -> str:
    """The options that a reason speaks for most, in quotation marks; none where they are many."""
    pulls = {o.name: pull(reason.rule.adds, o) for o in material.rulebook.outcomes.values()}
    most = max(pulls.values())
    names = [f"\u201c{name}\u201d" for name, points in pulls.items() if points == most > 0]
    return listed(names, "or") if len(names) <= MOST_NAMED else ""


def _legend(material: Material) -> tuple[Block, ...]:
    grades = "; ".join(f"{grade}: {words}" for grade, words in GRADES_IN_WORDS.items())
    return (
        paragraph(f"Grades, strongest first. {grades}."),
        paragraph(
            "Published evidence gives directions and seldom amounts, so how much each reason "
            "counts is judgement.",
            material.see("sources", " Numbers in brackets lead to the sources in ", "."),
        ),
    )
