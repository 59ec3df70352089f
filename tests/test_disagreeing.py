"""Where several people's answers differ: symmetric, nothing where they agree, largest first."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from advisor.compared import disagreements, left_open, steps_apart
from advisor.questionnaire import UNKNOWN, Profile, Question, Value
from tests.random_rulebooks import QUESTIONNAIRE, profiles, replies
from tests.sample_book import QUESTIONNAIRE as SAMPLE
from tests.sample_book import QUESTIONS


@some.composite
def two_answers(draw: some.DrawFn) -> tuple[Question, Value, Value]:
    question = draw(some.sampled_from(list(QUESTIONNAIRE.questions.values())))
    known = [r for r in replies(question) if r is not None and r is not UNKNOWN]
    one, other = (draw(some.sampled_from(known)) for _ in range(2))
    return question, one, other  # type: ignore[return-value]


@given(two_answers())
def test_two_answers_are_as_far_apart_either_way_and_not_at_all_where_equal(
    given: tuple[Question, Value, Value],
) -> None:
    question, one, other = given
    apart = steps_apart(question, one, other)
    assert apart == steps_apart(question, other, one)
    assert (apart == 0) is (one == other)
    assert apart >= 0


@given(some.lists(profiles(), min_size=1, max_size=4))
def test_exactly_the_questions_with_two_different_answers_are_listed_largest_first(
    found: list[Profile],
) -> None:
    sheets = {f"Person {number}": profile for number, profile in enumerate(found)}
    told = disagreements(QUESTIONNAIRE, sheets)
    assert {one.question.id for one in told} == {
        name
        for name in QUESTIONNAIRE.questions
        for one, other in combinations(found, 2)
        if one.known(name) is not None
        and other.known(name) is not None
        and one.known(name) != other.known(name)
    }
    sizes = [one.apart for one in told]
    assert sizes == sorted(sizes, reverse=True)
    backwards = disagreements(QUESTIONNAIRE, dict(reversed(sheets.items())))
    assert {one.question.id: one.apart for one in told} == {
        one.question.id: one.apart for one in backwards
    }


@given(profiles())
def test_nobody_disagrees_with_the_same_answers(profile: Profile) -> None:
    assert disagreements(QUESTIONNAIRE, {"One": profile, "Other": profile}) == ()


def test_numbers_are_apart_by_bands_and_choices_by_what_one_alone_picked() -> None:
    people, roles = QUESTIONS["headcount"], QUESTIONS["roles_in_post"]
    assert steps_apart(people, 10, 300) == 2
    assert steps_apart(people, 10, 60) == 1
    assert 0 < steps_apart(people, 10, 20) < 1
    assert steps_apart(QUESTIONS["cash"], "long", "short") == 1
    assert steps_apart(roles, frozenset(["coo"]), frozenset(["vp_operations"])) == 2
    assert steps_apart(roles, frozenset(["coo"]), frozenset(["coo", "vp_operations"])) == 1


def test_what_is_left_open_tells_not_answered_from_not_sure() -> None:
    sheet = Profile({"headcount": 10, "cash": UNKNOWN})
    found = left_open(tuple(SAMPLE.questions.values()), sheet)
    assert [q.id for q in found.unsure] == ["cash"]
    assert "headcount" not in {q.id for q in found.missing}
    assert len(found.missing) == len(SAMPLE.questions) - 2
