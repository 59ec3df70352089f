"""Decision rights: what a role decides, recommends, and is consulted on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.outcomes import Form
from advisor.wording import upper_first

RightKind = Literal["decides", "recommends", "is consulted"]
_NAMED = re.compile(r"(?:The|New for the) ([^:.]{2,40}): (.+)")


@dataclass(frozen=True, slots=True)
class Right:
    """A kind of decision and what a role may do about it."""

    role: str
    kind: RightKind
    decision: str


def decision_rights(form: Form) -> tuple[Right, ...]:
    """What each role of a form decides, recommends, and is consulted on, in that order.

    A sentence that opens with a role and a colon speaks of that role, and so do those after it;
    where none is named, the role is the one that the form adds.
    """
    brief = form.brief
    told: tuple[tuple[RightKind, tuple[str, ...]], ...] = (
        ("decides", brief.decides),
        ("recommends", brief.recommends),
        ("is consulted", brief.asks),
    )
    return tuple(right for kind, sentences in told for right in _rights(form, kind, sentences))


def _rights(form: Form, kind: RightKind, sentences: tuple[str, ...]) -> Iterator[Right]:
    role = _added(form)
    for sentence in sentences:
        named = _NAMED.match(sentence)
        role = upper_first(named[1]) if named else role
        yield Right(role, kind, upper_first(named[2]) if named else sentence)


def _added(form: Form) -> str:
    """The one role that the form adds to the organisation, or the form's own name."""
    drawn = form.brief.chart
    return drawn[0].rpartition(":")[0].strip() if len(drawn) == 1 else form.name
