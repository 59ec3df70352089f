"""Question files -> Question: bands, choices, units."""

from __future__ import annotations

from itertools import pairwise
from math import comb

from advisor.loading.draft import Draft
from advisor.loading.shapes.fitting import fit
from advisor.loading.shapes.questions import (
    ChoiceShape,
    ChoicesShape,
    LabelShape,
    NumberShape,
    ScaleShape,
)
from advisor.loading.text.nodes import Map, Path, Text
from advisor.loading.text.page import Page
from advisor.loading.text.words import did_you_mean, quoted
from advisor.questionnaire import NONE, Band, Choice, Number, Question
from advisor.wording import grouped, lower_first

AnyShape = NumberShape | ScaleShape | ChoiceShape | ChoicesShape
SHAPES: dict[str, type[AnyShape]] = {
    "number": NumberShape,
    "scale": ScaleShape,
    "choice": ChoiceShape,
    "choices": ChoicesShape,
}
STEPS = 5
NAMES_AT_MOST = 100
"""Bands or choices of one question; a list in an answer sheet may be as long."""
SETS_AT_MOST = 2**13
"""Sets of choices that one answer may be: what is still possible looks at every one of them."""


def questions(draft: Draft, page: Page, section: str) -> dict[str, Question]:
    """The sound questions of one section; what is wrong with the others is noted."""
    found = {}
    for name, node in page.entries().items():
        draft.check_id(page, (name,))
        kind = node.values.get("kind") if isinstance(node, Map) else None
        if not isinstance(kind, Text) or kind.value not in SHAPES:
            _note_kind(page, name, kind.value if isinstance(kind, Text) else "")
            continue
        shape = fit(page, (name,), SHAPES[kind.value])
        mistakes = len(page.mistakes)
        question = _question(page, name, section, shape) if shape else None
        if question and len(page.mistakes) == mistakes:
            found[name] = question
    return found


def _note_kind(page: Page, name: str, kind: str) -> None:
    what = f"There is no kind {quoted(kind)} of question." if kind else "The kind is missing."
    path: Path = (name, "kind") if kind else (name,)
    page.mistake(path, what, did_you_mean(kind, SHAPES), SHAPES, legal_are="The kinds are")


def _question(page: Page, name: str, section: str, shape: AnyShape) -> Question:
    _check_length(page, name, shape)
    _check_changes(page, name, shape)
    low, high, bands, most = _numbers(page, name, shape)
    return Question(
        id=name,
        section=section,
        ask=shape.ask,
        why=shape.why,
        kind=shape.kind,
        hint=shape.hint,
        unit=shape.unit if isinstance(shape, NumberShape) else "",
        unit_one=shape.unit_one if isinstance(shape, NumberShape) else "",
        low=low,
        high=high,
        bands=bands,
        choices=_choices(shape),
        steps=_steps(shape),
        most=most,
        short_form=shape.short_form,
        changes=shape.changes,
        at_once=None if isinstance(shape, ChoiceShape) else shape.at_once,
        only=shape.only if isinstance(shape, NumberShape | ChoicesShape) else None,
        says=shape.says,
        measures=shape.measures,
    )


def _check_length(page: Page, name: str, shape: AnyShape) -> None:
    """No question is longer than anybody could read, or than its answers could be weighed."""
    key = "choices" if isinstance(shape, ChoiceShape | ChoicesShape) else "bands"
    length = len(getattr(shape, key))
    if length > NAMES_AT_MOST:
        what = f"{name} has {length:,} {key}; {NAMES_AT_MOST} is the most."
        page.mistake((name, key), what, "Put several into one.")
    elif isinstance(shape, ChoicesShape):
        countable = len(set(shape.choices) - {NONE})
        sizes = range(1, min(shape.most or countable, countable) + 1)
        if sum(comb(countable, size) for size in sizes) > SETS_AT_MOST:
            what = f"{name} has {countable} choices, which can be picked in too many ways."
            remedy = "Put several into one, or let fewer be picked at once (most)."
            page.mistake((name, key), what, remedy)


def _check_changes(page: Page, name: str, shape: AnyShape) -> None:
    """How an answer changes is only said where it does, and of at least one band or choice."""
    if isinstance(shape, ChoiceShape):
        return
    if shape.at_once is not None and shape.at_once < 1:
        remedy = "Where the answer never changes, write changes: no."
        page.mistake((name, "at_once"), f"{name} would change by nothing at once.", remedy)
    limits = [key for key in ("at_once", "only") if getattr(shape, key, None) is not None]
    for key in limits if shape.changes == "no" else ():
        what = f"{name} never changes, so there is nothing to limit."
        page.mistake((name, key), what, "Leave this line out, or say how it changes.", key=True)
    if isinstance(shape, NumberShape) and (shape.changes, shape.only) == (
        "as the company grows",
        "down",
    ):
        remedy = "Write only: up, or changes: by decision."
        page.mistake((name, "only"), f"{name} changes with growth, so it rises.", remedy)


def _numbers(
    page: Page, name: str, shape: AnyShape
) -> tuple[Number, Number, tuple[Band, ...], int | None]:
    """Bounds, bands and limit, as far as the kind has them."""
    if isinstance(shape, NumberShape):
        if shape.low >= shape.high:
            page.mistake((name, "to"), '"to" should be larger than "from".')
            return shape.low, shape.high, (), None
        return (
            shape.low,
            shape.high,
            bands(page, (name, "bands"), shape.bands, shape.low, shape.high),
            None,
        )
    if isinstance(shape, ScaleShape):
        return 1, STEPS, bands(page, (name, "bands"), shape.bands, 1, STEPS, whole=True), None
    if isinstance(shape, ChoicesShape) and shape.most is not None:
        countable = len(set(shape.choices) - {NONE})
        if not 1 <= shape.most <= countable:
            page.mistake((name, "most"), f'"most" should be from 1 to {countable}.')
        return 0, 0, (), shape.most
    return 0, 0, (), None


def bands(
    page: Page,
    path: Path,
    starts: dict[str, Number],
    low: Number,
    high: Number,
    *,
    whole: bool = False,
) -> tuple[Band, ...]:
    """The bands that begin at these numbers: the first at `low`, ascending, none above `high`."""
    names = list(starts)
    if starts[names[0]] != low:
        what = f"The first band, {names[0]}, should begin where the question does."
        page.mistake((*path, names[0]), what, f"Write {names[0]}: {grouped(low)}.")
    for one, next_one in pairwise(names):
        if starts[next_one] <= starts[one]:
            what = f"{next_one} should begin above {one}, which begins at {grouped(starts[one])}."
            page.mistake((*path, next_one), what, "Bands stand in ascending order.")
    for name, start in starts.items():
        if start > high:
            what = f"{name} begins at {grouped(start)}, and the question ends at {grouped(high)}."
            page.mistake((*path, name), what, "Nobody could ever be in this band.")
        if whole and not isinstance(start, int):
            page.mistake((*path, name), f"{name} should begin at a whole step.")
    return tuple(Band(name, start) for name, start in starts.items())


def _choices(shape: AnyShape) -> tuple[Choice, ...]:
    if not isinstance(shape, ChoiceShape | ChoicesShape):
        return ()
    return tuple(_choice(name, label) for name, label in shape.choices.items())


def _choice(name: str, label: LabelShape) -> Choice:
    return Choice(name, label.label, label.says or lower_first(label.label))


def _steps(shape: AnyShape) -> tuple[str, ...]:
    if not isinstance(shape, ScaleShape):
        return ()
    return tuple(shape.steps[str(step)] for step in range(1, STEPS + 1))  # type: ignore[index]
