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
from advisor.screens.workshop import impact_told, verdict
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
    pins = counted(len(ready.pins), "sheet")
    on_edge = (
        f"{pins} that sit exactly on an edge fail, as they are meant to: nothing needs mending."
        if ready.pins
        else ""
    )
    impact = impact_told.verdict(ready.comparison) if ready.comparison else NOTHING
    return joined(first, paragraph(on_edge), impact)


def changes(ready: Readiness) -> Markup:
    """Every difference as a sentence, with its file."""
    found = ready.differences
    files = {difference.file for difference in found}
    more = f"And {len(found) - LISTED} more." if len(found) > LISTED else ""
    return joined(
        heading("What changes"),
        paragraph(f"{counted(len(found), 'change')} in {counted(len(files), 'file')}."),
        bullets(
            joined(safe(one.says), Markup(f" <small>({safe(one.file)})</small>"))
            for one in found[:LISTED]
        ),
        paragraph(more),
    )


def step(version: str, chosen: Step) -> str:
    """A version step, with the number that the version then has."""
    try:
        return f"{_STEPS[chosen]} ({next_version(version, chosen)})"
    except ValueError:
        return _STEPS[chosen]


def published(done: Published) -> Markup:
    """What was published, and what to commit where the rules are under version control."""
    version = done.version
    return joined(
        paragraph(strong(f"Version {version.version} is published."), safe_already=True),
        paragraph("It is in use from now on, for everybody. Your list of changes is empty again."),
        paragraph(linked(HISTORY, safe("See the history, or go back")), safe_already=True),
        _to_commit(done),
    )


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
