"""Properties: each one proved for every possible profile, or refuted with one that breaks it.

*never*, *always* and *reachable* speak of one profile; with `only`, nothing but those questions is
answered. *never lowers* and *never raises* speak of two that differ in the moves alone: a number,
scale or choice goes to a later band or choice, several choices gain one. Where a share of
responsibilities moves, the two have different matrices with all other shares alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.proofs.cells import Cells, fixed, free, limit_together, satisfied
from advisor.proofs.finding import Finding
from advisor.proofs.logic import Literal, Sum, negated
from advisor.proofs.matrix import Matrix, place_matrix
from advisor.proofs.model import Model, Weighing, read_profile
from advisor.proofs.solving import Verdict
from advisor.proofs.whole import Whole
from advisor.questionnaire import NONE, Profile
from advisor.rulebook import Property, Rulebook

TO_SHORTEN = 0.5
"""Seconds to look for a company with few answers among those that break a property."""
MEND = "Change the rules that lead there, or the property."
UNPROVED = "Allow more time to be sure."


def broken_promises(whole: Whole) -> Iterator[Finding]:
    """A finding for each property that does not hold, or could not be settled in time."""
    for stated in whole.rulebook.properties:
        if stated.kind == "reachable":
            yield from _unreachable(whole, stated)
        elif stated.moves:
            yield from _moved(whole, stated)
        else:
            yield from _broken(whole, stated)


def _told(
    stated: Property,
    verdict: Verdict,
    profiles: tuple[Profile | None, Profile | None],
    why: str,
) -> Iterator[Finding]:
    if verdict.possible is None:
        what = f"Property {stated.id} is not settled in time: {stated.says}"
        yield Finding("warning", stated.id, stated.place, what, UNPROVED, proved=False)
    elif verdict.possible:
        what = f"Property {stated.id} does not hold: {stated.says} {why}"
        yield Finding("error", stated.id, stated.place, what, MEND, *profiles)


def _broken(whole: Whole, stated: Property) -> Iterator[Finding]:
    """never and always: no profile may get one of these outcomes, or one outside them."""
    model, cells, matrix, weighing = _profiles(whole, stated)
    named = model.any_of(weighing.recommends[outcome] for outcome in stated.names)
    when = [satisfied(model, cells[c.question], c) for c in stated.when]
    wrong = named if stated.kind == "never" else negated(named)
    verdict = _shortest(whole, model, [*when, wrong], cells, matrix)
    if not verdict.possible:
        yield from _told(stated, verdict, (None, None), "")
        return
    shown = _read(whole.rulebook, verdict, cells, matrix)
    got = next(o for o, literal in weighing.recommends.items() if verdict.value(literal))
    yield from _told(stated, verdict, (shown, None), f"One company gets {got}.")


def _shortest(
    whole: Whole, model: Model, wanted: list[Literal], cells: dict[str, Cells], matrix: Matrix
) -> Verdict:
    """Whether some profile fulfils all of it; if so, one with few answers, as time allows."""
    verdict = model.search(wanted, seconds=whole.clock.left)
    if not verdict.possible or not whole.shorten:
        return verdict
    answered = matrix.filled()
    no_rows = negated(model.at_least(answered, 1))
    for place in cells.values():
        answered.add(place.known, 1)
    for more in ([no_rows], []):
        seconds = min(TO_SHORTEN, whole.clock.left)
        shorter = model.search([*wanted, *more], seconds=seconds, cost=answered, presolve=True)
        if shorter.possible:
            return shorter
    return verdict


def _profiles(whole: Whole, stated: Property) -> tuple[Model, dict[str, Cells], Matrix, Weighing]:
    """The profiles that the property speaks of: all, or those with nothing else answered."""
    if not stated.only:
        return whole.model, dict(whole.cells), whole.matrix, whole.weighing
    model, asked = Model(), whole.rulebook.questionnaire
    cells = {
        name: free(model, question) if name in stated.only else fixed(question, None)
        for name, question in asked.weighed().items()
    }
    matrix = Matrix(())
    if not asked.shares.keys().isdisjoint(stated.only):
        matrix, shares = share_cells(model, whole.rulebook)
        cells |= shares
    limit_together(model, asked, cells)
    return model, cells, matrix, model.weigh(whole.rulebook, cells)


def share_cells(model: Model, rulebook: Rulebook) -> tuple[Matrix, dict[str, Cells]]:
    """A matrix filled in anyhow, and the cells of the shares that it leads to."""
    matrix, bands = place_matrix(model, rulebook, {})
    return matrix, {
        name: Cells(share.question, model.any_of(bands[name].values()), bands[name], {})
        for name, share in rulebook.questionnaire.shares.items()
    }


def _read(rulebook: Rulebook, verdict: Verdict, cells: dict[str, Cells], matrix: Matrix) -> Profile:
    return read_profile(verdict, [cells[q] for q in rulebook.questionnaire.questions], matrix)


def _unreachable(whole: Whole, stated: Property) -> Iterator[Finding]:
    """reachable: some profile has to get each outcome and form that is named."""
    drawn = {whole.alternatives.ground.outcomes[position] for position in set(whole.draws.found)}
    reached = {**whole.weighing.recommends, **whole.forms}
    forms = {f.id: f.when for o in whole.rulebook.outcomes.values() for f in o.forms}
    for name in stated.names:
        if name in drawn or (name in forms and whole.seen_once(name, forms[name])):
            continue
        possible = whole.search(reached[name]).possible
        if possible is None:
            what = f"Property {stated.id} is not settled in time for {name}: {stated.says}"
            yield Finding("warning", stated.id, stated.place, what, UNPROVED, proved=False)
        elif not possible:
            what = f"Property {stated.id} does not hold: no company is given {name}."
            mend = "Loosen what keeps it out of reach, or leave it out of the property."
            yield Finding("error", stated.id, stated.place, what, mend)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two profiles in one model, the second being the first once it has moved."""

    model: Model
    before: dict[str, Cells]
    after: dict[str, Cells]
    matrices: tuple[Matrix, Matrix]


def _moved(whole: Whole, stated: Property) -> Iterator[Finding]:
    """never lowers and never raises: no move may do so for any profile.

    Most proofs need no matrix: what holds for shares in any combination holds for those that one
    matrix has. Only where that is not enough are matrices looked at.
    """
    relaxed = _search(whole, stated, _pair(whole.rulebook, stated, matrix=False))
    if relaxed.possible is False:
        return
    pair = _pair(whole.rulebook, stated, matrix=True)
    verdict = _search(whole, stated, pair)
    shown: tuple[Profile | None, Profile | None] = (None, None)
    if verdict.possible:
        before = _read(whole.rulebook, verdict, pair.before, pair.matrices[0])
        shown = before, _read(whole.rulebook, verdict, pair.after, pair.matrices[1])
    yield from _told(stated, verdict, shown, "Once this company moves, it does.")


def _search(whole: Whole, stated: Property, pair: _Pair) -> Verdict:
    when = [satisfied(pair.model, pair.before[c.question], c) for c in stated.when]
    wrong = _wrong(whole.rulebook, stated, pair)
    return _shortest(whole, pair.model, [*when, wrong], pair.before, pair.matrices[0])


def _pair(rulebook: Rulebook, stated: Property, *, matrix: bool) -> _Pair:
    """Two profiles; without a matrix their shares may be anything, each by itself."""
    model, asked = Model(), rulebook.questionnaire
    before = {name: free(model, question) for name, question in asked.weighed().items()}
    limit_together(model, asked, before)
    matrices = [Matrix(()), Matrix(())]
    shares = asked.shares.keys()
    if matrix:
        matrices[0], placed = share_cells(model, rulebook)
        matrices[1] = matrices[0]
        before |= placed
    after = dict(before)
    if matrix and not shares.isdisjoint(stated.moves):
        matrices[1], placed = share_cells(model, rulebook)
        after |= placed
        for name in shares - stated.moves.keys():
            _alike(model, before[name], placed[name])
            after[name] = before[name]
    for name, move in stated.moves.items():
        if after[name] is before[name]:
            after[name] = free(model, before[name].question, may_stay_open=False)
        _follow(model, before[name], after[name], move)
    limit_together(model, asked, after)
    return _Pair(model, before, after, (matrices[0], matrices[1]))


def _alike(model: Model, one: Cells, other: Cells) -> None:
    for cell, literal in one.holds.items():
        model.require_one_of([negated(literal), other.holds[cell]])
        model.require_one_of([literal, negated(other.holds[cell])])


def _follow(model: Model, before: Cells, after: Cells, move: str) -> None:
    """Both are known, and the second is the first with the move made."""
    model.require_one_of([before.known])
    model.require_one_of([after.known])
    if before.question.kind == "choices":
        model.require_one_of([negated(before.holds[move])])
        model.require_one_of([after.holds[move]])
        others = [cell for cell in before.holds if cell not in (move, NONE)]
        _alike(model, _part(before, others), _part(after, others))
        return
    names = list(before.holds)
    for position, name in enumerate(names):
        earlier = [before.holds[cell] for cell in names[:position]]
        model.require_one_of([negated(after.holds[name]), *earlier])


def _part(cells: Cells, names: Iterable[str]) -> Cells:
    return Cells(cells.question, cells.known, {name: cells.holds[name] for name in names}, {})


def _wrong(rulebook: Rulebook, stated: Property, pair: _Pair) -> Literal:
    (name,) = stated.names
    if name in rulebook.outcomes:
        before = pair.model.weigh(rulebook, pair.before)
        after = pair.model.weigh(rulebook, pair.after, before)
        return pair.model.all_of([after.recommends[name], negated(before.recommends[name])])
    gained = Sum()
    for rule in rulebook.rules:
        points = rule.adds.get(name, 0)
        if points and any(c.question in _moving(pair) for c in rule.when):
            gained.add(pair.model.when(pair.after, rule), points)
            gained.add(pair.model.when(pair.before, rule), -points)
    if stated.kind == "never raises":
        return pair.model.at_least(gained, 1)
    return negated(pair.model.at_least(gained, 0))


def _moving(pair: _Pair) -> set[str]:
    return {name for name, cells in pair.after.items() if pair.before[name] is not cells}
