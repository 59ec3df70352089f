"""Numbers are read the way people write them, and what is unclear is asked back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from advisor.loading.typed_numbers import read_number, wanted
from advisor.questionnaire import (
    AtMostTogether,
    Band,
    Choice,
    Question,
    Questionnaire,
    Section,
)
from advisor.screens.entry import as_typed, problem_with, problems
from advisor.storage import Draft
from advisor.wording import grouped

PEOPLE = Question(
    "people", "all", "How many?", "", "number", unit="people", unit_one="person",
    says="people who work here", low=1, high=1_000_000, bands=(Band("few", 1), Band("many", 30)),
)  # fmt: skip
MONEY = Question(
    "money", "all", "How much?", "", "number", unit="US dollars a year", says="annual revenue",
    low=-(10**12), high=10**12, bands=(Band("any", -(10**12)),),
)  # fmt: skip
INSIDE, OUTSIDE = (
    Question(name, "all", "What share?", "", "number", unit="percent", says=f"the {name} share",
             low=0, high=100, bands=(Band("little", 0), Band("much", 45)))
    for name in ("inside", "outside")
)  # fmt: skip
ROLES = Question(
    "roles", "all", "Which?", "", "choices", most=2,
    choices=tuple(Choice(i, i.title(), i) for i in ("coo", "director", "manager", "none")),
)  # fmt: skip
QUESTIONNAIRE = Questionnaire(
    (Section("all", "All", ""),),
    {q.id: q for q in (PEOPLE, MONEY, INSIDE, OUTSIDE, ROLES)},
    (AtMostTogether("inside", "outside", 100, "The shares add up to more than 100 percent."),),
)


@pytest.mark.parametrize(
    ("question", "text", "number"),
    [
        (PEOPLE, "14", 14),
        (PEOPLE, " 1,200 ", 1200),
        (PEOPLE, "1 200", 1200),
        (PEOPLE, "1\u202f200", 1200),
        (PEOPLE, "1'200", 1200),
        (PEOPLE, "1.000.000", 1_000_000),
        (PEOPLE, "12.7", 12.7),
        (PEOPLE, "12,5", 12.5),
        (PEOPLE, "14 people", 14),
        (PEOPLE, "1 Person", 1),
        (PEOPLE, "2k", 2000),
        (PEOPLE, "\uff11\uff12", 12),
        (MONEY, "$2 million", 2_000_000),
        (MONEY, "1.5m", 1_500_000),
        (MONEY, "US$ 3bn", 3_000_000_000),
        (MONEY, "2.3 Million dollars a year", 2_300_000),
        (MONEY, "1.250m", 1_250_000),
        (MONEY, "-950,000", -950_000),
        (MONEY, "\u2212$2,500.50", -2500.5),
        (INSIDE, "45%", 45),
        (INSIDE, "45 per cent", 45),
        (INSIDE, "0.125", 0.125),
        (INSIDE, ".5", 0.5),
    ],
)
def test_a_number_is_read_as_people_write_it(question: Question, text: str, number: float) -> None:
    reading = read_number(question, text)
    assert (reading.value, reading.problem) == (number, "")


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        (PEOPLE, "lots", "Enter the number of people who work here, like 30"),
        (PEOPLE, "about 30", "your best estimate"),
        (PEOPLE, "30-40", "your best estimate"),
        (PEOPLE, "30+", "your best estimate"),
        (PEOPLE, "0", "from 1 to 1,000,000"),
        (PEOPLE, "2 million", "from 1 to 1,000,000"),
        (PEOPLE, "1.200", "Enter 1200 or 1.2: the point can mean both"),
        (PEOPLE, "45%", "This is not a percentage"),
        (PEOPLE, "$5", "Enter the number of people who work here"),
        (PEOPLE, "1e5", "Enter the number of people who work here"),
        (PEOPLE, "nan", "Enter the number of people who work here"),
        (PEOPLE, "12,34,56", "Enter the number of people who work here"),
        (MONEY, "5 €", "Enter annual revenue in US dollars, like 2.5m"),
        (MONEY, "9999 trillion", "$1 trillion"),
        (INSIDE, "101", "Enter the inside share as a percentage, from 0 to 100"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_enter(
    question: Question, text: str, told: str
) -> None:
    reading = read_number(question, text)
    assert reading.value is None
    assert told in reading.problem


@given(some.text(max_size=30) | some.from_regex(r"[$-]?[0-9.,' ]{1,12}( ?[a-z%+]{0,8})?"))
def test_any_text_is_either_a_number_within_bounds_or_a_problem(text: str) -> None:
    for question in (PEOPLE, MONEY, INSIDE):
        reading = read_number(question, text)
        assert (reading.value is None) == bool(reading.problem)
        if reading.value is not None:
            assert question.low <= reading.value <= question.high


@given(some.integers(-(10**12), 10**12))
def test_a_number_that_the_program_writes_is_read_back(number: int) -> None:
    assert read_number(MONEY, grouped(number)).value == number
    assert read_number(MONEY, str(number)).value == number


@given(some.sampled_from([PEOPLE, INSIDE, OUTSIDE]))
def test_the_example_in_a_message_is_a_legal_entry(question: Question) -> None:
    example = wanted(question).rpartition("like ")[2]
    assert read_number(question, example).value is not None


def test_two_shares_over_the_limit_are_told_at_both_and_only_then() -> None:
    over = Draft("t", answers={"inside": 70, "outside": 31})
    assert list(problems(QUESTIONNAIRE, over)) == ["inside", "outside"]
    assert not problems(QUESTIONNAIRE, over.with_answer("outside", 30, None))
    assert not problems(QUESTIONNAIRE, over.with_answer("outside", "unknown", None))


@pytest.mark.parametrize(
    ("ticked", "told"),
    [
        (["coo", "none"], "Untick “None”"),
        (["coo", "unknown"], "Untick “I'm not sure”"),
        (["none", "unknown"], "Untick “I'm not sure”"),
        (["coo", "director", "manager"], "Pick at most 2: you ticked 3"),
    ],
)
def test_ticks_that_exclude_each_other_are_told(ticked: list[str], told: str) -> None:
    draft = Draft("t", typed={"roles": ticked})
    assert told in problem_with(QUESTIONNAIRE, draft, ROLES)


def test_a_number_with_a_tick_at_not_sure_is_told() -> None:
    draft = Draft("t", answers={"people": "unknown"}, typed={"people": "12"})
    assert "not both" in problem_with(QUESTIONNAIRE, draft, PEOPLE)


def test_the_field_shows_what_was_typed_or_else_the_answer() -> None:
    assert as_typed(MONEY, Draft("t", answers={"money": 1_500_000})) == "1,500,000"
    typed = Draft("t", answers={"money": 1_500_000}, typed={"money": "1.5m"})
    assert as_typed(MONEY, typed) == "1.5m"
    assert as_typed(MONEY, Draft("t", answers={"money": "unknown"})) == ""
