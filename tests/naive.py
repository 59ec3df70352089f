"""The slowest, plainest reading of a rulebook: the oracle for the engine."""

from __future__ import annotations

from advisor.questionnaire import Profile
from advisor.rulebook import LEVELS, Condition, Rulebook


def holds(rulebook: Rulebook, when: tuple[Condition, ...], profile: Profile) -> bool:
    for condition in when:
        value = profile.known(condition.question)
        if value is None:
            return False
        question = rulebook.questionnaire.questions[condition.question]
        if condition.test == "is":
            if question.kind == "choice":
                cell = value
            else:
                cell = [b.name for b in question.bands if b.start <= value][-1]  # type: ignore[operator]
            if cell not in condition.names:
                return False
            continue
        picked = set(value) - {"none"}  # type: ignore[arg-type]
        satisfied = {
            "includes any": bool(picked & condition.names),
            "includes none": not (picked & condition.names),
            "at least": len(picked) >= condition.count,
            "at most": len(picked) <= condition.count,
        }[condition.test]
        if not satisfied:
            return False
    return True


def recommend(rulebook: Rulebook, profile: Profile) -> tuple[str, str, dict[str, int]]:
    """The recommendation, its form, and the points of each dimension."""
    points = {
        d: sum(r.adds.get(d, 0) for r in rulebook.rules if holds(rulebook, r.when, profile))
        for d in rulebook.dimensions
    }
    levels = {d: level(rulebook, d, points[d], profile) for d in points}
    (row,) = [
        row
        for row in rulebook.decision.rows
        if all(levels[d] in row.levels.get(d, LEVELS) for d in levels)
    ]
    out = {o for g in rulebook.gates if holds(rulebook, g.when, profile) for o in g.rules_out}
    outcome = row.outcome
    while outcome in out and rulebook.outcomes[outcome].otherwise:
        outcome = rulebook.outcomes[outcome].otherwise  # type: ignore[assignment]
    for form in rulebook.outcomes[outcome].forms:
        cases = form.any_of or (form,)
        if fits(rulebook, form, levels, profile) and any(
            fits(rulebook, case, levels, profile) for case in cases
        ):
            return outcome, form.id, points
    raise AssertionError("no form fits")


def fits(rulebook: Rulebook, item: object, levels: dict[str, str], profile: Profile) -> bool:
    return holds(rulebook, item.when, profile) and all(  # type: ignore[attr-defined]
        levels[d] in allowed
        for d, allowed in item.levels.items()  # type: ignore[attr-defined]
    )


def level(rulebook: Rulebook, dimension: str, points: int, profile: Profile) -> str:
    """A level begins at its points plus its share of what the answered questions could add."""
    in_play = 0
    for name, question in rulebook.questionnaire.questions.items():
        if profile.known(name) is None:
            continue
        best = 0
        for cell in question.cells:
            reply = frozenset([cell]) if question.kind == "choices" else cell
            if question.bands:
                reply = max(next(b.start for b in question.bands if b.name == cell), question.low)
            gained = sum(
                max(0, r.adds.get(dimension, 0))
                for r in rulebook.rules
                if r.when[0].question == name
                and holds(rulebook, r.when[:1], Profile({name: reply}))
            )
            best = max(best, gained)
        in_play += best
    declared = rulebook.dimensions[dimension]
    reached = "low"
    for name, threshold in (("moderate", declared.moderate), ("high", declared.high)):
        if 100 * points >= 100 * threshold.points + threshold.share * in_play:
            reached = name
    return reached
