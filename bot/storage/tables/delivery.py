"""What is to be sent and what became of it.

Rows are slim because there is one for every recipient of every message: what a message
says is kept once in its body and shared by thousands.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

outgoing_bodies = sa.Table(
    "outgoing_bodies",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch", sa.String(60), nullable=False, comment="what it belongs to: notice:12"),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("keyboard", sa.JSON, nullable=False, comment="rows of [label, data]"),
    sa.Column("force_reply", sa.String(64), comment="hint in the reply field; empty: none"),
    sa.Column(
        "when_unsure",
        sa.String(16),
        nullable=False,
        comment="resend or leave a message that may have arrived",
    ),
    sa.Column(
        "deed",
        sa.String(16),
        nullable=False,
        server_default="send",
        comment="send, or what an edit puts in the place of what",
    ),
    sa.Column("file_id", sa.Integer, comment="the file that goes with it; empty: none"),
    sa.Column("next_id", sa.Integer, comment="the part that follows; empty: this is the last"),
    sa.Column(
        "repeat_mark",
        sa.Text,
        nullable=False,
        server_default="",
        comment="put before it when it may have arrived before",
    ),
)

outgoing_files = sa.Table(
    "outgoing_files",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False, comment="photo or document"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False, comment="bytes"),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("content", sa.LargeBinary, comment="emptied once nobody needs it any more"),
    sqlite_autoincrement=True,
)

outgoing_file_names = sa.Table(
    "outgoing_file_names",
    metadata,
    sa.Column("file_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("bot_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("known_as", sa.Text, nullable=False, comment="Telegram's file_id, good for one bot"),
    comment="so that a file is uploaded once and then sent by its name",
)

outgoing_parts = sa.Table(
    "outgoing_parts",
    metadata,
    sa.Column("outgoing_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("body_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("message_id", sa.BigInteger, nullable=False, comment="for later edits"),
    comment="parts that were sent before the last, whose number stands in outgoing",
)

outgoing = sa.Table(
    "outgoing",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch", sa.String(60), nullable=False, comment="the body's, repeated to count"),
    sa.Column("body_id", sa.ForeignKey("outgoing_bodies.id"), nullable=False),
    sa.Column("address", sa.BigInteger, comment="the chat; emptied when its data is erased"),
    sa.Column(
        "state",
        sa.String(16),
        nullable=False,
        comment="pending, sending, delivered, failed, ambiguous or cancelled",
    ),
    sa.Column("attempts", sa.Integer, nullable=False, comment="counted when claimed"),
    sa.Column("doubts", sa.SmallInteger, nullable=False, comment="attempts that may have arrived"),
    sa.Column(
        "unwanted",
        sa.Boolean,
        nullable=False,
        comment="cancelled while on its way: never to be tried again",
    ),
    sa.Column("not_before", Instant, nullable=False),
    sa.Column("not_after", Instant, comment="from then on it never leaves; empty: it always may"),
    sa.Column("claimed_at", Instant),
    sa.Column("message_id", sa.BigInteger, comment="Telegram's number, for later edits"),
    sa.Column("target", sa.BigInteger, comment="the message it edits; empty: it is a new one"),
    sa.Column("reason", sa.String(32), comment="why it failed, as a code"),
    sa.Column("detail", sa.String(200), comment="Telegram's own words on a refusal"),
    sa.Column("settled_at", Instant, comment="since when its state is final"),
    sa.Index(None, "state", "not_before", "id"),
    sa.Index(None, "batch", "state"),
    sa.Index(None, "address"),
)
