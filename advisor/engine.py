"""advise(rulebook, profile) -> Advice: bands, points, levels, decision table, gates, form.

Pure: the same rulebook and profile give the same advice. Facts only; `explanation` words them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from advisor.compiled import Compiled, compiled, unpacked
from advisor.questionnaire import NotSure, Profile, Value
from advisor.rulebook import (
    LEVELS,
    Archetype,
    Case,
    Dimension,
    Form,
    Gate,
    Note,
    Rule,
    Rulebook,
    TableRow,
    Threshold,
)
from advisor.shares import known_shares


class Weighed(NamedTuple):
    """One dimension's finding: its points, its level, and the points in play.

    `moderate_from` and `high_from`: the points at which those levels begin for this sheet.
    """

    dimension: str
    points: int
    level: str
    in_play: int
    moderate_from: int
    high_from: int


class Distance(NamedTuple):
    """How far the points are from another outcome: `points` to move in all, and to which levels.

    `moves`: dimension -> (level wanted, points to move, negative for fewer).
    """

    points: int
    moves: Mapping[str, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Advice:
    """All outcomes weighed for one profile.

    `replies`: every known reply, derived shares included. `fired`: the rules that hold.
    `gates`: the gates that hold. `row`: the row of the decision table that was met, and
    `passed_over` the outcomes that gates ruled out on the way from it to the recommendation.
    `distances`: for each other outcome that no gate rules out, how far it is (None: no levels
    lead to it). `known`: percent of all points in play that the answered questions cover.
    """

    recommendation: str
    form: Form
    archetype: Archetype | None
    strength: str
    margin: int | None
    known: int
    dimensions: Mapping[str, Weighed]
    fired: tuple[Rule, ...]
    gates: tuple[Gate, ...]
    notes: tuple[Note, ...]
    row: TableRow
    passed_over: tuple[str, ...]
    distances: Mapping[str, Distance | None]
    replies: Mapping[str, Value]


def known_replies(rulebook: Rulebook, profile: Profile) -> dict[str, Value]:
    """Every known reply, with the derived shares whose band is certain."""
    replies: dict[str, Value] = {
        q: reply for q, reply in profile.answers.items() if not isinstance(reply, NotSure)
    }
    replies.update(known_shares(rulebook.questionnaire, profile.responsibilities))
    return replies


def advise(rulebook: Rulebook, profile: Profile) -> Advice:
    """Weigh every outcome for one profile. Never fails on a profile that was checked."""
    return advise_on(rulebook, known_replies(rulebook, profile))


def advise_on(rulebook: Rulebook, replies: Mapping[str, Value]) -> Advice:
    """Weigh every outcome for known replies, derived shares included."""
    book = compiled(rulebook)
    standing, in_play = book.weigh(replies)
    holds = book.truths(standing)
    after_rules, after_gates = len(book.rules), len(book.rules) + len(book.gates)
    gates = tuple(compress(book.gates, holds[after_rules:]))
    weighed = _weigh(book, holds, in_play)
    row = book.table[tuple(w.level for w in weighed.values())]
    path = path_from(rulebook, row.outcome, {o for gate in gates for o in gate.rules_out})
    recommendation = path[-1]
    levels = {name: found.level for name, found in weighed.items()}
    form = form_from(book, recommendation, levels, standing)
    distances = _distances(book, weighed, gates, recommendation)
    margin = min((d.points for d in distances.values() if d), default=None)
    known = _known(book, weighed)
    return Advice(
        recommendation=recommendation,
        form=form,
        archetype=next(iter(book.standing(form.archetypes, standing)), None),
        strength=_strength(rulebook, margin, known),
        margin=margin,
        known=known,
        dimensions=weighed,
        fired=tuple(compress(book.rules, holds)),
        gates=gates,
        notes=tuple(
            note
            for note in compress(book.notes, holds[after_gates:])
            if not note.about or {recommendation, form.id} & set(note.about)
        ),
        row=row,
        passed_over=path[:-1],
        distances=distances,
        replies=replies,
    )


def level_of(dimension: Dimension, points: int, in_play: int) -> str:
    """The level that these points reach, given the points in play."""
    if points >= begins_at(dimension.high, in_play):
        return "high"
    return "moderate" if points >= begins_at(dimension.moderate, in_play) else "low"


def begins_at(threshold: Threshold, in_play: int) -> int:
    """The smallest whole points that reach the threshold: its points plus its share, rounded up."""
    return threshold.points - (-threshold.share * in_play // 100)


def _weigh(book: Compiled, holds: bytes, packed_in_play: int) -> dict[str, Weighed]:
    dimensions = book.rulebook.dimensions
    points = unpacked(sum(compress(book.points, holds)), len(dimensions))
    in_play = unpacked(packed_in_play, len(dimensions))
    weighed = {}
    for dimension, had, reach in zip(dimensions.values(), points, in_play, strict=True):
        moderate, high = begins_at(dimension.moderate, reach), begins_at(dimension.high, reach)
        level = "high" if had >= high else "moderate" if had >= moderate else "low"
        weighed[dimension.id] = Weighed(dimension.id, had, level, reach, moderate, high)
    return weighed


def path_from(rulebook: Rulebook, outcome: str, ruled_out: set[str]) -> tuple[str, ...]:
    """The outcomes tried, from the decision table's to the first that no gate rules out."""
    path = [outcome]
    while path[-1] in ruled_out and (after := rulebook.outcomes[path[-1]].otherwise):
        path.append(after)
    return tuple(path)


def form_from(book: Compiled, outcome: str, levels: Mapping[str, str], standing: int) -> Form:
    """The first form of the outcome that fits. Loading has made sure that the last always does."""

    def holds(item: Form | Case) -> bool:
        return book.holds(item, standing) and all(
            levels[dimension] in allowed for dimension, allowed in item.levels.items()
        )

    return next(
        form
        for form in book.rulebook.outcomes[outcome].forms
        if holds(form) and (not form.any_of or any(map(holds, form.any_of)))
    )


def _distances(
    book: Compiled, weighed: Mapping[str, Weighed], gates: Iterable[Gate], recommendation: str
) -> dict[str, Distance | None]:
    """For each other outcome that no gate rules out, the fewest points that would lead to it."""
    rulebook = book.rulebook
    ruled_out = {outcome for gate in gates for outcome in gate.rules_out}
    away = [_points_to_levels(found) for found in weighed.values()]
    points = [0]  # for each combination of levels, in the order of the table
    for moves in away:
        costs = [abs(move) for move in moves]
        points = [so_far + cost for so_far in points for cost in costs]
    nearest: dict[str, Distance | None] = {
        o: None for o in rulebook.outcomes if o != recommendation and o not in ruled_out
    }
    found: dict[str, tuple[int, int]] = {}
    for outcome, places in book.leading_to.items():
        end = path_from(rulebook, outcome, ruled_out)[-1]
        if places and end in nearest:
            here = [points[place] for place in places]
            least = min(here)
            best = least, places[here.index(least)]
            found[end] = min(best, found.get(end, best))
    for outcome, (least, place) in found.items():
        levels = zip(weighed, book.combinations[place], away, strict=True)
        wanted = {d: (level, moves[LEVELS.index(level)]) for d, level, moves in levels}
        nearest[outcome] = Distance(least, {d: move for d, move in wanted.items() if move[1]})
    return nearest


def _points_to_levels(weighed: Weighed) -> list[int]:
    """Per level, the points to add (or, negative, to take away) to be there."""
    moderate, high = weighed.moderate_from - weighed.points, weighed.high_from - weighed.points
    if weighed.level == "low":
        return [0, moderate, high]
    return [moderate - 1, 0, high] if weighed.level == "moderate" else [moderate - 1, high - 1, 0]


def _known(book: Compiled, weighed: Mapping[str, Weighed]) -> int:
    """Percent of all points in play that the answered questions cover."""
    answered = sum(found.in_play for found in weighed.values())
    return 100 * answered // (sum(book.in_play_at_most) or 1)


def _strength(rulebook: Rulebook, margin: int | None, known: int) -> str:
    decision = rulebook.decision
    for name, step in (("clear", decision.clear), ("leaning", decision.leaning)):
        if (margin is None or margin >= step.margin) and known >= step.known:
            return name
    return "too_close_to_call"
