"""outcomes.yaml -> Outcome: forms, archetypes and briefs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from advisor.loading.draft import Draft
from advisor.loading.shapes.outcomes import (
    ArchetypeShape,
    BriefShape,
    CaseShape,
    FormShape,
    OutcomeShape,
)
from advisor.loading.text.nodes import Path
from advisor.loading.text.page import Page
from advisor.questionnaire import Question
from advisor.rulebook import Archetype, Brief, Case, Days, Form, Gate, Outcome

OUTCOMES_AT_MOST = 12
"""More would not fit on a page, nor would every set of them that gates may rule out."""


def outcomes(draft: Draft, page: Page) -> dict[str, Outcome]:
    """Every outcome with its forms, in the order of the file."""
    found = {}
    for name, shape in draft.fitted(page, OutcomeShape):
        for dimension in shape.wants:
            draft.refer(page, (name, "wants", dimension), dimension, "dimension", key=True)
        if shape.otherwise:
            draft.refer(page, (name, "otherwise"), shape.otherwise, "outcome")
        found[name] = Outcome(
            id=name,
            name=shape.name,
            says=shape.says,
            wants=shape.wants,
            otherwise=shape.otherwise,
            forms=tuple(_forms(draft, page, name, shape.forms)),
            place=page.place((name,)),
            leaves_open=shape.leaves_open,
            undoing=shape.undoing,
        )
    if len(found) > OUTCOMES_AT_MOST:
        what = f"There are {len(found)} outcomes; {OUTCOMES_AT_MOST} is the most."
        page.mistake((list(found)[OUTCOMES_AT_MOST],), what, "Make some of them forms.", key=True)
    return found


def _forms(
    draft: Draft, page: Page, outcome: str, shapes: Mapping[str, FormShape]
) -> Iterator[Form]:
    """The forms in order: the last, and only the last, fits always."""
    last = list(shapes)[-1]
    for name, shape in shapes.items():
        path: Path = (outcome, "forms", name)
        draft.check_id(page, path)
        conditional = bool(shape.when or shape.levels or shape.any_of)
        if name == last and conditional:
            what = f"The last form, {name}, has conditions; for some companies no form would fit."
            page.mistake(path, what, "Add a last form without when, levels and any_of.", key=True)
        if name != last and not conditional:
            what = f"{name} always fits, so the forms below it are never taken."
            page.mistake(path, what, "Give it conditions, or move it to the end.", key=True)
        yield _form(draft, page, path, name, shape)


def _form(draft: Draft, page: Page, path: Path, name: str, shape: FormShape) -> Form:
    return Form(
        id=name,
        name=shape.name,
        verdict=shape.verdict,
        says=shape.says,
        when=draft.conditions(page, (*path, "when"), shape.when),
        levels=draft.levels(page, (*path, "levels"), shape.levels),
        brief=_brief(draft, page, (*path, "brief"), shape.brief),
        any_of=tuple(
            _case(draft, page, (*path, "any_of", position), case)
            for position, case in enumerate(shape.any_of)
        ),
        archetypes=tuple(
            _archetype(draft, page, (*path, "archetypes", archetype), archetype, kind)
            for archetype, kind in shape.archetypes.items()
        ),
        place=page.place(path),
    )


def _case(draft: Draft, page: Page, path: Path, shape: CaseShape) -> Case:
    if not shape.when and not shape.levels:
        page.mistake(path, "This case always holds.", "Name when, levels or both.")
    return Case(
        when=draft.conditions(page, (*path, "when"), shape.when),
        levels=draft.levels(page, (*path, "levels"), shape.levels),
    )


def _archetype(draft: Draft, page: Page, path: Path, name: str, shape: ArchetypeShape) -> Archetype:
    return Archetype(
        id=name,
        name=shape.name,
        says=shape.says,
        when=draft.conditions(page, (*path, "when"), shape.when),
        sources=draft.sources(page, (*path, "sources"), shape.sources),
    )


def _brief(draft: Draft, page: Page, path: Path, shape: BriefShape) -> Brief:
    draft.sources(page, (*path, "sources"), shape.sources)
    draft.refer_all(page, (*path, "takes_over"), shape.takes_over, "responsibility")
    for position, box in enumerate(shape.chart):
        if not all(part.strip() for part in box.partition(":")):
            what = 'A box of the chart is written "role: reports to".'
            page.mistake((*path, "chart", position), what, "Quotation marks go around the whole.")
    fields = {name: getattr(shape, name) for name in type(shape).model_fields}
    stretches = tuple(Days(when, does) for when, does in shape.first_90_days.items())
    return Brief(**{**fields, "first_90_days": stretches})


def check_chain(page: Page, outcomes: Mapping[str, Outcome]) -> None:
    """Every outcome leads, by `otherwise`, to one that has none."""
    told: set[str] = set()
    for name, outcome in outcomes.items():
        seen, here = [name], outcome.otherwise
        while here and here in outcomes and here not in seen:
            seen.append(here)
            here = outcomes[here].otherwise
        if here in seen and here not in told:
            told.update(seen)
            what = (
                f"The outcomes lead to each other in a circle: {' -> '.join([*seen, here or ''])}."
            )
            page.mistake((name, "otherwise"), what, "Let one of them have no otherwise.")


def check_measures(page: Page, asked: Iterable[Question], outcomes: Mapping[str, Outcome]) -> None:
    """The measures that a question's answer begins are measures of some brief."""
    measures = {
        kpi for outcome in outcomes.values() for form in outcome.forms for kpi in form.brief.kpis
    }
    for question in asked:
        for position, words in enumerate(question.measures):
            if question.id in page.entries() and not any(words in kpi for kpi in measures):
                what = f"No measure holds these words: {words}."
                remedy = "Copy them from the kpis of a brief in outcomes.yaml."
                page.mistake((question.id, "measures", position), what, remedy)


def check_gates(page: Page, outcomes: Mapping[str, Outcome], gates: Sequence[Gate]) -> None:
    """What is ruled out has another outcome to fall back on."""
    for gate in gates:
        for position, name in enumerate(gate.rules_out):
            if name in outcomes and outcomes[name].otherwise is None:
                what = f"{name} cannot be ruled out: it has no otherwise to fall back on."
                remedy = f"Remove it here, or give {name} an otherwise."
                page.mistake((gate.id, "rules_out", position), what, remedy)
