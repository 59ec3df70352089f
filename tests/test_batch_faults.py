"""What a run of the batch command survives: a huge broken table, being stopped, being killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.loading import RULES

PROGRAM = """
import signal, sys
from advisor.commands.program import run
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may ignore it, as nohup does
status = run(["batch", *sys.argv[1:]])
(most,) = (line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(most.split()[1])
sys.exit(status)
"""
TITLES = "company,headcount,ceo_direct_reports,growth_plans,process_maturity\n"
BROKEN = (
    "Bad,120,x,none,2\n",
    "Bad,120\n",
    "Bad,120,3,none,2,more\n",
    "Bad,-1,3,,\n",
    "Bad,120,3,nonsense,9\n",
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of a process")


def huge(path: Path, rows: int) -> Path:
    """A CSV table of so many companies, every tenth row broken in one of five ways."""
    with path.open("w", encoding="utf-8") as file:
        file.write(TITLES)
        file.writelines(
            BROKEN[row // 10 % 5]
            if row % 10 == 0
            else f"Company {row},{row % 5000 + 1},{row % 40},new_market;acquisition,{row % 5 + 1}\n"
            for row in range(1, rows + 1)
        )
    return path


def started(folder: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    """The batch command in a process of its own, with a folder of its own for temporary files."""
    (folder / "temporary").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, arguments)],
        cwd=RULES.parent,
        env={**os.environ, "TMPDIR": str(folder / "temporary")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@linux
def test_a_million_rows_with_every_tenth_broken_are_advised_in_little_memory(
    tmp_path: Path,
) -> None:
    peaks = {}
    for rows in (100_000, 1_000_000):
        source, target = huge(tmp_path / "in.csv", rows), tmp_path / "out.parquet"
        run = started(tmp_path, source, "-o", target)
        out, told = run.communicate()
        assert run.returncode == 1, told
        assert f"advice for {rows * 9 // 10:,} companies" in told
        assert f"{rows // 10:,} rows have mistakes" in told
        peaks[rows] = int(out) / 1024
    # All that is read and written takes 420 MB; what grows with the rows is less than half of it.
    assert peaks[1_000_000] < peaks[100_000] + 150, peaks
    assert peaks[1_000_000] < 600, peaks


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return huge(tmp_path_factory.mktemp("tables") / "in.csv", 400_000)


@linux
@pytest.mark.parametrize(
    ("how", "ending"),
    [
        (signal.SIGINT, ".csv"),
        (signal.SIGINT, ".xlsx"),
        (signal.SIGTERM, ".parquet"),
        (signal.SIGHUP, ".xlsx"),
        (signal.SIGKILL, ".csv"),
        (signal.SIGKILL, ".xlsx"),
    ],
)
def test_a_stopped_run_leaves_no_half_written_file(
    tmp_path: Path, source: Path, how: signal.Signals, ending: str
) -> None:
    target = tmp_path / "out" / f"advice{ending}"
    target.parent.mkdir()
    target.write_text("before", "utf-8")
    run = started(tmp_path, source, "-o", target)
    # Something is written, and far from all of it.
    until(lambda: any(p != target and p.stat().st_size for p in written(tmp_path)), run)
    run.send_signal(how)
    run.communicate()
    assert run.returncode != 0
    assert target.read_text("utf-8") == "before"
    left = [path for path in written(tmp_path) if path != target]
    if how is signal.SIGKILL:
        # Nobody could clear up; what is left cannot be taken for the advice.
        assert all(re.fullmatch(r"\..*\.part|openpyxl\..*", path.name) for path in left)
    else:
        assert left == []


def written(folder: Path) -> list[Path]:
    """Every file that a run can have made."""
    return [p for part in ("out", "temporary") for p in (folder / part).rglob("*") if p.is_file()]


def until(true: Callable[[], bool], run: subprocess.Popen[str]) -> None:
    """Wait for something while the run goes on."""
    while not true():
        assert run.poll() is None, "the run was over before it could be stopped"
        time.sleep(0.005)
