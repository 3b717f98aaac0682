"""When copies of the database were made, so that people learn what still holds their data."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

backups = sa.Table(
    "backups",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("file", sa.Text, nullable=False, comment="where it was written, in full"),
)
