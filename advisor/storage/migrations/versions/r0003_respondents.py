"""Which drafts hold one respondent's answers: they stand in no list of assessments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; nothing kept so far is one."""
    kept = sa.Column("respondent", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("assessment", kept)
