"""tune on the command line: what it offers, what it writes, and what it leaves with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.commands.program import run
from advisor.editing.adjusted import adjusted
from advisor.editing.edits import Edit
from advisor.editing.files import texts_in
from advisor.editing.splicing import spliced
from advisor.examples import run_examples
from advisor.loading import RULES, load_rulebook, load_texts
from advisor.loading.wanted import read_wanted
from advisor.mistakes import Mistakes
from advisor.proofs.adjustment import Adjustment
from advisor.proofs.tuning import tune as tuned

SMALL = Path(__file__).parent / "small_rulebook"
WANT = """
overloaded_founder:
  says: A founder with too many reports.
  answers: {headcount: 120, direct_reports: 14, to_hand_over: [hiring, spending], part_time: no}
  expect: {recommendation: coo}
"""
COMMENT = "  # Kept as it is.\n"
Asked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tune(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Asked:
    def asked(want: str, *arguments: str | Path) -> tuple[int, str, str]:
        (tmp_path / "want.yaml").write_text(want, "utf-8")
        status = run(["tune", "--want", str(tmp_path / "want.yaml"), *map(str, arguments)])
        return status, *capsys.readouterr()

    return asked


def copied(tmp_path: Path, file: str, before: str, after: str, of: Path = SMALL) -> Path:
    """A copy of the rules with one text replaced and a comment behind it."""
    folder = tmp_path / of.name
    shutil.copytree(of, folder)
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")
    return folder


def test_a_wanted_case_that_has_its_recommendation_changes_nothing(tune: Asked) -> None:
    status, out, _ = tune(WANT, "--rules", SMALL)
    assert status == 0
    assert "Nothing to change" in out


def test_a_lowered_weight_is_raised_again_in_its_line_with_its_comment(
    tune: Asked, tmp_path: Path
) -> None:
    lowered = "adds: {need: 1,  breadth: 2}" + COMMENT
    folder = copied(tmp_path, "leadership.yaml", "adds: {need: 2, breadth: 2}\n", lowered)
    path = folder / "leadership.yaml"
    text = path.read_text("utf-8")
    status, out, _ = tune(WANT, "--rules", folder)
    assert status == 0
    assert "Proved: the smallest change is 1 point in 1 rule." in out
    says = 'Need +1 to +2 in ceo_overloaded: "13 people or more report to the CEO: more than one'
    assert says in " ".join(out.split())
    assert "overloaded_founder: Chief Operating Officer; gets No new role yet now" in out
    assert "@@ -4,5 +4,5 @@" in out
    assert f"-  {lowered}+  {lowered.replace('need: 1', 'need: 2')}" in out
    assert path.read_text("utf-8") == text, "written without --write"
    status, out, _ = tune(WANT, "--rules", folder, "--write")
    assert (status, "Written." in out) == (0, True)
    assert path.read_text("utf-8") == text.replace("need: 1,", "need: 2,")
    assert max(map(len, out.splitlines())) <= 80


def test_a_real_decision_that_is_met_then_is_to_lose_its_reason(
    tune: Asked, tmp_path: Path
) -> None:
    file = "examples/companies.yaml"
    folder = copied(tmp_path, file, "decided: fractional_coo", "decided: no_new_role")
    _, out, _ = tune(WANT.replace("coo}", "no_new_role}"), "--rules", folder)
    assert "overloaded_founder: take its differs away" in out
    kept = copied(tmp_path / "as_it_was", "rulebook.yaml", "version: 0.1.0", "version: 0.1.0")
    _, out, _ = tune(WANT.replace("coo}", "no_new_role}"), "--rules", kept)
    assert "Proved: the smallest change" in out
    assert "differs" not in out


def test_a_moved_edge_goes_into_its_line(tune: Asked, tmp_path: Path) -> None:
    """Twelve reports are below overloaded, and no other rule speaks for a COO."""
    folder = copied(tmp_path, "rulebook.yaml", "version: 0.1.0", "version: 0.1.0")
    path = folder / "questions" / "leadership.yaml"
    text = path.read_text("utf-8")
    status, out, _ = tune(WANT.replace("14", "12"), "--rules", folder, "--write", "--json")
    told = json.loads(out)
    edge = {"question": "direct_reports", "band": "overloaded", "from": 12}
    assert (status, told["edges"], told["written"]) == (0, [edge], True)
    assert path.read_text("utf-8") == text.replace("overloaded: 13", "overloaded: 12")


def test_cases_that_contradict_a_worked_example_or_a_property_are_named(tune: Asked) -> None:
    quiet = WANT.replace("overloaded_founder", "quiet").replace("coo}", "no_new_role}")
    status, out, _ = tune(quiet, "--rules", SMALL)
    assert status == 1
    assert "Proved: no change" in out
    assert "case quiet" in out
    assert "example overloaded_founder" in out
    alone = WANT.replace("direct_reports: 14, to_hand_over: [hiring, spending], ", "")
    _, out, _ = tune(alone, "--rules", SMALL, "--json")
    assert {d["kind"] for d in json.loads(out)["contradiction"]} <= {"case", "example", "property"}


def test_without_time_nothing_is_proved_and_nothing_written(tune: Asked, tmp_path: Path) -> None:
    folder = copied(tmp_path, "leadership.yaml", "need: 2, breadth: 2", "need: 1, breadth: 2")
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    status, out, _ = tune(WANT, "--rules", folder, "--write", "--seconds", "0")
    assert status == 1
    assert "Not proved in 0 s" in out
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_mistakes_in_wanted_cases_are_all_told_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "want.yaml"
    path.write_text(WANT.replace("headcount: 120", "headcont: 12").replace("coo}", "cio}"), "utf-8")
    with pytest.raises(Mistakes) as raised:
        read_wanted(path, load_rulebook(SMALL))
    told = str(raised.value)
    assert f"{path}, line 4" in told
    assert f"{path}, line 5" in told
    assert "headcount" in told


@pytest.mark.parametrize(
    ("file", "rule", "dimension", "points"),
    [
        ("leadership.yaml", "ceo_is_a_founder", "breadth", -1),
        ("size.yaml", "sector_with_many_coos", "depth", 1),
        ("complexity.yaml", "process_in_heads", "readiness", -1),
    ],
)
def test_a_planted_fault_of_the_shipped_rules_is_repaired_to_the_byte(
    file: str, rule: str, dimension: str, points: int
) -> None:
    """The examples that fail are what is wanted; the rest has to hold as before."""
    texts = texts_in(RULES)
    texts[file] = texts[file].replace("\n  sources:", "  # Kept as it is.\n  sources:")
    sound = load_texts(texts)
    right = next(r.adds[dimension] for r in sound.rules if r.id == rule)
    planted = spliced(texts, [Edit(file, (rule, "adds", dimension), right + points)])
    book = load_texts(planted)
    failing = [result.example for result in run_examples(book) if not result.holds]
    found = tuned(book, failing, seconds=300)
    assert found.adjustment == Adjustment({(rule, dimension): right}, {})
    assert adjusted(planted, book, found.adjustment) == texts
