"""What publishing says: what stands against it, what changes, and what was published."""

from __future__ import annotations

import shlex

from advisor.editing.publishing import Published
from advisor.editing.readiness import Publication, Readiness, next_version
from advisor.markup import (
    NOTHING,
    Markup,
    bullets,
    heading,
    joined,
    paragraph,
    safe,
    sentences,
    strong,
)
from advisor.proofs.comparison import Step
from advisor.rulebook_pages import linked
from advisor.screens.workshop import differences_told, impact_told, verdict
from advisor.wording import counted

LISTED = 100
HISTORY = "rules-history"
_STEPS: dict[Step, str] = {
    "wording": "Wording: no company gets other advice",
    "minor": "Minor: strengths, forms or points change, or what is asked",
    "major": "Major: some companies get another recommendation",
}


def standing(ready: Readiness) -> Markup:
    """What stands against publishing, first; and what the proofs say of the change."""
    hindrances = ready.hindrances(Publication("-", "-", ready.proposed))
    first = (
        joined(
            paragraph(strong("This stands against publishing:"), safe_already=True),
            sentences(hindrances),
            bullets(map(verdict.finding_told, ready.errors)),
            bullets(verdict.example_told(ready.rulebook, one) for one in ready.failing)
            if ready.rulebook
            else NOTHING,
        )
        if hindrances
        else paragraph(strong("Nothing stands against publishing."), safe_already=True)
    )
    impact = impact_told.verdict(ready.comparison) if ready.comparison else NOTHING
    return joined(first, verdict.on_edge_told(len(ready.pins)), impact)


def changes(ready: Readiness) -> Markup:
    """Every difference as a sentence, with its file."""
    found = ready.differences
    files = {difference.file for difference in found}
    return joined(
        heading("What changes"),
        paragraph(f"{counted(len(found), 'change')} in {counted(len(files), 'file')}."),
        differences_told.told([(one.file, one.says) for one in found], LISTED),
    )


def step(version: str, chosen: Step) -> str:
    """A version step, with the number that the version then has."""
    try:
        return f"{_STEPS[chosen]} ({next_version(version, chosen)})"
    except ValueError:
        return _STEPS[chosen]


def published(done: Published, pins: int) -> Markup:
    """What was published, how many sheets on an edge fail, and what to commit under git."""
    version = done.version
    return joined(
        paragraph(strong(f"Version {version.version} is published."), safe_already=True),
        paragraph("It is in use from now on, for everybody. Your list of changes is empty again."),
        paragraph(linked(HISTORY, safe("See the history, or go back")), safe_already=True),
        _edges_anew(pins),
        _to_commit(done),
    )


def _edges_anew(pins: int) -> Markup:
    """That sheets on an edge fail from now on, and how they are written anew."""
    if not pins:
        return NOTHING
    told = (
        f"{counted(pins, 'sheet that sits', 'sheets that sit')} on an edge "
        f"{'tells' if pins == 1 else 'tell'} of what you moved, and every check will say so until "
        "the edges are found anew. Nobody's advice depends on it. Whoever looks after the program "
        "can do it at any time, in its folder; it takes some minutes:"
    )
    command = Markup("<p><code>.venv/bin/python -m bench.pins</code></p>")
    return joined(heading("Sheets on an edge"), paragraph(told), command)


def _to_commit(done: Published) -> Markup:
    if not done.commit:
        return NOTHING
    files = counted(len(done.commit), "file")
    return joined(
        heading("For your version control"),
        paragraph(f"The rules are in a git checkout. {files} changed and wait for a commit:"),
        sentences(done.commit),
    )


def commit_lines(done: Published) -> str:
    """What to type for that, from the top folder of the checkout; empty where there is none."""
    if not done.commit:
        return ""
    lines = [
        ["git", "add", "--", *done.commit],
        ["git", "commit", "-m", done.version.sentence, "--", *done.commit],
    ]
    return "\n".join(map(shlex.join, lines))
