"""The worked examples with some conditions answered so that they hold: what may then be seen.

What is seen needs no proof; what is not may still exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from advisor.conditions import Condition
from advisor.engine import Advice, advise_on, known_replies
from advisor.proofs.cells import keeps_limits
from advisor.proofs.fills import example_fills
from advisor.proofs.ground import ground
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Gate, Rule, Rulebook

Replies = Mapping[str, Value]
"""Known replies by question, shares of a matrix included."""


def answered(
    rulebook: Rulebook,
    when: Iterable[Condition],
    drawn: Sequence[Replies] | None = None,
    also: Replies | None = None,
) -> Iterator[Advice]:
    """The advice on each worked example once all of these conditions hold; none where none can.

    `drawn`: on these profiles instead. `also`: what they reply besides.
    """
    replies = _replies(rulebook, tuple(when))
    return iter(()) if replies is None else replying(rulebook, {**replies, **(also or {})}, drawn)


def replying(
    rulebook: Rulebook, replies: Replies, drawn: Sequence[Replies] | None = None
) -> Iterator[Advice]:
    """The advice on each worked example with these replies, which may be all shares of a matrix.

    `drawn`: on these profiles instead.
    """
    asked = rulebook.questionnaire
    without_matrix = not asked.shares.keys().isdisjoint(replies)
    for known in _known(rulebook, without_matrix) if drawn is None else drawn:
        kept = {q: r for q, r in known.items() if not (without_matrix and q in asked.shares)}
        changed = {**kept, **replies}
        if keeps_limits(asked, changed):
            yield advise_on(rulebook, changed)


@lru_cache(maxsize=32)
def _known(rulebook: Rulebook, without_matrix: bool) -> list[Replies]:
    """What is known of each worked example, worked out once; with its shares or without."""
    profiles = (example.profile for example in rulebook.examples)
    if without_matrix:
        profiles = (Profile(profile.answers) for profile in profiles)
    return [known_replies(rulebook, profile) for profile in profiles]


def _replies(rulebook: Rulebook, when: tuple[Condition, ...]) -> dict[str, Value] | None:
    """Replies that satisfy the conditions, with all shares of one matrix where one is read."""
    asked, replies = rulebook.questionnaire, dict[str, Value]()
    shares = [c for c in when if c.question in asked.shares]
    fills: list[Any] = list(example_fills(rulebook, ())) if shares else [{}]
    for condition in when:
        question = asked.weighed()[condition.question]
        if condition in shares:
            name = condition.question
            fills = [f for f in fills if name in f and condition.satisfied_by(question, f[name])]
            continue
        every = ground(rulebook).replies[question.id]
        fitting = [reply for reply in every if condition.satisfied_by(question, reply)]
        if not fitting:
            return None
        replies[question.id] = fitting[0]
    return {**replies, **fills[0]} if fills else None


def seen(advice: Advice) -> Iterator[str]:
    """The form, the notes and the "form/archetype" that advice shows."""
    yield advice.form.id
    yield from (note.id for note in advice.notes)
    if advice.archetype:
        yield f"{advice.form.id}/{advice.archetype.id}"


def without(rulebook: Rulebook, item: Rule | Gate) -> Rulebook:
    """The rulebook with one rule or gate taken out."""
    return replace(
        rulebook,
        rules=tuple(rule for rule in rulebook.rules if rule.id != item.id),
        gates=tuple(gate for gate in rulebook.gates if gate.id != item.id),
    )


def decides(rulebook: Rulebook, item: Rule | Gate) -> bool:
    """Whether taking a rule or gate out is seen to change a recommendation."""
    others = without(rulebook, item)
    return any(
        advise_on(others, advice.replies).recommendation != advice.recommendation
        for advice in answered(rulebook, item.when)
    )
