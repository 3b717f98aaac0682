"""Questions nobody could answer, shaped so that nothing here says who asked.

A sentence is scrubbed before it gets here, and its row knows no time finer than a day. That
a family has asked is a keyed hash whose key is a file outside the database. A chat's number
stands only where an answer is to be carried back to it, and leaves once that is done.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

question_groups = sa.Table(
    "question_groups",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("gist", sa.String(200), nullable=False, comment="a sentence that stands for all"),
    sa.Column("asked_on", sa.Date, nullable=False, comment="day of the last question"),
    sa.Column("opened_on", sa.Date, comment="since when editors see it"),
    sqlite_autoincrement=True,
)

question_wordings = sa.Table(
    "question_wordings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "group_id",
        sa.ForeignKey("question_groups.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("text", sa.String(200), nullable=False, comment="scrubbed"),
    sa.Column(
        "why", sa.String(16), nullable=False, comment="abstained, thumbs_down, not_meant or asked"
    ),
    sa.Column("shown", sa.String(60), nullable=False, comment="id of the wrong answer, or empty"),
    sqlite_autoincrement=True,
)

question_marks = sa.Table(
    "question_marks",
    metadata,
    sa.Column(
        "group_id", sa.ForeignKey("question_groups.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("mark", sa.LargeBinary(32), primary_key=True, comment="keyed hash of a family"),
    sa.Column("made_on", sa.Date, nullable=False),
    comment="erased when three families have asked, or after 30 days",
)

answer_waiters = sa.Table(
    "answer_waiters",
    metadata,
    sa.Column(
        "group_id", sa.ForeignKey("question_groups.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("address", sa.BigInteger, primary_key=True, comment="the chat to be told"),
    sa.Column("language", sa.String(10), nullable=False),
    sa.Column("since_on", sa.Date, nullable=False),
    sa.Index(None, "address"),
)

help_requests = sa.Table(
    "help_requests",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sentence", sa.String(200), nullable=False, comment="scrubbed, seen by the asker"),
    sa.Column(
        "school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column(
        "class_id",
        sa.ForeignKey("classes.id", ondelete="SET NULL"),
        comment="whose teachers see it; empty: the office",
    ),
    sa.Column("address", sa.BigInteger, index=True, comment="where the answer goes, until then"),
    sa.Column("language", sa.String(10), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("answered_at", Instant),
    sqlite_autoincrement=True,
)

help_nudges = sa.Table(
    "help_nudges",
    metadata,
    sa.Column("chat_id", sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    comment="staff who were told of a request and have not looked yet",
)

answer_votes = sa.Table(
    "answer_votes",
    metadata,
    sa.Column("entry", sa.String(60), primary_key=True),
    sa.Column("up", sa.Integer, nullable=False),
    sa.Column("down", sa.Integer, nullable=False),
    comment="thumbs up and down of each answer; without day and person",
)
