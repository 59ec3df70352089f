"""Coverage: what in a rulebook the worked examples pin, and which small changes they notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from advisor.conditions import Place
from advisor.proofs.clock import Clock
from advisor.proofs.differences import Differences
from advisor.proofs.merging import merge
from advisor.proofs.mutants import Mutant, mutants, mutated
from advisor.proofs.sameness import forms_differ
from advisor.proofs.sought import Effect, turns, turns_across
from advisor.proofs.unread import edges_unread
from advisor.proofs.verdicts import Verdicts, Weighed
from advisor.proofs.whole import Whole
from advisor.rulebook import Rulebook

SECONDS = 30.0
Matters = Literal["noticed", "missed", "never matters", "not proved"]
"""What is known of a small change: an example fails once it is made; none does, though some
profile is told otherwise; no profile is; or none does and time was too short to tell."""


@dataclass(frozen=True)
class Part:
    """One rule, gate, form or row of the decision table.

    `met`: the advice on some example comes by it. `pinned`: an example fails without it; for a row,
    whichever other outcome it leads to; for a form, an example that accepts no other gets it.
    """

    kind: Literal["rule", "gate", "row", "form"]
    name: str
    place: Place
    met: bool
    pinned: bool


@dataclass(frozen=True)
class Tried:
    """One small change, what is known of it, and the first example that notices it."""

    mutant: Mutant
    matters: Matters
    example: str = ""


@dataclass(frozen=True)
class Coverage:
    """What the worked examples pin. `failing` examples count for nothing."""

    examples: int
    failing: int
    parts: tuple[Part, ...]
    tried: tuple[Tried, ...]
    seconds: float

    def count(self, matters: Matters) -> int:
        """How many of the small changes are like this."""
        return sum(tried.matters == matters for tried in self.tried)

    @property
    def score(self) -> float:
        """Percent of the small changes that can matter, or may, which some example notices."""
        can_matter = len(self.tried) - self.count("never matters")
        return 100 * self.count("noticed") / can_matter if can_matter else 100.0


def coverage(rulebook: Rulebook, *, prove: bool = True, seconds: float = SECONDS) -> Coverage:
    """What the worked examples pin; `prove`: which of the changes missed can matter at all."""
    whole = Whole(rulebook, Clock(seconds if prove else 0))
    unread = edges_unread(rulebook) if whole.clock.left else ()
    return Coverage(
        len(rulebook.examples),
        len(whole.verdicts.failed),
        tuple(_parts(whole.verdicts)),
        tuple(
            Tried(mutant, "never matters")
            if (mutant.name, mutant.part) in unread
            else _tried(whole, mutant)
            for mutant in mutants(rulebook)
        ),
        seconds,
    )


def _tried(whole: Whole, mutant: Mutant) -> Tried:
    example = whole.verdicts.noticed_by(mutant)
    if example:
        return Tried(mutant, "noticed", example)
    if whole.clock.left and seen_to_matter(whole, mutant):
        return Tried(mutant, "missed")
    return Tried(mutant, matters(whole.rulebook, mutant, whole.clock))


def seen_to_matter(whole: Whole, mutant: Mutant) -> bool:
    """Whether somebody drawn, or an example answered anew, is told otherwise after the change.

    True is certain and False is not.
    """
    return _turns(whole, mutant) or whole.verdicts.seen_to_matter(mutant)


def _turns(whole: Whole, mutant: Mutant) -> bool:
    """Whether somebody drawn is recommended otherwise after the change."""
    question = whole.rulebook.questionnaire.questions.get(mutant.name)
    if mutant.kind == "edge":
        bands = [band.name for band in question.bands] if question else []
        return bool(bands) and turns_across(whole.draws, mutant.name, bands.index(mutant.part))
    base, verdicts = whole.alternatives.ground, whole.verdicts
    more = int(mutant.after) - int(mutant.before)
    here = np.array([dimension == mutant.part for dimension in whole.rulebook.dimensions])
    reach = verdicts.more_in_play(verdicts.rules[mutant.name], mutant.part, more)
    effect = Effect(points=here * more, out=np.zeros(len(base.outcomes)), in_play=here * reach)
    return turns(whole.draws, base.place[mutant.name], effect)


def matters(rulebook: Rulebook, mutant: Mutant, clock: Clock) -> Matters:
    """Whether any profile gets another recommendation or form once the change is made."""
    if not clock.left:
        return "not proved"
    differences = Differences(merge(rulebook, mutated(rulebook, mutant)), ())
    found = {differences.differ(clock)}
    if True not in found:
        found.add(forms_differ(differences, clock))
    if True in found:
        return "missed"
    return "not proved" if None in found else "never matters"


def _parts(verdicts: Verdicts) -> Iterator[Part]:
    yield from _rules(verdicts)
    yield from _gates(verdicts)
    yield from _rows(verdicts)
    yield from _forms(verdicts)


def _rules(verdicts: Verdicts) -> Iterator[Part]:
    for rule in verdicts.rulebook.rules:
        less = {dimension: -points for dimension, points in rule.adds.items()}
        yield Part(
            "rule",
            rule.id,
            rule.place,
            any(rule.id in w.fired for w in verdicts.holding),
            any(
                not w.holds(verdicts.with_more(w, rule, less))
                for w in verdicts.answering.get(rule.when[0].question, ())
            ),
        )


def _gates(verdicts: Verdicts) -> Iterator[Part]:
    for gate in verdicts.rulebook.gates:
        under = [w for w in verdicts.holding if gate in w.advice.gates]
        lifted = (
            verdicts.ending(
                w,
                w.advice.row.outcome,
                {o for other in w.advice.gates if other is not gate for o in other.rules_out},
                _levels(w),
            )
            for w in under
        )
        fails = any(not w.holds(v) for w, v in zip(under, lifted, strict=True))
        yield Part("gate", gate.id, gate.place, bool(under), fails)


def _rows(verdicts: Verdicts) -> Iterator[Part]:
    for number, row in enumerate(verdicts.rulebook.decision.rows, 1):
        at = [w for w in verdicts.holding if w.advice.row is row]
        pinned = all(
            _fails(w for w in at if not w.holds(verdicts.ending(w, other, w.out, _levels(w))))
            for other in verdicts.rulebook.outcomes
            if other != row.outcome
        )
        yield Part("row", f"row {number}", row.place, bool(at), bool(at) and pinned)


def _fails(failing: Iterable[Weighed]) -> bool:
    return any(True for _ in failing)


def _forms(verdicts: Verdicts) -> Iterator[Part]:
    for outcome in verdicts.rulebook.outcomes.values():
        for form in outcome.forms:
            given = [w for w in verdicts.holding if w.advice.form is form]
            pinned = any(w.example.forms == {form.id} for w in given)
            yield Part("form", form.id, form.place, bool(given), pinned)


def _levels(weighed: Weighed) -> tuple[str, ...]:
    return tuple(found.level for found in weighed.advice.dimensions.values())
