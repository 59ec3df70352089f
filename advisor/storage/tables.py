"""The tables, as this version of the program reads and writes them. `migrations/` makes them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, Table, Text, false

METADATA = MetaData()
ASSESSMENT = Table(
    "assessment",
    METADATA,
    Column("token", Text, primary_key=True),
    Column("edition", Integer, nullable=False),
    Column("body", Text, nullable=False),
    # What lists show is copied out of the body at each save: no list reads every body.
    Column("company", Text, nullable=False),
    Column("example", Boolean, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("decided", Boolean, nullable=False),
    Column("review", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("saved", Text, nullable=False, index=True),
    Column("archived", Text, nullable=False),
    Column("owner", Text, nullable=False, index=True),
    # The recommendation as last shown.
    Column("rules_name", Text, nullable=False),
    Column("rules_version", Text, nullable=False),
    Column("rules_fingerprint", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("strength", Text, nullable=False),
    # Whether it holds what one respondent answered, for the assessment that names it.
    Column("respondent", Boolean, nullable=False, server_default=false()),
)
"""One row for each assessment. Times are UTC in ISO 8601; an empty text stands for none."""


def _token() -> Column[str]:
    belongs = ForeignKey("assessment.token", ondelete="CASCADE")
    return Column("token", Text, belongs, primary_key=True)


VERSION = Table(
    "version",
    METADATA,
    _token(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("saved", Text, nullable=False),
    Column("by_id", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("rules_name", Text, nullable=False),
    Column("rules_version", Text, nullable=False),
    Column("rules_fingerprint", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("strength", Text, nullable=False),
)
"""The versions of an assessment that were saved under a name, numbered from 1."""

SHARE = Table(
    "share",
    METADATA,
    _token(),
    Column("email", Text, primary_key=True, index=True),
)
"""Who else may see and change an assessment, by e-mail address in lower case."""
