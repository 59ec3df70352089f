"""Decision rights: what a role decides, recommends, and is consulted on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from advisor.outcomes import Form
from advisor.wording import upper_first

RightKind = Literal["decides", "recommends", "is consulted"]


@dataclass(frozen=True, slots=True)
class Right:
    """A kind of decision and what a role may do about it."""

    role: str
    kind: RightKind
    decision: str


def decision_rights(form: Form) -> tuple[Right, ...]:
    """What each role of a form decides, recommends, and is consulted on, in that order.

    A sentence that opens with a role and a colon speaks of that role; others of the form's own.
    """
    brief = form.brief
    told: tuple[tuple[RightKind, tuple[str, ...]], ...] = (
        ("decides", brief.decides),
        ("recommends", brief.recommends),
        ("is consulted", brief.asks),
    )
    return tuple(_right(form, kind, sentence) for kind, each in told for sentence in each)


def _right(form: Form, kind: RightKind, sentence: str) -> Right:
    named = re.match(r"(?:The|New for the) ([^:.]{2,40}): (.+)", sentence)
    if named:
        return Right(upper_first(named[1]), kind, upper_first(named[2]))
    return Right(form.name, kind, sentence)
