"""One step of a number: how far an edge is moved at a time, and the answer just below an edge."""

from __future__ import annotations

from advisor.questionnaire import Number, Question, Value
from advisor.wording import MONEY

DOLLARS = 1_000
FAR = 100_000
"""A number so far below the next band is no likely answer."""


def one_step(question: Question) -> Number:
    """A thousand dollars, or one of whatever else is counted."""
    return DOLLARS if question.unit.startswith(MONEY) else 1


def likely(question: Question, reply: Value) -> Value:
    """A reply that stands for its band, as a company might give it: not minus a trillion."""
    if question.kind != "number" or reply != question.low or len(question.bands) < 2:
        return reply
    edge = question.bands[1].start
    return edge - one_step(question) if question.low < edge - FAR else reply
