"""What an advice says in words and pictures that pages, reports and commands share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from advisor.explanation import Explanation, Finding, Reason, WhyNot, pull, reasons
from advisor.pictures import Picture, Segment, Track, strip_picture
from advisor.questionnaire import UNKNOWN, Profile, Question, Questionnaire
from advisor.rulebook import Outcome
from advisor.wording import MONEY, grouped, measured, spoken, upper_first

if TYPE_CHECKING:
    from advisor.proofs import Counterfactual, Stretch, Tipping

STRENGTHS: Mapping[str, str] = {
    "clear": "Clear",
    "leaning": "Leaning",
    "too_close_to_call": "Too close to call",
}
ON_ANSWERS = "on what you have answered"
NO_SINGLE = "No single answer within reach changes the result."
NOTHING_NEAR = "Nothing within reach changes the result."
REACH = (
    "Within reach is what a company would decide, one step or two from where it is, and what one "
    "step of growth brings."
)
FEWEST = 5
"""Answers below which naming a structure would be a grand word for a guess."""

_COVERED = (
    (90, "nearly everything that"),
    (65, "most of what"),
    (40, "about half of what"),
    (20, "less than half of what"),
    (0, "little of what"),
)
_COUNTED = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBER = rf"\d{{1,3}}|an?|{'|'.join(_COUNTED)}"
_MONTHS = re.compile(rf"\b({_NUMBER}) (month|quarter|year)s?\b", re.IGNORECASE)
_SOON = re.compile(
    rf"\b(?:within|after) (?:the next )?({_NUMBER}) (day|week|month|quarter|year)s?\b"
    r"(?! (?:after|before|of)\b)|\btoday\b",
    re.IGNORECASE,
)
_IN_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_LONGEST = 120


def too_little(questionnaire: Questionnaire, profile: Profile) -> bool:
    """Whether so little is known that no recommendation should be read out."""
    known = sum(profile.known(q) is not None for q in questionnaire.questions)
    return known < min(FEWEST, len(questionnaire.questions))


def has_open_questions(explanation: Explanation) -> bool:
    """Whether anything is left to answer, "who does what" included."""
    profile, asked = explanation.profile, explanation.rulebook.questionnaire
    rows = (profile.responsibilities.get(row) for row in asked.responsibilities)
    return any(profile.known(question) is None for question in asked.questions) or any(
        held is None or held.owner is None or held.done is None for held in rows
    )


def strength_told(explanation: Explanation, *, settled: bool = False) -> str:
    """How strong it is in words, and on what: "Clear, on what you have answered".

    `settled`: it is proved that nothing left to answer changes the recommendation.
    """
    words = STRENGTHS[explanation.strength]
    if explanation.strength == "too_close_to_call" or settled:
        return words
    return f"{words}, {ON_ANSWERS}" if has_open_questions(explanation) else words


def notes_told(explanation: Explanation, *, first: bool) -> tuple[str, ...]:
    """The notes that are told with the verdict, or those that are told further down."""
    told = zip(explanation.advice.notes, explanation.notes, strict=True)
    return tuple(says for note, says in told if note.first is first)


def rests_on(explanation: Explanation) -> str:
    """How much was answered, in words: "34 of 37 answers and 28 of 28 responsibilities: ..."."""
    profile, questionnaire = explanation.profile, explanation.rulebook.questionnaire
    asked, rows = questionnaire.questions, len(questionnaire.responsibilities)
    unsure = sum(profile.answers.get(q) is UNKNOWN for q in asked)
    known = sum(profile.known(q) is not None for q in asked)
    filled = sum(bool(h.owner or h.done) for h in profile.responsibilities.values())
    told = f"{known} of {len(asked)} answers"
    if unsure:
        told += f" ({unsure} more {'is' if unsure == 1 else 'are'} \u201cnot sure\u201d)"
    if rows:
        told += f" and {filled or 'none'} of {rows} responsibilities"
    covered = next(words for least, words in _COVERED if explanation.advice.known >= least)
    if (known, filled, explanation.advice.known) == (len(asked), rows, 100):
        covered = "everything that"
    return f"{told}: {covered} can count"


def nearest(explanation: Explanation) -> WhyNot | None:
    """The other outcome that the fewest points would lead to; None where none is in reach."""
    near = [w for w in explanation.why_not if w.points is not None]
    return min(near, key=lambda w: w.points or 0, default=None)


def rival(explanation: Explanation) -> WhyNot | None:
    """The other option when it is too close to call."""
    return nearest(explanation) if explanation.strength == "too_close_to_call" else None


def speaks_for(explanation: Explanation, outcome: Outcome, over: Outcome) -> tuple[Reason, ...]:
    """Every reason that speaks for one outcome more than for another, strongest first."""
    told = reasons(explanation.rulebook, explanation.advice)
    ahead = [(pull(r.rule.adds, outcome) - pull(r.rule.adds, over), r) for r in told]
    return tuple(r for points, r in sorted(ahead, key=lambda s: -s[0]) if points > 0)


def how_sure(explanation: Explanation) -> str:
    """What the strength means; where two options are close, what keeps them so."""
    other = rival(explanation)
    if other is None:
        return explanation.strength_says
    points, decision = other.points or 0, explanation.rulebook.decision
    why = []
    if points < decision.leaning.margin:
        between = "point lies" if points == 1 else "points lie"
        why.append(f"Only {points} {between} between the two.")
    if explanation.advice.known < decision.leaning.known:
        why.append("Little is known yet: treat this as a first guess.")
    return " ".join(why) or explanation.strength_says


def as_track(finding: Finding) -> Track:
    """A finding as it is drawn."""
    return Track(
        finding.dimension.name,
        finding.level,
        finding.points,
        finding.lowest,
        finding.highest,
        finding.moderate_from,
        finding.high_from,
    )


def look_again(words: str, today: date, since: str = "today") -> str:
    """When to look again, with the month of the calendar where the words name a stretch of time."""
    month = review_month(words, today)
    if month is None:
        return words
    return f"{words.rstrip('.')}. Counted from {since}, that is {month:%B %Y}."


def review_month(words: str, today: date) -> date | None:
    """The first day of the month that "in six months" or "after one quarter" leads to."""
    found = _MONTHS.search(words)
    if not found:
        return None
    months = min(_count(found[1]) * _IN_MONTHS[found[2].lower()], _LONGEST)
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, 1)


def due(words: str, today: date) -> date | None:
    """The day that "within two weeks" ends on, counted from today; None where no time is named.

    A month counts as 30 days.
    """
    found = _SOON.search(words)
    if not found:
        return None
    if not found[1]:
        return today
    days = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[found[2].lower()]
    return today + timedelta(days=days * _count(found[1]))


def _count(number: str) -> int:
    if number.isdecimal():
        return int(number)
    return _COUNTED.index(number.lower()) + 1 if number.lower() in _COUNTED else 1


def one_way_each(
    sets: Iterable[Counterfactual], most: int
) -> tuple[list[Counterfactual], list[Counterfactual]]:
    """The first way to each of at most so many recommendations, and the other ways."""
    first: dict[str, Counterfactual] = {}
    rest: list[Counterfactual] = []
    for found in sets:
        if found.leads_to in first or len(first) == most:
            rest.append(found)
        else:
            first[found.leads_to] = found
    return list(first.values()), rest


def tipping_strip(explanation: Explanation, tipping: Tipping) -> Picture:
    """One number as a strip: where the recommendation turns, and where the company is."""
    rulebook, profile = explanation.rulebook, explanation.profile
    question = rulebook.questionnaire.questions[tipping.question]
    now = spoken(question, profile.known(question.id) or 0)
    segments = [
        Segment(
            measured(question, s.start) if question.unit.startswith(MONEY) else grouped(s.start),
            rulebook.outcomes[s.recommendation].name if s.recommendation else "",
            s.here,
        )
        for s in tipping.stretches
    ]
    says = f"{upper_first(question.says or question.ask)}, now {now}"
    words = " ".join(stretches(explanation, question, tipping.stretches))
    return strip_picture(segments, f"now {now}", f"{says}. {words}")


def stretches(
    explanation: Explanation, question: Question, found: tuple[Stretch, ...]
) -> list[str]:
    """ "From 250 people on: COO and Operations Director." for each stretch."""
    outcomes = explanation.rulebook.outcomes
    ends = [measured(question, after.start) for after in found[1:]]
    told = []
    for position, stretch in enumerate(found):
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
