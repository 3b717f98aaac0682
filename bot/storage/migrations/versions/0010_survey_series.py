"""Surveys that open by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_series",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "school_id",
            sa.Integer(),
            sa.ForeignKey("schools.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("survey", sa.String(60), nullable=False, comment="id of the survey"),
        sa.Column(
            "definition",
            sa.Text(),
            nullable=False,
            comment="the survey as JSON, frozen at planning",
        ),
        sa.Column("rhythm", sa.String(10), nullable=False, comment="week, month or term"),
        sa.Column("days_on", sa.String(60), nullable=False, comment="5, 15 or 03-20,10-20"),
        sa.Column("opens_at", sa.Time(), nullable=False, comment="on the school's wall"),
        sa.Column("days_open", sa.SmallInteger(), nullable=False),
        sa.Column("remind_after", sa.String(20), nullable=False, comment="days, such as 3,6"),
        sa.Column("begun_on", sa.Date(), comment="the latest day of the rhythm that was met"),
        sa.UniqueConstraint("school_id", "survey"),
        comment="surveys that open by themselves",
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("survey_series")
