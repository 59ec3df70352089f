"""What today's rules say about assessments in a list, also where nobody opened their page."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from advisor.engine import advise
from advisor.rulebook import Rulebook
from advisor.screens.sheet import profile_of
from advisor.storage import Assessments, Listed, Stamp, Unavailable
from advisor.telling import FEWEST, too_little


@dataclass(frozen=True)
class Today:
    """What today's rules say: outcome and strength; both empty where too little is answered."""

    outcome: str
    strength: str


@dataclass
class Weighed:
    """What was worked out already in this tab, by assessment, time of saving and rules."""

    told: dict[tuple[str, str, str], Today | None] = field(default_factory=dict)

    def up_to_date(
        self, rulebook: Rulebook, drafts: Assessments, rows: Iterable[Listed]
    ) -> tuple[Listed, ...]:
        """The rows, each with what today's rules recommend on its answers of now.

        What other rules advised stays as it is: see `today`. What is found anew is remembered with
        the assessment, so that lists are ordered and searched by it.
        """
        return tuple(
            one
            if one.stamp and one.stamp.fingerprint != rulebook.fingerprint
            else self._anew(rulebook, drafts, one)
            for one in rows
        )

    def _anew(self, rulebook: Rulebook, drafts: Assessments, one: Listed) -> Listed:
        if one.answered < FEWEST and one.stamp is None:
            return one
        today = self._of(rulebook, drafts, one)
        if today is None or today == _in_short(one.stamp):
            return one
        book = (rulebook.name, rulebook.version, rulebook.fingerprint)
        stamp = Stamp(*book, today.outcome, today.strength)
        # The list can do without: it is only found anew in another tab.
        with suppress(Unavailable):
            drafts.advised(one.token, stamp)
        return replace(one, stamp=stamp if stamp.outcome else None)

    def _of(self, rulebook: Rulebook, drafts: Assessments, one: Listed) -> Today | None:
        key = (one.token, one.saved, rulebook.fingerprint)
        if key not in self.told:
            self.told[key] = _weighed(rulebook, drafts, one.token)
        return self.told[key]

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
            if (today := self._of(rulebook, drafts, one)) is not None:
                told[one.token] = today
        return told


def _in_short(stamp: Stamp | None) -> Today:
    return Today(stamp.outcome, stamp.strength) if stamp else Today("", "")


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
