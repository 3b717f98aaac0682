"""What families know of a week's plan that a new file has changed."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_slots",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "school_id",
            sa.Integer(),
            sa.ForeignKey("schools.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "slot_id", sa.Integer(), nullable=False, comment="its number, also once it is gone"
        ),
        sa.Column("class_id", sa.Integer(), sa.ForeignKey("classes.id", ondelete="CASCADE")),
        sa.Column("course_id", sa.Integer(), sa.ForeignKey("courses.id", ondelete="CASCADE")),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts_at", sa.Time(), nullable=False),
        sa.Column("ends_at", sa.Time(), nullable=False),
        sa.Column("later_ends", sa.String(60), nullable=False),
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("place", sa.String(60), nullable=False),
        sa.Column("teacher", sa.String(60), nullable=False),
        sa.Column("weeks", sa.String(10), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_until", sa.Date()),
        sa.Column(
            "batch", sa.String(60), comment="the messages that tell of it; empty: Sunday will"
        ),
        comment="the plan as families know it, where a new file gave another",
    )
    for name in ("school_id", "class_id", "course_id"):
        op.create_index(f"ix_known_slots_{name}", "known_slots", [name])
    op.create_table(
        "plan_versions",
        sa.Column(
            "school_id",
            sa.Integer(),
            sa.ForeignKey("schools.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="rises with every import of slots"
        ),
        sa.Column("imported_at", Instant(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("plan_versions")
    for name in ("school_id", "class_id", "course_id"):
        op.drop_index(f"ix_known_slots_{name}", "known_slots")
    op.drop_table("known_slots")
