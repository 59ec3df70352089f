"""How a report reads to a board: one thing told once, options told apart, nothing at odds."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from advisor.explanation import explain
from advisor.questionnaire import Profile, Value
from advisor.reports import Costs, Report
from advisor.reports.content.blocks import clean
from advisor.reports.model import Table
from advisor.reports.pdf import pdf
from advisor.telling import rests_on, rival, speaks_for
from tests.reports.cases import BOOK, COMPANIES, company, joined, report, texts

FOUNDER, AGENCY, HOSPITAL, COVERED, LISTED = COMPANIES[:5]


def with_answers(name: str, **answers: Value) -> Profile:
    """A worked example with some answers changed."""
    found = company(name)
    return replace(found, answers={**found.answers, **answers})


def table(told: Report, begins: str) -> list[list[str]]:
    """The rows of the table whose caption begins so."""
    tables = [b for b in told.blocks() if isinstance(b, Table) and b.caption.startswith(begins)]
    return [[joined(cell) for cell in row] for found in tables for row in found.rows]


def test_options_that_are_close_are_told_apart() -> None:
    explanation = explain(BOOK, company(LISTED))
    other = rival(explanation)
    assert other
    ahead, behind = explanation.recommendation, other.outcome
    one, two = (
        {reason.rule.id for reason in speaks_for(explanation, *pair)}
        for pair in ((ahead, behind), (behind, ahead))
    )
    assert one
    assert two
    assert not one & two
    told = set(texts(report(company(LISTED))))
    assert any("between the two." in text for text in told)
    assert not any("first guess" in text for text in told)
    assert any(f"if \u201c{explanation.form.name}\u201d is chosen" in text for text in told)
    assert any("the option that is just ahead" in text for text in told)


@pytest.mark.parametrize(
    ("profile", "name", "says"),
    [
        (company(FOUNDER), "Ltd", "Ltd is a venture-backed company at series B with 120 people and "
         "revenue of $18 million a year. It has 8 departments and 2 sites in 3 countries."),
        (with_answers(AGENCY, departments=0), "", "The company is an owner-managed company with "
         "14 people and revenue of $1.6 million a year. It has 1 site in 1 country."),
        (Profile({q: company(FOUNDER).answers[q] for q in
                  ("countries", "sector", "ceo_type", "delivery_trend", "main_pain")}),
         "", "The company works in 3 countries."),
        (with_answers(AGENCY, ownership="nonprofit"), "",
         "The company is a non-profit or co-operative with 14 people and a budget of $1.6 million "
         "a year. It has 2 departments and 1 site in 1 country."),
    ],
    ids=["whole", "no departments", "countries alone", "non-profit"],
)  # fmt: skip
def test_the_company_is_told_in_two_sentences(profile: Profile, name: str, says: str) -> None:
    assert says in set(texts(report(replace(profile, company=name))))


def test_nothing_of_a_kind_is_no_zero() -> None:
    told = list(texts(report(with_answers(AGENCY, management_layers=0))))
    assert not any("0 management layers" in text for text in told)
    assert "No management layers" in told


def test_every_option_says_what_it_leaves_open_and_how_it_is_undone() -> None:
    rows = table(report(company(FOUNDER)), "What each option is for")
    assert len(rows) == len(BOOK.outcomes)
    assert all(all(cell for cell in row) for row in rows)


def test_costs_say_what_they_are_made_of_and_when_they_go_beyond_the_budget() -> None:
    costs = Costs(150_000, 200_000, on_costs=30, hiring_fee=40_000)
    told = report(with_answers(FOUNDER, role_budget=200_000), costs=costs)
    rows = {row[0]: row[1:] for row in table(told, "Cost")}
    assert rows["First year in all"] == [
        "$235,000 to $300,000", "Worked out: salary, on-costs and hiring fee"
    ]  # fmt: skip
    assert rows["Each later year"] == ["$195,000 to $260,000", "Worked out: salary and on-costs"]
    beyond = "A year costs more than the budget that was answered, $200,000, at the highest figure."
    assert beyond in set(texts(told))
    euros = report(with_answers(FOUNDER, role_budget=200_000), costs=replace(costs, currency="EUR"))
    assert not any("A year costs more" in text for text in texts(euros))
    bare = {row[0]: row[2] for row in table(report(company(FOUNDER), costs=Costs(90_000)), "Cost")}
    assert bare["First year in all"] == "Worked out: salary; no on-costs were given"


def test_a_measure_begins_where_the_answer_to_its_question_stands() -> None:
    today = {row[0]: row[1] for row in table(report(company(FOUNDER)), "Measures")}
    told = {measure.partition(",")[0].rstrip("."): text for measure, text in today.items()}
    assert told["Commitments between teams kept on time"].startswith("Failed hand-offs")
    assert told["Share of the CEO's week spent outside the company"].endswith(": 50 %")
    assert told["Milestones of the yearly plan delivered on time"].startswith("To be measured")


def test_a_step_without_a_day_says_when_in_its_own_words() -> None:
    by = [row[3] for row in table(report(company(FOUNDER)), "The plan")]
    assert by[:3] == ["6 December 2026", "Before the search opens", "3 January 2027"]


def test_more_under_the_ceo_than_report_to_the_ceo_is_said() -> None:
    says = "some of those drawn under the CEO must report to somebody else"
    assert any(says in text for text in texts(report(company(LISTED))))
    assert not any(says in text for text in texts(report(company(FOUNDER))))


def test_every_responsibility_stands_in_one_table_and_every_rule_in_its_own_words() -> None:
    told = report(company(FOUNDER, matrix=True))
    section = next(s for s in told.sections if s.heading == "Who does what, today and after")
    assert section.id.startswith("answers-")
    assert len(table(told, "Every responsibility")) == len(BOOK.questionnaire.responsibilities)
    alone = report(company(FOUNDER, matrix=True), sections=frozenset({"responsibilities"}))
    assert len(table(alone, "Every responsibility")) == len(BOOK.questionnaire.responsibilities)
    rules = {row[0]: row[1] for row in table(told, "Rules that apply")}
    assert rules["sites_few"].startswith("2 sites")
    assert rules["sites_few"].endswith("Its points cancel out here.")


def test_cautions_are_no_questions() -> None:
    told = report(company(FOUNDER), variant="adviser")
    (asked,) = (s for s in told.sections if s.id == "questions")
    (talk,) = (s for s in told.sections if s.heading == "Points to talk through")
    caution = next(n for n in explain(BOOK, company(FOUNDER)).notes if not n.endswith("?"))
    assert caution in set(texts(replace(told, sections=(talk,))))
    assert caution not in set(texts(replace(told, sections=(asked,))))


def test_only_a_sheet_without_a_gap_rests_on_everything() -> None:
    whole = explain(BOOK, company(FOUNDER, matrix=True))
    assert rests_on(whole).endswith("28 of 28 responsibilities: everything that can count")
    assert ": everything" not in rests_on(explain(BOOK, company(AGENCY)))


def test_marks_piled_on_a_letter_stay_inside_their_line() -> None:
    assert clean("a" + "\u0301" * 500) == "a" + "\u0301" * 5
    for name in (
        "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd",
        "\u0e1a\u0e23\u0e34\u0e29\u0e31\u0e17",
    ):
        assert clean(name) == name


@pytest.mark.parametrize(("name", "matrix"), [(FOUNDER, True), (HOSPITAL, False), (AGENCY, False)])
def test_the_chapters_fill_eight_to_twelve_pages(name: str, matrix: bool) -> None:
    reader = PdfReader(BytesIO(pdf(report(company(name, matrix=matrix)))))
    first = next(e for e in reader.outline if not isinstance(e, list) and "All answers" in e.title)  # type: ignore[operator]
    assert 8 <= (reader.get_destination_page_number(first) or 0) <= 12
