"""What the command line prints where, and the exit status it leaves with."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.commands import check, terminal
from advisor.commands.program import run

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small_rulebook"
OVERLOADED = "company: Example Ltd\nanswers: {headcount: 120, direct_reports: 14}\n"
CALM = "answers: {headcount: 60, direct_reports: 4}\n"


class Shell:
    """Runs commands with the small rulebook and keeps what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        status = run([str(argument) for argument in arguments])
        return status, *self.capsys.readouterr()

    def advise(self, *arguments: str | Path) -> tuple[int, str, str]:
        return self("advise", "--rules", SMALL, *arguments)

    def sheet(self, text: str, name: str = "company.yaml") -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def test_json_is_one_object_a_sheet_in_the_order_given(shell: Shell) -> None:
    calm, overloaded = shell.sheet(CALM, "calm.yaml"), shell.sheet(OVERLOADED)
    status, out, err = shell.advise(calm, overloaded, "--json")
    assert (status, err) == (0, "")
    told = [json.loads(line) for line in out.splitlines()]
    assert [advice["recommendation"] for advice in told] == ["no_new_role", "coo"]


def test_text_says_the_verdict_first_and_fits_80_columns(shell: Shell) -> None:
    status, out, _ = shell.advise(shell.sheet(OVERLOADED))
    assert status == 0
    assert out.splitlines()[:4] == [
        "Example Ltd",
        "===========",
        "",
        "Add a COO.",
    ]
    assert "14 people report to the CEO" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_dash_reads_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OVERLOADED.encode())))
    status, out, _ = shell.advise("-", "--json")
    assert (status, json.loads(out)["recommendation"]) == (0, "coo")


def test_a_json_sheet_is_read_like_a_yaml_sheet(shell: Shell) -> None:
    sheet = shell.sheet(json.dumps({"answers": {"headcount": 120}}), "company.json")
    status, out, _ = shell.advise(sheet, "--json")
    assert (status, json.loads(out)["recommendation"]) == (0, "no_new_role")


def test_all_mistakes_of_all_sheets_are_told_and_nothing_else_is_printed(shell: Shell) -> None:
    good = shell.sheet(OVERLOADED)
    bad = shell.sheet("answers:\n  headcount: many\n  head_count: 3\n", "bad.yaml")
    worse = shell.sheet("answers: {part_time: perhaps}\n", "worse.yaml")
    status, out, err = shell.advise(good, bad, worse, "--json")
    assert (status, out) == (1, "")
    for words in ("bad.yaml, line 2", "bad.yaml, line 3", "worse.yaml, line 1", "3 mistakes"):
        assert words in err


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"", b"{", b"answers: [", b"\x00", b"[" * 60_000, b"- a\n- b\n"]
)
def test_a_sheet_that_cannot_be_read_as_a_sheet_is_a_mistake(shell: Shell, content: bytes) -> None:
    sheet = shell.folder / "odd.yaml"
    sheet.write_bytes(content)
    status, out, err = shell.advise(sheet)
    assert (status, out) == (1, "")
    assert "odd.yaml" in err
    assert "Traceback" not in err


def test_mistakes_in_the_rules_end_with_status_1(shell: Shell) -> None:
    (shell.folder / "rulebook.yaml").write_text("name: Half a rulebook\n", "utf-8")
    status, out, err = shell("check", "--rules", shell.folder)
    assert (status, out) == (1, "")
    assert "decision.yaml" in err
    assert "outcomes.yaml" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["advise"],
        ["advise", "no_such_sheet.yaml"],
        ["advise", "."],
        ["advise", "--rules", "no_such_folder", "-"],
        ["--rules", "README.md", "check"],
        ["check", "--loud"],
        ["chekc"],
        ["advise", "-", "-"],
    ],
)
def test_wrong_usage_ends_with_status_2(shell: Shell, arguments: list[str]) -> None:
    status, out, err = shell(*arguments)
    assert (status, out) == (2, "")
    assert "Error" in err


def test_the_rules_folder_may_stand_before_or_after_the_command(shell: Shell) -> None:
    before, after = shell("--rules", SMALL, "check"), shell("check", "--rules", SMALL)
    assert before == after
    assert "Small rulebook" in before[1]


def test_the_rules_folder_after_the_command_wins(shell: Shell) -> None:
    assert "Small rulebook" in shell("--rules", shell.folder, "check", "--rules", SMALL)[1]


def test_help_and_version_end_with_status_0(shell: Shell) -> None:
    assert shell("--version")[0] == 0
    status, out, _ = shell("--help")
    assert status == 0
    for command in ("advise", "check", "schema"):
        assert command in out


def test_check_counts_examples_and_real_decisions(shell: Shell) -> None:
    status, out, _ = shell("check", "--rules", SMALL)
    assert status == 0
    assert "1 real decision, 1 decided otherwise" in out
    assert out.splitlines()[-1] == "2 examples, 2 hold, 0 fail"


def test_check_verbose_says_why_a_real_decision_differs(shell: Shell) -> None:
    _, out, _ = shell("check", "--rules", SMALL, "--verbose")
    assert "They had less money." in out
    assert "quiet_family_firm" in out


def with_examples(shell: Shell, old: str, new: str) -> Path:
    """The small rulebook with this changed in its worked examples."""
    rules = shell.folder / "rules"
    shutil.copytree(SMALL, rules)
    examples = rules / "examples" / "companies.yaml"
    text = examples.read_text("utf-8")
    assert old in text
    examples.write_text(text.replace(old, new), "utf-8")
    return rules


def test_check_shows_where_a_failing_example_stands(shell: Shell) -> None:
    rules = with_examples(shell, "coo, form: full_time_coo", "no_new_role")
    status, out, _ = shell("check", "--rules", rules)
    assert status == 1
    assert "expected no_new_role; got coo, full_time_coo" in out
    assert "companies.yaml, line 1" in out
    assert out.splitlines()[-1] == "2 examples, 1 hold, 1 fail"


PIN = """
edge_001:
  says: A variant that sits on an edge.
  pin: yes
  answers: {headcount: 120, direct_reports: 14, to_hand_over: [hiring, spending]}
  expect: {recommendation: no_new_role}
"""


def test_check_tells_sheets_on_an_edge_together_and_how_to_write_them_anew(shell: Shell) -> None:
    rules = shell.folder / "rules"
    shutil.copytree(SMALL, rules)
    pins = PIN + PIN.replace("edge_001", "edge_002")
    (rules / "examples" / "edges.yaml").write_text(pins, "utf-8")
    status, out, _ = shell("check", "--rules", rules)
    assert status == 1
    assert "FAILS  2 sheets on an edge fail  (rules/examples/edges.yaml)" in out
    assert "edge_001, edge_002" in out
    assert out.count("FAILS") == 1
    assert "python -m bench.pins writes them anew" in " ".join(out.split())
    assert out.splitlines()[-1] == "4 examples, 2 hold, 2 fail, 2 of them on an edge"
    assert "FAILS  edge_002" in shell("check", "--rules", rules, "--verbose")[1]


def test_check_tells_a_real_decision_that_the_advice_agrees_with_by_now(shell: Shell) -> None:
    rules = with_examples(shell, "decided: fractional_coo", "decided: coo")
    status, out, _ = shell("check", "--rules", rules)
    assert status == 0
    assert "decided so  overloaded_founder: the advice agrees now; take its differs away" in out
    assert "1 real decision, 0 decided otherwise" in out


def test_schema_writes_what_editors_complete_from(shell: Shell) -> None:
    status, out, _ = shell("schema", "--rules", shell.folder)
    written = sorted(path.name for path in (shell.folder / "schemas").iterdir())
    assert status == 0
    assert f"{len(written)} schemas written" in out
    assert "rules.schema.json" in written


def test_schema_replaces_a_link_and_never_writes_through_it(shell: Shell) -> None:
    victim = shell.folder / "victim"
    victim.write_text("mine", "utf-8")
    folder = shell.folder / "rules" / "schemas"
    folder.mkdir(parents=True)
    (folder / "rules.schema.json").symlink_to(victim)
    assert shell("schema", "--rules", folder.parent)[0] == 0
    assert victim.read_text("utf-8") == "mine"
    assert "rulebook" in (folder / "rules.schema.json").read_text("utf-8")


def test_schema_writes_into_no_linked_folder(shell: Shell) -> None:
    outside, rules = shell.folder / "outside", shell.folder / "rules"
    outside.mkdir()
    rules.mkdir()
    (rules / "schemas").symlink_to(outside)
    status, out, err = shell("schema", "--rules", rules)
    assert (status, out) == (1, "")
    assert "a link to another folder" in err
    assert not list(outside.iterdir())


def test_text_that_would_steer_the_terminal_is_printed_harmlessly(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal.say("\x1b[2Jred\u202eder \ud800 Søn\n\tnext")
    assert capsys.readouterr().out == "�[2Jred�der � Søn\n\tnext\n"


def test_ctrl_c_ends_quietly_with_status_130(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "load_rulebook", interrupted)
    status, out, err = shell("check", "--rules", SMALL)
    assert (status, out, err.strip()) == (130, "", "")


def test_a_terminal_without_unicode_gets_plain_letters(shell: Shell) -> None:
    sheet = shell.sheet("company: Søn – “A”\nanswers: {headcount: 60}\n")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "advisor", "advise", "--rules", SMALL, sheet]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b'S?n - "A"\n')


CLOSED = """
import os, sys
for stream in sys.argv[1].split(","):
    os.close(int(stream))
os.execv(sys.executable, [sys.executable, "-m", "advisor", *sys.argv[2:]])
"""


@pytest.mark.skipif(os.name != "posix", reason="streams are closed differently elsewhere")
@pytest.mark.parametrize(
    ("streams", "status", "words"),
    [("0", 1, b"The sheet is empty."), ("1", 2, b"Output: "), ("2", 1, b""), ("0,1,2", 1, b"")],
)
def test_closed_streams_end_in_no_traceback(streams: str, status: int, words: bytes) -> None:
    command = [sys.executable, "-c", CLOSED, streams]
    command += ["check"] if streams == "1" else ["advise", "-"]
    done = subprocess.run(
        [*command, "--rules", SMALL], cwd=ROOT, capture_output=True, input=b"", check=False
    )
    assert (done.returncode, done.stdout) == (status, b"")
    assert words in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("argument", ["\x1b[31mred", "--\x1b[31mred", "x\u202ey"])
def test_wrong_usage_cannot_steer_the_terminal_either(shell: Shell, argument: str) -> None:
    for arguments in ([argument], ["check", argument], ["advise", argument]):
        status, out, err = shell(*arguments)
        assert (status, out) == (2, "")
        assert err.replace("\n", "").isprintable()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_without_a_traceback(shell: Shell) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "advisor", "check", "--rules", str(SMALL)]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes end differently elsewhere")
def test_a_reader_that_leaves_early_ends_the_program_quietly(shell: Shell) -> None:
    sheet = shell.sheet(OVERLOADED)
    command = [
        sys.executable,
        "-m",
        "advisor",
        "advise",
        "--rules",
        SMALL,
        "--json",
        *[sheet] * 999,
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_check_shows_a_company_that_breaks_a_promise(shell: Shell) -> None:
    rules = shell.folder / "rules"
    shutil.copytree(SMALL, rules)
    with (rules / "properties.yaml").open("a", encoding="utf-8") as properties:
        properties.write("\nnobody_gets_a_coo:\n  says: Nobody gets a COO.\n  never: [coo]\n")
    line = (rules / "properties.yaml").read_text("utf-8").split("nobody_gets")[0].count("\n") + 1
    status, out, _ = shell("check", "--rules", rules, "--json")
    (broken,) = [f for f in json.loads(out)["findings"] if f["about"] == "nobody_gets_a_coo"]
    assert (status, broken["severity"], broken["line"]) == (1, "error", line)
    company = shell.sheet(json.dumps(broken["shown_by"]), "shown.json")
    _, advice, _ = shell("advise", "--rules", rules, company, "--json")
    assert json.loads(advice)["recommendation"] == "coo"
    _, text, _ = shell("check", "--rules", rules)
    assert f"error  nobody_gets_a_coo  (rules/properties.yaml, line {line})" in text
    assert "Shown by a company with:" in text


def test_check_quick_proves_nothing_and_says_so(shell: Shell) -> None:
    _, out, _ = shell("check", "--rules", SMALL, "--quick")
    assert "Nothing was proved" in out
