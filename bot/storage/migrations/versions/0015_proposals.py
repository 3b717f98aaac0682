"""Corrections of notices that wait for a second person."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_proposals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "notice_id",
            sa.Integer(),
            sa.ForeignKey("notices.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="the text it would replace"),
        sa.Column("text", sa.Text(), nullable=False, comment="how the notice would read"),
        sa.Column("objections", sa.Text(), comment="rules that spoke against it, by their ids"),
        sa.Column("despite", sa.Text(), comment="why it is sent all the same"),
        sa.Column("state", sa.String(16), nullable=False, comment="waiting, approved, returned …"),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False, comment="until when somebody may agree"),
        sa.Column("decider", sa.Integer(), comment="the post of whoever agreed or returned it"),
        sa.Column("returned_because", sa.Text(), comment="what a second person wants changed"),
        comment="corrections that needed a second person, and what became of them",
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_proposals_notice_id", "notice_proposals", ["notice_id"])


def downgrade() -> None:
    op.drop_index("ix_notice_proposals_notice_id", "notice_proposals")
    op.drop_table("notice_proposals")
