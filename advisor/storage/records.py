"""What is told of assessments beside their drafts."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.storage.draft import Draft


@dataclass(frozen=True)
class Stamp:
    """What was advised, and by which rules.

    `rulebook`, `version` and `fingerprint` are the rulebook's, `outcome` is the id of what was
    recommended, `strength` how clearly.
    """

    rulebook: str
    version: str
    fingerprint: str
    outcome: str
    strength: str


@dataclass(frozen=True)
class Listed:
    """One assessment as a line of a list.

    `answered` is the number of questions with an answer. `decided`: whether a decision was
    entered; `review` is the day on which it is to be looked at again. Days and times are ISO 8601,
    times in UTC, empty for none: `archived` is when the assessment was put away. `stamp` is the
    recommendation as last shown. `owner` is the id of the person who owns it, empty where nobody
    logs in.
    """

    token: str
    company: str
    example: bool
    answered: int
    decided: bool
    review: str
    created: str
    saved: str
    archived: str
    owner: str
    stamp: Stamp | None


@dataclass(frozen=True)
class Version:
    """An assessment as it was saved under a name, for reading only.

    `number` counts from 1. `saved` is when, UTC in ISO 8601, `by` the name of who saved it, empty
    where nobody logs in. `stamp` is what was advised then.
    """

    number: int
    name: str
    saved: str
    by: str
    draft: Draft
    stamp: Stamp


@dataclass(frozen=True)
class Packed:
    """All of one assessment but who may see it: see `Listed` for `created`, `archived`, `stamp`."""

    draft: Draft
    created: str
    archived: str
    stamp: Stamp | None
    versions: tuple[Version, ...]
