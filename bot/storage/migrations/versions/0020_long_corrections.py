"""Corrections that are being written, long replies, and the last message about a notice."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "notices",
        sa.Column("correction", sa.Text, comment="a correction while its author writes it"),
    )
    op.add_column(
        "notices",
        sa.Column(
            "shown_message_id",
            sa.Integer,
            comment="the message that showed how far it is, once nothing was left to change",
        ),
    )
    op.create_table(
        "long_replies",
        sa.Column(
            "chat_id",
            sa.Integer(),
            sa.ForeignKey("chats.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("message_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("question_id", sa.Integer, comment="the message it answers; empty: none"),
        sa.Column("came_at", Instant(), nullable=False),
        sa.Column("is_cut", sa.Boolean, nullable=False, comment="whether more of it followed"),
        comment="long texts of staff that may be the first part of one an app has cut",
    )


def downgrade() -> None:
    op.drop_table("long_replies")
    op.drop_column("notices", "shown_message_id")
    op.drop_column("notices", "correction")
