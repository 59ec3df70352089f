"""The exact answers as the pages use them: worked out once for each set of answers.

The solver is only imported when a page first asks. Pages ask after all else is drawn, so nobody
waits for a proof to read a recommendation or to answer the next question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.screens.session import desk

if TYPE_CHECKING:
    from advisor.proofs import Completions, Exact

SECONDS = 2
"""How long a proof may take before the page says that it is not proved."""
NOT_PROVED = f"Not proved in {SECONDS} s"
_REMEMBERED = 12
"""Sets of answers whose exact answers this tab remembers: enough to go back and forth."""

T = TypeVar("T")
_Key = tuple[Any, ...]


def exact_of(rulebook: Rulebook, profile: Profile) -> Exact:
    """Every exact answer for this profile."""

    def work_out() -> Exact:
        from advisor.proofs import Exact, tipping_points, would_change  # noqa: PLC0415

        filled = completions_of(rulebook, profile)
        return Exact(
            filled,
            would_change(rulebook, profile, seconds=SECONDS),
            tipping_points(rulebook, profile),
        )

    return _remembered(_key("exact", rulebook, profile), work_out)


def completions_of(rulebook: Rulebook, profile: Profile) -> Completions:
    """What the open questions of this profile can still change."""

    def work_out() -> Completions:
        from advisor.proofs import completions  # noqa: PLC0415
        from advisor.proofs.solving import cp_model  # noqa: PLC0415

        cp_model()  # loading the solver is not part of the time that a proof may take
        return completions(rulebook, profile, seconds=SECONDS)

    return _remembered(_key("completions", rulebook, profile), work_out)


def is_at_hand(rulebook: Rulebook, profile: Profile) -> bool:
    """Whether every exact answer is there without any work."""
    return _key("exact", rulebook, profile) in desk().proved


def _key(what: str, rulebook: Rulebook, profile: Profile) -> _Key:
    answers = frozenset(profile.answers.items())
    held = frozenset(profile.responsibilities.items())
    return what, rulebook.fingerprint, answers, held


def _remembered(key: _Key, work_out: Callable[[], T]) -> T:
    """What is remembered under this key, else what is worked out now; the oldest goes."""
    known = desk().proved
    found: T = known.pop(key) if key in known else work_out()
    known[key] = found
    while len(known) > _REMEMBERED:
        del known[next(iter(known))]
    return found
