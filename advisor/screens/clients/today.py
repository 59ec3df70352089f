"""What today's rules say about assessments whose recommendation rests on other rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from advisor.engine import advise
from advisor.rulebook import Rulebook
from advisor.screens.sheet import profile_of
from advisor.storage import Assessments, Listed, Unavailable
from advisor.telling import too_little


@dataclass(frozen=True)
class Today:
    """What today's rules say: outcome and strength; both empty where too little is answered."""

    outcome: str
    strength: str


@dataclass
class Weighed:
    """What was worked out already in this tab, by assessment, time of saving and rules."""

    told: dict[tuple[str, str, str], Today | None] = field(default_factory=dict)

    def today(
        self, rulebook: Rulebook, drafts: Assessments, shown: Iterable[Listed]
    ) -> dict[str, Today]:
        """For each that was advised by other rules, by token, what today's say about its answers.

        What cannot be read just now is left out.
        """
        told: dict[str, Today] = {}
        for one in shown:
            if one.stamp is None or one.stamp.fingerprint == rulebook.fingerprint:
                continue
            key = (one.token, one.saved, rulebook.fingerprint)
            if key not in self.told:
                self.told[key] = _weighed(rulebook, drafts, one.token)
            if (today := self.told[key]) is not None:
                told[one.token] = today
        return told


def _weighed(rulebook: Rulebook, drafts: Assessments, token: str) -> Today | None:
    try:
        draft = drafts.load(token)
    except Unavailable:
        return None
    if draft is None:
        return None
    profile, _ = profile_of(rulebook.questionnaire, draft)
    if too_little(rulebook.questionnaire, profile):
        return Today("", "")
    advice = advise(rulebook, profile)
    return Today(advice.recommendation, advice.strength)
