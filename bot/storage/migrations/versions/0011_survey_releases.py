"""What of a survey's figures has left, and how many were asked in each grade."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_releases",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column(
            "wave_id",
            sa.Integer(),
            sa.ForeignKey("survey_waves.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of what was shown"),
        sa.Column("shown", sa.Text(), nullable=False, comment="groups and their counts, as JSON"),
        sa.Column("first_at", Instant(), nullable=False, comment="when it first left"),
        sa.UniqueConstraint("wave_id", "digest"),
    )
    op.create_index("ix_survey_releases_wave_id", "survey_releases", ["wave_id"])
    op.create_table(
        "survey_invited",
        sa.Column(
            "wave_id",
            sa.Integer(),
            sa.ForeignKey("survey_waves.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("grade", sa.SmallInteger(), primary_key=True),
        sa.Column("invited", sa.Integer(), nullable=False, comment="how many were asked in it"),
    )


def downgrade() -> None:
    op.drop_table("survey_invited")
    op.drop_index("ix_survey_releases_wave_id", "survey_releases")
    op.drop_table("survey_releases")
