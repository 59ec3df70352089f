"""Assessments: the drafts, with what lists show and who owns them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "assessment",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("example", sa.Boolean, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.Column("decided", sa.Boolean, nullable=False),
        sa.Column("review", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("saved", sa.Text, nullable=False),
        sa.Column("archived", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("rules_name", sa.Text, nullable=False),
        sa.Column("rules_version", sa.Text, nullable=False),
        sa.Column("rules_fingerprint", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("strength", sa.Text, nullable=False),
    )
    op.create_index("ix_assessment_saved", "assessment", ["saved"])
    op.create_index("ix_assessment_owner", "assessment", ["owner"])
