"""Assessments and versions as rows of the tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping

from advisor.storage.draft import Draft, from_json, to_json
from advisor.storage.drafts import Unavailable
from advisor.storage.records import Listed, Stamp, Version
from advisor.storage.scenario import LONGEST_TEXT
from advisor.storage.statements import INSERT, KNOWN
from advisor.storage.troubles import DAMAGED

_TOLD = (
    "token", "company", "example", "answered", "decided", "review", "created", "saved", "archived",
    "owner",
)  # fmt: skip


def draft_row(draft: Draft) -> dict[str, Any]:
    """The columns that follow from what the draft holds."""
    return {
        "body": to_json(draft),
        "company": shown(draft.company),
        "example": draft.example,
        "answered": len(draft.answers),
        "decided": bool(draft.decision and draft.decision.taken),
        "review": draft.decision.review if draft.decision else "",
        "respondent": bool(draft.respondent),
    }


def new_row(token: str, draft: Draft, moment: str, owner: str) -> dict[str, Any]:
    """The row of an assessment that is saved for the first time."""
    row = {"token": token, "edition": 1, "created": moment, "saved": moment}
    return row | draft_row(draft) | stamp_row(None) | {"archived": "", "owner": owner}


def stamp_row(stamp: Stamp | None) -> dict[str, str]:
    """The columns that keep what was advised."""
    told = stamp or Stamp("", "", "", "", "")
    row = {
        "rules_name": told.rulebook,
        "rules_version": told.version,
        "rules_fingerprint": told.fingerprint,
        "outcome": told.outcome,
        "strength": told.strength,
    }
    return {name: shown(value) for name, value in row.items()}


def version_row(token: str, version: Version, by_id: str = "") -> dict[str, Any]:
    """The row of a version; `by_id` is the person who saved it."""
    row = {"token": token, "number": version.number, "name": shown(version.name)}
    by = {"saved": version.saved, "by_id": by_id, "by_name": shown(version.by)}
    return row | by | {"body": to_json(version.draft)} | stamp_row(version.stamp)


def draft_in(row: RowMapping) -> Draft:
    """The draft that a row holds. Raises Unavailable where it is damaged."""
    try:
        return from_json(row["token"], row["body"], row["saved"], row["edition"])
    except ValueError as damaged:
        raise Unavailable(DAMAGED) from damaged


def listed_in(row: RowMapping) -> Listed:
    """The line of a list that a row gives."""
    stamp = stamp_in(row)
    told = {name: row[name] for name in _TOLD}
    return Listed(**told, stamp=stamp if stamp.outcome else None)


def stamp_in(row: RowMapping) -> Stamp:
    """What was advised; empty texts where nothing was."""
    names = ("rules_name", "rules_version", "rules_fingerprint", "outcome", "strength")
    return Stamp(*(row[name] for name in names))


def version_in(row: RowMapping) -> Version:
    """The version that a row holds. Raises Unavailable where it is damaged."""
    try:
        draft = from_json(row["token"], row["body"], row["saved"])
    except ValueError as damaged:
        raise Unavailable(DAMAGED) from damaged
    told = (row["number"], row["name"], row["saved"], row["by_name"])
    return Version(*told, draft, stamp_in(row))


def bring_in(connection: Connection, token: str, body: str, created: str, updated: str) -> None:
    """Keep what the first versions of this program kept, unless the token is here already.

    The body is kept as it is: where it is damaged, whoever opens the link is told so.
    """
    if connection.execute(KNOWN, {"asked": token}).first() is None:
        try:
            draft = from_json(token, body)
        except ValueError:
            draft = Draft(token)
        times = {"created": created, "saved": updated}
        connection.execute(INSERT, new_row(token, draft, updated, "") | times | {"body": body})


def shown(text: str) -> str:
    """The signs that can be seen: a database takes no others in a column of text."""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:LONGEST_TEXT]
