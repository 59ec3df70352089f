"""What worked examples are recommended when a rulebook is changed a little.

Each example is weighed once. A changed weight then moves only sums, and a moved edge only one
reply, so a change is tried on all examples in well under a millisecond.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from advisor.compiled import compiled, single_replies
from advisor.conditions import Condition
from advisor.engine import Advice, advise, advise_on, form_from, level_of, path_from
from advisor.proofs.mutants import Mutant
from advisor.questionnaire import Question, Value
from advisor.rulebook import Example, Rule, Rulebook
from advisor.shares import Interval, intervals

Verdict = tuple[str, str]
"""A recommendation and its form."""


@dataclass
class Weighed:
    """One example with its advice, and the verdicts at other levels that were asked for before."""

    example: Example
    advice: Advice
    standing: int
    fired: frozenset[str]
    out: frozenset[str]
    intervals: Mapping[str, Interval]
    known: dict[tuple[str, ...], Verdict] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """What it is recommended now."""
        return self.advice.recommendation, self.advice.form.id

    def holds(self, verdict: Verdict) -> bool:
        """Whether the author of the example accepts this verdict."""
        recommendation, form = verdict
        forms = self.example.forms
        return recommendation in self.example.allowed and (not forms or form in forms)


class Verdicts:
    """Examples that hold, and what each would be recommended after a small change."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook, self.book = rulebook, compiled(rulebook)
        every = [self.weighed(example) for example in rulebook.examples]
        self.holding = [weighed for weighed in every if weighed.holds(weighed.verdict)]
        self.failing = len(every) - len(self.holding)
        self.rules = {rule.id: rule for rule in rulebook.rules}
        self._in_play: dict[tuple[str, str, int], int] = {}

    def weighed(self, example: Example) -> Weighed:
        """An example, whether it is one of the rulebook's or not, with the advice on it."""
        advice = advise(self.rulebook, example.profile)
        held = example.profile.responsibilities
        return Weighed(
            example,
            advice,
            self.book.holding(advice.replies),
            frozenset(rule.id for rule in advice.fired),
            frozenset(o for gate in advice.gates for o in gate.rules_out),
            intervals(self.rulebook.questionnaire, held) if held else {},
        )

    def noticed_by(self, mutant: Mutant) -> str | None:
        """The first example that fails once the change is made."""
        return next(
            (w.example.id for w in self.holding if not w.holds(self.after(w, mutant))), None
        )

    def after(self, weighed: Weighed, mutant: Mutant) -> Verdict:
        """The verdict once the change is made."""
        if mutant.kind == "weight":
            return self._reweighed(weighed, mutant)
        return self._moved(weighed, mutant)

    def _reweighed(self, weighed: Weighed, mutant: Mutant) -> Verdict:
        more = {mutant.part: int(mutant.after) - int(mutant.before)}
        return self.with_more(weighed, self.rules[mutant.name], more)

    def with_more(self, weighed: Weighed, rule: Rule, more: Mapping[str, int]) -> Verdict:
        """The verdict when a rule adds so much more to these dimensions."""
        fires = rule.id in weighed.fired
        lead = rule.when[0]
        known = lead.question in weighed.advice.replies
        if not fires and not known:
            return weighed.verdict
        levels = {name: found.level for name, found in weighed.advice.dimensions.items()}
        for dimension, points in more.items():
            found = weighed.advice.dimensions[dimension]
            reach = found.in_play + known * self._more_in_play(rule, dimension, points)
            declared = self.rulebook.dimensions[dimension]
            levels[dimension] = level_of(declared, found.points + fires * points, reach)
        return self.at(weighed, tuple(levels.values()))

    def at(self, weighed: Weighed, levels: tuple[str, ...]) -> Verdict:
        """The verdict at these levels, everything else as it is."""
        if levels not in weighed.known:
            outcome = self.book.table[levels].outcome
            weighed.known[levels] = self.ending(weighed, outcome, weighed.out, levels)
        return weighed.known[levels]

    def ending(
        self, weighed: Weighed, outcome: str, out: Collection[str], levels: tuple[str, ...]
    ) -> Verdict:
        """The verdict when the decision table leads to this outcome."""
        ends = path_from(self.rulebook, outcome, set(out))[-1]
        named = dict(zip(self.rulebook.dimensions, levels, strict=True))
        return ends, form_from(self.book, ends, named, weighed.standing).id

    def _more_in_play(self, rule: Rule, dimension: str, points: int) -> int:
        """How many points in play the rule's first question brings more, or fewer."""
        key = (rule.id, dimension, points)
        if key not in self._in_play:
            question = self.book.questions[rule.when[0].question]
            position = list(self.rulebook.dimensions).index(dimension)
            now = self.book.in_play[question.id][position]
            self._in_play[key] = self._most(question, rule, dimension, points) - now
        return self._in_play[key]

    def _most(self, question: Question, rule: Rule, dimension: str, points: int) -> int:
        led = [
            (other.when[0], other.adds.get(dimension, 0) + (points if other is rule else 0))
            for other in self.rulebook.rules
            if other.when[0].question == question.id
        ]
        return max(_brought(question, led, reply) for reply in single_replies(question))

    def _moved(self, weighed: Weighed, mutant: Mutant) -> Verdict:
        """The verdict when one band edge is elsewhere."""
        question = self.book.questions[mutant.name]
        ends = _ends(weighed, question.id)
        after = {_band(question, mutant, number) for number in ends}
        if after == {question.band_of(number) for number in ends}:
            return weighed.verdict
        replies = {q: r for q, r in weighed.advice.replies.items() if q != question.id}
        if len(after) == 1:
            replies[question.id] = next(b.start for b in question.bands if b.name in after)
        advice = advise_on(self.rulebook, replies)
        return advice.recommendation, advice.form.id


def _brought(question: Question, led: list[tuple[Condition, int]], reply: Value) -> int:
    counted = (points for condition, points in led if condition.satisfied_by(question, reply))
    return sum(max(0, points) for points in counted)


def _ends(weighed: Weighed, question: str) -> tuple[float, ...]:
    """The lowest and the highest number that a reply, or a share, may stand for; none if open."""
    if question in weighed.intervals:
        return weighed.intervals[question].lowest, weighed.intervals[question].highest
    value = weighed.advice.replies.get(question)
    return (value,) if isinstance(value, int | float) else ()


def _band(question: Question, mutant: Mutant, number: float) -> str:
    """The band of a number once the edge has moved."""
    starts = [mutant.after if b.name == mutant.part else b.start for b in question.bands]
    return [b.name for b, start in zip(question.bands, starts, strict=True) if start <= number][-1]
