"""Tables take what the questionnaire's own fields take, and name what they do not take."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from advisor.loading import RULES, load_rulebook
from advisor.loading.faults import Misread
from advisor.loading.sheets.portfolio import read_portfolio
from advisor.loading.tables.answers import Answers, Words, plain
from advisor.loading.tables.cells import CellReader, Counted
from advisor.loading.tables.header import Columns, matched
from advisor.loading.typed_numbers import read_number
from advisor.mistakes import Mistakes
from advisor.questionnaire import UNKNOWN, Reply

ASKED = load_rulebook(RULES).questionnaire
QUESTIONS = ASKED.questions
NUMBERS = [q for q in QUESTIONS.values() if q.kind == "number"]


def read(question: str, text: str, *, decimal_comma: bool = False) -> Reply:
    return Answers(QUESTIONS[question], decimal_comma=decimal_comma).reply(text)


def fault(question: str, text: str, *, decimal_comma: bool = False) -> str:
    with pytest.raises(Misread) as misread:
        read(question, text, decimal_comma=decimal_comma)
    return " ".join(f"{f.what} {f.remedy}" for f in misread.value.faults)


TYPED = some.from_regex(
    r"-?[$]?[0-9]{1,3}([,. '][0-9]{1,3}){0,3} ?(k|m|mn|bn|%|people)?", fullmatch=True
)


@given(some.sampled_from(NUMBERS), TYPED | some.text(max_size=12))
def test_a_table_reads_every_number_that_a_field_reads(question: object, text: str) -> None:
    found = read_number(question, text).value  # type: ignore[arg-type]
    if found is not None:
        assert Answers(question).reply(text.strip()) == found  # type: ignore[arg-type]


@given(some.lists(TYPED | some.integers(-5, 10**7).map("{:,}".format), min_size=1, max_size=8))
def test_numbers_read_in_bulk_are_those_read_one_by_one(texts: list[str]) -> None:
    for decimal_comma in (False, True):
        for question in (QUESTIONS["headcount"], QUESTIONS["annual_revenue"]):
            reader = CellReader(decimal_comma=decimal_comma)
            cells, faults = reader.answers(question, pa.array(texts))
            assert isinstance(cells, Counted)
            one_by_one = Answers(question, decimal_comma=decimal_comma)
            for row, text in enumerate(texts):
                try:
                    assert cells.reply(row) == one_by_one.reply(text.strip())
                except Misread:
                    assert row in faults


@pytest.mark.parametrize("question", [q for q in QUESTIONS.values() if q.choices or q.steps])
def test_every_choice_is_read_by_its_label_in_any_letters(question: object) -> None:
    answers = Answers(question)  # type: ignore[arg-type]
    for word, label in answers.words.labels.items():
        for text in (label, label.upper(), word, word.upper().replace("_", " ")):
            if not text.isdigit():
                assert answers.words.meant(text) == word


@pytest.mark.parametrize(
    ("question", "text", "reply"),
    [
        ("ownership", "Family", "family"),
        ("ownership", "series B", "series_b"),
        ("annual_revenue", "$18m", 18_000_000),
        ("annual_revenue", "18M", 18_000_000),
        ("headcount", "1,200", 1200),
        ("headcount", "I'm not sure", UNKNOWN),
        ("revenue_growth", "45 %", 45),
        ("operations_leader_fit", "Strong", "strong"),
        ("part_time_acceptable", "TRUE", "yes"),
        ("handoff_failures", "every week", 5),
        ("handoff_failures", "2.0", 2),
        ("growth_plans", "A new country or market, acquisition", {"new_market", "acquisition"}),
        ("growth_plans", "new_market\nacquisition;", {"new_market", "acquisition"}),
        ("growth_plans", "None of these", {"none"}),
    ],
)
def test_what_people_write_in_spreadsheets_is_read(question: str, text: str, reply: object) -> None:
    assert read(question, text) == reply


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("internal_candidate", "Yes", '"Yes" is no choice of "Is there somebody inside'),
        ("handoff_failures", "-2", '"-2" is no choice of "How often does work go wrong'),
        ("handoff_failures", "\u22122", "is no choice of"),
        ("handoff_failures", "6", "is no choice of"),
        ("headcount", "about 30", "One number is enough: your best estimate."),
        ("headcount", "1.200 people", "Enter 1200 or 1.2: the point can mean both."),
        ("annual_revenue", "18m €", "Enter annual revenue in US dollars, like 2.5m."),
        ("growth_plans", "A sale; None of these", "is no choice of"),
        ("growth_plans", "acquisition;none", '"None of these" stands alone'),
        ("growth_plans", "acquisition, something", "Put ; between several choices."),
    ],
)
def test_what_is_unclear_is_told_by_the_questions_own_words(
    question: str, text: str, told: str
) -> None:
    assert told in fault(question, text)


def test_a_mark_is_read_where_only_one_reading_is_an_answer() -> None:
    assert read("operations_share", "33.333", decimal_comma=True) == 33.333
    assert read("operations_share", "33,333", decimal_comma=True) == 33.333
    assert "can mean both" in fault("headcount", "33,333", decimal_comma=True)


def test_a_name_that_two_words_share_stands_for_neither() -> None:
    words = Words({"a": "The same", "b": "the same", "c": "Other: like a", "d": "Other: like b"})
    assert [words.meant(text) for text in ("The same", "Other", "A", "d")] == ["", "", "a", "d"]


@given(some.text(max_size=20))
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    for question in QUESTIONS.values():
        with suppress(Misread):
            Answers(question, decimal_comma=True).reply(text)


def test_the_nearest_choice_is_named_by_its_label() -> None:
    reader = CellReader()
    _, faults = reader.answers(QUESTIONS["ownership"], pa.array(["serie_b", "Familly"]))
    assert [faults[row][0].remedy for row in (0, 1)] == [
        'Did you mean "Venture investors, series B"?',
        'Did you mean "A family"?',
    ]


def test_a_column_that_is_nearly_a_question_is_named_and_the_others_are_read() -> None:
    header = ["Company name", "Head count", "anual revenue", "Delivery", "Colour", "gap_across"]
    columns, mistakes = matched("t.csv", header, ASKED)
    assert not mistakes
    assert (columns.name, dict(columns.questions)) == (0, {"headcount": 1})
    assert columns.unused == ("anual revenue", "Delivery", "Colour", "gap_across")
    near, derived = (doubt.message for doubt in columns.doubtful)
    assert 'Column "anual revenue" was not read. Did you mean "How much revenue' in near
    assert "worked out from who does what" in derived


def test_a_table_of_cases_says_what_it_leaves_out(tmp_path: Path) -> None:
    cases = pa.table({"headcount": [12], "sites": [2], "site": [3], "Colour": ["red"]})
    parquet.write_table(cases, tmp_path / "a.parquet")
    heard: list[Columns] = []
    (only,) = read_portfolio(tmp_path / "a.parquet", ASKED, heard.append).values()
    assert dict(only.answers) == {"headcount": 12, "sites": 2}
    near, others = heard[0].left_out
    assert near.startswith('Column "site" was not read. Did you mean "How many sites')
    assert others == "Columns that are no question, and were not read: site, Colour."


def test_words_are_compared_without_marks_and_capitals() -> None:
    assert plain("  Yes, in a_YEAR\tor\u00a0more. ") == "yes in a year or more"


def test_percentages_of_excel_are_read_as_they_are_shown(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["operations_share", "headcount"])
    for share in (0.45, 1, 0.33333):
        sheet.append([share, 12])
        sheet.cell(sheet.max_row, 1).number_format = "0.0%"
    workbook.save(tmp_path / "cases.xlsx")
    found = read_portfolio(tmp_path / "cases.xlsx", ASKED)
    assert [profile.known("operations_share") for profile in found.values()] == [45, 100, 33.333]
    sheet.cell(2, 2).number_format = "0%"
    workbook.save(tmp_path / "cases.xlsx")
    with pytest.raises(Mistakes, match="This is not a percentage"):
        read_portfolio(tmp_path / "cases.xlsx", ASKED)
