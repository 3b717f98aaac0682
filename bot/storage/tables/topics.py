"""What a chat was last told, so that a short question after it can be understood.

One row a chat, overwritten by each answer and erased half an hour later; no question is in it.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

last_topics = sa.Table(
    "last_topics",
    metadata,
    sa.Column(
        "address",
        sa.BigInteger,
        primary_key=True,
        autoincrement=False,
        comment="Telegram chat id",
    ),
    sa.Column("entry", sa.String(60), nullable=False, comment="id of the answer shown last"),
    sa.Column("first_grade", sa.SmallInteger, comment="the first of those the parent has named"),
    sa.Column("last_grade", sa.SmallInteger, comment="the last of those"),
    sa.Column("answered_at", Instant, nullable=False, index=True),
)
