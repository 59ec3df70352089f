"""Two advices held against each other: what differs, and whether answers or rules are why."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as some

from advisor.compared import (
    NO_ADVICE,
    Compared,
    Moved,
    Side,
    compare,
    result,
    rows_replaced,
    side,
    side_of,
    told_of,
)
from advisor.explanation import explain
from advisor.questionnaire import Holding, Profile
from advisor.rulebook import Rulebook
from advisor.screens.trying.comparison import (
    answers_replaced,
    reasons_compared,
    side_by_side,
    why_in_one_sentence,
)
from advisor.storage import Told
from tests.random_rulebooks import profiles, rulebooks
from tests.sample_book import BOOK, PROFILES

COO, DIRECTOR = PROFILES["coo"], PROFILES["operations_director"]


def told_by(book: Rulebook, profile: Profile, rules: str) -> Side:
    """A side that was told by a rulebook of its own."""
    return replace(side(book, rules, profile), rules=rules)


def old_book(*without: str) -> Rulebook:
    """The sample rules without some, as they were once."""
    rules = tuple(rule for rule in BOOK.rules if rule.id not in without)
    return replace(BOOK, rules=rules, fingerprint="old", version="0.9")


@some.composite
def several(draw: some.DrawFn) -> tuple[Rulebook, Side, Side]:
    """Today's rules, and two sides that were told by them or by earlier ones."""
    books = [
        replace(draw(rulebooks()), fingerprint=name, version=name)
        for name in ("today", "older", "oldest")
    ]
    sides = [side(draw(some.sampled_from(books)), "A side", draw(profiles())) for _ in range(2)]
    return books[0], sides[0], sides[1]


def rules_of(moved: tuple[Moved, ...]) -> list[str]:
    return sorted(one.told.rule for one in moved)


def reasons_in(told: Told) -> set[str]:
    return {reason.rule for reason in (*told.reasons_for, *told.reasons_against)}


@given(several())
def test_a_side_compared_with_itself_differs_in_nothing(
    given: tuple[Rulebook, Side, Side],
) -> None:
    book, one, _ = given
    same = compare(book, one, one)
    assert (same.answers, same.rows) == ((), ())
    assert (same.came, same.went, same.shut, same.opened) == ((), (), (), ())
    assert (same.answers_differ, same.rules_differ, same.moved_by) == (False, False, frozenset())


@given(several())
def test_swapping_the_sides_swaps_old_and_new(given: tuple[Rulebook, Side, Side]) -> None:
    book, one, other = given
    there, back = compare(book, one, other), compare(book, other, one)
    assert [(a.question, a.before, a.after) for a in there.answers] == [
        (a.question, a.after, a.before) for a in back.answers
    ]
    assert (there.came, there.shut) == (back.went, back.opened)
    assert (there.went, there.opened) == (back.came, back.shut)
    assert there.moved_by == back.moved_by
    assert [(s.cause, s.before, s.after) for s in there.steps] == [
        (s.cause, s.after, s.before) for s in reversed(back.steps)
    ]


@given(several())
def test_the_steps_add_up_to_the_whole_change(given: tuple[Rulebook, Side, Side]) -> None:
    book, one, other = given
    found = compare(book, one, other)
    way = [found.steps[0].before, *(step.after for step in found.steps)]
    assert (way[0], way[-1]) == (one.told, other.told)
    assert [step.before for step in found.steps[1:]] == way[1:-1]
    whole = reasons_in(one.told) ^ reasons_in(other.told)
    parts: set[str] = set()
    for step in found.steps:
        parts ^= reasons_in(step.before) ^ reasons_in(step.after)
    assert parts == whole == {m.told.rule for m in (*found.came, *found.went)}
    assert bool(found.moved_by) or result(one.told) == result(other.told)


@given(several())
def test_a_step_because_of_the_rules_has_the_same_answers(
    given: tuple[Rulebook, Side, Side],
) -> None:
    book, one, other = given
    found = compare(book, one, other)
    if not found.rules_differ:
        assert [step.cause for step in found.steps] == ["answers"]
    if not found.answers_differ:
        assert found.moved_by <= {"rules"}
        assert all(moved.cause == "rules" for moved in (*found.came, *found.went))


@given(several())
def test_whatever_differs_is_told_in_one_sentence_and_as_text(
    given: tuple[Rulebook, Side, Side],
) -> None:
    found = compare(*given)
    sentence = why_in_one_sentence(found)
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    assert ("changes" in sentence) or result(found.old.told) == result(found.new.told)
    side_by_side(found, dated=True)
    answers_replaced(found)
    reasons_compared(found)


def compared(old: Side, new: Side) -> Compared:
    return compare(BOOK, old, new)


def test_other_answers_by_the_same_rules_are_because_of_the_answers() -> None:
    found = compared(side(BOOK, "Then", COO), side(BOOK, "Now", DIRECTOR))
    assert why_in_one_sentence(found) == (
        "The recommendation changes: from Chief Operating Officer to Operations Director, because "
        "the answers changed; the rules did not."
    )
    assert "because of the answers" not in reasons_compared(found)


def test_the_same_answers_by_other_rules_are_because_of_the_rules() -> None:
    then = side(old_book("whole_company", "overloaded", "outside"), "Then", COO)
    found = compared(then, side(BOOK, "Now", COO))
    assert then.told.outcome != found.new.told.outcome
    assert why_in_one_sentence(found).endswith(", because the rules changed; the answers did not.")
    assert {"whole_company", "overloaded", "outside"} & set(rules_of(found.came))
    assert {moved.cause for moved in found.came} == {"rules"}


def test_both_are_told_with_what_the_rules_alone_would_do() -> None:
    then = side(old_book("whole_company", "overloaded", "outside"), "Then", COO)
    found = compared(then, side(BOOK, "Now", PROFILES["operations_manager"]))
    assert found.moved_by == {"rules", "answers"}
    told = why_in_one_sentence(found)
    assert "because both the answers and the rules changed" in told
    assert "Chief Operating Officer" in told


def test_each_reason_says_whether_rules_or_answers_brought_it() -> None:
    then = side(old_book("overloaded"), "Then", COO)
    found = compared(then, side(BOOK, "Now", COO.with_answer("cash", "short")))
    causes = {moved.told.rule: moved.cause for moved in (*found.came, *found.went)}
    assert causes == {"overloaded": "rules", "cash_short": "answers", "cash_long": "answers"}
    told = reasons_compared(found)
    assert told.count("(because of the rules)") == 1
    assert told.count("(because of the answers)") == 2


def test_rules_and_answers_that_cancel_out_say_so() -> None:
    earlier = old_book("whole_company", "overloaded", "outside")
    then = side(earlier, "Then", COO)
    twin = next(
        (p for p in PROFILES.values() if result(side(BOOK, "", p).told) == result(then.told)), None
    )
    new = side(BOOK, "Now", twin or COO)
    then = then if twin else replace(then, told=new.told)
    found = compared(then, new)
    assert "cancel out" in why_in_one_sentence(found) or not found.answers_differ


def test_sides_that_stay_the_same_say_what_changed_anyway() -> None:
    now = side(BOOK, "Now", COO)
    other = replace(now, rules="old")
    assert why_in_one_sentence(compared(now, now)).endswith("; answers and rules are the same.")
    assert why_in_one_sentence(compared(other, now)).endswith(
        ", though the rules changed; the answers did not."
    )
    strange = replace(now, told=replace(now.told, form="other", form_name="Other"))
    assert "this program weighs them otherwise now" in why_in_one_sentence(compared(strange, now))


def test_too_few_answers_are_no_recommendation() -> None:
    few = side(BOOK, "Early", Profile({"headcount": 120}))
    assert few.told == NO_ADVICE
    assert "from no recommendation to Chief Operating Officer" in why_in_one_sentence(
        compared(few, side(BOOK, "Now", COO))
    )
    assert "There is no recommendation on either side" in why_in_one_sentence(compared(few, few))
    assert side_of("As it is", explain(BOOK, few.profile)).told == told_of(
        explain(BOOK, few.profile)
    )


def test_rows_that_differ_are_told_with_their_holders() -> None:
    held = Profile({}, {"r01": Holding("ceo", "well")})
    (row,) = rows_replaced(BOOK.questionnaire, Profile({}), held)
    assert (row.before, row.after) == ("not told", "the CEO; Well")
    assert rows_replaced(BOOK.questionnaire, held, held) == ()
