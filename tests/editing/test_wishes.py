"""A wish becomes a wanted case, and a worked example that loads and expects what was wished."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.editing.files import texts_in
from advisor.editing.splicing import spliced
from advisor.editing.wishes import (
    WANTED,
    Wish,
    as_example,
    problem_with_id,
    problem_with_sentence,
    rejudged,
)
from advisor.loading import load_texts
from advisor.questionnaire import UNKNOWN, Holding, Profile
from tests.loading import small

TEXTS = texts_in(small.FOLDER)
BOOK = load_texts(TEXTS)
PROFILE = Profile(
    {
        "headcount": 90,
        "budget": 150000.5,
        "to_hand_over": frozenset(["hiring", "spending"]),
        "part_time": "no",
        "ownership": UNKNOWN,
    },
    {"r01": Holding("nobody", "poorly"), "r02": Holding("ceo")},
    "Secret: Client #1",
)
WISH = Wish("A client", PROFILE, "coo", "full_time_coo", 'Work piles up: "everywhere".')


def test_an_added_example_holds_the_answers_but_never_the_name_of_the_company() -> None:
    after = spliced(TEXTS, [as_example(TEXTS, "busy_firm", WISH.because, WISH)])
    (added,) = (e for e in load_texts(after).examples if e.id == "busy_firm")
    assert added.profile == replace(PROFILE, company="")
    assert (added.allowed, added.forms) == ({"coo"}, {"full_time_coo"})
    assert added.says == WISH.because
    assert "Secret" not in "".join(after.values())
    assert {name for name in after if after[name] != TEXTS[name]} == {"examples/companies.yaml"}
    assert after["examples/companies.yaml"].startswith(TEXTS["examples/companies.yaml"].rstrip())


def test_without_the_usual_file_an_example_gets_one_of_its_own() -> None:
    texts = {name: text for name, text in TEXTS.items() if not name.startswith("examples/")}
    after = spliced(texts, [as_example(texts, "busy_firm", WISH.because, WISH)])
    assert [e.id for e in load_texts(after).examples] == ["busy_firm"]


def test_a_worked_example_that_is_judged_anew_keeps_all_else() -> None:
    (founder, *_) = BOOK.examples
    wish = replace(WISH, example=founder, recommendation="operations_director", form="")
    after = spliced(TEXTS, rejudged(wish))
    (judged, *_) = load_texts(after).examples
    assert judged.allowed == {"operations_director"}
    assert judged.forms == frozenset()
    assert judged.profile == founder.profile
    assert judged.link == founder.link
    assert rejudged(WISH) == ()
    assert rejudged(replace(WISH, example=founder)) == ()


def test_the_wanted_case_takes_no_id_that_an_example_has() -> None:
    assert WISH.as_case({WANTED}).id not in {WANTED}
    (founder, *_) = BOOK.examples
    assert replace(WISH, example=founder).as_case({founder.id}).id == founder.id


@pytest.mark.parametrize("name", ["", "Bakery", "bakery shop", "1st", "é", "a" * 81, "taken"])
def test_an_id_that_will_not_do_is_told(name: str) -> None:
    assert problem_with_id(name, {"taken"})
    assert not problem_with_id("bakery_2", {"taken"})


@pytest.mark.parametrize("text", ["", " \n", "x" * 301, "a\u202eb"])
def test_a_sentence_that_will_not_do_is_told(text: str) -> None:
    assert problem_with_sentence(text)
    assert not problem_with_sentence("Because it is so.")
