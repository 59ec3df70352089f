"""One changed answer: what it may change to, how far that is, and how it reads.

Two groups. *By decision*: what the company can decide; a number may go either way, a choice may
become any other, and a scale only rises, because nobody decides to be worse at something. *As it
grows*: numbers only rise; a scale or choice of that kind may become anything, since such a change
comes by itself and is not advised. The rulebook may narrow each question: how far it changes at
once, and that it goes one way only. What no such change leads to is out of reach.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from advisor.questionnaire import NONE, Question, Value
from advisor.wording import listed, measured, spoken, stretch, upper_first

Group = Literal["by decision", "as the company grows"]


@dataclass(frozen=True, slots=True)
class Change:
    """One answer changed. For a number `after` is the smallest of the band that it moves to.

    `says`: the change in words, with the number at which the advice turns and the answer now.
    """

    question: str
    before: Value
    after: Value
    says: str


def may_become(question: Question, group: Group, now: Value, after: Value) -> bool:
    """Whether a known answer may change to this one; never to the band or choice that it is."""
    if question.changes != group or cell_of(question, after) == cell_of(question, now):
        return False
    if question.at_once is not None and abs(steps(question, now, after)) > question.at_once:
        return False
    if isinstance(now, frozenset) and isinstance(after, frozenset):
        added, dropped = after - now - {NONE}, now - after - {NONE}
        return not (dropped if question.only == "up" else added if question.only == "down" else ())
    rises_only = question.kind == ("scale" if group == "by decision" else "number")
    way = "up" if rises_only else question.only
    return way is None or (steps(question, now, after) > 0) == (way == "up")


def cell_of(question: Question, value: Value) -> str | frozenset[str]:
    """The band, the choice or the choices of a reply."""
    return value if isinstance(value, str | frozenset) else question.band_of(value)


def steps(question: Question, now: Value, after: Value) -> int:
    """How many bands up, or down when negative; for choices how many are added or taken away."""
    if isinstance(now, frozenset) and isinstance(after, frozenset):
        return len((now ^ after) - {NONE})
    names = [band.name for band in question.bands]
    if not names:
        return int(now != after)
    return names.index(str(cell_of(question, after))) - names.index(str(cell_of(question, now)))


def worded(question: Question, now: Value, after: Value, turns: Callable[[Value], bool]) -> Change:
    """The change in words. `turns` tells whether another reply in its place does the same."""
    if isinstance(now, frozenset) and isinstance(after, frozenset):
        words = _picks_in_words(question, now, after)
    elif question.kind == "number":
        words = f"{_number_in_words(question, now, after, turns)} (now {spoken(question, now)})"
    else:
        words = f"{spoken(question, after)} (now {spoken(question, now)})"
    return Change(question.id, now, after, f"{question.says or question.ask}: {words}")


def _number_in_words(
    question: Question, now: Value, after: Value, turns: Callable[[Value], bool]
) -> str:
    """From which number on, below which number, or between which two, the change does its work."""
    names = [band.name for band in question.bands]
    there = names.index(str(cell_of(question, after)))
    rises = steps(question, now, after) > 0
    beyond = question.bands[there + 1 :] if rises else question.bands[:there]
    if not all(turns(max(band.start, question.low)) for band in beyond):
        return stretch(question, names[there])
    if rises:
        return f"from {measured(question, question.bands[there].start)} on"
    return f"below {measured(question, question.bands[there + 1].start)}"


def _picks_in_words(question: Question, now: frozenset[str], after: frozenset[str]) -> str:
    if after == {NONE}:
        return spoken(question, after)

    def named(picked: frozenset[str]) -> str:
        return listed(c.says for c in question.choices if c.id in picked - {NONE})

    added, dropped = named(after - now), named(now - after)
    parts = [f"also {added}" if added else "", f"no longer {dropped}" if dropped else ""]
    return "; ".join(part for part in parts if part)


def sentence(changes: tuple[Change, ...]) -> str:
    """All changes of one set as one phrase."""
    return upper_first("; and ".join(change.says for change in changes))
