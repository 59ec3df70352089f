"""The rulebook that ships: it loads, its examples hold, and the evidence is all in it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from advisor.engine import advise
from advisor.examples import run_examples
from advisor.explanation import explain
from advisor.loading import RULES, load_rulebook
from advisor.proofs.coverage import coverage
from advisor.proofs.mutants import mutated
from advisor.questionnaire import Profile
from advisor.rulebook import Example, Gate, Note, Rule, Rulebook
from bench.partial_sheets import dropped, short_form
from bench.pins import Search

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return load_rulebook(RULES)


@pytest.fixture(scope="module")
def full(book: Rulebook) -> list[Example]:
    return [example for example in book.examples if example.full]


def test_every_worked_example_holds(book: Rulebook) -> None:
    assert [result.example.id for result in run_examples(book) if not result.holds] == []


def test_every_factor_of_the_evidence_is_carried_by_entries_that_exist(book: Rulebook) -> None:
    rows = re.findall(r"^\| (F\d\d) \|.*\| (.*) \|$", (ROOT / "docs/factors.md").read_text(), re.M)
    assert [factor for factor, _ in rows] == [f"F{n:02}" for n in range(1, 42)]
    forms = {form.id for outcome in book.outcomes.values() for form in outcome.forms}
    entries: tuple[Rule | Gate | Note, ...] = (*book.rules, *book.gates, *book.notes)
    known = {entry.id for entry in entries} | forms
    named = {name for _, carried in rows for name in re.findall(r"`(\w+)`", carried)}
    assert named - known == set()
    assert all("`" in carried for _, carried in rows)


def test_every_rule_belongs_to_a_factor_of_the_evidence(book: Rulebook) -> None:
    text = (ROOT / "docs/factors.md").read_text()
    assert [rule.id for rule in book.rules if f"`{rule.id}`" not in text] == []


def test_every_rule_quotes_an_answer_or_needs_none(book: Rulebook) -> None:
    """A sentence without a placeholder must rest on choices, which it names in its own words."""
    questions = book.questionnaire.weighed()
    for rule in book.rules:
        numbers = [c for c in rule.when if questions[c.question].kind in ("number", "scale")]
        assert not numbers or "{" in rule.says, rule.id


def test_the_short_form_gives_the_same_recommendation_in_nine_of_ten(
    book: Rulebook, full: list[Example]
) -> None:
    same = [
        advise(book, e.profile).recommendation
        == advise(book, short_form(book, e.profile)).recommendation
        for e in full
    ]
    assert sum(same) >= 0.9 * len(same)


def test_five_answers_dropped_at_random_keep_it_in_eight_of_ten(
    book: Rulebook, full: list[Example]
) -> None:
    chance = random.Random(5)
    same = [
        advise(book, e.profile).recommendation
        == advise(book, dropped(e.profile, 5, chance)).recommendation
        for e in full
        for _ in range(20)
    ]
    assert sum(same) >= 0.8 * len(same)


def test_nothing_answered_is_too_close_to_call(book: Rulebook) -> None:
    told = explain(book, Profile({}))
    assert told.strength == "too_close_to_call"
    assert told.reasons_for == told.reasons_against == ()


def test_no_sentence_keeps_a_placeholder(book: Rulebook) -> None:
    for example in book.examples:
        told = explain(book, example.profile)
        said = [r.sentence for r in (*told.reasons_for, *told.reasons_against)]
        said += [*told.notes, *told.decided_by, *(w.sentence for w in told.why_not)]
        assert not [s for s in said if "{" in s or "}" in s]


def test_an_example_notices_nine_of_ten_small_changes_that_can_matter(book: Rulebook) -> None:
    found = coverage(book, seconds=300)
    assert found.count("not proved") == 0
    assert found.score >= 90


def test_every_change_that_a_pin_claims_to_notice_flips_it_once_it_is_made(book: Rulebook) -> None:
    pin = next(e for e in book.examples if e.pin)
    found = Search(book).pin("", pin.profile)
    assert found.notices
    for mutant in found.notices:
        changed = advise(mutated(book, mutant), pin.profile)
        assert changed.recommendation != found.recommendation, mutant
