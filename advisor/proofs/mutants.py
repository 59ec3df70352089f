"""Small changes of a rulebook: each weight a point up and down, each band edge a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal

from advisor.conditions import Place
from advisor.proofs.steps import one_step
from advisor.questionnaire import Band, Number, Question, Share
from advisor.rulebook import Rule, Rulebook

MOST_POINTS = 3


@dataclass(frozen=True)
class Mutant:
    """One small change.

    A weight: the rule `name` adds `after` instead of `before` to the dimension `part`; 0 takes the
    dimension away. An edge: the band `part` of the question `name` begins at `after` instead.
    """

    kind: Literal["weight", "edge"]
    name: str
    part: str
    before: Number
    after: Number
    place: Place

    def __str__(self) -> str:
        if self.kind == "weight":
            return f"{self.name}: {self.part} {self.before:+d} to {self.after:+d}"
        return f"{self.name}: {self.part} from {self.before:,} to {self.after:,}"


def mutants(rulebook: Rulebook) -> Iterator[Mutant]:
    """Every small change that leaves rule files that still load."""
    for rule in rulebook.rules:
        yield from weights(rule)
    for share in rulebook.questionnaire.shares.values():
        yield from _edges(rulebook, share.question, _ratios(share))
    for question in rulebook.questionnaire.questions.values():
        yield from _edges(rulebook, question, ())


def weights(rule: Rule) -> Iterator[Mutant]:
    """Each weight of a rule a point up and a point down."""
    for dimension, points in rule.adds.items():
        for after in (points - 1, points + 1):
            if abs(after) <= MOST_POINTS:
                yield Mutant("weight", rule.id, dimension, points, after, rule.place)


def _edges(rulebook: Rulebook, question: Question, ratios: tuple[Number, ...]) -> Iterator[Mutant]:
    place = place_of(rulebook, question)
    step = one_step(question)
    for position, (before, band) in enumerate(pairwise(question.bands), 1):
        rest = question.bands[position + 1 :]
        ends = rest[0].start if rest else question.high
        down = max((r for r in ratios if r < band.start), default=band.start - step)
        # The first share in the band leaves it once the edge is at the next one.
        up = next(iter([r for r in ratios if r >= band.start][1:]), band.start + step)
        for after in (down, up):
            if before.start < after and (after < ends or (not rest and after <= ends)):
                yield Mutant("edge", question.id, band.name, band.start, after, place)


def _ratios(share: Share) -> tuple[Number, ...]:
    """The percentages that a share of fully told rows can have: one step is one responsibility."""
    rows = len(share.rows)
    return tuple(round(100 * part / rows, 1) for part in range(rows + 1))


def place_of(rulebook: Rulebook, question: Question) -> Place:
    """Where a question or share stands; only its file where that is all that is known.

    The file is in the folder that the dimensions were read from.
    """
    folder = PurePosixPath(next(iter(rulebook.dimensions.values())).place.file).parent
    file = Place(str(folder / "questions" / f"{question.section}.yaml"))
    return rulebook.declared.get(question.id, file)


def mutated(rulebook: Rulebook, mutant: Mutant) -> Rulebook:
    """The rulebook with the change made."""
    if mutant.kind == "weight":
        rules = (
            replace(rule, adds=with_points(rule.adds, mutant.part, int(mutant.after)))
            if rule.id == mutant.name
            else rule
            for rule in rulebook.rules
        )
        return replace(rulebook, rules=tuple(rules))
    asked = rulebook.questionnaire
    if mutant.name in asked.questions:
        question = _moved(asked.questions[mutant.name], mutant)
        questions = {**asked.questions, mutant.name: question}
        return replace(rulebook, questionnaire=replace(asked, questions=questions))
    share = asked.shares[mutant.name]
    shares = {**asked.shares, mutant.name: replace(share, question=_moved(share.question, mutant))}
    return replace(rulebook, questionnaire=replace(asked, shares=shares))


def with_points(adds: Mapping[str, int], dimension: str, points: int) -> dict[str, int]:
    """What a rule adds with one number changed; 0 takes the dimension away."""
    return {d: n for d, n in {**adds, dimension: points}.items() if n}


def _moved(question: Question, mutant: Mutant) -> Question:
    bands = tuple(
        Band(band.name, mutant.after) if band.name == mutant.part else band
        for band in question.bands
    )
    return replace(question, bands=bands)
