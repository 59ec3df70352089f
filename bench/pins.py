"""Writes rules/examples/edges.yaml: sheets that notice when an edge or a weight moves.

Run: python -m bench.pins [--rounds 80] [--tries 400]

A mutant is a rulebook with one weight a point higher or lower, or one band edge a step up or down.
A sheet notices it when its recommendation flips. Variants of the fully answered companies are
searched at random (with a fixed seed) for sheets that notice what no example notices yet.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import fill
from typing import Any

from advisor.compiled import compiled
from advisor.engine import advise, level_of, path_from
from advisor.loading import RULES, load_rulebook, sheet_of
from advisor.questionnaire import NONE, Holding, Number, Profile, Question, Reply, Value
from advisor.rulebook import Rule, Rulebook

Mutant = tuple[str, str, str | Number, int]
"""("weight", rule, dimension, points) or ("edge", question, start, step)."""


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
        kept = [e.profile for e in rulebook.examples if not e.pin]
        self.left = self.mutants() - {m for p in kept for m in self.pin("", p).notices}
        self.pins: list[Pin] = []

    def mutants(self) -> set[Mutant]:
        """Every weight a point up and down, and every band edge a step up and down."""
        weights: set[Mutant] = {
            ("weight", r.id, d, s) for r in self.rulebook.rules for d in r.adds for s in (1, -1)
        }
        return weights | {
            ("edge", q.id, band.start, step)
            for q in self.questions.values()
            for band in q.bands[1:]
            for step in (1, -1)
        }

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
        held: Mapping[str, Holding] = {}
        if mutant[0] == "edge":
            question = self.questions[mutant[1]]
            edge = float(mutant[2])
            answers[question.id] = _plain(edge if mutant[3] > 0 else edge - _step(question))
        else:
            held = self._satisfy(self.rules[mutant[1]], answers)
        profile = Profile(answers, held)
        return self.pin(company.id, profile if self._legal(profile) else company.profile)

    def _satisfy(self, rule: Rule, answers: dict[str, Reply]) -> Mapping[str, Holding]:
        """Make a rule's conditions hold, by luck; a matrix where it reads a share."""
        for condition in rule.when:
            question = self.questions.get(condition.question)
            if question is None:
                return self._matrix()
            for _ in range(30):
                value = self._reply(question)
                if condition.satisfied_by(question, value):
                    answers[question.id] = value
                    break
        return {}

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
            return _plain(question.bands[position + 1].start - _step(question))
        return max(question.bands[position].start, question.low)

    def _matrix(self) -> Mapping[str, Holding]:
        asked = self.rulebook.questionnaire
        owner = self.chance.choice(["ceo", "nobody", "operations_lead", "other_chief", ""])
        tag = self.chance.choice(["strategic", "cross_functional", "operational", ""])
        owners, done = sorted(asked.owners), sorted(asked.done)
        return {
            row.id: Holding(owner, self.chance.choice(["well", self.chance.choice(done)]))
            if owner and tag in ("", row.tag)
            else Holding(self.chance.choice(owners), self.chance.choice(done))
            for row in asked.responsibilities.values()
        }

    def _legal(self, profile: Profile) -> bool:
        return all(
            float(profile.known(t.first) or 0) + float(profile.known(t.second) or 0) <= t.at_most  # type: ignore[arg-type]
            for t in self.rulebook.questionnaire.together
        )

    def pin(self, company: str, profile: Profile) -> Pin:
        """The sheet with what it is recommended and every mutant that it notices."""
        advice = advise(self.rulebook, profile)
        notices = frozenset([*self._weights(profile), *self._edges(profile)])
        return Pin(company, profile, advice.recommendation, notices)

    def _weights(self, profile: Profile) -> Iterator[Mutant]:
        book, advice = compiled(self.rulebook), advise(self.rulebook, profile)
        gated = {outcome for gate in advice.gates for outcome in gate.rules_out}
        levels = {d: w.level for d, w in advice.dimensions.items()}
        for name, weighed in advice.dimensions.items():
            for step in (1, -1):
                dimension = self.rulebook.dimensions[name]
                moved = level_of(dimension, weighed.points + step, weighed.in_play)
                row = book.table[tuple((levels | {name: moved}).values())]
                if path_from(self.rulebook, row.outcome, gated)[-1] != advice.recommendation:
                    yield from (
                        ("weight", r.id, name, step) for r in advice.fired if name in r.adds
                    )

    def _edges(self, profile: Profile) -> Iterator[Mutant]:
        now = advise(self.rulebook, profile).recommendation
        for name in profile.answers:
            question = self.questions[name]
            for band in question.bands[1:]:
                for step in (1, -1):
                    at, past = band.start, _plain(band.start - _step(question))
                    here, there = (at, past) if step > 0 else (past, at)
                    if profile.known(name) == here:
                        moved = profile.with_answer(name, there)
                        if advise(self.rulebook, moved).recommendation != now:
                            yield ("edge", name, band.start, step)


def _step(question: Question) -> Number:
    """One step of a number: a thousand dollars, or one of whatever is counted."""
    return 1000 if question.unit.startswith("US dollars") else 1


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
    every = len(search.mutants())
    search.run(options.rounds, options.tries)
    (RULES / "examples" / "edges.yaml").write_text(written(search.pins), "utf-8")
    print(f"{len(search.pins)} sheets; {every - len(search.left)} of {every} mutants are noticed")
    print(*sorted(map(str, search.left)), sep="\n")


if __name__ == "__main__":
    main()
