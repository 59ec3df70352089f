"""One result of checking a rulebook: exact, and shown on a company where one can show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.conditions import Place
from advisor.questionnaire import Profile

Severity = Literal["error", "warning", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of checking a rulebook.

    `about`: the id of the property, rule or other part. `what` is so and `mend` says what to do
    about it. `profile`: a company that shows it; `after`: the same company once it has changed, for
    a property that speaks of a change. `proved` is False where time ran out: then it is not known
    whether there is anything to mend.
    """

    severity: Severity
    about: str
    place: Place
    what: str
    mend: str
    profile: Profile | None = None
    after: Profile | None = None
    proved: bool = True
