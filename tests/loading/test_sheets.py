"""Answer sheets: what is taken, and that everything else is told with its remedy."""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.loading import check_answers, read_sheet, read_sheet_text, sheet_of
from advisor.mistakes import Mistake, Mistakes
from advisor.questionnaire import UNKNOWN, Holding, Profile
from tests.loading import small

ASKED = small.questionnaire()


def read(text: str | bytes) -> Profile:
    return read_sheet_text(text, "sheet.yaml", ASKED)


def mistakes_of(text: str | bytes) -> tuple[Mistake, ...]:
    with pytest.raises(Mistakes) as caught:
        read(text)
    return caught.value.mistakes


def told(answer: str) -> str:
    """The one mistake of one answer line, with its line and column."""
    (mistake,) = mistakes_of(f"answers:\n  {answer}\n")
    assert mistake.place.line == 2
    return f"{mistake.place.column} {mistake.message}"


def test_a_whole_sheet_is_read() -> None:
    profile = read(
        """
        company: Übersee & Söhne 🚀
        answers:
          headcount: 120
          budget: 12.5
          processes: 4
          ownership: family
          part_time: no
          to_hand_over: [hiring, spending]
          motives: unknown
        responsibilities:
          r01: {owner: ceo, done: well}
          r02: {owner: nobody, done: unknown}
          r03: unknown
        """
    )
    assert profile.company == "Übersee & Söhne 🚀"
    assert profile.answers == {
        "headcount": 120,
        "budget": 12.5,
        "processes": 4,
        "ownership": "family",
        "part_time": "no",
        "to_hand_over": frozenset({"hiring", "spending"}),
        "motives": UNKNOWN,
    }
    assert profile.responsibilities == {
        "r01": Holding("ceo", "well"),
        "r02": Holding("nobody"),
        "r03": Holding(),
    }


def test_yaml_and_json_say_the_same() -> None:
    sheet = {
        "company": "A",
        "answers": {"headcount": 12.0, "part_time": True, "to_hand_over": ["none"]},
        "responsibilities": {"r01": {"owner": "ceo"}},
    }
    profile = read("company: A\nanswers: {headcount: 12, part_time: yes, to_hand_over: none}\n"
                   "responsibilities: {r01: {owner: ceo}}\n")  # fmt: skip
    for text in (json.dumps(sheet), json.dumps(sheet, indent="\t")):
        assert read(text) == profile


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("120", 120), ("120.0", 120), ("+7", 7), ('"12"', 12), ("1e2", 100), ("1.5E+1", 15),
        (".5e1", 5), ("007", 7), ("1000", 1000), ("1", 1), ("33.333", 33.333),
    ],
)  # fmt: skip
def test_numbers_are_read_exactly(typed: str, number: float) -> None:
    reply = read(f"answers: {{headcount: {typed}}}").answers["headcount"]
    assert reply == number
    assert type(reply) is type(number)


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("1,200", "Write 1200."), ("1_000", "Write 1000."), ("1 000", "Write 1000."),
        ("1.000.000", "Write 1000000."), ("12,5", "Write 12.5."), ("1.200,5", "Write 1200.5."),
        ("$2.5m", "Write 2500000."), ("45 %", "Write 45."), ("about 50", "Write 50."),
        ("120 people", "Write 120."), ("3k", "Write 3000."), ("1'000", "Write 1000."),
        ("unknwn", 'Did you mean "unknown"?'),
    ],
)  # fmt: skip
def test_a_number_with_anything_around_it_says_what_to_write(typed: str, remedy: str) -> None:
    message = told(f'headcount: "{typed}"')
    assert f'headcount should be a number, not "{typed}". {remedy}' in message


@pytest.mark.parametrize("typed", ["0", "1001", "-3", "1e400", "0.999", "1e999999", "9" * 40])
def test_a_number_outside_its_bounds_is_told_with_them(typed: str) -> None:
    assert "14 headcount should be from 1 to 1,000, not" in told(f"headcount: {typed}")


@pytest.mark.parametrize(
    "typed", ["nan", ".inf", "-inf", "Infinity", "yes", "0x10", "1e", "५", "1:30", "--1", "9" * 50]
)
def test_what_is_no_number_is_told(typed: str) -> None:
    assert "14 headcount should be a number, not" in told(f"headcount: {typed}")


@pytest.mark.parametrize("typed", ["", "null", "~"])
@pytest.mark.parametrize("question", ["headcount", "ownership", "to_hand_over", "processes"])
def test_nothing_is_no_answer(question: str, typed: str) -> None:
    message = told(f"{question}: {typed}")
    assert f"{question} has no answer here. Leave the line out, or write unknown." in message


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("headcuont: 3", '3 There is no question "headcuont". Did you mean "headcount"?'),
        ("gap: 30", "3 gap is worked out from the responsibilities; nobody answers it."),
        ("r01: {owner: ceo}", "r01 is a responsibility: put it under responsibilities."),
        ("processes: 2.5", '14 processes takes a whole step, not "2.5".'),
        ("processes: 6", "14 processes should be from 1 to 5"),
        ("headcount: [3]", "3 headcount takes one answer, not a list. Write it on its own."),
        ("headcount: {a: 3}", "3 headcount takes one answer, not keys with values."),
        ("ownership: Listed by law", '14 ownership has no choice "Listed by law".'),
        ("ownership: Family-owned", "Write family."),
        ("ownership: [family]", "3 ownership takes one answer, not a list."),
        ("ownership: yes", '14 ownership has no choice "yes".'),
        ("ownership: true", '14 ownership has no choice "true".'),
        ("part_time: 'true'", 'part_time has no choice "true".'),
        ("to_hand_over: [hirring]", 'to_hand_over has no choice "hirring". Did you mean "hiring"?'),
        ("to_hand_over: hiring, spending", "Write them as a list: [hiring, spending]."),
        ("to_hand_over: []", "to_hand_over has an empty list. Write [none], or leave the line out"),
        ("motives: []", "motives has an empty list. Write [unknown], or leave the line out."),
        ("to_hand_over: [hiring, hiring]", '"hiring" is named twice in to_hand_over.'),
        ("to_hand_over: [none, hiring]", "none stands alone in to_hand_over, and hiring is named"),
        ("to_hand_over: [unknown, hiring]", "unknown stands alone: either it, or a list"),
        ("to_hand_over: [" + "hiring," * 101 + "]", "to_hand_over has a list of 101."),
        ("to_hand_over: [[hiring]]", "to_hand_over takes one answer, not a list."),
        ("to_hand_over: {hiring: yes}", "to_hand_over takes one answer, not keys with values."),
        (
            "motives: [daily_work, change, successor]",
            "motives takes 2 choices at most; 3 are",
        ),
    ],
)
def test_every_other_mistake_in_an_answer(answer: str, words: str) -> None:
    assert words in told(answer)


def test_two_shares_of_one_week_are_told_together() -> None:
    assert read("answers: {time_inside: 33.4, time_outside: 66.6}").answers["time_inside"] == 33.4
    message = told("{time_inside: 60, time_outside: 40.1}")
    assert "add up to more than 100 percent. These are time_inside (60) and time_outside" in message


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("r09: {owner: ceo}", '3 There is no responsibility "r09". Did you mean "r0'),
        ("r01: {owner: CEO}", 'owner of r01 cannot be "CEO". Did you mean "ceo"?'),
        ("r01: {owner: ceo, done: badly}", 'done of r01 cannot be "badly".'),
        ("r01: {owner: , done: well}", "owner of r01 has no word here. Leave it out, or write"),
        ("r01: {owner: [ceo]}", "owner takes one word."),
        ("r01: {ownr: ceo}", 'r01 has no key "ownr". Did you mean "owner"?'),
        ("r01: ceo", "r01 does not say who holds it. Write r01: {owner: ceo, done: well}"),
        ("r01: {}", "r01 does not say who holds it."),
        ("r01: [ceo]", "r01 does not say who holds it."),
    ],
)
def test_mistakes_in_who_does_what(row: str, words: str) -> None:
    (mistake,) = mistakes_of(f"responsibilities:\n  {row}\n")
    assert words in f"{mistake.place.column} {mistake.message}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "The sheet is empty. A sheet begins with a line answers:"),
        ("null", "The sheet is empty."),
        ("# nothing\n", "The sheet is empty."),
        ("{}", "The sheet has no answers."),
        ("company: A", "The sheet has no answers."),
        ("[1, 2]", "This is no answer sheet."),
        ("120", "This is no answer sheet."),
        ("answers:", "The answers should be keys with values."),
        ("answers: [1]", "The answers should be keys with values."),
        ("answers: {}\nresponsibilities: []", "The responsibilities should be keys with values."),
        ("headcount: 120", "It is a question: put it under answers"),
        ("anwers: {}\nanswers: {}", 'An answer sheet has no key "anwers". Did you mean "answers"?'),
        ("answers: {}\nanswers: {}", '"answers" stands here a second time'),
        ("answers: {headcount: 1, headcount: 2}", '"headcount" stands here a second time'),
        ("company:\nanswers: {}", "company should be a name."),
        ("company: [A]\nanswers: {}", "company should be a name."),
        ('company: "\u200c"\nanswers: {}', "company should be a name."),
        ('company: "A\u200bB"\nanswers: {}', "a character here that cannot be seen (U+200B)."),
        ('company: "A\\nB"\nanswers: {}', "company holds a character that cannot be seen."),
        (f"company: {'A' * 201}\nanswers: {{}}", "company is longer than 200 characters."),
        ("answers: {a: &a 1}", "is a reference, which is not used here"),
        (b"\xff\xfe", "The file is saved as UTF-16."),
    ],
)
def test_mistakes_of_the_sheet_itself(text: str | bytes, words: str) -> None:
    (mistake,) = mistakes_of(text)
    assert words in mistake.message


def test_a_sheet_without_answers_may_say_who_does_what() -> None:
    assert read("responsibilities: {r01: {owner: ceo}}").answers == {}
    assert read("answers: {}").answers == {}


def test_all_mistakes_are_told_at_once() -> None:
    found = mistakes_of(
        "answers:\n  headcount: x\n  ownership: y\ncompny: A\nresponsibilities: 3\n"
    )
    assert [mistake.place.line for mistake in found] == [2, 3, 4, 5]


def test_a_sheet_full_of_mistakes_is_told_in_part() -> None:
    found = mistakes_of("answers:\n" + "".join(f"  question_{i}: 1\n" for i in range(5_000)))
    assert len(found) == 101


def test_a_sheet_is_read_from_a_file_and_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "sheet.yaml"
    sheet.write_bytes(b"\xef\xbb\xbfanswers: {headcount: 3}\r\n")
    assert read_sheet(sheet, ASKED).answers == {"headcount": 3}
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sheet.read_bytes())))
    assert read_sheet(Path("-"), ASKED).answers == {"headcount": 3}


@pytest.mark.parametrize(
    ("name", "words"), [("none.yaml", "There is no such file."), (".", "This is a folder")]
)
def test_a_file_that_cannot_be_read_is_a_mistake(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(Mistakes, match=words):
        read_sheet(tmp_path / name, ASKED)


def test_standard_input_that_cannot_be_read_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: int) -> bytes:
        raise IsADirectoryError

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=SimpleNamespace(read=refused)))
    with pytest.raises(Mistakes, match="standard input\n  This is a folder"):
        read_sheet(Path("-"), ASKED)


def test_a_file_name_that_is_no_name_is_a_mistake() -> None:
    with pytest.raises(Mistakes, match="cannot be read"):
        read_sheet(Path("a\0b"), ASKED)


@pytest.mark.parametrize(
    ("value", "reply"),
    [(True, "yes"), (False, "no"), ("no", "no"), (UNKNOWN, UNKNOWN), ("unknown", UNKNOWN)],
)
def test_answers_of_the_program_itself_are_checked_the_same_way(
    value: object, reply: object
) -> None:
    assert check_answers({"part_time": value}, ASKED).answers == {"part_time": reply}


@pytest.mark.parametrize(
    "value",
    [None, True, float("nan"), float("inf"), 10**5000, [1], {"a": 1}, object(), b"3", 1 + 2j, ""],
    ids=range(11),
)
def test_no_value_of_the_program_breaks_the_check(value: object) -> None:
    with pytest.raises(Mistakes):
        check_answers({"headcount": value}, ASKED)


@pytest.mark.parametrize("value", [{"hiring"}, ("hiring",), frozenset({"hiring"}), "hiring"])
def test_any_collection_of_choices_is_taken(value: object) -> None:
    profile = check_answers({"to_hand_over": value}, ASKED, company="A")
    assert profile.answers == {"to_hand_over": frozenset({"hiring"})}
    assert profile.company == "A"


Replies = st.fixed_dictionaries(
    {},
    optional={
        "headcount": st.integers(1, 1000) | st.floats(1, 1000),
        "processes": st.integers(1, 5),
        "part_time": st.sampled_from(["yes", "no", UNKNOWN]),
        "to_hand_over": st.just(frozenset({"none"}))
        | st.frozensets(st.sampled_from(["hiring", "spending", "priorities"]), min_size=1),
    },
)
Held = st.dictionaries(
    st.sampled_from(["r01", "r02", "r03"]),
    st.builds(
        Holding,
        st.sampled_from([None, "ceo", "not_applicable"]),
        st.sampled_from([None, "well", "poorly"]),
    ),
)


@small.quick
@given(Replies, Held, st.text(st.characters(exclude_categories=["C", "Z"]), max_size=60))
def test_writing_a_sheet_and_reading_it_gives_the_profile_back(
    answers: dict[str, object], held: dict[str, Holding], company: str
) -> None:
    profile = Profile(answers, held, company)  # type: ignore[arg-type]
    sheet = sheet_of(profile)
    assert read(json.dumps(sheet)) == profile
    assert read(json.dumps(sheet, ensure_ascii=False)) == profile


Hostile = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below),
    max_leaves=6,
)
Keys = st.sampled_from([*ASKED.questions, "gap", "r01", "x"])


@small.quick
@given(st.dictionaries(Keys, Hostile), st.dictionaries(Keys, Hostile), st.text())
def test_whatever_is_given_is_a_profile_or_mistakes(
    answers: dict[str, object], held: dict[str, object], company: str
) -> None:
    try:
        profile = check_answers(answers, ASKED, responsibilities=held, company=company)
    except Mistakes as found:
        profile = None
        told = str(found)
    assert told if profile is None else set(profile.answers) == set(answers)


@small.quick
@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_text_is_a_profile_or_mistakes(text: str | bytes) -> None:
    with suppress(Mistakes):
        assert read(text) == Profile({})
