"""What worked examples are recommended when a rulebook is changed a little.

Each example is weighed once. A changed weight then moves only sums, and a moved edge only one
reply, so a change is tried on all examples in well under a millisecond.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from advisor.compiled import Conditional, compiled, most_in_play
from advisor.engine import Advice, advise, advise_on, form_from, level_of, path_from
from advisor.proofs.answered import answered, replying
from advisor.proofs.mutants import Mutant
from advisor.questionnaire import Profile, Question
from advisor.rulebook import Example, Rule, Rulebook
from advisor.shares import Interval, intervals

Verdict = tuple[str, str]
"""A recommendation and its form."""


ANSWERED = 250
"""So many examples are answered anew to see whether a change can matter."""
NOBODY = Example("", "", Profile({}), frozenset())


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
    """Examples that hold, and what each would be recommended after a small change.

    `answering`: question -> those that answer it, or a part of the responsibilities of a share; a
    change of what the question counts for tells on no others.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook, self.book = rulebook, compiled(rulebook)
        every = [self.weighed(example) for example in rulebook.examples]
        self.holding = [weighed for weighed in every if weighed.holds(weighed.verdict)]
        self.failed = [weighed for weighed in every if not weighed.holds(weighed.verdict)]
        self.answering: dict[str, list[Weighed]] = {}
        for weighed in self.holding:
            for question in weighed.advice.replies.keys() | weighed.intervals.keys():
                self.answering.setdefault(question, []).append(weighed)
        self.rules = {rule.id: rule for rule in rulebook.rules}
        self._in_play: dict[tuple[str, str, int], int] = {}

    def weighed(self, example: Example) -> Weighed:
        """An example, whether it is one of the rulebook's or not, with the advice on it."""
        held = example.profile.responsibilities
        ends = intervals(self.rulebook.questionnaire, held) if held else {}
        return self._weighed(example, advise(self.rulebook, example.profile), ends)

    def _weighed(self, example: Example, advice: Advice, ends: Mapping[str, Interval]) -> Weighed:
        fired = frozenset(rule.id for rule in advice.fired)
        out = frozenset(o for gate in advice.gates for o in gate.rules_out)
        return Weighed(example, advice, self.book.holding(advice.replies), fired, out, ends)

    def seen_to_matter(self, mutant: Mutant) -> bool:
        """Whether an example is told otherwise after the change, once it is answered to be so.

        True is certain and False is not.
        """
        return any(
            self.after(weighed, mutant) != weighed.verdict
            for told in self._answered(mutant)
            for weighed in (self._weighed(NOBODY, a, {}) for a in islice(told, ANSWERED))
        )

    def _answered(self, mutant: Mutant) -> Iterator[Iterator[Advice]]:
        """Examples to which the rule applies, or that are at the edge where something reads it."""
        if mutant.kind == "weight":
            yield answered(self.rulebook, self.rules[mutant.name].when)
        elif mutant.name in self.rulebook.questionnaire.questions:
            number = {mutant.name: min(mutant.before, mutant.after)}
            yield replying(self.rulebook, number)
            shown: tuple[Conditional, ...] = (*self.book.forms, *self.book.cases)
            for item in (*shown, *self.book.archetypes):
                others = [c for c in item.when if c.question != mutant.name]
                if len(others) < len(item.when):
                    yield answered(self.rulebook, others, also=number)

    def noticed_by(self, mutant: Mutant) -> str | None:
        """The first example that fails once the change is made."""
        weight = mutant.kind == "weight"
        question = self.rules[mutant.name].when[0].question if weight else mutant.name
        answering = self.answering.get(question, ())
        return next((w.example.id for w in answering if not w.holds(self.after(w, mutant))), None)

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
            reach = found.in_play + known * self.more_in_play(rule, dimension, points)
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

    def more_in_play(self, rule: Rule, dimension: str, points: int) -> int:
        """How many points in play the rule's first question brings more, or fewer."""
        key = (rule.id, dimension, points)
        if key not in self._in_play:
            question = self.book.questions[rule.when[0].question]
            changed = replace(rule, adds={dimension: rule.adds.get(dimension, 0) + points})
            led = [
                changed if other is rule else other
                for other in self.rulebook.rules
                if other.when[0].question == question.id
            ]
            position = list(self.rulebook.dimensions).index(dimension)
            (most,) = most_in_play(question, led, [dimension])
            self._in_play[key] = most - self.book.in_play[question.id][position]
        return self._in_play[key]

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
