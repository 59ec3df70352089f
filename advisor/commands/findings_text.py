"""Findings of a checked rulebook, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from advisor.commands.lines import wrapped
from advisor.loading import sheet_of
from advisor.proofs.finding import Finding
from advisor.questionnaire import Profile, Questionnaire
from advisor.wording import spoken

NOT_PROVED = "Not proved in the time allowed; --seconds allows more."


def finding_as_text(questionnaire: Questionnaire, finding: Finding) -> str:
    """One finding: where, what, how to mend it, and a company that shows it."""
    lines = [
        f"{finding.severity}  {finding.about}  ({finding.place})",
        wrapped(finding.what, 2),
        wrapped(finding.mend if finding.proved else NOT_PROVED, 2),
    ]
    if finding.profile is not None:
        lines += _company(questionnaire, "Shown by a company with", finding.profile)
    if finding.after is not None:
        lines += _company(questionnaire, "and after the change", finding.after)
    return "\n".join(lines)


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """One finding as a JSON-ready object."""
    return {
        "severity": finding.severity,
        "about": finding.about,
        "file": finding.place.file,
        "line": finding.place.line,
        "what": finding.what,
        "mend": finding.mend,
        "proved": finding.proved,
        "shown_by": sheet_of(finding.profile) if finding.profile else None,
        "after": sheet_of(finding.after) if finding.after else None,
    }


def _company(questionnaire: Questionnaire, title: str, profile: Profile) -> Iterator[str]:
    yield wrapped(f"{title}:", 2)
    for question in profile.answers:
        value = profile.known(question)
        if value is not None:
            words = spoken(questionnaire.questions[question], value)
            yield wrapped(f"{question}: {words}", 4)
    if profile.responsibilities:
        yield wrapped(f"and {len(profile.responsibilities)} responsibilities filled in", 4)
