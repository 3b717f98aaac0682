"""What comes after a notice has left: agreements, reminders, and posts to other channels."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "notices",
        sa.Column(
            "asks_agreement",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="parents are asked to agree, too; only beside asks_confirmation",
        ),
    )
    op.add_column(
        "notices",
        sa.Column(
            "reminds_of",
            sa.Integer(),
            nullable=True,
            comment="the notice it is a reminder of; empty: it is none",
        ),
    )
    op.create_index(op.f("ix_notices_reminds_of"), "notices", ["reminds_of"])
    op.add_column(
        "notice_children",
        sa.Column(
            "was_reached",
            sa.Boolean(),
            nullable=True,
            comment="whether an erased chat had got it; empty: none was erased",
        ),
    )
    op.add_column(
        "confirmations",
        sa.Column(
            "agreed_at",
            Instant(),
            nullable=True,
            comment="empty: has read it and agreed to nothing",
        ),
    )
    _make_posts()


def downgrade() -> None:
    op.drop_table("mirror_posts")
    op.drop_column("confirmations", "agreed_at")
    op.drop_column("notice_children", "was_reached")
    op.drop_index(op.f("ix_notices_reminds_of"), table_name="notices")
    op.drop_column("notices", "reminds_of")
    op.drop_column("notices", "asks_agreement")


def _make_posts() -> None:
    op.create_table(
        "mirror_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "batch", sa.String(length=60), nullable=False, comment="what it belongs to: notice:12"
        ),
        sa.Column(
            "mirror", sa.String(length=40), nullable=False, comment="its name in the settings"
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=16),
            nullable=False,
            comment="pending, sending, sent, failed or cancelled",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="counted when claimed"),
        sa.Column(
            "doubts",
            sa.SmallInteger(),
            nullable=False,
            comment="attempts that may have arrived",
        ),
        sa.Column("not_before", Instant(), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=True),
        sa.Column(
            "reason",
            sa.String(length=32),
            nullable=True,
            comment="why the last attempt failed, as a code",
        ),
        sa.Column("settled_at", Instant(), nullable=True, comment="since when its state is final"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mirror_posts")),
        sa.UniqueConstraint("batch", "mirror", name=op.f("uq_mirror_posts_batch_mirror")),
    )
    op.create_index(
        op.f("ix_mirror_posts_state_not_before"), "mirror_posts", ["state", "not_before"]
    )
