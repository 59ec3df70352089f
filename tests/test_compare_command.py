"""compare on the command line: what it reads, what it says, and what it leaves with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.commands.compare_text import version_after
from advisor.commands.program import run
from advisor.loading import load_rulebook
from advisor.loading.populations import read_population
from advisor.loading.sheets.portfolio import read_portfolio
from advisor.mistakes import Mistakes

SMALL = Path(__file__).parent / "small_rulebook"
Asked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def compare(capsys: pytest.CaptureFixture[str]) -> Asked:
    def asked(*arguments: str | Path) -> tuple[int, str, str]:
        status = run(["compare", *map(str, arguments)])
        return status, *capsys.readouterr()

    return asked


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The small rulebook with one weight lowered."""
    return edited(tmp_path, "leadership.yaml", "{need: 2", "{need: -2")


def edited(tmp_path: Path, file: str, before: str, after: str) -> Path:
    folder = tmp_path / "new"
    shutil.copytree(SMALL, folder)
    text = (folder / file).read_text("utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after, 1), "utf-8")
    return folder


def test_the_same_rules_are_proved_to_agree(compare: Asked) -> None:
    status, out, _ = compare(SMALL, SMALL)
    assert status == 0
    assert "Wording: the advice changes for no profile." in out
    assert "Proved: both recommend the same for every profile." in out


def test_a_lowered_weight_shows_what_turns_into_what(compare: Asked, changed: Path) -> None:
    status, out, _ = compare(SMALL, changed)
    assert status == 0
    assert "Major: a recommendation changes." in out
    assert "Proposed version: 1.0.0" in out
    assert "proved nearest" in out
    assert "Sampled" in out
    assert max(map(len, out.splitlines())) <= 80


def test_json_says_the_same(compare: Asked, changed: Path) -> None:
    status, out, _ = compare(SMALL, changed, "--json")
    told = json.loads(out)
    assert (status, told["step"], told["proved"], told["agree"]) == (0, "major", True, False)
    assert all(change["nearest"]["proved"] for change in told["changes"])


def test_a_new_sentence_is_a_matter_of_wording(compare: Asked, tmp_path: Path) -> None:
    folder = edited(
        tmp_path, "questions/leadership.yaml", "How many people report", "How many report"
    )
    _, out, _ = compare(SMALL, folder, "--json")
    assert (json.loads(out)["step"], json.loads(out)["proposed_version"]) == ("wording", "0.1.1")


def test_cases_of_a_table_are_followed(compare: Asked, changed: Path, tmp_path: Path) -> None:
    table = tmp_path / "clients.csv"
    table.write_text("name,headcount,direct_reports\nAlpha,120,14\nBeta,60,4\n", "utf-8")
    _, out, _ = compare(SMALL, changed, "--cases", table, "--json")
    told = json.loads(out)["cases"]
    assert told["looked_at"] == 2
    flipped = [
        case["name"]
        for case in told["changed"]
        if case["before"]["recommendation"] != case["after"]["recommendation"]
    ]
    assert flipped == ["Alpha"]


def test_without_time_nothing_is_said_to_be_proved(compare: Asked, changed: Path) -> None:
    _, out, _ = compare(SMALL, changed, "--seconds", "0")
    assert "Not proved in 0 s" in out
    assert "Proved:" not in out


def test_a_case_with_a_mistake_is_told_with_its_row(compare: Asked, tmp_path: Path) -> None:
    table = tmp_path / "clients.csv"
    table.write_text("name,headcount,direct_report\nAlpha,many,14\n", "utf-8")
    status, out, err = compare(SMALL, SMALL, "--cases", table)
    assert (status, out) == (1, "")
    assert 'clients.csv, row 2, column "headcount"' in err
    assert "Then name the column so, or direct_reports." in " ".join(err.split())


def test_a_folder_that_is_not_there_is_wrong_usage(compare: Asked) -> None:
    assert compare(SMALL, "/nowhere/rules")[0] == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.yaml", "answers: {headcount: 120}"),
        ("list.yaml", "- answers: {headcount: 120}\n- answers: {headcount: 120}\n"),
        ("named.yaml", "alpha: {answers: {headcount: 120}}\nbeta: {answers: {headcount: 120}}\n"),
        ("named.json", '{"alpha": {"answers": {"headcount": 120}}}'),
        ("table.csv", "headcount,to_hand_over\n120,hiring;spending\n\n120,none\n"),
    ],
)
def test_cases_come_in_many_shapes(tmp_path: Path, name: str, text: str) -> None:
    asked = load_rulebook(SMALL).questionnaire
    (tmp_path / name).write_text(text, "utf-8")
    found = read_portfolio(tmp_path / name, asked)
    assert found
    assert {profile.known("headcount") for profile in found.values()} == {120}
    in_folder = read_portfolio(tmp_path, asked) if name == "one.yaml" else found
    assert len(in_folder) == len(found)


def test_choices_of_a_table_are_put_apart_by_a_semicolon(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("to_hand_over\nhiring;spending\n", "utf-8")
    found = read_portfolio(table, load_rulebook(SMALL).questionnaire)
    assert found["row 2"].known("to_hand_over") == frozenset(["hiring", "spending"])


@pytest.mark.parametrize("text", ["", "[]", "answers: {headcount: many}", "[1, 2]"])
def test_what_is_no_portfolio_is_a_mistake(tmp_path: Path, text: str) -> None:
    (tmp_path / "cases.yaml").write_text(text, "utf-8")
    with pytest.raises(Mistakes):
        read_portfolio(tmp_path / "cases.yaml", load_rulebook(SMALL).questionnaire)


def test_a_population_file_steers_the_draw(compare: Asked, changed: Path, tmp_path: Path) -> None:
    calm = tmp_path / "calm.yaml"
    calm.write_text("sheets: 500\nanswers:\n  direct_reports: {few: 1}\n", "utf-8")
    busy = tmp_path / "busy.yaml"
    busy.write_text("sheets: 500\nanswers:\n  direct_reports: {overloaded: 1}\n", "utf-8")
    shares = [
        json.loads(compare(SMALL, changed, "--population", file, "--json")[1])["population"]
        for file in (calm, busy)
    ]
    assert [share["sheets"] for share in shares] == [500, 500]
    assert shares[0]["changed"] == 0 < shares[1]["changed"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("answers: {direct_report: {few: 1}}", 'no question "direct_report"'),
        ("answers: {direct_reports: {fewer: 1}}", 'no band or choice "fewer"'),
        ("answers: {direct_reports: {few: lots}}", "should be a number"),
        ("answers: {direct_reports: {few: 0}}", "never answered"),
        ("sheets: 0\nanswers: {direct_reports: {few: 1}}", "whole number"),
        ("people: 3\nanswers: {direct_reports: {few: 1}}", 'no key "people"'),
        ("[]", "no population"),
    ],
)
def test_a_population_that_cannot_be_read_says_why(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "p.yaml").write_text(text, "utf-8")
    with pytest.raises(Mistakes, match=says):
        read_population(tmp_path / "p.yaml", load_rulebook(SMALL).questionnaire)


@pytest.mark.parametrize(
    ("version", "step", "after"),
    [
        ("1.2.3", "wording", "1.2.4"),
        ("1.2.3", "minor", "1.3.0"),
        ("1.2.3", "major", "2.0.0"),
        ("draft", "major", ""),
    ],
)
def test_the_version_step_is_added_to_the_old_version(version: str, step: str, after: str) -> None:
    assert version_after(version, step) == after  # type: ignore[arg-type]
