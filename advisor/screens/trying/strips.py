"""Where single numbers turn the recommendation: in words, and as a small picture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from advisor.explanation import Explanation
from advisor.markup import (
    Markup,
    bullets,
    heading,
    joined,
    line,
    paragraph,
    safe,
    strong,
)
from advisor.telling import stretches, tipping_strip
from advisor.wording import upper_first

if TYPE_CHECKING:
    from advisor.proofs import Tipping


def strips(explanation: Explanation, tipping: Iterable[Tipping], here: str) -> Markup:
    """A strip for each number that alone can change the recommendation, or the word that none can.

    `here` is the sentence that marks the stretch where the company is.
    """
    told = each_strip(explanation, tipping, here)
    none = "No single number changes the recommendation, everything else staying as it is."
    every = "Everything else stays as it is. The shaded stretch is where the company is."
    return joined(heading("Numbers at which it turns"), paragraph(every if told else none), told)


def each_strip(explanation: Explanation, tipping: Iterable[Tipping], here: str) -> Markup:
    """The strips alone."""
    return joined(*(_strip(explanation, found, here) for found in tipping))


def _strip(explanation: Explanation, tipping: Tipping, here: str) -> Markup:
    question = explanation.rulebook.questionnaire.questions[tipping.question]
    words = stretches(explanation, question, tipping.stretches)
    return joined(
        heading(upper_first(question.says or question.ask), 3),
        Markup(tipping_strip(explanation, tipping).svg),
        bullets(
            line(safe(told), strong(here) if s.here else Markup(""))
            for told, s in zip(words, tipping.stretches, strict=True)
        ),
    )
