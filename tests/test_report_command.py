"""python -m advisor report: the file by its ending, refusals that say how to mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.commands.program import run
from advisor.loading.sheets.writing import sheet_yaml
from advisor.proofs import Exact, exact
from tests.reports.cases import COMPANIES, company
from tests.reports.pictures import png

Run = Callable[..., int]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "company.yaml"
    path.write_text(sheet_yaml(company(COMPANIES[0])), "utf-8")
    return path


def report(sheet: Path, *options: object) -> int:
    return run(["report", str(sheet), "--date", "2026-11-22", *map(str, options)])


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", b"<!doctype html>"),
        ("a.MD", b"# Leadership structure"),
        ("a.yml", b"company: Example Ltd"),
        ("a.json", b'{\n  "company"'),
        ("a.csv", b'\xef\xbb\xbf"When"'),
    ],
)
def test_the_ending_chooses_the_format(sheet: Path, name: str, begins: bytes) -> None:
    target = sheet.parent / name
    assert report(sheet, "-o", target) == 0
    assert target.read_bytes().startswith(begins)
    assert target.stat().st_mode & 0o777 == 0o644


def test_in_a_folder_the_file_gets_client_date_and_version(sheet: Path) -> None:
    (sheet.parent / "out").mkdir()
    assert report(sheet, "-o", sheet.parent / "out", "--label", "Draft 2") == 0
    assert [p.name for p in (sheet.parent / "out").iterdir()] == [
        "example-ltd_2026-11-22_draft-2.html"
    ]


def test_choices_reach_the_report(sheet: Path) -> None:
    picture = sheet.parent / "logo.png"
    picture.write_bytes(png())
    target = sheet.parent / "a.html"
    assert report(
        sheet, "-o", target, "--variant", "adviser", "--author", "Ann Adviser", "--final",
        "--salary", "150000-200000", "--on-costs", "30", "--hiring-fee", "40000",
        "--logo", picture, "--note", "headcount", "Counted twice", "--note", "-", "A secret",
        "--decide-by", "2027-01-15", "--decided-by", "The owners", "--summary", "My own words.",
    ) == 0  # fmt: skip
    page = target.read_text("utf-8")
    for words in (
        "Ann Adviser", "Final", "$235,000 to $300,000", "data:image/png;base64,", "Counted twice",
        "A secret", "15 January 2027", "The owners", "My own words.", "Fragile points",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["-o", "a.xls"], "its name should end in .html"),
        (["-o", "missing/a.html"], "Make it first"),
        (["-o", "company.yaml"], "would be lost"),
        (["-o", "a.html", "--sections", "why,whi"], "No such chapter here: whi"),
        (["-o", "a.html", "--note", "headcuont", "x"], "No such question: headcuont"),
        (["-o", "a.html", "--salary", "200000-150000"], "the lower sum comes first"),
        (["-o", "a.html", "--salary", "much"], "write a sum"),
        (["-o", "a.html", "--logo", "company.yaml"], "neither PNG nor JPEG"),
        (["-o", "a.html", "--variant", "novel"], "'novel' is not one of"),
        (["-o", "a.html", "--date", "tomorrow"], "--date"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(
    sheet: Path,
    options: list[str],
    says: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(sheet.parent)
    before = sheet.read_bytes()
    assert report(Path(sheet.name), *options) == 2
    assert says in capsys.readouterr().err
    assert [p.name for p in sheet.parent.iterdir()] == ["company.yaml"]
    assert sheet.read_bytes() == before


def test_too_few_answers_are_a_mistake_of_the_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "few.yaml"
    sheet.write_text("answers: {headcount: 12}\n", "utf-8")
    assert report(sheet, "-o", tmp_path / "a.md") == 1
    assert "Answer at least 5 questions" in capsys.readouterr().err
    assert not (tmp_path / "a.md").exists()


def test_a_sheet_with_mistakes_gives_no_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "wrong.yaml"
    sheet.write_text("answers: {headcuont: 12}\n", "utf-8")
    assert report(sheet, "-o", tmp_path / "a.md") == 1
    assert "headcount" in capsys.readouterr().err


def test_nothing_but_a_file_is_written_over(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = sheet.parent / "pipe.md"
    (sheet.parent / "target.md").mkdir()
    pipe.symlink_to(sheet)
    assert report(sheet, "-o", pipe) == 2
    assert "would be lost" in capsys.readouterr().err


def test_an_earlier_report_is_replaced_whole(sheet: Path) -> None:
    target = sheet.parent / "a.md"
    target.write_text("old " * 100_000, "utf-8")
    assert report(sheet, "-o", target) == 0
    assert "old old" not in target.read_text("utf-8")
    assert {p.name for p in sheet.parent.iterdir()} == {"a.md", "company.yaml"}


@pytest.mark.parametrize("option", ["--author", "--label", "--decided-by", "--currency"])
def test_words_without_an_end_are_refused(
    sheet: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(sheet, "-o", sheet.parent / "a.md", option, "W" * 201) == 2
    assert "write at most 200" in capsys.readouterr().err


def test_what_was_not_proved_in_time_is_said(
    sheet: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unproved(*given: Any, **options: Any) -> Exact:
        found = exact(*given, **options)
        return replace(found, completions=replace(found.completions, proved=False))

    monkeypatch.setattr("advisor.commands.report.exact", unproved)
    assert report(sheet, "-o", sheet.parent / "a.md", "--seconds", "7") == 0
    assert "Not everything was proved in 7 s" in capsys.readouterr().err
