"""report: write the hand-over report of one answer sheet, in the format of the file's ending."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from advisor.commands.advise import SHEET
from advisor.commands.parameters import Salary, Words
from advisor.commands.terminal import say, takes_rules, takes_seconds
from advisor.conditions import Place
from advisor.editing.files import replace_file
from advisor.loading import load_rulebook, read_sheet
from advisor.mistakes import Mistake, Mistakes
from advisor.proofs import exact
from advisor.questionnaire import Profile
from advisor.reports.build import TooLittle
from advisor.reports.choices import LONGEST_LINE, LONGEST_PROSE, VARIANTS, Choices, Costs
from advisor.reports.content.catalogue import chapters_of
from advisor.reports.formats import FORMATS, Order, file_name
from advisor.reports.logo import BYTES_AT_MOST, NoLogo, logo
from advisor.reports.model import Logo
from advisor.rulebook import Rulebook

ENDINGS = ", ".join(f".{ending}" for ending in FORMATS)
READABLE = 0o644
_DAY = click.DateTime(["%Y-%m-%d"])
_SUM = click.FloatRange(0, 1e12)
_LINE, _PROSE = Words(LONGEST_LINE), Words(LONGEST_PROSE)
SECONDS = 10.0
"""A report is read for longer than advice on a screen: proofs may take longer, too."""


@click.command()
@takes_rules
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help=f"File to write, by its ending ({ENDINGS}), or a folder to put it in.",
)
@click.option("--variant", type=click.Choice(list(VARIANTS)), default="client", show_default=True)
@click.option("--sections", help="Only these chapters: their ids, with commas between.")
@click.option("--date", "dated", type=_DAY, metavar="YYYY-MM-DD", help="Date; today if not given.")
@click.option("--author", type=_LINE, default="", help="Who prepared it.")
@click.option("--label", type=_LINE, default="", help='Version of the report, such as "Draft 2".')
@click.option("--final", is_flag=True, help="Call it final; else it is a draft.")
@click.option(
    "--summary", type=_PROSE, default="", help="Your own summary in place of the program's."
)
@click.option(
    "--decision", type=_PROSE, default="", help="The decision requested, in your own words."
)
@click.option("--decided-by", type=_LINE, default="", help="Who decides.")
@click.option("--decide-by", type=_DAY, metavar="YYYY-MM-DD", help="By when.")
@click.option("--logo", "picture", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="PNG or JPEG for the cover.")  # fmt: skip
@click.option("--salary", type=Salary(), metavar="SUM", help="A year: 180000 or 150000-200000.")
@click.option("--on-costs", type=click.FloatRange(0, 200), help="Percent of the salary.")
@click.option("--hiring-fee", type=_SUM, help="Once.")
@click.option("--hours", type=click.FloatRange(0, 100_000), help="Leaders' time, in hours.")
@click.option(
    "--currency", type=_LINE, default="US dollars", show_default=True, help="Of these sums."
)
@click.option("--note", "notes", multiple=True, type=(str, _PROSE), metavar="QUESTION TEXT",
              help="A private note, for the adviser copy; - for the whole company.")  # fmt: skip
@takes_seconds(SECONDS)
@click.argument("sheet", type=SHEET)
def command(
    rules: Path,
    target: Path | None,
    sheet: Path,
    seconds: float,
    picture: Path | None,
    **given: Any,
) -> None:
    """Write the report for one answer sheet (YAML or JSON; - reads standard input).

    The ending of the file chooses the format. Without -o the file is named after the client, the
    date and the version, and written here.
    """
    ending = _ending(target)
    choices = _choices(given, _logo(picture))
    rulebook = load_rulebook(rules)
    profile = read_sheet(sheet, rulebook.questionnaire)
    _check_names(choices, rulebook)
    order = _order(rulebook, profile, choices, seconds if FORMATS[ending].whole else None)
    path = _path(target, file_name(order, ending))
    _check_place(path, sheet)
    try:
        content = FORMATS[ending].write(order)
    except TooLittle as few:
        raise Mistakes([Mistake(Place(str(sheet)), str(few))]) from None
    replace_file(path, content, READABLE)
    kind = VARIANTS[choices.variant] if FORMATS[ending].whole else FORMATS[ending].name
    say(f"{path}: {kind}, {len(content) / 1000:,.1f} kB", sys.stderr)
    if order.exact and not order.exact.proved:
        say(f"Not everything was proved in {seconds:g} s, and the report says where. "
            "Allow more with --seconds.", sys.stderr)  # fmt: skip


def _ending(target: Path | None) -> str:
    """The ending that names the format; web page where only a folder is given."""
    if target is None or target.is_dir():
        return next(iter(FORMATS))
    ending = target.suffix.removeprefix(".").lower()
    ending = {"yml": "yaml", "htm": "html", "markdown": "md"}.get(ending, ending)
    if ending not in FORMATS:
        told = f"cannot tell the format of {target.name!r}: its name should end in {ENDINGS}."
        raise click.UsageError(told[0].upper() + told[1:])
    return ending


def _path(target: Path | None, name: str) -> Path:
    if target is None:
        return Path(name)
    return target / name if target.is_dir() else target


def _check_place(path: Path, sheet: Path) -> None:
    """Nothing but an earlier report may be written over, and its folder is there."""
    if not path.parent.is_dir():
        raise click.UsageError(f"There is no folder {path.parent}. Make it first.")
    if path.exists() and (not path.is_file() or (str(sheet) != "-" and path.samefile(sheet))):
        raise click.UsageError(f"{path} is there and would be lost. Name another file.")


def _choices(given: dict[str, Any], picture: Logo | None) -> Choices:
    low, high = given["salary"] or (None, None)
    sections = given["sections"]
    return Choices(
        dated=_day(given["dated"]) or date.today(),
        variant=given["variant"],
        sections=None if sections is None else frozenset(re.split(r"[,\s]+", sections.strip())),
        author=given["author"],
        version=given["label"],
        final=given["final"],
        summary=given["summary"],
        decision=given["decision"],
        decided_by=given["decided_by"],
        decide_by=_day(given["decide_by"]),
        logo=picture,
        costs=Costs(
            salary_low=low,
            salary_high=high,
            on_costs=given["on_costs"],
            hiring_fee=given["hiring_fee"],
            hours=given["hours"],
            currency=given["currency"],
        ),
        notes={"" if question == "-" else question: text for question, text in given["notes"]},
    )


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _logo(path: Path | None) -> Logo | None:
    if path is None:
        return None
    with path.open("rb") as file:
        content = file.read(BYTES_AT_MOST + 1)
    try:
        return logo(content)
    except NoLogo as why:
        raise click.UsageError(f"{path}: {why}") from None


def _check_names(choices: Choices, rulebook: Rulebook) -> None:
    """Chapters and questions that do not exist are told, with those that do."""
    everything = chapters_of(Choices(choices.dated, choices.variant))
    unknown = (choices.sections or frozenset()) - {chapter.id for chapter in everything}
    if unknown:
        legal = ", ".join(chapter.id for chapter in everything)
        wrong = ", ".join(sorted(unknown))
        raise click.UsageError(f"No such chapter here: {wrong}. Possible here: {legal}.")
    asked = {"", *rulebook.questionnaire.questions, *rulebook.questionnaire.responsibilities}
    if strange := [question for question in choices.notes if question not in asked]:
        raise click.UsageError(f"No such question: {', '.join(strange)}. Use its id, or -.")


def _order(rulebook: Rulebook, profile: Profile, choices: Choices, seconds: float | None) -> Order:
    """What the file is made from; nothing is proved where `seconds` is None."""
    proofs = None if seconds is None else exact(rulebook, profile, seconds=seconds)
    return Order(rulebook, profile, proofs, choices)
