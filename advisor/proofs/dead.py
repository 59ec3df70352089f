"""Dead parts of a rulebook: what can never hold, is never reached or never changes anything.

What a drawn profile or a worked example shows to be alive needs no proof; the solver decides about
the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from advisor.compiled import Conditional, compiled, most_in_play
from advisor.conditions import LEVELS, Condition
from advisor.proofs.answered import answered, decides
from advisor.proofs.finding import Finding
from advisor.proofs.ground import Numbers
from advisor.proofs.logic import Literal, negated
from advisor.proofs.sought import Effect, turns
from advisor.proofs.whole import Whole
from advisor.rulebook import Gate, Rule, Rulebook
from advisor.wording import listed

UNPROVED = "Allow more time to be sure."


def dead_parts(whole: Whole) -> Iterator[Finding]:
    """Everything dead in the rulebook, in the order of its parts."""
    yield from _outcomes(whole)
    yield from _rows(whole)
    yield from _forms_and_notes(whole)
    for column, item in enumerate(whole.alternatives.ground.columns):
        found = (
            None
            if _held(whole, column)
            else _unless_found(whole, _never_holds(item), whole.holds(item))
        )
        if found:
            yield found
        elif not _seen_to_matter(whole, column):
            differs = whole.differs_without(item)
            yield from filter(None, [_unless_found(whole, _never_matters(item), differs)])


def _unless_found(whole: Whole, finding: Finding, wanted: Literal) -> Finding | None:
    """The finding, unless the solver finds a profile for which the literal holds."""
    possible = whole.search(wanted).possible
    if possible is None:
        what = f"Not settled in time, but perhaps: {finding.what}"
        return replace(finding, severity="hint", what=what, mend=UNPROVED, proved=False)
    return None if possible else finding


def _kind(item: Rule | Gate) -> str:
    return "Rule" if isinstance(item, Rule) else "Gate"


def _conditions(item: Conditional) -> str:
    return listed([f"{c.question}: {c.words}" for c in item.when])


def _never_holds(item: Rule | Gate) -> Finding:
    return Finding(
        "error",
        item.id,
        item.place,
        f"{_kind(item)} {item.id} can never hold: no company answers {_conditions(item)}.",
        "Change one of its conditions, or remove it.",
    )


def _never_matters(item: Rule | Gate) -> Finding:
    return Finding(
        "warning",
        item.id,
        item.place,
        f"{_kind(item)} {item.id} never changes a recommendation, whatever else is answered.",
        "Give it more weight, or remove it.",
    )


def _held(whole: Whole, column: int) -> bool:
    """Whether a rule or gate holds for somebody drawn, or for an example once it is answered to."""
    item = whole.alternatives.ground.columns[column]
    return bool(whole.fired[:, column].any()) or any(
        holds is item
        for advice in answered(whole.rulebook, item.when)
        for holds in (*advice.fired, *advice.gates)
    )


def _seen_to_matter(whole: Whole, column: int) -> bool:
    """Whether somebody drawn, or an example, is recommended otherwise without this rule or gate."""
    base = whole.alternatives.ground
    item = base.columns[column]
    less = _less_in_play(whole.rulebook, item)
    without = Effect(points=-base.adds[column], out=-base.rules_out[column], in_play=-less)
    return turns(whole.draws, column, without) or decides(whole.rulebook, item)


def _less_in_play(rulebook: Rulebook, item: Rule | Gate) -> Numbers:
    """How many points in play a rule takes along: its first question is answered where it holds."""
    lead, book = item.when[0].question, compiled(rulebook)
    led = [r for r in rulebook.rules if r.when[0].question == lead and r.id != item.id]
    most = most_in_play(book.questions[lead], led, rulebook.dimensions)
    return np.subtract(book.in_play[lead], most)


def _outcomes(whole: Whole) -> Iterator[Finding]:
    names = whole.alternatives.ground.outcomes
    seen = {names[position] for position in np.unique(whole.draws.found)}
    for name, outcome in whole.rulebook.outcomes.items():
        if name not in seen:
            finding = Finding(
                "error",
                name,
                outcome.place,
                f"No company is ever recommended {name}.",
                "Lead a row of the decision table to it, or loosen the gates that rule it out.",
            )
            yield from filter(
                None, [_unless_found(whole, finding, whole.weighing.recommends[name])]
            )


def _rows(whole: Whole) -> Iterator[Finding]:
    """Rows of the decision table that no profile meets."""
    base = whole.alternatives.ground
    digits = 3 ** np.arange(len(whole.rulebook.dimensions))[::-1]
    codes = set(np.unique(whole.draws.how // len(base.ends)).tolist())
    met = {
        id(row)
        for levels, row in compiled(whole.rulebook).table.items()
        if int(np.dot([LEVELS.index(level) for level in levels], digits)) in codes
    }
    for position, row in enumerate(whole.rulebook.decision.rows):
        if id(row) not in met:
            finding = Finding(
                "hint",
                f"row {position + 1}",
                row.place,
                f'No company meets row {position + 1} of the decision table, "{row.says}"',
                "Nothing needs to change: the table has to cover every combination of levels.",
            )
            yield from filter(None, [_unless_found(whole, finding, whole.weighing.rows[position])])


def _forms_and_notes(whole: Whole) -> Iterator[Finding]:
    """Forms, archetypes and notes that no profile gets."""
    for finding, name, when, wanted in _shown(whole):
        if not whole.seen_once(name, when):
            yield from filter(None, [_unless_found(whole, finding, wanted)])


def _shown(whole: Whole) -> Iterator[tuple[Finding, str, tuple[Condition, ...], Literal]]:
    """What may be shown: the finding where it never is, its name, conditions and literal."""
    for outcome in whole.rulebook.outcomes.values():
        for form in outcome.forms:
            what = f"No company is ever given the form {form.id}: earlier forms take them all."
            mend = "Move it up, loosen its conditions, or remove it."
            taken = whole.forms[form.id]
            yield Finding("error", form.id, form.place, what, mend), form.id, form.when, taken
            for archetype in form.archetypes:
                what = f"No company is ever shown the archetype {archetype.id} of {form.id}."
                fits = whole.holds(archetype)
                finding = Finding("warning", archetype.id, form.place, what, mend)
                told = whole.model.all_of([taken, fits])
                yield finding, f"{form.id}/{archetype.id}", (*form.when, *archetype.when), told
                taken = whole.model.all_of([taken, negated(fits)])
    shown = {**whole.forms, **whole.weighing.recommends}
    for note in whole.rulebook.notes:
        about = whole.model.any_of(shown[name] for name in note.about) if note.about else True
        what = f"No company is ever shown the note {note.id}: {_conditions(note)}."
        finding = Finding(
            "warning", note.id, note.place, what, "Change its conditions, or remove it."
        )
        yield finding, note.id, note.when, whole.model.all_of([about, whole.holds(note)])
