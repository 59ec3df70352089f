"""How fast many companies are weighed, in memory and from file to file, and whether rightly.

Run: python -m bench.batch [--rows 1000000] [--check N] [--parquet N] [--broken N]

Prints processor time, the least of several rounds. `--check N`: N random companies get the same
advice as one by one, "who does what" included. `--parquet N`: N rows from Parquet to Parquet.
`--broken N`: a CSV table of N rows of which every tenth is broken.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from advisor.batch import kernel
from advisor.batch.strength import STRENGTHS
from advisor.engine import advise
from advisor.loading import RULES, load_rulebook
from advisor.rulebook import Rulebook
from bench import companies
from bench.companies import Companies

ROUNDS = 7
CHECKED_AT_ONCE = 10_000
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def least(run: Callable[[], object]) -> float:
    """The least processor time of several rounds, in seconds."""
    taken = []
    for _ in range(ROUNDS):
        start = process_time()
        run()
        taken.append(process_time() - start)
    return min(taken)


def in_memory(rulebook: Rulebook, rows: int) -> None:
    """Recommendation, form, strength, levels and fired rules of companies held in memory."""
    weigh = kernel(rulebook).weigh
    print(f"In memory, {rows:,} profiles, one core (target: 8 million profiles a second)")
    for name, matrix in (("all questions", False), ('and "who does what"', True)):
        drawn = companies.draw(rulebook, rows, matrix=matrix)
        coded = drawn.codes()
        _print_rate(f"{name}, from numbers and choices", rows, least(partial(_from_numbers, drawn)))
        _print_rate(f"{name}, from codes", rows, least(partial(weigh, coded, rows)))


def _from_numbers(drawn: Companies) -> object:
    return kernel(drawn.rulebook).weigh(drawn.codes(), len(drawn))


def _print_rate(name: str, rows: int, seconds: float) -> None:
    speed = rows / seconds / 1e6
    print(f"  {name:<48}{1e9 * seconds / rows:>6.0f} ns a profile{speed:>7.1f} million a second")


def file_to_file(source: Path, target: str) -> None:
    """One run of the command in a process of its own."""
    command = [sys.executable, "-m", "advisor", "batch", str(source), "-o"]
    command.append(str(source.with_stem("advice")))
    # A process counts the memory of the one that started it as its own: start from a small one.
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=False
    )
    spent, kilobytes = map(float, done.stdout.split())
    print(f"  {spent:.2f} s of processor time, at most {kilobytes / 1024:.0f} MB{target}")
    for line in done.stderr.splitlines()[:2]:
        print(f"  | {line.replace(str(source.parent), '...')}")


def broken(rulebook: Rulebook, path: Path, rows: int) -> None:
    """A CSV table of which every tenth row has a wrong answer, too few cells or too many."""
    whole = path.with_stem("whole")
    companies.write(rulebook, whole, rows)
    with whole.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as table:
        for number, line in enumerate(lines):
            ways = (line.replace(",", ",many", 1), "not,a,company\n", line.rstrip("\n") + ",more\n")
            table.write(ways[number // 10 % 3] if number % 10 == 9 else line)
    whole.unlink()


def differences(rulebook: Rulebook, rows: int) -> int:
    """How many random companies get other advice in columns than one by one."""
    return sum(
        _differences(rulebook, min(CHECKED_AT_ONCE, rows - start), start)
        for start in range(0, rows, CHECKED_AT_ONCE)
    )


def _differences(rulebook: Rulebook, count: int, seed: int) -> int:
    drawn = companies.draw(rulebook, count, seed, matrix=True)
    found = kernel(rulebook).weigh(drawn.codes(), count)
    outcomes = list(rulebook.outcomes.values())
    forms = [form for outcome in outcomes for form in outcome.forms]
    different = 0
    for row in range(count):
        advice = advise(rulebook, drawn.profile(row))
        bits = sum(int(word) << 64 * place for place, word in enumerate(found.fired[row]))
        different += (
            outcomes[found.recommendation[row]].id,
            forms[found.form[row]],
            STRENGTHS[found.strength[row]],
            tuple(rule for i, rule in enumerate(rulebook.rules) if bits >> i & 1),
        ) != (advice.recommendation, advice.form, advice.strength, advice.fired)
    return different


def main() -> None:
    """Print what was measured and found."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--check", type=int, default=0)
    asked.add_argument("--parquet", type=int, default=0)
    asked.add_argument("--broken", type=int, default=0)
    given = asked.parse_args()
    rulebook = load_rulebook(RULES)
    if given.rows:
        in_memory(rulebook, given.rows)
    if given.check:
        different = differences(rulebook, given.check)
        print(f"{given.check:,} random companies, {different} with other advice than one by one")
    with TemporaryDirectory() as folder:
        if given.parquet:
            table = Path(folder) / "companies.parquet"
            companies.write(rulebook, table, given.parquet)
            print(f"Parquet to Parquet, {given.parquet:,} rows, three reasons in words")
            file_to_file(table, " (target: 2.5 s a million, 600 MB)")
        if given.broken:
            table = Path(folder) / "companies.csv"
            broken(rulebook, table, given.broken)
            print(f"CSV to CSV, {given.broken:,} rows, every tenth broken")
            file_to_file(table, "")


if __name__ == "__main__":
    main()
