"""What families know of changed days, and who wants a reminder."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_changes",
        sa.Column(
            "slot_id",
            sa.Integer(),
            sa.ForeignKey("slots.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("day", sa.Date(), primary_key=True, comment="the day it was planned for"),
        sa.Column("version", sa.Integer(), primary_key=True, comment="that of the change"),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("moved_to", sa.Date(), comment="another day; empty: the same"),
        sa.Column("starts_at", sa.Time(), comment="empty: as planned, and so below"),
        sa.Column("ends_at", sa.Time()),
        sa.Column("place", sa.String(60)),
        sa.Column("teacher", sa.String(60)),
        sa.Column(
            "message_count", sa.Integer(), nullable=False, comment="0 in a Sunday's message"
        ),
        sa.Column(
            "hurried", sa.Integer(), nullable=False, comment="of those, sent in quiet hours"
        ),
        comment="what families have been told of a day; the highest version is what they know",
    )
    op.create_table(
        "pickup_reminders",
        sa.Column(
            "chat_id",
            sa.Integer(),
            sa.ForeignKey("chats.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "minutes", sa.SmallInteger(), nullable=False, comment="before the child is fetched"
        ),
        comment="who wants to be reminded; nobody is unless they ask for it",
    )


def downgrade() -> None:
    op.drop_table("pickup_reminders")
    op.drop_table("told_changes")
