"""The versions of a rulebook in words."""

from __future__ import annotations

from urllib.parse import urlencode

from advisor.editing.alike import together
from advisor.editing.versions import FOUND, Version
from advisor.loading.text.words import quoted
from advisor.markup import Markup, bullets, heading, joined, paragraph, safe, strong
from advisor.rulebook_pages import linked
from advisor.screens.workshop import differences_told
from advisor.wording import counted

PAGE = "rules-history"
VERSION = "version"
"""The part of the address that names one version, by its number."""
SHORT, LISTED = 3, 200
_STEPS = {"major": "Major change", "minor": "Minor change", "wording": "Wording"}


def entry(one: Version, moment: str, *, newest: bool) -> Markup:
    """One version where all are listed: number, sentence, who and when, the first differences."""
    name = f"Version {one.version}{', the last on record' if newest else ''}"
    link = linked(f"{PAGE}?{urlencode({VERSION: one.number})}", safe(name))
    found = together(_of_the_author(one))
    more = len(found) - SHORT
    told = [safe(group.says) for group in found[:SHORT]]
    if more > 0:
        told.append(safe(f"And {more} more."))
    return joined(
        Markup(f"<p>{link}: {safe(one.sentence)}</p>"),
        Markup(f"<p><small>{safe(_who(one, moment))}</small></p>"),
        bullets(told),
    )


def in_full(one: Version, moment: str) -> Markup:
    """All that is on record of a version."""
    found = _of_the_author(one)
    return joined(
        paragraph(strong(one.sentence), safe_already=True),
        paragraph(_who(one, moment)),
        paragraph(f"Worked examples that failed, and why that was right: {one.reason}")
        if one.reason
        else Markup(""),
        heading("What changed"),
        differences_told.told(found, LISTED)
        if found
        else paragraph("Nothing is on record of what changed before it."),
        paragraph(
            f"{counted(len(one.files), 'file')}: {', '.join(one.files)}." if one.files else ""
        ),
    )


def _who(one: Version, moment: str) -> str:
    """ "Minor change, published by Ann Bell, 3 March 2026, 14:05"."""
    if one.step == FOUND:
        return f"Kept since {moment}"
    return f"{_STEPS.get(one.step, one.step)}, published by {one.author}, {moment}"


def _of_the_author(one: Version) -> list[tuple[str, str]]:
    """The differences without those that publishing itself makes: version and list of changes."""
    made = ("Rulebook: version changed ", f"Rulebook: {quoted(one.sentence)} added to changes")
    return [(file, says) for file, says in one.differences if not says.startswith(made)]
