"""Every exact answer for one profile in one place."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.engine import Advice, advise
from advisor.proofs.clock import SECONDS, Clock
from advisor.proofs.completions import Completions, completions
from advisor.proofs.counterfactuals import WouldChange, would_change
from advisor.proofs.tipping import Tipping, tipping_points
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Exact:
    """What is proved about one profile's advice.

    `completions`: what the open questions can still change. `would_change`: the smallest changes
    of given answers that lead elsewhere. `tipping`: number by number, where the advice turns.
    """

    completions: Completions
    would_change: WouldChange
    tipping: tuple[Tipping, ...]

    @property
    def possible(self) -> tuple[str, ...]:
        """Every recommendation still possible."""
        return self.completions.possible

    @property
    def settled(self) -> bool:
        """Whether it is proved that nothing left to answer can change the recommendation."""
        return self.completions.settled

    @property
    def questions_that_matter(self) -> tuple[str, ...]:
        """Open questions that can still change the recommendation, most decisive first."""
        return self.completions.questions_that_matter

    @property
    def proved(self) -> bool:
        """Whether all of it was proved in time."""
        return self.completions.proved and self.would_change.proved


def exact(
    rulebook: Rulebook,
    profile: Profile,
    advice: Advice | None = None,
    *,
    seconds: float = SECONDS,
) -> Exact:
    """Everything exact about one profile. `advice` saves weighing it again.

    What is not proved within `seconds` in all is marked as not proved.
    """
    advice = advice or advise(rulebook, profile)
    clock = Clock(seconds)
    filled = completions(rulebook, profile, advice, seconds=clock.left)
    changed = would_change(rulebook, profile, advice, seconds=clock.left)
    return Exact(filled, changed, tipping_points(rulebook, profile, advice))
