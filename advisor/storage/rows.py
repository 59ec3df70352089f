"""Assessments as rows of the tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from advisor.storage.draft import Draft, from_json, to_json
from advisor.storage.drafts import Unavailable
from advisor.storage.scenario import LONGEST_TEXT
from advisor.storage.tables import ASSESSMENT
from advisor.storage.troubles import DAMAGED

NEW_ROW = insert(ASSESSMENT)
_NO_STAMP = {
    "rules_name": "",
    "rules_version": "",
    "rules_fingerprint": "",
    "outcome": "",
    "strength": "",
}


def kept_of(draft: Draft) -> dict[str, Any]:
    """The columns that follow from what the draft holds."""
    return {
        "body": to_json(draft),
        "company": _shown(draft.company),
        "example": draft.example,
        "answered": len(draft.answers),
        "decided": False,
        "review": "",
    }


def new_row(token: str, draft: Draft, moment: str, owner: str = "") -> dict[str, Any]:
    """The row of an assessment that is saved for the first time."""
    row = {"token": token, "edition": 1, "created": moment, "saved": moment}
    return row | kept_of(draft) | _NO_STAMP | {"archived": "", "owner": owner}


def draft_in(row: RowMapping) -> Draft:
    """The draft that a row holds. Raises Unavailable where it is damaged."""
    try:
        return from_json(row["token"], row["body"], row["saved"], row["edition"])
    except ValueError as damaged:
        raise Unavailable(DAMAGED) from damaged


def bring_in(connection: Connection, token: str, body: str, created: str, updated: str) -> None:
    """Keep what the first versions of this program kept, unless the token is here already.

    The body is kept as it is: where it is damaged, whoever opens the link is told so.
    """
    known = select(ASSESSMENT.c.token).where(ASSESSMENT.c.token == token)
    if connection.execute(known).first() is None:
        try:
            draft = from_json(token, body)
        except ValueError:
            draft = Draft(token)
        times = {"created": created, "saved": updated}
        connection.execute(NEW_ROW, new_row(token, draft, updated) | times | {"body": body})


def _shown(text: str) -> str:
    """The signs that can be seen: a database takes no others in a column of text."""
    return "".join(sign for sign in text if sign.isprintable())[:LONGEST_TEXT]
