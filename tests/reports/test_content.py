"""What a report says: complete, in order, numbered, traceable, and the same every time."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest

from advisor.explanation import explain
from advisor.loading.sheets.writing import sheet_yaml
from advisor.proofs import Exact
from advisor.questionnaire import Profile
from advisor.reports import VARIANTS, Choices, Costs, TooLittle, Variant, build
from advisor.reports.content.catalogue import CHAPTERS
from advisor.reports.model import Facts, Figure, Report, Section, Table
from tests.reports.cases import (
    BOOK,
    CASES,
    COMPANIES,
    DAY,
    HOSTILE,
    company,
    patchy,
    profile_of,
    proofs,
    report,
    runs_of,
    texts,
)

each_case = pytest.mark.parametrize("case", CASES, ids=" ".join)
each_variant = pytest.mark.parametrize("variant", VARIANTS)


def chapters(told: Report) -> list[Section]:
    return [section for section in told.sections if section.level == 1]


def whole(told: Report) -> str:
    return "\n".join(texts(told))


def section(told: Report, name: str) -> list[str]:
    """The texts of one chapter, its parts included."""
    mine = [s for s in told.sections if s.id == name or s.id.startswith(f"{name}-")]
    bare = replace(told, sections=())
    return list(texts(replace(told, sections=tuple(mine))))[len(list(texts(bare))) :]


@each_variant
@each_case
def test_every_chapter_of_the_variant_is_there_in_order_with_something_in_it(
    case: tuple[str, str], variant: Variant
) -> None:
    told = report(profile_of(case), variant=variant)
    assert [s.id for s in chapters(told)] == [c.id for c in CHAPTERS[variant]]
    for chapter in chapters(told):
        parts = [
            s for s in told.sections if s.id == chapter.id or s.id.startswith(f"{chapter.id}-")
        ]
        assert any(part.blocks for part in parts), chapter.title
    assert all(s.blocks for s in told.sections if s.level == 2)


@each_variant
@each_case
def test_headings_step_down_one_level_at_a_time_and_ids_are_unique(
    case: tuple[str, str], variant: Variant
) -> None:
    told = report(profile_of(case), variant=variant)
    levels = [0, *(s.level for s in told.sections)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [s.id for s in told.sections]
    assert len(set(ids)) == len(ids)


@each_variant
@each_case
def test_nothing_is_left_to_fill_in_and_no_text_is_broken(
    case: tuple[str, str], variant: Variant
) -> None:
    told = report(profile_of(case), variant=variant)
    for text in texts(told):
        assert not re.search(r"\{[a-z_0-9]*\}|\bNone\b(?! of)|\bTrue\b|\bFalse\b", text), text
        assert text == " ".join(text.split()) or not text.strip(), text
        assert not re.search(r" [.,;:](?!\w)|\.\.(?!\.)|\( | \)", text), text


@each_variant
@each_case
def test_tables_and_figures_are_whole_and_numbered_through(
    case: tuple[str, str], variant: Variant
) -> None:
    told = report(profile_of(case), variant=variant)
    tables = [b for b in told.blocks() if isinstance(b, Table)]
    figures = [b for b in told.blocks() if isinstance(b, Figure)]
    assert [t.number for t in tables] == list(range(1, len(tables) + 1))
    assert [f.number for f in figures] == list(range(1, len(figures) + 1))
    for table in tables:
        assert sum(table.widths) == 100
        assert len(table.header) == len(table.widths) == len(table.sides)
        assert all(len(row) == len(table.header) for row in table.rows)
        assert table.rows
        assert table.caption
    for figure in figures:
        assert len(figure.says) > 10
        assert figure.caption
        assert figure.width > 0
        assert figure.height > 0
        assert figure.svg.startswith("<svg color=")


@each_variant
@each_case
def test_every_link_leads_to_the_web_or_to_a_place_in_the_report(
    case: tuple[str, str], variant: Variant
) -> None:
    told = report(profile_of(case), variant=variant)
    places = {s.id for s in told.sections}
    places |= {f.anchor for b in told.blocks() if isinstance(b, Facts) for f in b.facts}
    for run in runs_of(told):
        if run.link.startswith("#"):
            assert run.link[1:] in places
        elif run.link:
            assert run.link.startswith(("https://", "http://"))


@pytest.mark.parametrize("name", ["strong_coo_in_post", "listed_group_40000_people"])
def test_where_nobody_is_added_there_are_triggers_and_a_date_instead_of_a_role(name: str) -> None:
    told = report(company(name))
    role = section(told, "role")
    brief = explain(BOOK, company(name)).form.brief
    assert "What comes first" in chapters(told)[8].title
    assert set(brief.fix_first) <= set(role)
    assert set(brief.triggers) <= set(role)
    assert any("May 2027" in text for text in role)
    assert not any("Twelve months after" in text for text in role)


def test_too_close_to_call_shows_both_options_and_asks_to_choose() -> None:
    told = report(company("listed_group_40000_people"))
    assert told.cover.verdict.startswith("Too close to call")
    headings = [s.heading for s in told.sections]
    assert any(h.startswith("What speaks for \u201cNobody") for h in headings)
    assert any(h.startswith("What speaks for \u201cOperations Director") for h in headings)
    assert any(text.startswith("Choose between") for text in section(told, "decision"))


def test_private_notes_stand_in_the_adviser_copy_alone() -> None:
    notes = {"headcount": "Counted by ear.", "": "The CFO disagrees.", "r05": "Ask the board."}
    for variant in VARIANTS:
        printed = whole(report(company(COMPANIES[0]), variant=variant, notes=notes))
        for note in notes.values():
            assert (note in printed) == (variant == "adviser")


def test_the_role_brief_tells_candidates_no_weak_spot_of_the_company() -> None:
    told = report(company(COMPANIES[0], matrix=True), variant="role_brief")
    printed = whole(told)
    assert "Delivery: slipping" not in printed
    assert "50 %" not in printed
    assert "Before the start" not in printed
    assert explain(BOOK, company(COMPANIES[0])).form.brief.mandate in printed


def test_own_words_replace_the_programs_and_own_figures_are_added_up() -> None:
    told = report(
        company(COMPANIES[0]),
        summary="Hire.\n\nAnd soon.",
        decision="Say yes.",
        decided_by="The owners",
        costs=Costs(150_000, 200_000, 30, 40_000, 80),
    )
    printed = whole(told)
    assert "Hire." in printed
    assert "And soon." in printed
    assert "Say yes." in section(told, "decision")
    assert "The owners" in section(told, "decision")
    assert "$235,000 to $300,000" in section(told, "cost")
    assert "What we found is well away" not in "\n".join(section(told, "summary"))


def test_other_currencies_keep_their_name() -> None:
    told = report(company(COMPANIES[0]), costs=Costs(90_000, 90_000, currency="GBP"))
    assert "90,000 GBP" in section(told, "cost")


def test_without_figures_of_its_own_the_cost_is_marked_as_an_assumption_with_its_source() -> None:
    told = report(company(COMPANIES[0]))
    cost = next(s for s in told.sections if s.id == "cost")
    callout = cost.blocks[-1]
    assert callout.tone == "assumption"  # type: ignore[union-attr]
    assert any(run.link.startswith("#source-") for run in callout.blocks[0].runs)  # type: ignore[union-attr]


def test_chapters_left_out_are_gone_and_nothing_refers_to_them() -> None:
    kept = frozenset({"decision", "why", "plan", "sources"})
    told = report(company(COMPANIES[0]), sections=kept)
    assert [(s.id, s.number) for s in chapters(told)] == [
        ("decision", "1"), ("why", "2"), ("plan", "3"), ("sources", "A")
    ]  # fmt: skip
    assert not re.search(r"section \d|appendix [BC]", whole(told).replace("section 3", ""))


def test_without_proofs_the_report_says_so_and_claims_nothing_proved() -> None:
    told = build(BOOK, company(COMPANIES[0]), None, Choices(DAY))
    change = "\n".join(section(told, "change"))
    assert "not worked out" in change
    assert "proved" not in change


def test_what_was_not_proved_in_time_says_so() -> None:
    exact = proofs(patchy())
    unsure = Exact(replace(exact.completions, proved=False), exact.would_change, exact.tipping)
    told = build(BOOK, patchy(), unsure, Choices(DAY))
    assert "Not proved" in "\n".join(section(told, "change"))
    assert "could perhaps still" in "\n".join(section(told, "summary"))


def test_unknown_and_missing_answers_are_told_apart() -> None:
    told = report(patchy())
    answers = section(told, "answers")
    assert "Not sure" in answers
    assert "Not answered" in answers
    situation = section(told, "situation")
    assert "Answered \u201cnot sure\u201d:" in situation
    assert "Not answered: 26 questions, the most decisive of them:" in situation
    assert "18 more stand in appendix A." in situation
    assert len([text for text in situation if text.endswith("?")]) == 9


def test_fewer_than_five_answers_give_no_report() -> None:
    few = dict(list(company(COMPANIES[0]).answers.items())[:4])
    with pytest.raises(TooLittle, match="at least 5"):
        build(BOOK, Profile(few), None, Choices(DAY))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_one_line_of_plain_text(name: str) -> None:
    profile = Profile(company(COMPANIES[0]).answers, {}, name)
    told = build(BOOK, profile, None, Choices(DAY, author=name, summary=name, version=name))
    assert told.company
    for text in (told.company, told.author, told.version, told.title, told.footer):
        assert all(sign.isprintable() or sign in "\u200c\u200d\u200e\u200f" for sign in text)


def test_the_same_choices_give_the_same_report_and_others_another() -> None:
    one, two = report(company(COMPANIES[0])), report(company(COMPANIES[0]))
    assert one == two
    assert one.id != report(company(COMPANIES[0]), author="Somebody else").id


def test_another_run_of_the_program_gives_the_same_bytes(tmp_path: object) -> None:
    code = (
        "from tests.reports.cases import *; from advisor.reports.html import html;"
        "from advisor.reports import build, Choices; import hashlib;"
        "r = build(BOOK, company(COMPANIES[0], matrix=True), None, Choices(DAY, sections=frozenset("
        "['why', 'plan', 'responsibilities'])));"
        "print(hashlib.sha256(html(r)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(found) == 1
    assert sheet_yaml(company(COMPANIES[0])) == sheet_yaml(company(COMPANIES[0]))
