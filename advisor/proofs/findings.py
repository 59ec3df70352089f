"""Checking a rulebook: what it promises, what in it is dead, and where its numbers do nothing."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.proofs.clock import Clock
from advisor.proofs.dead import dead_parts
from advisor.proofs.finding import SEVERITIES, Finding
from advisor.proofs.idle import idle_numbers
from advisor.proofs.promises import broken_promises
from advisor.proofs.suspects import suspects
from advisor.proofs.unread import unread_parts
from advisor.proofs.whole import Whole
from advisor.rulebook import Rulebook

SECONDS = 30.0
"""The time that checking a rulebook may take unless told otherwise."""


def findings(rulebook: Rulebook, *, seconds: float = SECONDS) -> tuple[Finding, ...]:
    """Everything that checking finds, errors first, otherwise in the order of the checks."""
    found = list(each_finding(rulebook, seconds=seconds))
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def each_finding(rulebook: Rulebook, *, seconds: float = SECONDS) -> Iterator[Finding]:
    """The findings one after the other: broken promises, dead parts, what nothing reads, numbers
    that can never matter, and numbers that make worked examples fail.
    """
    whole = Whole(rulebook, Clock(seconds))
    yield from broken_promises(whole)
    dead = []
    for finding in dead_parts(whole):
        dead.append(finding.about)
        yield finding
    yield from unread_parts(rulebook)
    yield from idle_numbers(whole, dead)
    yield from suspects(whole.verdicts)
