"""Tables of the room timetable: weekly slots, the school's own calendar, what was pushed."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

slots = sa.Table(
    "slots",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column(
        "class_id", sa.ForeignKey("classes.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("weekday", sa.SmallInteger, nullable=False, comment="1 to 7; Monday is 1"),
    sa.Column("starts_at", sa.Time, nullable=False, comment="at school"),
    sa.Column("ends_at", sa.Time, nullable=False, comment="at school"),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("place", sa.String(60), nullable=False, comment="may be empty"),
    sa.Column("teacher", sa.String(60), nullable=False, comment="as parents know them, or empty"),
    sa.Column("valid_from", sa.Date, comment="first day; empty: always was"),
    sa.Column("valid_until", sa.Date, comment="last day; empty: always will be"),
    comment="after-school service of a class, week by week",
)

terms = sa.Table(
    "terms",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("name", sa.String(60), nullable=False, comment="may be empty"),
    sa.Column("first_on", sa.Date, nullable=False),
    sa.Column("last_on", sa.Date, nullable=False),
)

special_days = sa.Table(
    "special_days",
    metadata,
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("is_open", sa.Boolean, nullable=False, comment="an extra working day, or a day off"),
    sa.Column("follows", sa.SmallInteger, comment="whose weekday's plan applies, 1 to 7"),
    sa.Column("name", sa.String(60), nullable=False, comment="as parents are told, or empty"),
    comment="where the school's own calendar differs from the public one",
)

pushes = sa.Table(
    "timetable_pushes",
    metadata,
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True, comment="the day at school it tells of"),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("message_count", sa.Integer, nullable=False),
    sa.Column("is_late", sa.Boolean, nullable=False),
    sa.Column("is_uncertain", sa.Boolean, nullable=False, comment="public holidays unknown"),
    comment="each morning's message; the key keeps it to one a day",
)
