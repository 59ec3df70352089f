"""Versions saved under a name, and with whom an assessment is shared."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _token() -> sa.Column[str]:
    belongs = sa.ForeignKey("assessment.token", ondelete="CASCADE")
    return sa.Column("token", sa.Text, belongs, primary_key=True)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "version",
        _token(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("saved", sa.Text, nullable=False),
        sa.Column("by_id", sa.Text, nullable=False),
        sa.Column("by_name", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("rules_name", sa.Text, nullable=False),
        sa.Column("rules_version", sa.Text, nullable=False),
        sa.Column("rules_fingerprint", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("strength", sa.Text, nullable=False),
    )
    op.create_table(
        "share",
        _token(),
        sa.Column("email", sa.Text, primary_key=True),
    )
    op.create_index("ix_share_email", "share", ["email"])
