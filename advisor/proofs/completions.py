"""What the open questions can still change: exact, by search and by proof.

A completion gives further replies to any of the open questions, or to none of them. Drawing
completions finds most of what is possible in a few milliseconds; what no draw shows, the solver
either finds or proves impossible. Where few completions exist all of them are listed instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod

import numpy as np

from advisor.engine import Advice, advise
from advisor.proofs.alternatives import MATRIX, Alternatives
from advisor.proofs.clock import SECONDS, Clock
from advisor.proofs.fills import example_fills
from advisor.proofs.ground import Numbers, ground
from advisor.proofs.logic import negated
from advisor.proofs.matrix import place_matrix, rows_by_kind
from advisor.proofs.model import Cells, Model, Weighing, free, limit_together
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook

FEW = 20_000
"""So many completions are listed rather than searched."""
DRAWS = 768


@dataclass(frozen=True, slots=True)
class Completions:
    """What the open questions can still change.

    `possible`: every recommendation that some completion gets, in the rulebook's order.
    `questions_that_matter`: open questions with two completions that differ in that reply alone
    and in the recommendation, most decisive first; "who does what" counts as one question.
    `proved`: False when time ran out; then both lists may be too long, never too short.
    """

    possible: tuple[str, ...]
    questions_that_matter: tuple[str, ...]
    proved: bool

    @property
    def settled(self) -> bool:
        """Whether it is proved that nothing left to answer can change the recommendation."""
        return len(self.possible) == 1


def completions(
    rulebook: Rulebook,
    profile: Profile,
    advice: Advice | None = None,
    *,
    seconds: float = SECONDS,
) -> Completions:
    """What the open questions of a profile can still change."""
    search = _Search(rulebook, profile, advice or advise(rulebook, profile), Clock(seconds))
    possible = search.possible()
    matter = search.matter() if len(possible) > 1 else ()
    return Completions(possible, matter, search.proved)


class _Search:
    """One profile's open questions, the completions drawn so far, and the model behind them."""

    def __init__(self, rulebook: Rulebook, profile: Profile, advice: Advice, clock: Clock) -> None:
        self.rulebook, self.profile, self.clock = rulebook, profile, clock
        self.now = advice.recommendation
        self.proved = True
        replies = ground(rulebook).replies
        asked = rulebook.questionnaire.questions
        open_ = {q: range(len(replies[q])) for q in asked if profile.known(q) is None}
        self.alternatives = Alternatives(rulebook, profile, open_, self._fills())
        self.options = self.alternatives.options
        self.listed = prod(len(o.replies) for o in self.options) <= FEW and not self._open_matrix
        self.picks = self._all() if self.listed else self._drawn()
        self.picks = self.picks[self.alternatives.legal(self.picks)]
        self.found = self.alternatives.weigh(self.picks)

    @cached_property
    def _open_matrix(self) -> bool:
        held = self.profile.responsibilities
        return any(len(kind) > 1 for kind in rows_by_kind(self.rulebook, held))

    def _fills(self) -> list[dict[str, float]]:
        if not self._open_matrix or not self.rulebook.questionnaire.shares:
            return []
        return example_fills(self.rulebook, self.profile.responsibilities)

    def _all(self) -> Numbers:
        if not self.options:
            return np.zeros((1, 0), dtype=int)
        grid = np.indices([len(o.replies) for o in self.options])
        every: Numbers = grid.reshape(len(self.options), -1).T
        return every

    def _drawn(self) -> Numbers:
        """Completions drawn at random, every other one with half of the questions left open.

        The first one is the profile as it stands.
        """
        chance = np.random.default_rng(1)
        sizes = np.array([len(o.replies) for o in self.options], dtype=int)
        picks = (chance.random((DRAWS, len(sizes))) * sizes).astype(int)
        picks[::2][chance.random(picks[::2].shape) < 0.5] = 0
        picks[:1] = 0
        return picks

    def possible(self) -> tuple[str, ...]:
        """Every recommendation that some completion gets."""
        outcomes = self.alternatives.ground.outcomes
        seen = {outcomes[i] for i in np.unique(self.found)} | {self.now}
        if not self.listed:
            seen |= {o for o in outcomes if o not in seen and self._can_be(o)}
        return tuple(o for o in outcomes if o in seen)

    def _can_be(self, outcome: str) -> bool:
        """Whether a completion gets this outcome; True, unproved, where time runs out."""
        wanted = self._model[1].recommends[outcome]
        verdict = self._model[0].search([wanted], seconds=self.clock.left)
        return self._proof(verdict.possible)

    def _proof(self, possible: bool | None) -> bool:
        self.proved &= possible is not None
        return possible is not False

    @cached_property
    def _model(self) -> tuple[Model, Weighing]:
        model = Model()
        cells, _ = model.completion(self.rulebook, self.profile)
        return model, model.weigh(self.rulebook, cells)

    def matter(self) -> tuple[str, ...]:
        """The open questions that can still change the recommendation, most decisive first."""
        found = [
            column
            for column, options in enumerate(self.options)
            if len(options.replies) > 1
            and (self._seen_to_matter(column) or (not self.listed and self._can_matter(column)))
        ]
        return tuple(self.options[column].question for column in sorted(found, key=self._decides))

    def _seen_to_matter(self, column: int) -> bool:
        """Whether two completions at hand differ in this reply alone and in the recommendation."""
        if self.listed:
            return self._listed_to_matter(column)
        size = len(self.options[column].replies)
        other = self.picks.copy()
        other[:, column] = (other[:, column] + 1 + np.arange(len(other)) % (size - 1)) % size
        legal = self.alternatives.legal(other)
        return bool((self.alternatives.weigh(other)[legal] != self.found[legal]).any())

    def _listed_to_matter(self, column: int) -> bool:
        rest = np.delete(self.picks, column, axis=1)
        _, group = np.unique(rest, axis=0, return_inverse=True)
        least = np.full(group.max() + 1, len(self.alternatives.ground.outcomes))
        most = np.full(group.max() + 1, -1)
        np.minimum.at(least, group, self.found)
        np.maximum.at(most, group, self.found)
        return bool((least < most).any())

    def _can_matter(self, column: int) -> bool:
        """Whether some completion changes its recommendation with this reply; True if unproved."""
        model, weighing = self._model
        cells = {**weighing.cells, **self._other_cells(self.options[column].question)}
        other = model.weigh(self.rulebook, cells)
        agree = model.any_of(
            model.all_of([weighing.recommends[o], other.recommends[o]]) for o in weighing.recommends
        )
        verdict = model.search([negated(agree)], seconds=self.clock.left)
        return self._proof(verdict.possible)

    def _other_cells(self, question: str) -> dict[str, Cells]:
        """A second reply to one question, or a second way to fill in the matrix."""
        model, weighing = self._model
        asked = self.rulebook.questionnaire
        if question != MATRIX:
            other = free(model, asked.questions[question])
            limit_together(model, asked, {**weighing.cells, question: other})
            return {question: other}
        _, bands = place_matrix(model, self.rulebook, self.profile.responsibilities)
        return {
            name: Cells(share.question, model.any_of(bands[name].values()), bands[name], {})
            for name, share in asked.shares.items()
        }

    def _decides(self, column: int) -> tuple[int, int, int]:
        """How decisive a question is, the smallest first.

        By how many other recommendations a reply to it alone leads to, then by how many points
        of undecided rules hang on it, then in the order asked. "Who does what" is last: it takes
        28 answers.
        """
        options = self.options[column]
        alone = np.zeros((len(options.replies), len(self.options)), dtype=int)
        alone[:, column] = np.arange(len(options.replies))
        alone = alone[self.alternatives.legal(alone)]
        others = len(set(self.alternatives.weigh(alone))) - 1
        reads = options.failing.max(axis=0) > options.failing.min(axis=0)
        points = int(np.abs(self.alternatives.adds[reads]).sum())
        return (1 if options.question == MATRIX else -others, -points, column)
