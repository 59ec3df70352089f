"""Why this advice: every finding, reason and gate told with the company's own answers.

`explain` turns the engine's facts into sentences from the rulebook; screens, reports and the
command line only lay them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from advisor.engine import Advice, Distance, Weighed, advise
from advisor.questionnaire import Profile
from advisor.ranges import reaches
from advisor.rulebook import (
    GRADES,
    Archetype,
    Dimension,
    Form,
    Gate,
    Grade,
    Outcome,
    Rule,
    Rulebook,
    Source,
)
from advisor.wording import listed, sentence, upper_first


@dataclass(frozen=True, slots=True)
class Finding:
    """One dimension in words and numbers.

    `lowest` and `highest` are the points still possible; `moderate_from` and `high_from` the
    points at which those levels begin for this sheet.
    """

    dimension: Dimension
    level: str
    says: str
    points: int
    lowest: int
    highest: int
    moderate_from: int
    high_from: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired, told with this company's own answers.

    `pull` is how many of its points speak for the recommendation, negative when against.
    """

    rule: Rule
    sentence: str
    pull: int
    sources: tuple[Source, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A gate that holds: what it excludes and what would lift it."""

    gate: Gate
    outcomes: tuple[Outcome, ...]
    sentence: str
    until: str
    sources: tuple[Source, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class WhyNot:
    """What kept another outcome from winning, and by how many points (None where gates did)."""

    outcome: Outcome
    sentence: str
    points: int | None
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that can be said about one advice without a search."""

    rulebook: Rulebook
    profile: Profile
    advice: Advice
    recommendation: Outcome
    form: Form
    archetype: Archetype | None
    strength_says: str
    decided_by: tuple[str, ...]
    findings: tuple[Finding, ...]
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    ruled_out: tuple[RuledOut, ...]
    why_not: tuple[WhyNot, ...]
    notes: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """The recommendation in one sentence that a board would repeat."""
        return self.form.verdict

    @property
    def strength(self) -> str:
        """clear, leaning or too_close_to_call."""
        return self.advice.strength


def explain(rulebook: Rulebook, profile: Profile, advice: Advice | None = None) -> Explanation:
    """The advice for one profile, in words. `advice` saves weighing it again."""
    advice = advice or advise(rulebook, profile)
    outcome = rulebook.outcomes[advice.recommendation]
    told = reasons(rulebook, advice)
    return Explanation(
        rulebook=rulebook,
        profile=profile,
        advice=advice,
        recommendation=outcome,
        form=advice.form,
        archetype=advice.archetype,
        strength_says=rulebook.decision.strength_says[advice.strength],
        decided_by=_decided_by(rulebook, advice),
        findings=_findings(rulebook, profile, advice),
        reasons_for=tuple(r for r in told if r.pull > 0),
        reasons_against=tuple(r for r in told if r.pull < 0),
        ruled_out=tuple(_ruled_out(rulebook, advice, gate) for gate in advice.gates),
        why_not=tuple(
            _why_not(rulebook, advice, other)
            for other in rulebook.outcomes.values()
            if other.id != advice.recommendation
        ),
        notes=tuple(_told(rulebook, advice, note.says) for note in advice.notes),
    )


def pull(points: Mapping[str, int], outcome: Outcome) -> int:
    """How many of these points speak for the outcome; negative when they speak against it."""
    return sum(
        given if outcome.wants[dimension] == "more" else -given
        for dimension, given in points.items()
        if dimension in outcome.wants
    )


def _told(rulebook: Rulebook, advice: Advice, template: str) -> str:
    return sentence(template, rulebook.questionnaire.weighed(), advice.replies)


def grounds(rulebook: Rulebook, advice: Advice) -> tuple[Reason, ...]:
    """The rules that fired, strongest first, their sentences as the rulebook has them.

    Strongest pull first; among equals the better evidence, then the order of the files.
    """
    ranked = _ranked(rulebook, advice.recommendation)
    return tuple(reason for _, reason in sorted(ranked[rule.id] for rule in advice.fired))


@lru_cache(maxsize=256)
def _ranked(rulebook: Rulebook, outcome: str) -> Mapping[str, tuple[int, Reason]]:
    """Every rule as a reason for or against an outcome, by its id, with its place in the order."""
    reasons = [_ground(rulebook, rule, rulebook.outcomes[outcome]) for rule in rulebook.rules]
    reasons.sort(key=lambda r: (-abs(r.pull), GRADES.index(r.grade)))
    return {reason.rule.id: (place, reason) for place, reason in enumerate(reasons)}


def _ground(rulebook: Rulebook, rule: Rule, outcome: Outcome) -> Reason:
    return Reason(
        rule=rule,
        sentence=upper_first(rule.says),
        pull=pull(rule.adds, outcome),
        sources=tuple(rulebook.sources[s] for s in rule.sources),
        grade=rulebook.grade(rule.sources),
    )


def reasons(rulebook: Rulebook, advice: Advice) -> tuple[Reason, ...]:
    """The same with the company's own answers in each sentence."""
    told = ((_told(rulebook, advice, g.rule.says), g) for g in grounds(rulebook, advice))
    return tuple(Reason(g.rule, says, g.pull, g.sources, g.grade) for says, g in told)


def _ruled_out(rulebook: Rulebook, advice: Advice, gate: Gate) -> RuledOut:
    return RuledOut(
        gate=gate,
        outcomes=tuple(rulebook.outcomes[o] for o in gate.rules_out),
        sentence=_told(rulebook, advice, gate.says),
        until=gate.until,
        sources=tuple(rulebook.sources[s] for s in gate.sources),
        grade=rulebook.grade(gate.sources),
    )


def _findings(rulebook: Rulebook, profile: Profile, advice: Advice) -> tuple[Finding, ...]:
    possible = reaches(rulebook, profile, advice)
    return tuple(
        _finding(rulebook.dimensions[name], weighed, possible[name].lowest, possible[name].highest)
        for name, weighed in advice.dimensions.items()
    )


def _finding(dimension: Dimension, weighed: Weighed, lowest: int, highest: int) -> Finding:
    return Finding(
        dimension=dimension,
        level=weighed.level,
        says=dimension.says[weighed.level],
        points=weighed.points,
        lowest=lowest,
        highest=highest,
        moderate_from=weighed.moderate_from,
        high_from=weighed.high_from,
    )


def _decided_by(rulebook: Rulebook, advice: Advice) -> tuple[str, ...]:
    """The row of the decision table that was met, then the gates that moved the result on."""
    by: dict[str, list[str]] = {}
    for passed in advice.passed_over:
        says = next(g.says for g in advice.gates if passed in g.rules_out)
        by.setdefault(says, []).append(rulebook.outcomes[passed].name)
    told = (f"Ruled out for now: {listed(n)}. {_told(rulebook, advice, s)}" for s, n in by.items())
    return advice.row.says, *told


def _why_not(rulebook: Rulebook, advice: Advice, other: Outcome) -> WhyNot:
    gates = tuple(g for g in advice.gates if other.id in g.rules_out)
    if gates:
        told = " ".join(_told(rulebook, advice, gate.says) for gate in gates)
        lifted = "; and until ".join(dict.fromkeys(gate.until for gate in gates))
        return WhyNot(other, f"{told} Ruled out until {lifted}.", None, tuple(g.id for g in gates))
    distance = advice.distances[other.id]
    if distance is None:
        return WhyNot(other, "No combination of findings leads to it as things stand.", None, ())
    return WhyNot(other, _distance_in_words(rulebook, advice, distance), distance.points, ())


def _distance_in_words(rulebook: Rulebook, advice: Advice, distance: Distance) -> str:
    """ "Need would have to be high, not moderate (3 more points)" for each dimension to move."""
    moves = [
        f"{rulebook.dimensions[dimension].name.lower()} would have to be {level}, not "
        f"{advice.dimensions[dimension].level} ({abs(points)} {'more' if points > 0 else 'fewer'} "
        f"{'point' if abs(points) == 1 else 'points'})"
        for dimension, (level, points) in distance.moves.items()
    ]
    return upper_first(listed(moves)) + "."
