"""All profiles of a rulebook at once: a varied draw of them, and the model that holds them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from advisor.compiled import Conditional
from advisor.conditions import Condition
from advisor.engine import Advice, advise
from advisor.proofs.alternatives import Alternatives
from advisor.proofs.answered import Replies, answered, seen, without
from advisor.proofs.cells import satisfied
from advisor.proofs.clock import Clock
from advisor.proofs.draws import Draws, completions_at_hand, one_each
from advisor.proofs.fills import weighed_fills
from advisor.proofs.ground import Numbers, ground
from advisor.proofs.logic import Literal, negated
from advisor.proofs.matrix import Matrix
from advisor.proofs.model import Cells, Model, Weighing, read_profile
from advisor.proofs.solving import Verdict
from advisor.proofs.verdicts import Verdicts
from advisor.questionnaire import Profile
from advisor.rulebook import Form, Gate, Rule, Rulebook

GENERATIONS = 16


class Whole:
    """Every profile that a rulebook can be asked about."""

    def __init__(self, rulebook: Rulebook, clock: Clock, *, shorten: bool = True) -> None:
        """`shorten`: show what is found on a company with few answers, which takes longer."""
        self.rulebook, self.clock, self.shorten = rulebook, clock, shorten
        self._seen: dict[str, bool] = {}

    @cached_property
    def alternatives(self) -> Alternatives:
        """Every question open, and the matrix where shares are derived from it."""
        asked = self.rulebook.questionnaire
        replies = ground(self.rulebook).replies
        fills = weighed_fills(self.rulebook, ()) if asked.shares else None
        return Alternatives(
            self.rulebook, {}, {q: range(len(replies[q])) for q in asked.questions}, fills
        )

    @cached_property
    def draws(self) -> Draws:
        """A varied draw of profiles; all of them where there are few."""
        return completions_at_hand(
            self.alternatives,
            matrix_is_open=bool(self.rulebook.questionnaire.shares),
            generations=GENERATIONS,
        )

    @cached_property
    def _parts(self) -> tuple[Model, dict[str, Cells], Matrix, Weighing]:
        model = Model()
        cells, matrix = model.completion(self.rulebook, Profile({}))
        return model, cells, matrix, model.weigh(self.rulebook, cells)

    @property
    def model(self) -> Model:
        """The model of all profiles."""
        return self._parts[0]

    @property
    def cells(self) -> Mapping[str, Cells]:
        """What each question may be answered in the model."""
        return self._parts[1]

    @property
    def matrix(self) -> Matrix:
        """The matrix in the model."""
        return self._parts[2]

    @cached_property
    def examples(self) -> Sequence[Advice]:
        """The advice on each worked example."""
        return [advise(self.rulebook, example.profile) for example in self.rulebook.examples]

    @cached_property
    def verdicts(self) -> Verdicts:
        """The worked examples, weighed so that small changes are quickly tried on them."""
        return Verdicts(self.rulebook)

    @cached_property
    def seen_in_examples(self) -> frozenset[str]:
        """Forms, notes and "form/archetype" that the advice on a worked example shows."""
        return frozenset(name for advice in self.examples for name in seen(advice))

    @cached_property
    def ways(self) -> Sequence[Replies]:
        """The replies of one profile drawn for each way in which a recommendation came about."""
        return [self.draws.replies(int(row)) for row in one_each(self.draws.how)]

    def seen_once(self, name: str, when: Sequence[Condition]) -> bool:
        """Whether an example shows this, or does, or somebody drawn, once these conditions hold."""
        if name not in self._seen:
            self._seen[name] = name in self.seen_in_examples or any(
                name in seen(advice)
                for profiles in (None, self.ways)
                for advice in answered(self.rulebook, when, profiles)
            )
        return self._seen[name]

    @property
    def weighing(self) -> Weighing:
        """The advice in the model."""
        return self._parts[3]

    @cached_property
    def forms(self) -> dict[str, Literal]:
        """Form id -> whether it is the form recommended, in the model."""
        return {
            form_id: literal
            for outcome in self.rulebook.outcomes.values()
            for form_id, literal in self._forms(outcome.id, outcome.forms)
        }

    def _forms(self, outcome: str, forms: Iterable[Form]) -> Iterable[tuple[str, Literal]]:
        still: Literal = self.weighing.recommends[outcome]
        for form in forms:
            cases = [self._fits(case.when, case.levels) for case in form.any_of]
            fits = [self._fits(form.when, form.levels), self.model.any_of(cases) if cases else True]
            yield form.id, self.model.all_of([still, *fits])
            still = self.model.all_of([still, negated(self.model.all_of(fits))])

    def _fits(self, when: Iterable[Condition], levels: Mapping[str, frozenset[str]]) -> Literal:
        conditions = [satisfied(self.model, self.cells[c.question], c) for c in when]
        return self.model.all_of([*conditions, self.model.at_levels(self.weighing.levels, levels)])

    def holds(self, item: Conditional) -> Literal:
        """Whether all conditions of an item hold, in the model."""
        return self.model.when(self.cells, item)

    def differs_without(self, item: Rule | Gate) -> Literal:
        """Whether the recommendation would be another one with this rule or gate taken out."""
        others = without(self.rulebook, item)
        holds, gates = self.weighing.holds, self.weighing.gates
        kept = {rule.id: holds[rule.id] for rule in others.rules}
        return self.differ(
            self.model.concluded(
                others, self.cells, kept, {g.id: gates[g.id] for g in others.gates}
            )
        )

    def differ(self, other: Weighing) -> Literal:
        """Whether another weighing in the model ends at another recommendation."""
        return negated(
            self.model.any_of(
                self.model.all_of([literal, other.recommends[outcome]])
                for outcome, literal in self.weighing.recommends.items()
            )
        )

    def search(self, *wanted: Literal) -> Verdict:
        """A profile for which all of these hold."""
        return self.model.search(wanted, seconds=self.clock.left)

    def profile(self, verdict: Verdict) -> Profile:
        """The profile that a search in the model found."""
        return read_profile(verdict, self._asked, self._parts[2])

    @property
    def _asked(self) -> list[Cells]:
        return [self.cells[q] for q in self.rulebook.questionnaire.questions]

    @cached_property
    def fired(self) -> Numbers:
        """For each profile drawn, which of all the rules and then gates hold."""
        alternatives = self.alternatives
        fired: Numbers = np.zeros((len(self.draws.found), len(alternatives.ground.columns)), bool)
        fired[:, alternatives.always] = True
        fired[:, alternatives.columns] = self.draws.failing == 0
        return fired
