"""batch: the advice for a whole table of companies."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from textwrap import indent

import click

from advisor.batch.portfolio import Summary, advise_portfolio
from advisor.batch.writing import ENDINGS
from advisor.commands.terminal import say, takes_rules
from advisor.loading import load_rulebook
from advisor.proofs.clock import SECONDS
from advisor.proofs.completions import completions
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.wording import counted

TO_MEND = 1
"""The exit status where rows have mistakes, or a column was probably meant and is not read."""
IN = click.Path(exists=True, path_type=Path)
OUT = click.Path(path_type=Path)


def _ending(ctx: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() not in ENDINGS:
        endings = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
        raise click.BadParameter(f"the name should end in {endings}.", ctx, parameter)
    return path


@click.command()
@takes_rules
@click.option("-o", "--output", "target", type=OUT, callback=_ending, metavar="OUT")
@click.option(
    "--template", type=OUT, callback=_ending, metavar="FILE", help="Write a table to fill in."
)
@click.option(
    "--engine",
    type=click.Choice(["numpy", "spark"]),
    default="numpy",
    show_default=True,
    help="spark: many machines, Parquet files or folders only; OUT is then a folder.",
)
@click.option(
    "--possible",
    is_flag=True,
    help="Also prove what open questions leave possible: 10 to 50 ms for each company.",
)
@click.argument("source", type=IN, required=False, callback=_ending, metavar="IN")
def command(
    rules: Path,
    source: Path | None,
    target: Path | None,
    template: Path | None,
    engine: str,
    possible: bool,
) -> int:
    """Give the advice for every company of a table: CSV, Excel or Parquet, by the ending of IN.

    Each column is a question, by its wording or its id, and each row a company. Cells take what the
    questionnaire's own fields take: 1,200, $18m, the words of a choice. OUT holds a row of advice
    for each company; a row with mistakes says in the column "mistakes" what they are.

    Columns that are no question are named and left out. Exit status 1 where a row has mistakes, or
    where a column's name is nearly that of a question.
    """
    if template is not None:
        if source or target:
            raise click.UsageError("--template stands alone: it only writes a table to fill in.")
        # Loaded only here: drawing up workbooks takes a fifth of a second to load.
        templates = import_module("advisor.batch.template")
        templates.write_template(template, load_rulebook(rules).questionnaire)
        return 0
    if source is None or target is None:
        raise click.UsageError("Name the table to read and, after -o, the table to write.")
    if target.exists() and target.samefile(source):
        raise click.UsageError("IN and OUT are the same file.")
    if engine == "numpy" and source.is_dir():
        raise click.UsageError(f"{source} is a folder; only --engine spark reads folders.")
    rulebook = load_rulebook(rules)
    try:
        with _clearing_up():
            if engine == "spark":
                summary = _on_spark(rulebook, rules, source, target, possible)
            else:
                summary = _advised(rulebook, source, target, possible)
    except OSError as failed:
        raise click.UsageError(f"{target} cannot be written: {failed.strerror}.") from None
    say(_told(summary, target), sys.stderr)
    return TO_MEND if summary.mistaken or summary.columns.doubtful else 0


@contextmanager
def _clearing_up() -> Iterator[None]:
    """Whoever ends the run or closes its terminal interrupts it, so that it leaves nothing behind.

    A signal that is ignored, as by nohup, stays so.
    """
    ends = (getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
    before = {end: signal.getsignal(end) for end in ends if signal.getsignal(end) is signal.SIG_DFL}
    for end in before:
        signal.signal(end, signal.default_int_handler)
    try:
        yield
    finally:
        for end, handler in before.items():
            signal.signal(end, handler)


def _advised(rulebook: Rulebook, source: Path, target: Path, possible: bool) -> Summary:
    def prove(profile: Profile) -> Sequence[str] | None:
        found = completions(rulebook, profile, seconds=SECONDS)
        return found.possible if found.proved else None

    bar = click.progressbar(
        length=1, label="Advice", file=sys.stderr, hidden=not sys.stderr.isatty()
    )

    def progress(read: int, size: int) -> None:
        bar.length = max(size, 1)
        bar.update(min(read, bar.length) - bar.pos)

    with bar:
        return advise_portfolio(
            rulebook, source, target, possible=prove if possible else None, progress=progress
        )


def _on_spark(
    rulebook: Rulebook, rules: Path, source: Path, target: Path, possible: bool
) -> Summary:
    if possible:
        raise click.UsageError("--possible proves company by company, which Spark is not for.")
    if {source.suffix.lower(), target.suffix.lower()} != {".parquet"}:
        raise click.UsageError("With --engine spark, IN and OUT end in .parquet.")
    if target.exists():
        raise click.UsageError(f"{target} is there already; Spark writes a new folder.")
    try:
        engine = import_module("advisor.batch.spark")
    except ImportError:
        needs = "pip install -r requirements-spark.txt, and Java 17 or later"
        raise click.UsageError(f"Spark is not installed here. It takes {needs}.") from None
    summary: Summary = engine.advise_on_spark(rulebook, rules, source, target)
    return summary


def _told(summary: Summary, target: Path) -> str:
    """What came of it, in a few lines."""
    lines = [f"{target}: advice for {counted(summary.advised, 'company', 'companies')}."]
    lines += summary.columns.left_out
    if summary.mistaken:
        rows = counted(summary.mistaken, "row has", "rows have")
        lines.append(f'{rows} mistakes and no advice; the column "mistakes" says what they are:')
        lines += [indent(str(mistake), "  ") for mistake in summary.first]
    return "\n".join(lines)
