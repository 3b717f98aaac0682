"""Changes of one day that families are told of in one message."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "told_changes",
        sa.Column("batch", sa.String(60), comment="the messages that tell of it; empty: its own"),
    )
    op.create_index("ix_told_changes_batch", "told_changes", ["batch"])


def downgrade() -> None:
    op.drop_index("ix_told_changes_batch", "told_changes")
    op.drop_column("told_changes", "batch")
