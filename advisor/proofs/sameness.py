"""What else two rulebooks differ in where they recommend the same: points, forms, strength."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from advisor.compiled import compiled
from advisor.conditions import Condition
from advisor.proofs.cells import Cells, satisfied
from advisor.proofs.clock import Clock
from advisor.proofs.differences import Differences
from advisor.proofs.logic import Literal, negated
from advisor.proofs.merging import View
from advisor.proofs.model import Model, Weighing

POINTS, STRENGTH, RULED_OUT, FORMS = "points", "strength", "what is ruled out", "forms"
QUESTIONS = "what can be answered"
WOULD_CHANGE = "what is told to change it"


def what_else(differences: Differences, clock: Clock) -> tuple[tuple[str, ...], bool]:
    """What some profile gets otherwise besides the recommendation; and whether that is proved.

    What time was too short for counts as different.
    """
    found, proved = [], True
    for name, differing in _literals(differences):
        verdict = differences.model.search(
            [differences.model.any_of(differing)], seconds=clock.left
        )
        proved &= verdict.possible is not None
        if verdict.possible is not False:
            found.append(name)
    if _strength_of(differences.merged.old) != _strength_of(differences.merged.new):
        found.append(STRENGTH)
    if _asked(differences.merged.old) != _asked(differences.merged.new):
        found.append(QUESTIONS)
    if _may_change(differences.merged.old) != _may_change(differences.merged.new):
        found.append(WOULD_CHANGE)
    return tuple(found), proved


def forms_differ(differences: Differences, clock: Clock) -> bool | None:
    """Whether any profile gets another form or archetype; None where time was too short."""
    told = told_otherwise(differences.model, differences.old, differences.new)
    return differences.model.search([told], seconds=clock.left).possible


def told_otherwise(model: Model, old: Weighing, new: Weighing) -> Literal:
    """Whether two weighings end at different forms or archetypes."""
    return model.any_of(_differing(model, form_literals(model, old), form_literals(model, new)))


def _literals(differences: Differences) -> Iterator[tuple[str, list[Literal]]]:
    model, old, new = differences.model, differences.old, differences.new
    gains = [new.points[d].plus(old.points[d], -1) for d in old.points.keys() & new.points.keys()]
    yield (
        POINTS,
        [
            literal
            for gain in gains
            for literal in (model.at_least(gain, 1), negated(model.at_least(gain, 0)))
        ],
    )
    for name, of in ((RULED_OUT, _ruled_out), (FORMS, form_literals)):
        yield name, _differing(model, of(model, old), of(model, new))


def _differing(
    model: Model, before: Mapping[str, Literal], after: Mapping[str, Literal]
) -> list[Literal]:
    return [
        _differ(model, before.get(key, False), after.get(key, False))
        for key in before.keys() | after.keys()
    ]


def _differ(model: Model, one: Literal, other: Literal) -> Literal:
    return model.any_of([model.all_of([one, negated(other)]), model.all_of([negated(one), other])])


def _ruled_out(model: Model, weighing: Weighing) -> dict[str, Literal]:
    return {
        outcome: model.any_of(
            weighing.gates[gate.id] for gate in weighing.rulebook.gates if outcome in gate.rules_out
        )
        for outcome in weighing.rulebook.outcomes
    }


def form_literals(model: Model, weighing: Weighing) -> dict[str, Literal]:
    """Whether each form is the one recommended, and each archetype the one that is told."""
    found: dict[str, Literal] = {}

    def fits(when: Iterable[Condition], levels: Mapping[str, frozenset[str]]) -> Literal:
        conditions = [satisfied(model, _cells(weighing, c), c) for c in when]
        return model.all_of([*conditions, model.at_levels(weighing.levels, levels)])

    for outcome in weighing.rulebook.outcomes.values():
        still = weighing.recommends[outcome.id]
        for form in outcome.forms:
            cases = [fits(case.when, case.levels) for case in form.any_of]
            this = model.all_of(
                [fits(form.when, form.levels), model.any_of(cases) if cases else True]
            )
            told = found[form.id] = model.all_of([still, this])
            still = model.all_of([still, negated(this)])
            for archetype in form.archetypes:
                kind = fits(archetype.when, {})
                found[f"{form.id}/{archetype.id}"] = model.all_of([told, kind])
                told = model.all_of([told, negated(kind)])
    return found


def _cells(weighing: Weighing, condition: Condition) -> Cells:
    return weighing.cells[condition.question]


def _strength_of(view: View) -> object:
    """All that makes advice with the same points and gates clear, leaning or too close to call."""
    rulebook, book = view.rulebook, compiled(view.rulebook)
    return (
        [(d.id, d.moderate, d.high) for d in rulebook.dimensions.values()],
        {view.names[q]: points for q, points in book.in_play.items() if any(points)},
        {levels: row.outcome for levels, row in book.table.items()},
        {o.id: o.otherwise for o in rulebook.outcomes.values()},
        (rulebook.decision.clear, rulebook.decision.leaning),
    )


def _may_change(view: View) -> object:
    """How each answer may change, as what would change the advice looks for it."""
    asked = view.rulebook.questionnaire.questions
    return {view.names[q]: (d.changes, d.at_once, d.only) for q, d in asked.items()}


def _asked(view: View) -> object:
    """All that a sheet may say."""
    asked = view.rulebook.questionnaire
    return (
        {
            view.names[q]: (question.kind, question.low, question.high, question.most)
            for q, question in asked.questions.items()
        },
        {view.names[q]: {c.id for c in d.choices} for q, d in asked.questions.items()},
        {(pair.first, pair.second, pair.at_most) for pair in asked.together},
        (set(asked.responsibilities), set(asked.owners), set(asked.done)),
    )
