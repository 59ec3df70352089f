"""What the open questions can still change: exact, by search and by proof.

A completion gives further replies to any of the open questions, or to none of them. Drawing
completions finds most of what is possible in a few milliseconds; what no draw shows, the solver
either finds or proves impossible. Where few completions exist all of them are listed instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from advisor.engine import Advice, advise
from advisor.proofs.alternatives import MATRIX, Alternatives, Options
from advisor.proofs.bounds import within_bounds
from advisor.proofs.clock import SECONDS, Clock
from advisor.proofs.draws import completions_at_hand, with_more, with_neighbours
from advisor.proofs.fills import Fills, weighed_fills
from advisor.proofs.ground import ground
from advisor.proofs.logic import Literal, negated
from advisor.proofs.matrix import Matrix, place_matrix, rows_by_kind
from advisor.proofs.model import Cells, Model, Weighing, free, limit_together, read_profile
from advisor.proofs.solving import Verdict
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook


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
        self._differing: dict[int, Literal] = {}
        replies = ground(rulebook).replies
        asked = rulebook.questionnaire.questions
        open_ = {q: range(len(replies[q])) for q in asked if profile.known(q) is None}
        self.alternatives = Alternatives(rulebook, advice.replies, open_, self._fills())
        self.outcomes = tuple(rulebook.outcomes)
        self.draws = completions_at_hand(self.alternatives, matrix_is_open=self._open_matrix)

    @property
    def options(self) -> tuple[Options, ...]:
        """The open questions, and the replies to each that are told apart."""
        return self.alternatives.options

    @cached_property
    def _open_matrix(self) -> bool:
        held = self.profile.responsibilities
        read = bool(self.rulebook.questionnaire.shares)
        return read and any(len(kind) > 1 for kind in rows_by_kind(self.rulebook, held))

    def _fills(self) -> Fills | None:
        if not self._open_matrix:
            return None
        held = tuple(sorted(self.profile.responsibilities.items()))
        return weighed_fills(self.rulebook, held)

    def possible(self) -> tuple[str, ...]:
        """Every recommendation that some completion gets."""
        seen = {self.outcomes[i] for i in np.unique(self.draws.found)} | {self.now}
        if not self.draws.complete:
            left = within_bounds(self.alternatives) - seen
            seen |= {o for o in self.outcomes if o in left and self._can_be(o)}
        return tuple(o for o in self.outcomes if o in seen)

    def _can_be(self, outcome: str) -> bool:
        """Whether a completion gets this outcome; True, unproved, where time runs out."""
        model, _, weighing = self._model
        verdict = model.search([weighing.recommends[outcome]], seconds=self.clock.left)
        self._learn(verdict)
        return verdict.possible is not False

    def _learn(self, verdict: Verdict) -> None:
        """Draw around what the solver found; without time to find anything, nothing is proved."""
        self.proved &= verdict.possible is not None
        if verdict.possible:
            _, matrix, weighing = self._model
            asked = [weighing.cells[q] for q in self.rulebook.questionnaire.questions]
            found = read_profile(verdict, asked, matrix)
            self.draws = with_neighbours(self.draws, self.alternatives.nearest(found))

    @cached_property
    def _model(self) -> tuple[Model, Matrix, Weighing]:
        model = Model()
        cells, matrix = model.completion(self.rulebook, self.profile)
        return model, matrix, model.weigh(self.rulebook, cells)

    def matter(self) -> tuple[str, ...]:
        """The open questions that can still change the recommendation, most decisive first."""
        unseen = [
            column
            for column, options in enumerate(self.options)
            if len(options.replies) > 1 or options.question == MATRIX
        ]
        found = [column for column in unseen if self.draws.flips(column)]
        if len(found) < len(unseen) and not self.draws.complete:
            self.draws = with_more(self.draws)
            found += [c for c in unseen if c not in found and self.draws.flips(c)]
        while not self.draws.complete and (left := [c for c in unseen if c not in found]):
            more = self._can_matter(left)
            if not more:
                break
            found += more
            found += [c for c in left if c not in more and self.draws.flips(c)]
        return tuple(self.options[column].question for column in sorted(found, key=self._decides))

    def _can_matter(self, columns: list[int]) -> list[int]:
        """Some of these questions that can change the recommendation; none if none can.

        All of them, unproved, where time runs out.
        """
        model = self._model[0]
        differ = {column: self._differ(column) for column in columns}
        verdict = model.search([model.any_of(differ.values())], seconds=self.clock.left)
        self._learn(verdict)
        if verdict.possible is None:
            return columns
        return [column for column in columns if verdict.possible and verdict.value(differ[column])]

    def _differ(self, column: int) -> Literal:
        """Whether a second reply to one question gets another recommendation than the first."""
        model, _, weighing = self._model
        if column not in self._differing:
            cells = {**weighing.cells, **self._other_cells(self.options[column].question)}
            other = model.weigh(self.rulebook, cells, weighing)
            agree = model.any_of(
                model.all_of([literal, other.recommends[outcome]])
                for outcome, literal in weighing.recommends.items()
            )
            self._differing[column] = negated(agree)
        return self._differing[column]

    def _other_cells(self, question: str) -> dict[str, Cells]:
        """A second reply to one question, or a second way to fill in the matrix."""
        model, _, weighing = self._model
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
        others = len(set(self.alternatives.recommended(*self.alternatives.add_up(alone))[0])) - 1
        reads = options.failing.max(axis=0) > options.failing.min(axis=0)
        points = int(np.abs(self.alternatives.adds[reads]).sum())
        return (1 if options.question == MATRIX else -others, -points, column)
