"""Next steps: what, who, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from advisor.reports.content.blocks import numbered
from advisor.reports.content.dates import in_full
from advisor.reports.content.material import Material
from advisor.reports.model import Numbered
from advisor.telling import due

_SUBJECT = frozenset(
    {
        *("the", "each", "every", "a", "an", "of", "and", "ceo", "coo", "board", "chair", "owners"),
        *("owner", "finance", "head", "heads", "chief", "present", "leader", "chosen", "person"),
        *("process", "operations", "director", "manager", "top", "team", "department"),
    }
)
"""The words that the doer of a step is made of, in "The CEO and the chair approve ..."."""
_STRETCH = 30
AFTER_START = "From the first day"
BEFORE_ANYTHING = ("Before the start", "Now")
"""The stages of the next steps: where a role is added, and where none is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: the stage, what, who (may be empty), and the day where one is told."""

    when: str
    what: str
    who: str
    by: date | None = None


def steps(material: Material) -> tuple[Numbered, ...]:
    """The next steps as a list, each with the day that it is due where it names a time."""
    return numbered(
        f"{step.what.rstrip('.')} ({in_full(step.by)})." if step.by else step.what
        for step in next_steps(material)
    )


def next_steps(material: Material) -> tuple[Step, ...]:
    """What to do before anything else."""
    today = material.choices.dated
    before_start, now = BEFORE_ANYTHING
    stage = before_start if material.hires else now
    return tuple(
        Step(stage, words, _subject(words), due(words, today))
        for words in material.brief.next_steps
    )


def first_90_days(material: Material) -> Iterator[Step]:
    """What is done in the first 90 days: of the role, or from today where nobody is added."""
    today = material.choices.dated
    names = material.structure.names_after
    whose = " and ".join(names[owner] for owner in material.structure.new)
    for number, days in enumerate(material.brief.first_90_days, 1):
        end = None if material.hires else today + timedelta(days=_STRETCH * number)
        yield Step(days.when, days.does, _subject(days.does) or whose, end)


def _subject(words: str) -> str:
    """Who does it: the words that the sentence opens with, as far as they name people."""
    named: list[str] = []
    for word in words.split():
        if word.lower() not in _SUBJECT:
            break
        named.append(word)
    return " ".join(named) if len(named) > 1 else ""
