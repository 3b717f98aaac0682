"""Who did what at school: rows that are only ever added, each bound to the one before.

Triggers refuse to change or remove an entry. Whoever can go round them still breaks the
chain of hashes, which `jiaxiao audit verify` finds. An actor is a number that says nothing;
its owner is a row of its own, which is erased with the chat while the entries stay.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

actors = sa.Table(
    "actors",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, comment="stands in the entries"),
    sa.Column(
        "chat_id",
        sa.ForeignKey("chats.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
        comment="whose number it is",
    ),
    comment="erased with its chat; a number is never given twice",
    sqlite_autoincrement=True,
)

audit_entries = sa.Table(
    "audit_entries",
    metadata,
    sa.Column(
        "id", sa.Integer, primary_key=True, autoincrement=False, comment="without gaps from 1"
    ),
    sa.Column("at", Instant, nullable=False),
    sa.Column(
        "actor", sa.Integer, comment="0 is the operator; empty: the service by itself, in time"
    ),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("subject", sa.String(20), nullable=False, comment="what kind of thing it is about"),
    sa.Column("subject_number", sa.Integer, comment="its number; empty: it has none"),
    sa.Column(
        "details", sa.Text, nullable=False, comment="JSON of numbers and codes, without names"
    ),
    sa.Column("previous", sa.String(64), nullable=False, comment="the hash before, or zeros"),
    sa.Column("hash", sa.String(64), nullable=False, comment="SHA-256 over all the columns"),
)
