"""Totals over the schools of a district that have left."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_district_releases",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("survey", sa.String(60), nullable=False, comment="id of the survey"),
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of what was shown"),
        sa.Column("shown", sa.Text(), nullable=False, comment="waves and their totals, as JSON"),
        sa.Column("first_at", Instant(), nullable=False, comment="when it first left"),
        sa.UniqueConstraint("survey", "digest"),
        comment="totals over the schools of a district",
    )
    op.create_index("ix_survey_district_releases_survey", "survey_district_releases", ["survey"])


def downgrade() -> None:
    op.drop_index("ix_survey_district_releases_survey", "survey_district_releases")
    op.drop_table("survey_district_releases")
