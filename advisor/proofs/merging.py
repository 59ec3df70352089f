"""Two rulebooks read from one profile: the questionnaire that both can be answered with.

The merged questionnaire has the questions of both. A number is cut at the band edges of both, a
choice that only one of them lists is unanswered to the other, and so is a question that only one
of them asks. What only one of them refuses (a number out of bounds, too many choices, two numbers
that add up to too much) is left out: profiles are compared that both accept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from advisor.conditions import Place
from advisor.mistakes import Mistake, Mistakes
from advisor.proofs.cells import Cells
from advisor.proofs.logic import Literal, Logic
from advisor.questionnaire import (
    AtMostTogether,
    Band,
    Choice,
    Holding,
    Profile,
    Question,
    Questionnaire,
    Reply,
    Share,
    Value,
)
from advisor.rulebook import Rulebook
from advisor.shares import ends


@dataclass(frozen=True)
class View:
    """What one of the two rulebooks sees of a merged profile.

    `names`: its own question id -> the id in the merged questionnaire.
    """

    rulebook: Rulebook
    names: Mapping[str, str]

    def sees(self, profile: Profile) -> Profile:
        """A merged profile as this rulebook reads it."""
        asked = self.rulebook.questionnaire
        answers: dict[str, Reply] = {}
        for own, question in asked.questions.items():
            value = profile.known(self.names[own])
            seen = None if value is None else seen_by(question, value)
            if seen is not None:
                answers[own] = seen
        held = {
            row: Holding(
                h.owner if h.owner in asked.owners else None,
                h.done if h.done in asked.done else None,
            )
            for row, h in profile.responsibilities.items()
            if row in asked.responsibilities
        }
        return Profile(answers, held, profile.company)

    def merged(self, profile: Profile) -> Profile:
        """A profile of this rulebook in the terms of the merged questionnaire."""
        answers = {self.names[q]: r for q, r in profile.answers.items() if q in self.names}
        return Profile(answers, profile.responsibilities, profile.company)

    def cells(self, logic: Logic, merged: Mapping[str, Cells]) -> dict[str, Cells]:
        """The cells of this rulebook's questions, made of those of the merged questions."""
        return {
            own: _own_cells(logic, question, merged[self.names[own]])
            for own, question in self.rulebook.questionnaire.weighed().items()
        }


@dataclass(frozen=True)
class Merged:
    """Two rulebooks, and a rulebook that asks what either of them asks.

    `asking` is the new rulebook with the merged questionnaire: good for asking and for listing
    what can be answered, never for advice.
    """

    old: View
    new: View
    asking: Rulebook

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions of both."""
        return self.asking.questionnaire


def merge(old: Rulebook, new: Rulebook) -> Merged:
    """Two rulebooks side by side. Raises Mistakes where their matrices cannot be compared."""
    before, after = old.questionnaire, new.questionnaire
    names = {q: _name(q, question, after) for q, question in before.questions.items()}
    names |= {
        s: s if _alike(share, after.shares.get(s)) else _apart(s) for s, share in _shares(before)
    }
    merged = replace(
        after,
        questions=_questions(before, after, names),
        together=_together(before, after, names),
        responsibilities={**before.responsibilities, **after.responsibilities},
        owners={o: says for o, says in after.owners.items() if o in before.owners},
        done={d: says for d, says in after.done.items() if d in before.done},
        shares={**{names[s]: _as(share, names[s]) for s, share in _shares(before)}, **after.shares},
    )
    for rulebook in (old, new):
        _check_matrix(rulebook.questionnaire, merged)
    views = View(old, names), View(new, {q: q for q in after.weighed()})
    # It never weighs anything; one rule keeps its arrays from having no columns at all.
    return Merged(*views, replace(new, questionnaire=merged, rules=new.rules[:1], gates=()))


def _shares(questionnaire: Questionnaire) -> Iterable[tuple[str, Share]]:
    return questionnaire.shares.items()


def _alike(one: Share, other: Share | None) -> bool:
    """Whether two shares are the same number in the same bands, however they are worded."""
    return other is not None and (
        (set(one.rows), set(one.counts), one.question.bands)
        == (set(other.rows), set(other.counts), other.question.bands)
    )


def _as(share: Share, name: str) -> Share:
    return replace(share, question=replace(share.question, id=name))


def _apart(question: str) -> str:
    """The id of a question that means something else in the new rulebook."""
    return f"{question} (before)"


def _name(name: str, question: Question, after: Questionnaire) -> str:
    other = after.questions.get(name)
    joinable = other is None or (
        other.kind == question.kind
        and (not question.bands or max(question.low, other.low) <= min(question.high, other.high))
    )
    return name if joinable and name not in after.shares else _apart(name)


def _questions(
    before: Questionnaire, after: Questionnaire, names: Mapping[str, str]
) -> dict[str, Question]:
    merged = dict(after.questions)
    for own, question in before.questions.items():
        name = names[own]
        merged[name] = (
            _joined(question, merged[name]) if name in merged else replace(question, id=name)
        )
    return merged


def _joined(old: Question, new: Question) -> Question:
    """One question that tells apart whatever either of the two tells apart."""
    if old.bands:
        low, high = max(old.low, new.low), min(old.high, new.high)
        return replace(new, low=low, high=high, bands=_bands(old, new))
    limits = [most for most in (old.most, new.most) if most]
    return replace(new, choices=_choices(old, new), most=min(limits, default=None))


def _bands(old: Question, new: Question) -> tuple[Band, ...]:
    low, high = max(old.low, new.low), min(old.high, new.high)
    if old.bands == new.bands:
        return new.bands
    starts = sorted({max(b.start, low) for q in (old, new) for b in q.bands if b.start <= high})
    return tuple(Band(f"from {start}", start) for start in starts)


def _choices(old: Question, new: Question) -> tuple[Choice, ...]:
    listed = {choice.id for choice in new.choices}
    return (*new.choices, *(choice for choice in old.choices if choice.id not in listed))


def _together(
    before: Questionnaire, after: Questionnaire, names: Mapping[str, str]
) -> tuple[AtMostTogether, ...]:
    renamed = (
        replace(pair, first=names[pair.first], second=names[pair.second])
        for pair in before.together
    )
    return (*after.together, *(pair for pair in renamed if pair not in after.together))


def _check_matrix(own: Questionnaire, merged: Questionnaire) -> None:
    """Every share must count a row alike with its own owners and with those of both."""
    if (set(own.owners), set(own.done)) == (set(merged.owners), set(merged.done)):
        return
    for owner, done in product((None, *merged.owners), (None, *merged.done)):
        held = Holding(owner, done)
        if any(ends(own, s, held) != ends(merged, s, held) for _, s in _shares(own)):
            what = "The two rulebooks list different owners or qualities of responsibilities."
            remedy = "Compare with a rulebook that has the same lists of owners and of done."
            raise Mistakes([Mistake(Place("questions/responsibilities.yaml"), what, remedy)])


def seen_by(question: Question, value: Value) -> Value | None:
    """A reply as a question takes it; None where it does not take it."""
    if isinstance(value, frozenset):
        kept = value & set(question.cells) if question.kind == "choices" else None
        return kept or None
    if isinstance(value, str):
        return value if question.kind == "choice" and value in question.cells else None
    return value if question.bands and question.low <= value <= question.high else None


def _own_cells(logic: Logic, question: Question, merged: Cells) -> Cells:
    """One rulebook's bands or choices: each of them one or several of the merged ones."""
    if set(question.cells) == set(merged.holds) and question.bands == merged.question.bands:
        return merged
    if question.bands:
        of: dict[str, list[Literal]] = {band.name: [] for band in question.bands}
        for band in merged.question.bands:
            of[question.band_of(max(band.start, question.low))].append(merged.holds[band.name])
        holds = {band: logic.any_of(literals) for band, literals in of.items()}
        return Cells(question, merged.known, holds, {})
    own = {cell: merged.holds[cell] for cell in question.cells}
    return Cells(question, logic.any_of(own.values()), own, {})
