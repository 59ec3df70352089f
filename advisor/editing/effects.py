"""What a change of the rules does to one company, rule by rule, and why: in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from advisor.editing.standing import Standing, standings
from advisor.explanation import Explanation, Finding, explain
from advisor.proofs.merging import Merged
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Condition, Gate, Rule
from advisor.rulebook_pages.told import signed, subject
from advisor.telling import STRENGTHS
from advisor.wording import listed, lower_first, spoken, upper_first

Kind = Literal["rule", "gate", "level", "table", "form", "strength"]


@dataclass(frozen=True)
class Cause:
    """One thing that is otherwise after the change. `id`: the rule, gate or dimension."""

    kind: Kind
    id: str
    says: str


@dataclass(frozen=True)
class Effect:
    """One company before and after the change.

    `rules` and `gates` are all that there are in either state, in the order of the files. `causes`
    are told in the order in which advice is formed.
    """

    before: Explanation
    after: Explanation
    rules: tuple[Standing[Rule], ...]
    gates: tuple[Standing[Gate], ...]
    causes: tuple[Cause, ...]

    @property
    def moved(self) -> bool:
        """Whether anything of the advice is otherwise: recommendation, form or strength."""
        return _told(self.before) != _told(self.after)


def _told(one: Explanation) -> tuple[str, str, str]:
    return one.advice.recommendation, one.form.id, one.strength


def effect_on(merged: Merged, profile: Profile) -> Effect:
    """What becomes of a profile, given in terms of the merged questionnaire."""
    before, after = (
        explain(view.rulebook, view.sees(profile)) for view in (merged.old, merged.new)
    )
    rules, gates = standings(before, after)
    told = _Telling(before, after)
    causes = chain(
        (told.rule(one) for one in rules if one.differs),
        (told.gate(one) for one in gates if one.differs),
        told.levels(),
        told.table(),
        told.instead(),
        told.form(),
        told.strength(),
    )
    return Effect(before, after, rules, gates, tuple(causes))


@dataclass(frozen=True)
class _Telling:
    """Tells what differs between two explanations of the same company."""

    before: Explanation
    after: Explanation

    def rule(self, one: Standing[Rule]) -> Cause:
        """A rule that holds now or no longer, or adds other points."""
        if one.before == "holds" and one.after == "holds":
            moved = self._points_moved(one.old.adds if one.old else {}, one.there.adds)
            return Cause("rule", one.id, f"Rule {one.id} adds other points: {moved}.")
        adds = one.there.adds.items()
        points = listed(f"{self._called(dimension)} {signed(added)}" for dimension, added in adds)
        if one.after == "holds":
            return Cause("rule", one.id, f"Rule {one.id} holds now ({points}): {self._why(one)}.")
        says = f"Rule {one.id} no longer holds (it added {points}): {self._why(one)}."
        return Cause("rule", one.id, says)

    def _points_moved(self, old: Mapping[str, int], new: Mapping[str, int]) -> str:
        """ "need from +2 to +3 and operating scope from 0 to +1"."""
        names = [name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)]
        return listed(
            f"{self._called(name)} from {_signed(old.get(name))} to {_signed(new.get(name))}"
            for name in names
        )

    def _called(self, dimension: str) -> str:
        """A dimension by the name that pages give it, inside a sentence."""
        return lower_first(self.after.rulebook.dimensions[dimension].name)

    def gate(self, one: Standing[Gate]) -> Cause:
        """A gate that holds now or no longer, or rules something else out."""
        book = (self.after if one.new else self.before).rulebook
        names = listed(book.outcomes[o].name for o in one.there.rules_out)
        if one.before == "holds" and one.after == "holds":
            return Cause("gate", one.id, f"Gate {one.id} now rules out {names}.")
        if one.after == "holds":
            says = f"Gate {one.id} holds now and rules out {names}: {self._why(one)}."
        else:
            says = f"Gate {one.id} no longer rules out {names}: {self._why(one)}."
        return Cause("gate", one.id, says)

    def _why(self, one: Standing[Rule] | Standing[Gate]) -> str:
        """Why something holds now that did not, or the other way round."""
        if one.old is None:
            return "it is new"
        if one.new is None:
            return "it was taken out or switched off"
        bands = list(dict.fromkeys(chain(self._bands(one.old.when), self._bands(one.new.when))))
        return listed(bands) or "its conditions changed"

    def _bands(self, when: Sequence[Condition]) -> Iterator[str]:
        """Where an answer falls in another band, or is read by one side only."""
        asked = (
            self.before.rulebook.questionnaire.weighed(),
            (self.after.rulebook.questionnaire.weighed()),
        )
        for name in (condition.question for condition in when):
            replies = (_reply(self.before, name), _reply(self.after, name))
            was, now = (q.get(name) for q in asked)
            if was is None or now is None or replies[0] is None or replies[1] is None:
                continue
            if not was.bands or not now.bands:
                continue
            first, last = (q.band_of(r) for q, r in zip((was, now), replies, strict=True))  # type: ignore[arg-type]
            if first != last:
                answer = f"{lower_first(subject(now))}, {spoken(now, replies[1])}"
                yield f"{answer}: now in {last}, before in {first}"

    def levels(self) -> Iterator[Cause]:
        """Dimensions with another level."""
        old = {finding.dimension.id: finding for finding in self.before.findings}
        for now in self.after.findings:
            was = old.get(now.dimension.id)
            if was is not None and was.level != now.level:
                yield Cause("level", now.dimension.id, _level(was, now))

    def table(self) -> Iterator[Cause]:
        """The decision table leading elsewhere from the same levels, or from others."""
        was, now = self.before.advice.row, self.after.advice.row
        if was.outcome != now.outcome:
            names = [
                told.rulebook.outcomes[row.outcome].name
                for told, row in ((self.before, was), (self.after, now))
            ]
            says = f"The decision table leads to {names[1]} now, not to {names[0]}."
            yield Cause("table", now.outcome, says)

    def instead(self) -> Iterator[Cause]:
        """Something else taken in place of an outcome that is ruled out as before."""
        was, now = self.before, self.after
        passed = was.advice.passed_over
        if passed and passed[0] in now.advice.passed_over and was.advice.row.outcome == passed[0]:
            ends = was.recommendation, now.recommendation
            if ends[0].id != ends[1].id:
                first = now.rulebook.outcomes[passed[0]].name
                says = f"{ends[1].name} is taken now instead of {first}, not {ends[0].name}."
                yield Cause("table", ends[1].id, says)

    def form(self) -> Iterator[Cause]:
        """Another way to fill the same recommendation."""
        was, now = self.before, self.after
        same = was.recommendation.id == now.recommendation.id
        if same and was.form.id != now.form.id:
            says = f"{now.recommendation.name} is filled as {now.form.name} now, not as "
            yield Cause("form", now.form.id, f"{says}{was.form.name}.")

    def strength(self) -> Iterator[Cause]:
        """Another strength of the same recommendation."""
        was, now = self.before, self.after
        if was.recommendation.id == now.recommendation.id and was.strength != now.strength:
            says = f"How sure it is: {STRENGTHS[now.strength].lower()} now, "
            says += f"{STRENGTHS[was.strength].lower()} before."
            yield Cause("strength", now.strength, says)


def _reply(told: Explanation, question: str) -> Value | None:
    return told.advice.replies.get(question)


def _signed(points: int | None) -> str:
    return signed(points) if points else "0"


def _level(was: Finding, now: Finding) -> str:
    """ "Need is moderate now, not high: 3 points, before 5." or with the edge that moved."""
    says = f"{upper_first(now.dimension.name)} is {now.level} now, not {was.level}: "
    if was.points != now.points:
        return f"{says}{_points(now.points)}, before {was.points}."
    edges = (
        ("moderate", was.moderate_from, now.moderate_from),
        ("high", was.high_from, now.high_from),
    )
    moved = listed(
        f"{name} begins at {new} now, before at {old}" for name, old, new in edges if old != new
    )
    return f"{says}{_points(now.points)}, and {moved}."


def _points(number: int) -> str:
    return f"{number} point{'' if number == 1 else 's'}"
