"""Absences of a day, and private addresses of calendars."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column(
            "child_id",
            sa.Integer(),
            sa.ForeignKey("children.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("day", sa.Date(), primary_key=True, comment="the day at school"),
        sa.Column("told_at", Instant(), nullable=False),
        comment="a child that does not stay for a day's service; kept seven days",
    )
    op.create_index("ix_absences_day", "absences", ["day"])
    op.create_table(
        "calendar_addresses",
        sa.Column(
            "chat_id",
            sa.Integer(),
            sa.ForeignKey("chats.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True, comment="SHA-256"),
        sa.Column("made_at", Instant(), nullable=False),
        comment="private addresses of calendars; the token itself is kept nowhere",
    )


def downgrade() -> None:
    op.drop_table("calendar_addresses")
    op.drop_index("ix_absences_day", "absences")
    op.drop_table("absences")
