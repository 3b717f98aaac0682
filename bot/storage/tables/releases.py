"""What of a survey's figures has left the house, and how many were asked.

Kept as it was published and never as answers: sums over groups that were large enough to be
shown. Every later export is audited together with these rows, because whoever holds an
earlier one can subtract.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

survey_releases = sa.Table(
    "survey_releases",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "wave_id", sa.ForeignKey("survey_waves.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of what was shown"),
    sa.Column("shown", sa.Text, nullable=False, comment="groups and their counts, as JSON"),
    sa.Column("first_at", Instant, nullable=False, comment="when it first left"),
    sa.UniqueConstraint("wave_id", "digest"),
)

survey_district_releases = sa.Table(
    "survey_district_releases",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("survey", sa.String(60), nullable=False, index=True, comment="id of the survey"),
    sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of what was shown"),
    sa.Column("shown", sa.Text, nullable=False, comment="waves and their totals, as JSON"),
    sa.Column("first_at", Instant, nullable=False, comment="when it first left"),
    sa.UniqueConstraint("survey", "digest"),
    comment="totals over the schools of a district",
)

survey_invited = sa.Table(
    "survey_invited",
    metadata,
    sa.Column("wave_id", sa.ForeignKey("survey_waves.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("grade", sa.SmallInteger, primary_key=True),
    sa.Column("invited", sa.Integer, nullable=False, comment="how many were asked in it"),
)
