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
from advisor.pictures import Segment, strip_picture
from advisor.questionnaire import Question
from advisor.wording import grouped, measured, spoken, upper_first

if TYPE_CHECKING:
    from advisor.proofs import Stretch, Tipping

_MONEY = "US dollars"


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
    rulebook, profile = explanation.rulebook, explanation.profile
    question = rulebook.questionnaire.questions[tipping.question]
    now = spoken(question, profile.known(question.id) or 0)
    words = in_words(explanation, question, tipping.stretches)
    segments = [
        Segment(
            measured(question, s.start) if question.unit.startswith(_MONEY) else grouped(s.start),
            rulebook.outcomes[s.recommendation].name if s.recommendation else "",
            s.here,
        )
        for s in tipping.stretches
    ]
    says = f"{upper_first(question.says or question.ask)}, now {now}"
    picture = strip_picture(segments, f"now {now}", f"{says}. {' '.join(words)}")
    return joined(
        heading(upper_first(question.says or question.ask), 3),
        Markup(picture.svg),
        bullets(
            line(safe(told), strong(here) if s.here else Markup(""))
            for told, s in zip(words, tipping.stretches, strict=True)
        ),
    )


def in_words(
    explanation: Explanation, question: Question, stretches: tuple[Stretch, ...]
) -> list[str]:
    """ "From 250 people on: COO and Operations Director." for each stretch."""
    outcomes = explanation.rulebook.outcomes
    ends = [measured(question, after.start) for after in stretches[1:]]
    told = []
    for position, stretch in enumerate(stretches):
        start = measured(question, stretch.start)
        if position == len(ends):
            where = f"From {start} on"
        elif position == 0:
            where = f"Below {ends[0]}"
        else:
            where = f"From {start} to under {ends[position]}"
        name = outcomes[stretch.recommendation].name if stretch.recommendation else ""
        told.append(f"{where}: {name or 'not possible together with the other answers'}.")
    return told
