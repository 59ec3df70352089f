"""The long work of the workshop, done in the background: proving, and looking at companies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from advisor.loading.populations import read_population
from advisor.loading.tables.header import Columns
from advisor.mistakes import Mistakes
from advisor.proofs.comparison import Comparison, Flips, case_flips, compare
from advisor.proofs.merging import Merged
from advisor.proofs.population import EVEN, SHEETS, Population
from advisor.questionnaire import Profile
from advisor.rulebook import Rulebook
from advisor.screens import times, who
from advisor.screens.sheet import profile_of
from advisor.screens.workshop.cases import Upload, read_as_file, rows_of
from advisor.screens.workshop.jobs import Job, jobs
from advisor.screens.workshop.proposed import Both
from advisor.storage import Draft, Drafts, Unavailable
from advisor.telling import too_little

SECONDS = 30.0
"""How long proving what changes may take before the rest is told as not proved."""
DRAFTS_AT_MOST = 2_000
"""Saved assessments that are looked at, the last saved first."""


@dataclass(frozen=True)
class Looked:
    """Companies that were looked at. `mistakes` or `trouble`: why none was.

    `rows`: the companies of a table, by name; `passed_over`: what to tell of its columns that are
    no question. `left_out`: saved assessments with too few answers
    to say anything.
    """

    flips: Flips
    left_out: int = 0
    mistakes: Mistakes | None = None
    trouble: str = ""
    rows: Mapping[str, Profile] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()


NOBODY = Flips(0, ())


def proof(both: Both, population: Population, key: str) -> Job[Comparison]:
    """What changes for every possible company; `key` tells populations apart."""

    def work(job: Job[Comparison]) -> Comparison:
        job.told = "Proving what changes for every possible company."
        return compare(
            both.old, both.new, merged=both.merged, population=population, seconds=SECONDS
        )

    return jobs().ask(("compare", both.key, key), work)


def rows(both: Both, upload: Upload) -> Job[Looked]:
    """What changes for the companies of a table."""

    def work(job: Job[Looked]) -> Looked:
        job.told = "Reading your table."
        columns: list[Columns] = []
        try:
            found = rows_of(upload, both.merged.questionnaire, columns.append)
        except Mistakes as mistakes:
            return Looked(NOBODY, mistakes=mistakes)
        cases = list(found.items())
        flips = case_flips(both.merged, _counting(cases, job, "row of your table"))
        passed_over = columns[0].left_out if columns else ()
        return Looked(flips, rows=found, passed_over=passed_over)

    return jobs().ask(("rows", both.key, upload.key), work)


def saved(both: Both, drafts: Drafts, *, named: bool) -> Job[Looked]:
    """What changes for the assessments saved on this server.

    `named`: the companies are told by name. On a server that others use, assessments are theirs;
    where people log in, these are the author's own.
    """
    person = who.person()
    named = named or person is not None

    def work(job: Job[Looked]) -> Looked:
        job.told = "Looking at saved assessments."
        try:
            kept = drafts.latest(DRAFTS_AT_MOST)
        except Unavailable as trouble:
            return Looked(NOBODY, trouble=str(trouble))
        own = [draft for draft in kept if draft.answers and not draft.example]
        told = list(_cases(both.merged, own, named=named))
        flips = case_flips(both.merged, _counting(told, job, "saved assessment"))
        return Looked(flips, len(own) - len(told))

    return jobs().ask(("saved", both.key, _newest(drafts), named, person), work)


def _cases(merged: Merged, kept: list[Draft], *, named: bool) -> Iterator[tuple[str, Profile]]:
    for number, draft in enumerate(kept, 1):
        profile, _ = profile_of(merged.questionnaire, draft)
        if not too_little(merged.new.rulebook.questionnaire, profile):
            day = times.day_told(draft.saved[:10])
            name = draft.company if named and draft.company else f"Assessment {number}"
            yield f"{name}, saved on {day}" if day else name, profile


def _newest(drafts: Drafts) -> str:
    """The time when an assessment was last saved; empty where that is not known."""
    try:
        return next((draft.saved for draft in drafts.latest(1)), "")
    except Unavailable:
        return ""


def _counting(
    cases: list[tuple[str, Profile]], job: Job[Looked], thing: str
) -> Iterator[tuple[str, Profile]]:
    """The cases one after the other, telling how far it is; none any more once it is ended."""
    for number, case in enumerate(cases, 1):
        if job.stopped:
            return
        job.told = f"Looking at {thing} {number:,} of {len(cases):,}."
        yield case


def population_of(upload: Upload | None, new: Rulebook) -> Population:
    """The population that a file states; an even one where there is none. Raises Mistakes."""
    if upload is None:
        return Population()
    stated = read_as_file(upload, lambda path: read_population(path, new.questionnaire))
    says = f"{stated.says or upload.name}; answers that it does not name: {EVEN}"
    return Population(says, stated.weights, stated.sheets or SHEETS)
