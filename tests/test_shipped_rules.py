"""The rulebook that ships: it loads, its examples hold, and the evidence is all in it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from advisor.commands.advice_text import as_text
from advisor.engine import advise
from advisor.examples import run_examples
from advisor.explanation import explain
from advisor.loading import RULES, load_rulebook
from advisor.proofs import exact
from advisor.proofs.changes import may_become
from advisor.proofs.coverage import coverage
from advisor.proofs.mutants import mutated
from advisor.questionnaire import Profile, Value
from advisor.rulebook import Example, Gate, Note, Rule, Rulebook
from advisor.screens.recommendation import why
from advisor.telling import notes_told
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


def of(book: Rulebook, name: str) -> Example:
    """The worked example of this id."""
    return next(example for example in book.examples if example.id == name)


def with_answers(example: Example, **answers: Value) -> Profile:
    """The company of an example with some answers of its own."""
    return Profile({**example.profile.answers, **answers})


SEATS = (
    "coo",
    "president_or_md",
    "vp_operations",
    "operations_director",
    "head_of_operations",
    "operations_manager",
)


@pytest.mark.parametrize("seat", SEATS)
def test_the_same_role_is_never_added_beside_somebody_who_is_not_coping(
    book: Rulebook, full: list[Example], seat: str
) -> None:
    for example in full:
        profile = with_answers(
            example, roles_in_post=frozenset([seat]), operations_leader_fit="struggling"
        )
        told = explain(book, profile)
        if seat in ("coo", "president_or_md"):
            assert told.recommendation.id == "no_new_role", example.id
        elif seat == "operations_manager":
            assert told.recommendation.id != "operations_manager", example.id
        else:
            assert told.recommendation.id in ("no_new_role", "coo"), example.id
        said = f"{told.verdict} {' '.join(notes_told(told, first=True))}"
        assert told.form.id != "already_covered"
        assert "somebody who is not coping solves nothing" in " ".join(said.split()), example.id


@pytest.mark.parametrize("seat", ["vp_operations", "operations_director", "head_of_operations"])
def test_whoever_leads_operations_is_asked_about_before_the_same_seat_is_added(
    book: Rulebook, full: list[Example], seat: str
) -> None:
    added = 0
    for example in full:
        known = {**example.profile.answers, "roles_in_post": frozenset([seat])}
        del known["operations_leader_fit"]
        told = explain(book, Profile(known))
        if told.recommendation.id in ("operations_director", "coo_and_operations_director"):
            added += 1
            assert [n for n in notes_told(told, first=True) if "a second person on it" in n]
    assert added > 5


def test_what_comes_before_a_verdict_stands_right_below_it_on_the_page_and_in_the_text(
    book: Rulebook,
) -> None:
    profile = of(book, "manager_struggles_45_people").profile
    told = explain(book, profile)
    (first,) = notes_told(told, first=True)
    assert first.startswith("First decide about the person who leads operations today")
    text = " ".join(as_text(told, exact(book, profile)).split())
    assert text.index(first) == len(told.verdict) + 1
    assert why.verdict(told).index("First decide about") < why.verdict(told).index("Leaning")
    assert "First decide about" not in why.notes(told)
    assert first not in notes_told(told, first=False)


def test_no_small_company_is_told_to_buy_another_or_to_grow_by_thousands(book: Rulebook) -> None:
    """Every change told for companies under 50 people is one that their size could make."""
    small = [e for e in book.examples if not e.pin and 0 < _people(e) < 50]
    assert len(small) >= 10
    for example in small:
        would = exact(book, example.profile).would_change
        changes = [
            change
            for found in (*would.by_decision.sets, *would.as_it_grows.sets)
            for change in found.changes
        ]
        for change in changes:
            question = book.questionnaire.questions[change.question]
            assert may_become(question, question.changes, change.before, change.after)  # type: ignore[arg-type]
            if question.id == "headcount":
                assert int(str(change.after)) <= 50
        assert not [c.says for c in changes if "also" in c.says and "merger" in c.says]


def _people(example: Example) -> int:
    people = example.profile.known("headcount")
    return people if isinstance(people, int) else 0


def test_a_co_operative_hears_of_its_members_and_not_of_donors_alone(book: Rulebook) -> None:
    profile = with_answers(of(book, "charity_75_people"), headcount=180, annual_revenue=40_000_000)
    told = explain(book, profile)
    said = [r.sentence for r in (*told.reasons_for, *told.reasons_against)]
    (outward,) = [s for s in said if "divides the lead" in s]
    assert "co-operative" in outward
    assert "members, funders and partners" in outward


def test_whoever_looks_for_a_coo_is_asked_why_the_last_one_left(book: Rulebook) -> None:
    told = explain(book, of(book, "founder_software_120_people").profile)
    assert told.recommendation.id == "coo"
    assert [note for note in told.notes if "ask why that person left" in note]


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
