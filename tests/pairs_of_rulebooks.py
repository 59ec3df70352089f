"""Hypothesis strategies for two versions of a small rulebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice, product

from hypothesis import strategies as st

from advisor.proofs.merging import Merged, seen_by
from advisor.questionnaire import Profile, Questionnaire
from advisor.ranges import possible_replies
from advisor.rulebook import Condition, Example, Rulebook
from tests.random_rulebooks import (
    OUTCOMES,
    QUESTIONNAIRE,
    WITH_SHARES,
    all_holdings,
    choices,
    number,
    profiles,
    rulebooks,
)

POINTS = st.sampled_from([-3, -2, -1, 1, 2, 3])


@st.composite
def pairs(draw: st.DrawFn, asked: Questionnaire = QUESTIONNAIRE) -> tuple[Rulebook, Rulebook]:
    """A rulebook with a few worked examples, and another version of it."""
    old = draw(rulebooks(asked=asked))
    old = replace(old, examples=tuple(map(example, draw(st.lists(profiles(), max_size=2)))))
    new = old
    for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3, unique=True)):
        new = change(draw, new)
    asked = new.questionnaire.questions
    more = [
        Profile(
            {q: r for q, r in p.answers.items() if q in asked and seen_by(asked[q], r) is not None}
        )  # type: ignore[arg-type]
        for p in draw(st.lists(profiles(), max_size=1))
    ]
    return old, replace(new, examples=tuple(map(example, more)))


def example(profile: Profile) -> Example:
    return Example("example", "A company.", profile, frozenset(OUTCOMES))


def _another_weight(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    at = draw(st.integers(0, len(book.rules) - 1))
    rule = book.rules[at]
    adds = {**rule.adds, draw(st.sampled_from(sorted(rule.adds))): draw(POINTS)}
    return replace(book, rules=(*book.rules[:at], replace(rule, adds=adds), *book.rules[at + 1 :]))


def _one_rule_fewer(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    return replace(book, rules=book.rules[1:]) if len(book.rules) > 1 else book


def _no_gates(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    return replace(book, gates=book.gates[1:])


def _another_row(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    at = draw(st.integers(0, len(book.decision.rows) - 1))
    row = replace(book.decision.rows[at], outcome=draw(st.sampled_from(OUTCOMES)))
    rows = (*book.decision.rows[:at], row, *book.decision.rows[at + 1 :])
    return replace(book, decision=replace(book.decision, rows=rows))


def _another_form(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    outcome = book.outcomes["coo"]
    forms = (replace(outcome.forms[0], any_of=()), *outcome.forms[1:])
    return replace(book, outcomes={**book.outcomes, "coo": replace(outcome, forms=forms)})


def _moved_edge(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    return _with_question(book, number("inside", (0, draw(st.sampled_from([5, 20])), 60)))


def _one_band_more(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    return _with_question(book, number("outside", (0, 10, 60, 80)))


def _one_choice_more(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    return _with_question(book, choices("owner", ("founder", "family", "fund", "state")))


def _another_kind(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    asked = choices("order", ("weak", "strong"))
    return _with_question(book, asked)


def _one_question_fewer(draw: st.DrawFn, book: Rulebook) -> Rulebook:
    def kept(when: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(c for c in when if c.question != "owner")

    rules = tuple(replace(r, when=kept(r.when)) for r in book.rules if kept(r.when))
    outcomes = {
        o.id: replace(
            o,
            forms=tuple(
                replace(
                    f,
                    when=kept(f.when),
                    any_of=tuple(replace(c, when=kept(c.when)) for c in f.any_of),
                )
                for f in o.forms
            ),
        )
        for o in book.outcomes.values()
    }
    asked = {q: d for q, d in book.questionnaire.questions.items() if q != "owner"}
    return replace(
        book,
        rules=rules or book.rules,
        gates=tuple(replace(g, when=kept(g.when)) for g in book.gates if kept(g.when)),
        notes=(),
        outcomes=outcomes,
        questionnaire=replace(book.questionnaire, questions=asked) if rules else book.questionnaire,
    )


def _with_question(book: Rulebook, question: object) -> Rulebook:
    name = question.id  # type: ignore[attr-defined]
    asked = {**book.questionnaire.questions, name: question}
    return replace(book, questionnaire=replace(book.questionnaire, questions=asked))  # type: ignore[arg-type]


CHANGES: list[Callable[[st.DrawFn, Rulebook], Rulebook]] = [
    _another_weight,
    _one_rule_fewer,
    _no_gates,
    _another_row,
    _another_form,
    _moved_edge,
    _one_band_more,
    _one_choice_more,
    _another_kind,
    _one_question_fewer,
]


def all_merged(merged: Merged, every: int = 1) -> list[Profile]:
    """Every profile that can be told apart, in merged terms, or one of so many."""
    asked = merged.questionnaire
    options = {
        q: [None, *possible_replies(asked, d, Profile({}))] for q, d in asked.questions.items()
    }
    matrices = all_holdings({}) if asked.shares else [{}]
    found = []
    for *values, held in islice(product(*options.values(), matrices), 0, None, every):
        answers = {q: v for q, v in zip(options, values, strict=True) if v is not None}
        if all(
            answers.get(p.first, 0) + answers.get(p.second, 0) <= p.at_most  # type: ignore[operator]
            for p in asked.together
        ):
            found.append(Profile(answers, held))  # type: ignore[arg-type]
    return found


__all__ = ["WITH_SHARES", "all_merged", "example", "pairs"]
