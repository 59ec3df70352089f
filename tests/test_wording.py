"""Answers as they read in a sentence."""

from __future__ import annotations

import pytest

from advisor.questionnaire import Band, Choice, Question
from advisor.wording import grouped, listed, money, sentence, spoken, stretch

PEOPLE = Question(
    "people", "s", "", "", "number", unit="people", unit_one="person", high=60,
    bands=(Band("few", 0), Band("usual", 6), Band("many", 13)),
)  # fmt: skip
CASH = Question("cash", "s", "", "", "number", unit="US dollars a year", bands=(Band("any", 0),))
WEEK = Question("week", "s", "", "", "number", unit="percent", bands=(Band("any", 0),))
PLANS = Question(
    "plans", "s", "", "", "choices",
    choices=(Choice("a", "Open a site", "a new site"), Choice("b", "Buy", "an acquisition")),
)  # fmt: skip
ORDER = Question(
    "order", "s", "", "", "scale", steps=("In people's heads", "", "", "", "Written"), low=1, high=5
)


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        (PEOPLE, 14, "14 people"),
        (PEOPLE, 1, "1 person"),
        (PEOPLE, 1200, "1,200 people"),
        (PEOPLE, 7.5, "7.5 people"),
        (CASH, 950_000, "$950,000"),
        (CASH, 2_300_000, "$2.3 million"),
        (CASH, 15_000_000, "$15 million"),
        (CASH, -1_250_000, "\u2212$1.25 million"),
        (WEEK, 45, "45 %"),
        (PLANS, frozenset(["b", "a"]), "a new site and an acquisition"),
        (ORDER, 1, "in people's heads"),
    ],
)
def test_an_answer_reads_with_its_unit(question: Question, value: object, words: str) -> None:
    assert spoken(question, value) == words  # type: ignore[arg-type]


def test_a_sentence_quotes_the_answer_and_starts_with_a_capital() -> None:
    told = sentence("{plans} and {people}.", {"plans": PLANS, "people": PEOPLE},
                    {"plans": frozenset(["b"]), "people": 2})  # fmt: skip
    assert told == "An acquisition and 2 people."


def test_an_answer_is_quoted_once_and_never_read_as_a_template() -> None:
    tricky = Question("q", "s", "", "", "choice", choices=(Choice("x", "X", "{people}"),))
    assert sentence("{q}", {"q": tricky, "people": PEOPLE}, {"q": "x", "people": 3}) == "{people}"


@pytest.mark.parametrize(
    ("band", "words"),
    [
        ("few", "under 6 people"),
        ("usual", "6 to under 13 people"),
        ("many", "13 people or more"),
    ],
)
def test_a_band_reads_as_the_numbers_it_covers(band: str, words: str) -> None:
    assert stretch(PEOPLE, band) == words


def test_words_are_listed_with_one_and() -> None:
    assert [listed([]), listed("a"), listed("ab"), listed("abc")] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("dollars", "words"),
    [(999_999_999, "$1 billion"), (999_600, "$999,600"), (1e12, "$1 trillion"), (0, "$0")],
)
def test_money_never_reads_as_a_thousand_million(dollars: float, words: str) -> None:
    assert money(dollars) == words


def test_numbers_keep_their_decimals_only_where_they_have_some() -> None:
    assert [grouped(10), grouped(10.50), grouped(-3)] == ["10", "10.5", "\u22123"]
