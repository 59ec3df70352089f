"""A change of points and band edges, and the places where an edge may be moved to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import floor

from advisor.proofs.mutants import with_points
from advisor.questionnaire import Band, Number, Question
from advisor.rulebook import Rule, Rulebook

LARGEST, FINEST = 12, -1
"""Powers of ten between which round numbers are looked for."""
ROUGH = 0.05
"""How much of an edge the steps may be that it is moved by."""
Key = tuple[str, str]
"""A rule and a dimension, or a question and a band."""


@dataclass(frozen=True)
class Adjustment:
    """What is changed: (rule, dimension) -> points, 0 for none; (question, band) -> its start."""

    points: Mapping[Key, int]
    edges: Mapping[Key, Number]

    def of(self, rulebook: Rulebook) -> Rulebook:
        """The rulebook with the change made."""
        asked = rulebook.questionnaire
        questions = {q: self._question(question) for q, question in asked.questions.items()}
        shares = {
            s: replace(share, question=self._question(share.question))
            for s, share in asked.shares.items()
        }
        return replace(
            rulebook,
            rules=tuple(self._rule(rule) for rule in rulebook.rules),
            questionnaire=replace(asked, questions=questions, shares=shares),
        )

    def _rule(self, rule: Rule) -> Rule:
        adds: Mapping[str, int] = rule.adds
        for (name, dimension), points in self.points.items():
            if name == rule.id:
                adds = with_points(adds, dimension, points)
        return rule if adds is rule.adds else replace(rule, adds=adds)

    def _question(self, question: Question) -> Question:
        moved = {band: start for (name, band), start in self.edges.items() if name == question.id}
        bands = tuple(Band(b.name, moved.get(b.name, b.start)) for b in question.bands)
        return replace(question, bands=bands) if moved else question


def places(question: Question, position: int, numbers: Iterable[Number]) -> list[Number]:
    """Where the edge at the start of a band may be, in order, the present one among them.

    One place for every way to part the known answers that lie between the edges beside it.
    """
    band, before = question.bands[position], question.bands[position - 1].start
    last = position + 1 == len(question.bands)
    after = question.high if last else question.bands[position + 1].start
    inside = sorted({n for n in numbers if before < n < after or (last and n == after)})
    if not inside:
        return [band.start]
    found = []
    for low, high in zip([before, *inside], [*inside, after], strict=True):
        if low < band.start <= high:
            found.append(band.start)
        elif high > low and (number := round_between(low, high, band.start)) is not None:
            found.append(number)
    legal = [n for n in found if n < after or (last and n <= after)]
    return [n for n in legal if question.kind != "scale" or n == int(n)]


def round_between(low: Number, high: Number, near: Number) -> Number | None:
    """The number above `low` and up to `high` that is nearest to `near` and about as round.

    The first step that hits the stretch is taken, from a twentieth of `near` down. None where all
    of them have more decimals than anybody would write.
    """
    for power in range(LARGEST, FINEST - 1, -1):
        for times in (5, 2, 1):
            step = times * 10**power if power >= 0 else times / 10**-power
            if step > max(abs(near) * ROUGH, 1):
                continue
            first, last = (floor(low / step) + 1) * step, floor(high / step) * step
            if first <= high and last > low:
                number = round(first if abs(first - near) <= abs(last - near) else last, 1)
                return int(number) if number == int(number) else number
    return None
