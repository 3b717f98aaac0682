"""What is to be posted to other channels, and what became of it: a row for notice and channel.

The row names a mirror by the name it has in the settings; its address is a secret and is
nowhere in the database.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

mirror_posts = sa.Table(
    "mirror_posts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch", sa.String(60), nullable=False, comment="what it belongs to: notice:12"),
    sa.Column("mirror", sa.String(40), nullable=False, comment="its name in the settings"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column(
        "state",
        sa.String(16),
        nullable=False,
        comment="pending, sending, sent, failed or cancelled",
    ),
    sa.Column("attempts", sa.Integer, nullable=False, comment="counted when claimed"),
    sa.Column("doubts", sa.SmallInteger, nullable=False, comment="attempts that may have arrived"),
    sa.Column("not_before", Instant, nullable=False),
    sa.Column("claimed_at", Instant),
    sa.Column("reason", sa.String(32), comment="why the last attempt failed, as a code"),
    sa.Column("settled_at", Instant, comment="since when its state is final"),
    sa.UniqueConstraint("batch", "mirror"),
    sa.Index(None, "state", "not_before"),
)
