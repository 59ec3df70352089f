"""The condition language: what each form means, and that nothing else is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.conditions import LEVELS
from advisor.loading.conditions import condition, levels
from advisor.loading.faults import Misread
from advisor.loading.names import names_of
from tests.loading import small

QUESTIONS = small.questionnaire().weighed()
REPORTS = QUESTIONS["direct_reports"]
DECISIONS = QUESTIONS["to_hand_over"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("overloaded", {"overloaded"}),
        ("few or overloaded", {"few", "overloaded"}),
        ("few or usual or stretched", {"few", "usual", "stretched"}),
        ("stretched and above", {"stretched", "overloaded"}),
        ("usual and below", {"few", "usual"}),
        ("not usual", {"few", "stretched", "overloaded"}),
        ("  not \n usual ", {"few", "stretched", "overloaded"}),
    ],
)
def test_one_band_forms(words: str, names: set[str]) -> None:
    read = condition(REPORTS, words)
    assert (read.test, read.names) == ("is", names)
    assert read.words == " ".join(words.split())


def test_choices_are_above_and_below_each_other_in_the_order_listed() -> None:
    assert condition(QUESTIONS["ownership"], "family and above").names == {"family", "listed"}


def test_levels_use_the_same_words() -> None:
    assert levels("need", "moderate and above") == {"moderate", "high"}
    assert levels("need", "not low") == {"moderate", "high"}
    with pytest.raises(Misread) as caught:
        levels("need", "medium")
    assert caught.value.faults[0].legal == LEVELS


@pytest.mark.parametrize(
    ("words", "test", "names", "count"),
    [
        ("includes hiring", "includes any", {"hiring"}, 0),
        ("includes none", "includes any", {"none"}, 0),
        ("includes any of hiring, spending", "includes any", {"hiring", "spending"}, 0),
        ("includes any of hiring,spending", "includes any", {"hiring", "spending"}, 0),
        ("includes none of hiring, spending", "includes none", {"hiring", "spending"}, 0),
        ("at least 3", "at least", set(), 3),
        ("at most 0", "at most", set(), 0),
    ],
)
def test_several_choice_forms(words: str, test: str, names: set[str], count: int) -> None:
    read = condition(DECISIONS, words)
    assert (read.test, read.names, read.count) == (test, names, count)


def test_none_counts_as_no_choice() -> None:
    assert condition(DECISIONS, "at most 0").satisfied_by(DECISIONS, frozenset({"none"}))


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (">= 13", "Write overloaded and above."),
        ("> 5", "Write usual and above."),
        ("< 6", "Write few and below."),
        ("<= 8", "Write usual and below."),
        ("at most 8", "Write usual and below."),
        ("7", "Write usual."),
        ("= usual", "Write usual."),
        ("!= usual", "Write not usual."),
        ("≥ 9", "Write stretched and above."),
        ("9 and above", "Write stretched and above."),
        ("6 or more", "Write usual and above."),
        ("8 or less", "Write usual and below."),
        ("6+", "Write usual and above."),
        ("above 8", "Write stretched and above."),
        ("9-12", "Write stretched."),
        ("9 to 15", "Write stretched or overloaded."),
        ("between 6 and 9", "Write usual or stretched."),
        (">= stretched", "Write stretched and above."),
        ("stretched or above", "Write stretched and above."),
        ("stretched or more", "Write stretched and above."),
        ("at least stretched", "Write stretched and above."),
        ("usual or less", "Write usual and below."),
        ("usual or stretched and above", "Write usual or stretched or overloaded."),
        ("few OR overloaded", "Write few or overloaded."),
    ],
)
def test_a_number_is_put_into_the_words_that_say_the_same(words: str, remedy: str) -> None:
    with pytest.raises(Misread) as caught:
        condition(REPORTS, words)
    assert caught.value.faults[0].remedy == remedy
    assert condition(REPORTS, remedy.removeprefix("Write ").removesuffix(".")).names


def test_a_number_inside_a_band_leads_to_the_bands_of_the_question() -> None:
    with pytest.raises(Misread) as caught:
        condition(REPORTS, ">= 10")
    assert caught.value.faults[0].remedy == (
        "Write stretched and above. For another threshold, change the bands of the question."
    )


def test_two_unknown_bands_are_both_told() -> None:
    with pytest.raises(Misread) as caught:
        condition(REPORTS, "fw or usal")
    assert [fault.word for fault in caught.value.faults] == ["fw", "usal"]


def test_bands_are_shown_with_their_numbers() -> None:
    assert names_of(REPORTS).shown == (
        "few (0-5)",
        "usual (6-8)",
        "stretched (9-12)",
        "overloaded (13-60)",
    )
    assert names_of(QUESTIONS["budget"]).shown == (
        "nothing (from 0 to under 50,000)",
        "part_time (from 50,000 to under 150,000.5)",
        "full_time (150,000.5 to 1,000,000)",
    )
    assert "large (250 to 1,000)" in names_of(QUESTIONS["headcount"]).shown


TOKENS = st.sampled_from(
    ["a", "b", "c", "x", "not", "or", "and", "above", "below", "includes", "any", "none", "of",
     "all", "at", "least", "most", "2", "9", ">=", ",", "unknown", "A", "", "{", "\n"]
)  # fmt: skip
KINDS = st.sampled_from(["number", "scale", "choice", "choices"])


@small.quick
@given(st.lists(TOKENS, max_size=7).map(" ".join), KINDS)
def test_any_words_are_a_condition_or_a_fault_with_a_remedy(words: str, kind: str) -> None:
    question = QUESTIONS[{"choices": "motives", "scale": "processes"}.get(kind, "direct_reports")]
    if kind == "choice":
        question = QUESTIONS["ownership"]
    names = dict(zip("abc", question.cells, strict=False))
    stated = " ".join(names.get(word, word) for word in words.split(" "))
    try:
        read = condition(question, stated)
    except Misread as misread:
        for fault in misread.faults:
            assert fault.what.endswith((".", '"'))
            assert fault.remedy or fault.legal
    else:
        assert read.names <= set(question.cells)
        assert read.names or read.test in ("at least", "at most", "is")


def test_a_question_with_one_more_band_gets_it_into_and_above() -> None:
    more = replace(REPORTS, bands=(*REPORTS.bands, replace(REPORTS.bands[-1], name="b", start=40)))
    assert "b" in condition(more, "stretched and above").names
