"""Faults planted in rules that are sound: `check` finds each, and says in which line it is."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from advisor.commands.program import run
from advisor.loading import RULES
from advisor.proofs import idle

SMALL = Path(__file__).parent / "small_rulebook"


AMPLE = "300"
"""Seconds: no test may depend on how busy the machine is."""


@dataclass
class Rules:
    """A copy of a rules folder that faults are planted in."""

    folder: Path
    shell: pytest.CaptureFixture[str]

    def plant(self, file: str, before: str, after: str) -> int:
        """Put one text for another that stands there once; the line in which it does."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(before) == 1
        path.write_text(text.replace(before, after), "utf-8")
        return text.split(before)[0].count("\n") + 1

    def add(self, file: str, entry: str) -> int:
        """Put an entry at the end of a file; the line in which it begins."""
        path = self.folder / file
        text = path.read_text("utf-8")
        path.write_text(text + entry, "utf-8")
        return text.count("\n") + 1

    def line(self, file: str, of: str) -> int:
        """The line that begins with a text."""
        lines = (self.folder / file).read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if line.startswith(of))

    def check(self) -> tuple[int, dict[str, Any], str]:
        """Status, what is told as JSON (nothing where the rules do not load), and mistakes."""
        status = run(["check", "--rules", str(self.folder), "--json", "--seconds", AMPLE])
        out, err = self.shell.readouterr()
        return status, json.loads(out) if out else {}, err

    def findings(self, about: str) -> list[tuple[str, str, int]]:
        """Severity, file and line of what is proved about a part of the rules."""
        return [
            (finding["severity"], finding["file"], finding["line"])
            for finding in self.check()[1]["findings"]
            if finding["about"] == about and finding["proved"]
        ]


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work allowed for one number just suffices here, in some orders of the model not quite."""
    monkeypatch.setattr(idle, "A_WHILE", float(AMPLE))


@pytest.fixture
def shipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Rules:
    shutil.copytree(RULES, tmp_path / "rules")
    return Rules(tmp_path / "rules", capsys)


@pytest.fixture
def small(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Rules:
    shutil.copytree(SMALL, tmp_path / "rules")
    return Rules(tmp_path / "rules", capsys)


def test_the_rules_are_sound_before_anything_is_planted(shipped: Rules) -> None:
    status, told, _ = shipped.check()
    assert status == 0
    assert {f["severity"] for f in told["findings"]} <= {"hint"}
    assert all(example["holds"] for example in told["examples"])


def test_a_gap_in_the_decision_table(shipped: Rules) -> None:
    shipped.plant(
        "decision.yaml",
        "{need: moderate, depth: moderate, breadth: low, readiness: high}",
        "{need: moderate, depth: low, breadth: low, readiness: high}",
    )
    status, _, mistakes = shipped.check()
    assert status == 1
    assert f"rules/decision.yaml, line {shipped.line('decision.yaml', 'table:')}" in mistakes
    assert "No row fits need moderate, breadth low, depth moderate, readiness high." in mistakes


def test_an_overlap_in_the_decision_table(shipped: Rules) -> None:
    line = shipped.plant(
        "decision.yaml",
        "{need: high, breadth: high, depth: not high}",
        "{need: high, breadth: high}",
    )
    status, _, mistakes = shipped.check()
    assert status == 1
    other = shipped.line("decision.yaml", "  - levels: {need: high, breadth: high, depth: high")
    assert f"rules/decision.yaml, line {other}," in mistakes
    assert f"This row and the row of line {line} both fit" in mistakes


def test_a_rule_that_can_never_hold(small: Rules) -> None:
    """Nobody spends half of the week on each, once the two add up to less than all of it."""
    small.plant("rulebook.yaml", "at_most: 100", "at_most: 99")
    small.plant("examples/companies.yaml", "time_outside: 60", "time_outside: 50")
    line = small.add(
        "size.yaml",
        "\nis_everywhere:\n"
        "  says: The CEO spends {time_inside} inside and {time_outside} outside.\n"
        "  when: {time_inside: much, time_outside: much}\n"
        "  adds: {need: 2}\n"
        "  sources: [judgement]\n",
    )
    assert small.findings("is_everywhere") == [("error", "rules/size.yaml", line + 1)]


def test_a_rule_that_changes_nothing(small: Rules) -> None:
    """Depth stands in no row of the table and in no form."""
    line = small.add(
        "size.yaml",
        "\nis_listed:\n  says: The company is {ownership}.\n  when: {ownership: listed}\n"
        "  adds: {depth: 1}\n  sources: [judgement]\n",
    )
    assert ("warning", "rules/size.yaml", line + 1) in small.findings("is_listed")


def test_a_gate_that_changes_nothing(small: Rules) -> None:
    """What it rules out, a gate with fewer conditions rules out already."""
    line = small.add(
        "gates.yaml",
        "\nkeeps_all_and_is_listed:\n  says: The CEO would hand over {to_hand_over}.\n"
        "  when: {to_hand_over: at most 0, ownership: listed}\n  rules_out: [coo]\n"
        "  until: the CEO hands over at least one decision\n  sources: [judgement]\n",
    )
    found = small.findings("keeps_all_and_is_listed")
    assert found == [("warning", "rules/gates.yaml", line + 1)]


def test_an_outcome_that_nobody_gets(small: Rules) -> None:
    small.plant("decision.yaml", "outcome: coo", "outcome: operations_director")
    line = small.line("outcomes.yaml", "coo:")
    assert ("error", "rules/outcomes.yaml", line) in small.findings("coo")


def test_a_question_that_nothing_reads(small: Rules) -> None:
    small.plant("examples/companies.yaml", "headcount: 20", "headcount: 20\n    sites: 1")
    line = small.add(
        "questions/company.yaml",
        "\nsites:\n  ask: How many sites are there?\n  why: Sites add work.\n  says: the sites\n"
        "  kind: number\n  unit: sites\n  from: 1\n  to: 100\n  bands: {one: 1, many: 2}\n",
    )
    assert small.findings("sites") == [("warning", "rules/questions/company.yaml", line + 1)]


def test_an_edge_that_nothing_reads(small: Rules) -> None:
    small.plant("questions/company.yaml", "{small: 1, midsize", "{tiny: 1, small: 5, midsize")
    small.plant("outcomes.yaml", "{headcount: small}", "{headcount: tiny or small}")
    line = small.line("questions/company.yaml", "headcount:")
    told = [f for f in small.check()[1]["findings"] if "bands tiny and small" in f["what"]]
    assert [(f["about"], f["line"]) for f in told] == [("headcount", line)]


def test_a_property_that_does_not_hold(shipped: Rules) -> None:
    """A rule that takes need away from companies that grow breaks what growth promises."""
    shipped.plant(
        "leadership.yaml",
        "  when: {ceo_time_on_operations: some}\n  adds: {need: 1, depth: 1}",
        "  when: {ceo_time_on_operations: some}\n  adds: {need: -1, depth: 1}",
    )
    line = shipped.line("properties.yaml", "time_on_operations_never_lowers_need:")
    found = shipped.findings("time_on_operations_never_lowers_need")
    assert found == [("error", "rules/properties.yaml", line)]


@pytest.mark.parametrize(
    ("file", "rule", "before", "after"),
    [
        ("leadership.yaml", "ceo_is_a_founder", "need: 1, breadth: 2}", "need: 1, breadth: -2}"),
        ("size.yaml", "gross_profit_comfortable", "readiness: 2}", "readiness: -2}"),
    ],
)
def test_a_flipped_weight(shipped: Rules, file: str, rule: str, before: str, after: str) -> None:
    """Of all numbers the one that was flipped is named, beside the examples that fail."""
    path = shipped.folder / file
    head, tail = path.read_text("utf-8").split(f"\n{rule}:", 1)
    path.write_text(f"{head}\n{rule}:{tail.replace(before, after, 1)}", "utf-8")
    status, told, _ = shipped.check()
    assert status == 1
    assert any(not example["holds"] for example in told["examples"])
    (suspect,) = [f for f in told["findings"] if "would hold if" in f["what"]]
    assert (suspect["about"], suspect["file"]) == (rule, f"rules/{file}")
    assert suspect["line"] == shipped.line(file, f"{rule}:")


def test_a_moved_edge(shipped: Rules) -> None:
    """A nought too many."""
    path = shipped.folder / "questions" / "leadership.yaml"
    text = path.read_text("utf-8")
    start = text.index("ceo_direct_reports:")
    moved = text[start:].replace("overloaded: 13", "overloaded: 31", 1)
    path.write_text(text[:start] + moved, "utf-8")
    found = shipped.findings("ceo_direct_reports")
    line = shipped.line("questions/leadership.yaml", "ceo_direct_reports:")
    assert found == [("hint", "rules/questions/leadership.yaml", line)]
