"""Who gives a course."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "staff_courses",
        sa.Column(
            "staff_id",
            sa.Integer(),
            sa.ForeignKey("staff.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "course_id",
            sa.Integer(),
            sa.ForeignKey("courses.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        comment="who gives a course, and so may change its days and write to its families",
    )
    op.create_index("ix_staff_courses_course_id", "staff_courses", ["course_id"])


def downgrade() -> None:
    op.drop_index("ix_staff_courses_course_id", "staff_courses")
    op.drop_table("staff_courses")
