"""What can be compared: the answers of now, versions, scenarios and other people's answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from advisor.compared import NO_ADVICE, Side, side
from advisor.rulebook import Rulebook
from advisor.screens import kept
from advisor.screens.session import current
from advisor.screens.sheet import profile_of
from advisor.screens.times import moment_told
from advisor.storage import Draft, Version
from advisor.storage.trying import holding

NOW = "now"
"""The key of the answers as they are now."""


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to compare by its name; `side` works out what it holds."""

    name: str
    side: Callable[[], Side]


def offered(rulebook: Rulebook) -> dict[str, Source]:
    """Everything that can be compared, by its key in the address; the answers of now first.

    Raises Unavailable where the versions cannot be read.
    """
    draft = current()
    return {
        NOW: Source("Answers of now", partial(side_of_draft, rulebook, "Answers of now", draft)),
        **dict(_versions(rulebook)),
        **dict(_scenarios(rulebook, draft)),
        **dict(_respondents(rulebook, draft)),
    }


def _versions(rulebook: Rulebook) -> Iterator[tuple[str, Source]]:
    for version in reversed(kept.drafts().versions(current().token)):
        name = f"{version.name} ({moment_told(version.saved)})"
        made = partial(side_of_version, rulebook, version)
        yield f"version-{version.number}", Source(f"Version: {name}", made)


def _scenarios(rulebook: Rulebook, draft: Draft) -> Iterator[tuple[str, Source]]:
    for number, scenario in enumerate(draft.scenarios, 1):
        name = f"Scenario: {scenario.name}"
        made = partial(side_of_draft, rulebook, name, holding(draft, scenario))
        yield f"scenario-{number}", Source(name, made)


def _respondents(rulebook: Rulebook, draft: Draft) -> Iterator[tuple[str, Source]]:
    for number, one in enumerate(draft.respondents, 1):
        name = f"Answers of {one.name}"
        theirs = replace(draft, answers=one.answers, typed=one.typed, responsibilities={})
        made = partial(side_of_draft, rulebook, name, theirs)
        yield f"respondent-{number}", Source(name, made)


def side_of_draft(rulebook: Rulebook, name: str, draft: Draft) -> Side:
    """Entries with what today's rules say of them."""
    profile, left_out = profile_of(rulebook.questionnaire, draft)
    return side(rulebook, name, profile, left_out)


def side_of_version(rulebook: Rulebook, version: Version) -> Side:
    """A version with what was told then."""
    profile, left_out = profile_of(rulebook.questionnaire, version.draft)
    told, stamp = version.draft.told or NO_ADVICE, version.stamp
    return Side(version.name, profile, told, stamp.fingerprint, stamp.version, left_out)
