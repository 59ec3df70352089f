"""Theme files, gates, notes, dimensions and sources -> what is believed."""

from __future__ import annotations

from advisor.loading.draft import Draft
from advisor.loading.shapes.rules import (
    DimensionShape,
    GateShape,
    NoteShape,
    RuleShape,
    SourceShape,
    ThresholdShape,
)
from advisor.loading.text.page import Page
from advisor.rulebook import Dimension, Gate, Note, Rule, Source, Threshold

MOST_POINTS = 3


def rules(draft: Draft, page: Page, theme: str) -> tuple[Rule, ...]:
    """The rules of one theme file that are not switched off; those that are get checked too."""
    found = [
        (_rule(draft, page, theme, name, shape), shape.off)
        for name, shape in draft.fitted(page, RuleShape)
    ]
    return tuple(rule for rule, off in found if not off)


def _rule(draft: Draft, page: Page, theme: str, name: str, shape: RuleShape) -> Rule:
    for dimension, points in shape.adds.items():
        path = (name, "adds", dimension)
        draft.refer(page, path, dimension, "dimension", key=True)
        if points == 0 or abs(points) > MOST_POINTS:
            what = f"A rule adds from -{MOST_POINTS} to {MOST_POINTS} points, and not 0."
            page.mistake(path, what, "For less weight, leave the dimension out.")
    draft.quotes(page, (name, "says"), shape.says, shape.when)
    return Rule(
        id=name,
        theme=theme,
        says=shape.says,
        when=draft.conditions(page, (name, "when"), shape.when),
        adds=shape.adds,
        sources=draft.sources(page, (name, "sources"), shape.sources),
        caution=shape.caution,
        place=page.place((name,)),
    )


def gates(draft: Draft, page: Page) -> tuple[Gate, ...]:
    """The gates: each rules out outcomes that have another to fall back on."""
    found = [
        (_gate(draft, page, name, shape), shape.off)
        for name, shape in draft.fitted(page, GateShape)
    ]
    return tuple(gate for gate, off in found if not off)


def _gate(draft: Draft, page: Page, name: str, shape: GateShape) -> Gate:
    draft.refer_all(page, (name, "rules_out"), shape.rules_out, "outcome")
    draft.quotes(page, (name, "says"), shape.says, shape.when)
    return Gate(
        id=name,
        says=shape.says,
        when=draft.conditions(page, (name, "when"), shape.when),
        rules_out=shape.rules_out,
        until=shape.until,
        sources=draft.sources(page, (name, "sources"), shape.sources),
        caution=shape.caution,
        place=page.place((name,)),
    )


def notes(draft: Draft, page: Page) -> tuple[Note, ...]:
    """The notes: contradictions and cautions that weigh nothing."""
    found = [
        (_note(draft, page, name, shape), shape.off)
        for name, shape in draft.fitted(page, NoteShape)
    ]
    return tuple(note for note, off in found if not off)


def _note(draft: Draft, page: Page, name: str, shape: NoteShape) -> Note:
    draft.refer_all(page, (name, "about"), shape.about, "outcome", "form")
    draft.quotes(page, (name, "says"), shape.says, shape.when)
    return Note(
        id=name,
        says=shape.says,
        when=draft.conditions(page, (name, "when"), shape.when),
        about=shape.about,
        sources=draft.sources(page, (name, "sources"), shape.sources),
        first=shape.first,
        place=page.place((name,)),
    )


def dimensions(draft: Draft, page: Page) -> dict[str, Dimension]:
    """The dimensions in the order of the file, high beginning above moderate in each."""
    found = {}
    for name, shape in draft.fitted(page, DimensionShape):
        _check_order(page, name, shape.moderate, shape.high)
        found[name] = Dimension(
            id=name,
            name=shape.name,
            asks=shape.asks,
            moderate=Threshold(shape.moderate.points, shape.moderate.share),
            high=Threshold(shape.high.points, shape.high.share),
            says=shape.says.model_dump(),
            place=page.place((name,)),
        )
    return found


def _check_order(page: Page, name: str, moderate: ThresholdShape, high: ThresholdShape) -> None:
    """High begins above moderate however many points are in play."""
    for level, threshold in (("moderate", moderate), ("high", high)):
        if not 0 <= threshold.share <= 100:
            page.mistake((name, level, "share"), "A share should be from 0 to 100 percent.")
    rises = (high.points, high.share) != (moderate.points, moderate.share)
    if high.points < moderate.points or high.share < moderate.share or not rises:
        what = "High should begin above moderate, whatever is in play."
        page.mistake(
            (name, "high"), what, "Give high more points or a larger share, and less of neither."
        )


def sources(draft: Draft, page: Page) -> dict[str, Source]:
    """Every source, by id."""
    return {
        name: Source(
            id=name,
            title=shape.title,
            year=shape.year,
            link=shape.link,
            supports=shape.supports,
            grade=shape.grade,
            checked=shape.checked,
            place=page.place((name,)),
        )
        for name, shape in draft.fitted(page, SourceShape)
    }
