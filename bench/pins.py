"""Writes rules/examples/edges.yaml: sheets that notice when an edge or a weight moves.

Run: python -m bench.pins [--rounds 80] [--tries 400]

A mutant is a rulebook with one weight a point higher or lower, or one band edge a step up or down.
A sheet notices it when its recommendation flips. Variants of the fully answered companies are
searched at random (with a fixed seed) for sheets that notice what no example notices yet.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from textwrap import fill
from typing import Any

from advisor.conditions import Condition
from advisor.loading import RULES, load_rulebook, sheet_of
from advisor.proofs.coverage import coverage
from advisor.proofs.mutants import Mutant, mutants
from advisor.proofs.steps import one_step
from advisor.proofs.verdicts import Verdicts
from advisor.questionnaire import NONE, Holding, Number, Profile, Question, Reply, Value
from advisor.rulebook import Example, Rule, Rulebook
from advisor.shares import ends


@dataclass(frozen=True)
class Pin:
    """A variant of a company, what it is recommended, and the mutants that it notices."""

    company: str
    profile: Profile
    recommendation: str
    notices: frozenset[Mutant]


class Search:
    """The search for pins of one rulebook."""

    def __init__(self, rulebook: Rulebook, seed: int = 11) -> None:
        self.rulebook = rulebook
        self.questions = rulebook.questionnaire.questions
        self.rules = {rule.id: rule for rule in rulebook.rules}
        self.companies = [e for e in rulebook.examples if e.full]
        self.chance = random.Random(seed)
        self.verdicts = Verdicts(rulebook)
        self.mutants = tuple(mutants(rulebook))
        self.left = {m for m in self.mutants if not self.verdicts.noticed_by(m)}
        self.pins: list[Pin] = []

    def run(self, rounds: int, tries: int) -> None:
        """First sheets that notice many mutants at once, then one for each that is left."""
        for _ in range(rounds):
            best = max((self.try_for(self._some_mutant()) for _ in range(60)), key=self._gain)
            if self._gain(best) > 2:
                self._keep(best)
        for mutant in sorted(self.left, key=str):
            found = (self.try_for(mutant) for _ in range(tries))
            pin = next((p for p in found if mutant in p.notices), None)
            if mutant in self.left and pin:
                self._keep(pin)

    def _some_mutant(self) -> Mutant:
        return self.chance.choice(sorted(self.left, key=str))

    def _gain(self, pin: Pin) -> int:
        return len(pin.notices & self.left)

    def _keep(self, pin: Pin) -> None:
        self.pins.append(pin)
        self.left -= pin.notices

    def try_for(self, mutant: Mutant) -> Pin:
        """A variant of some company on which this mutant has a chance to matter."""
        company = self.chance.choice(self.companies)
        answers = dict(company.profile.answers)
        for name in self.chance.sample(sorted(self.questions), self.chance.randint(0, 5)):
            answers[name] = self._reply(self.questions[name])
        if mutant.kind == "weight":
            held = self._satisfy(self.rules[mutant.name], answers)
        else:
            held = self._between(mutant, answers)
        profile = Profile(answers, held)
        return self.pin(company.id, profile if self._legal(profile) else company.profile)

    def _between(self, mutant: Mutant, answers: dict[str, Reply]) -> Mapping[str, Holding]:
        """Give an answer that is in another band once the edge has moved."""
        low, high = sorted((mutant.before, mutant.after))
        if mutant.name in self.questions:
            answers[mutant.name] = low
            return {}
        return self._matrix(mutant.name, low, high)

    def _satisfy(self, rule: Rule, answers: dict[str, Reply]) -> Mapping[str, Holding]:
        """Make a rule's conditions hold, by luck; with a matrix where it reads a share."""
        held: Mapping[str, Holding] = {}
        for condition in rule.when:
            question = self.questions.get(condition.question)
            if question is None:
                held = self._matrix(condition.question, *self._range(condition))
                continue
            for _ in range(30):
                value = self._reply(question)
                if condition.satisfied_by(question, value):
                    answers[question.id] = value
                    break
        return held

    def _range(self, condition: Condition) -> tuple[Number, Number]:
        """The percentages, from and below, of one of the bands that satisfy the condition."""
        question = self.rulebook.questionnaire.shares[condition.question].question
        starts = [band.start for band in question.bands] + [question.high + 1]
        positions = [i for i, band in enumerate(question.bands) if band.name in condition.names]
        position = self.chance.choice(positions)
        return starts[position], starts[position + 1]

    def _reply(self, question: Question) -> Value:
        if question.kind == "choice":
            return self.chance.choice(question.choices).id
        if question.kind == "choices":
            free = [c.id for c in question.choices if c.id != NONE]
            if question.stands_alone and self.chance.random() < 0.2:
                return frozenset([NONE])
            most = min(question.most or 4, len(free))
            return frozenset(self.chance.sample(free, self.chance.randint(1, most)))
        position = self.chance.randrange(len(question.bands))
        if position + 1 < len(question.bands) and self.chance.random() < 0.5:
            return _plain(question.bands[position + 1].start - one_step(question))
        return max(question.bands[position].start, question.low)

    def _matrix(self, name: str, low: Number, below: Number) -> Mapping[str, Holding]:
        """A matrix in which a share is at least `low` percent and, where that can be, `below`."""
        asked = self.rulebook.questionnaire
        share = asked.shares[name]
        every = len(share.rows)
        fitting = [k for k in range(every + 1) if low <= round(100 * k / every, 1) < below]
        counting = set(self.chance.sample(share.rows, self.chance.choice(fitting or [every])))
        usual = self._holding()
        held = {row: usual if self.chance.random() < 0.7 else self._holding() for row in self.rows}
        for row in share.rows:
            wanted = "counts" if row in counting else "other"
            while ends(asked, share, held[row]) != (wanted, wanted):
                held[row] = self._holding()
        return held

    @property
    def rows(self) -> list[str]:
        """Every responsibility."""
        return list(self.rulebook.questionnaire.responsibilities)

    def _holding(self) -> Holding:
        asked = self.rulebook.questionnaire
        return Holding(
            self.chance.choice(sorted(asked.owners)), self.chance.choice(sorted(asked.done))
        )

    def _legal(self, profile: Profile) -> bool:
        return all(
            float(profile.known(t.first) or 0) + float(profile.known(t.second) or 0) <= t.at_most  # type: ignore[arg-type]
            for t in self.rulebook.questionnaire.together
        )

    def pin(self, company: str, profile: Profile) -> Pin:
        """The sheet with what it is recommended and every mutant that it notices."""
        anything = Example("", "", profile, frozenset(self.rulebook.outcomes))
        weighed = self.verdicts.weighed(anything)
        now = weighed.verdict[0]
        notices = (m for m in self.mutants if self.verdicts.after(weighed, m)[0] != now)
        return Pin(company, profile, now, frozenset(notices))


def _plain(number: float) -> Number:
    return int(number) if number == int(number) else number


def written(pins: list[Pin]) -> str:
    """The pins as a file of worked examples."""
    parts = [
        "# Sheets that sit on an edge: moving a band edge by a step or a weight by a point flips\n"
        "# one of them. They are variants of the companies in companies.yaml, found by search, no\n"
        "# advice to copy. After a change that is meant, python -m bench.pins writes them anew.\n"
    ]
    for number, pin in enumerate(pins, 1):
        sheet: dict[str, Any] = sheet_of(pin.profile)
        parts.append(
            f"edge_{number:03}:\n"
            f"  says: A variant of {pin.company} that sits on an edge.\n"
            f"  pin: yes\n"
            f"{_flow('answers', sheet['answers'])}"
            + (
                _flow("responsibilities", sheet["responsibilities"])
                if pin.profile.responsibilities
                else ""
            )
            + f"  expect: {{recommendation: {pin.recommendation}}}\n"
        )
    return "\n".join(parts)


def _flow(key: str, entries: Mapping[str, object]) -> str:
    inside = ", ".join(f"{name}: {_value(value)}" for name, value in entries.items())
    body = fill(
        inside, 98, initial_indent=" " * 4, subsequent_indent=" " * 4, break_on_hyphens=False
    )
    return f"  {key}: {{\n{body}\n  }}\n"


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {v}" for k, v in value.items()) + "}"
    return str(value)


def main() -> None:
    """Search, write the file and say what is noticed now."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=80)
    parser.add_argument("--tries", type=int, default=400)
    options = parser.parse_args()
    book = load_rulebook(RULES)
    search = Search(replace(book, examples=tuple(e for e in book.examples if not e.pin)))
    search.run(options.rounds, options.tries)
    (RULES / "examples" / "edges.yaml").write_text(written(search.pins), "utf-8")
    found = coverage(load_rulebook(RULES))
    print(f"{len(search.pins)} sheets; mutation score {found.score:.1f} %; nothing notices:")
    print(*(each.mutant for each in found.tried if each.matters == "missed"), sep="\n")


if __name__ == "__main__":
    main()
