"""Tables of the room timetable: slots, courses, changes, the school's calendar, what was pushed.

Calendars on telephones remember what they were once given. So that a file can take something
back, whatever no longer takes place is kept in the two tables of former things.
"""

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
        "class_id",
        sa.ForeignKey("classes.id", ondelete="CASCADE"),
        index=True,
        comment="either a class or a course",
    ),
    sa.Column("course_id", sa.ForeignKey("courses.id", ondelete="CASCADE"), index=True),
    sa.Column("uid", sa.String(32), nullable=False, unique=True, comment="in calendar files"),
    sa.Column(
        "version",
        sa.Integer,
        nullable=False,
        server_default="0",
        comment="rises with every change, for calendar files",
    ),
    sa.Column("weekday", sa.SmallInteger, nullable=False, comment="1 to 7; Monday is 1"),
    sa.Column("starts_at", sa.Time, nullable=False, comment="at school"),
    sa.Column("ends_at", sa.Time, nullable=False, comment="at school"),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("place", sa.String(60), nullable=False, comment="may be empty"),
    sa.Column("teacher", sa.String(60), nullable=False, comment="as parents know them, or empty"),
    sa.Column("valid_from", sa.Date, comment="first day; empty: always was"),
    sa.Column("valid_until", sa.Date, comment="last day; empty: always will be"),
    sa.Column(
        "later_ends",
        sa.String(60),
        nullable=False,
        server_default="",
        comment="other times at which a child may be fetched: 18:30 19:00",
    ),
    sa.Column(
        "weeks", sa.String(10), nullable=False, server_default="every", comment="every, odd, even"
    ),
    sa.Column(
        "kind",
        sa.String(20),
        nullable=False,
        server_default="service",
        comment="service, or evening: self-study of junior school",
    ),
    sa.Column("capacity", sa.SmallInteger, comment="seats; empty: no limit"),
    sa.Column(
        "fee",
        sa.String(60),
        nullable=False,
        server_default="",
        comment="what parents are told about its price, or empty",
    ),
    comment="after-school service of a class, week by week",
    sqlite_autoincrement=True,
)

courses = sa.Table(
    "courses",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("name", sa.String(60), nullable=False, comment="unique within the school"),
    sa.Column("capacity", sa.SmallInteger, comment="places; empty: no limit"),
    sa.Column("fee", sa.String(60), nullable=False, comment="as parents are told, or empty"),
    sa.Column("first_grade", sa.SmallInteger, nullable=False, comment="1 to 9"),
    sa.Column("last_grade", sa.SmallInteger, nullable=False, comment="1 to 9"),
    sa.UniqueConstraint("school_id", "name"),
    comment="what children of several classes enrol in, such as 书法",
    sqlite_autoincrement=True,
)

enrolments = sa.Table(
    "enrolments",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, comment="the order of asking"),
    sa.Column("course_id", sa.ForeignKey("courses.id", ondelete="CASCADE"), nullable=False),
    sa.Column(
        "child_id", sa.ForeignKey("children.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("placed_at", Instant, comment="since when it has a place; empty: it waits"),
    sa.Column(
        "by_school",
        sa.Boolean,
        nullable=False,
        comment="put down by the school; else it goes with the last chat of the child",
    ),
    sa.UniqueConstraint("course_id", "child_id"),
    sqlite_autoincrement=True,
)

slot_changes = sa.Table(
    "slot_changes",
    metadata,
    sa.Column("slot_id", sa.ForeignKey("slots.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True, comment="the day it was planned for"),
    sa.Column("version", sa.Integer, nullable=False, comment="from 1, rises with every change"),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("is_cancelled", sa.Boolean, nullable=False),
    sa.Column("moved_to", sa.Date, index=True, comment="another day; empty: the same"),
    sa.Column("starts_at", sa.Time, comment="empty: as planned, and so below"),
    sa.Column("ends_at", sa.Time),
    sa.Column("place", sa.String(60)),
    sa.Column("teacher", sa.String(60)),
    sa.Column("reason", sa.String(60), nullable=False, comment="as parents are told, or empty"),
    comment="what is different on one day; a row that changes nothing was taken back",
)

former_slots = sa.Table(
    "former_slots",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("class_id", sa.ForeignKey("classes.id", ondelete="CASCADE"), index=True),
    sa.Column("course_id", sa.ForeignKey("courses.id", ondelete="CASCADE"), index=True),
    sa.Column("uid", sa.String(32), nullable=False, comment="that of the slot"),
    sa.Column("version", sa.Integer, nullable=False, comment="higher than it ever had"),
    sa.Column("weekday", sa.SmallInteger, nullable=False),
    sa.Column("starts_at", sa.Time, nullable=False),
    sa.Column("ends_at", sa.Time, nullable=False),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("weeks", sa.String(10), nullable=False),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_until", sa.Date),
    sa.Column("removed_on", sa.Date, nullable=False, comment="from this day it is no more"),
    comment="what slots were, so that calendar files can cancel it",
)

former_days = sa.Table(
    "former_days",
    metadata,
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("weekday", sa.SmallInteger, primary_key=True, comment="whose plan applied"),
    comment="school days that a newer calendar has taken back or given another plan",
)

calendar_versions = sa.Table(
    "calendar_versions",
    metadata,
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, comment="rises with every import"),
)

calendar_warnings = sa.Table(
    "calendar_warnings",
    metadata,
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("year", sa.SmallInteger, primary_key=True, comment="whose holidays are not known"),
    sa.Column("days_ahead", sa.SmallInteger, primary_key=True, comment="60, 30 or 7"),
    sa.Column("told_at", Instant, nullable=False),
    comment="staff are warned once for each",
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

told_changes = sa.Table(
    "told_changes",
    metadata,
    sa.Column("slot_id", sa.ForeignKey("slots.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True, comment="the day it was planned for"),
    sa.Column("version", sa.Integer, primary_key=True, comment="that of the change"),
    sa.Column("told_at", Instant, nullable=False),
    sa.Column("is_cancelled", sa.Boolean, nullable=False),
    sa.Column("moved_to", sa.Date, comment="another day; empty: the same"),
    sa.Column("starts_at", sa.Time, comment="empty: as planned, and so below"),
    sa.Column("ends_at", sa.Time),
    sa.Column("place", sa.String(60)),
    sa.Column("teacher", sa.String(60)),
    sa.Column("message_count", sa.Integer, nullable=False, comment="0 in a Sunday's message"),
    sa.Column("hurried", sa.Integer, nullable=False, comment="of those, sent in quiet hours"),
    sa.Column(
        "batch", sa.String(60), index=True, comment="the messages that tell of it; empty: its own"
    ),
    comment="what families have been told of a day; the highest version is what they know",
)

pickup_reminders = sa.Table(
    "pickup_reminders",
    metadata,
    sa.Column("chat_id", sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("minutes", sa.SmallInteger, nullable=False, comment="before the child is fetched"),
    comment="who wants to be reminded; nobody is unless they ask for it",
)

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("child_id", sa.ForeignKey("children.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True, index=True, comment="the day at school"),
    sa.Column("told_at", Instant, nullable=False),
    comment="a child that does not stay for a day's service; kept seven days",
)

calendar_addresses = sa.Table(
    "calendar_addresses",
    metadata,
    sa.Column("chat_id", sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True, comment="SHA-256"),
    sa.Column("made_at", Instant, nullable=False),
    comment="private addresses of calendars; the token itself is kept nowhere",
)

known_slots = sa.Table(
    "known_slots",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("slot_id", sa.Integer, nullable=False, comment="its number, also once it is gone"),
    sa.Column("class_id", sa.ForeignKey("classes.id", ondelete="CASCADE"), index=True),
    sa.Column("course_id", sa.ForeignKey("courses.id", ondelete="CASCADE"), index=True),
    sa.Column("weekday", sa.SmallInteger, nullable=False),
    sa.Column("starts_at", sa.Time, nullable=False),
    sa.Column("ends_at", sa.Time, nullable=False),
    sa.Column("later_ends", sa.String(60), nullable=False),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("place", sa.String(60), nullable=False),
    sa.Column("teacher", sa.String(60), nullable=False),
    sa.Column("weeks", sa.String(10), nullable=False),
    sa.Column("valid_from", sa.Date),
    sa.Column("valid_until", sa.Date),
    sa.Column("batch", sa.String(60), comment="the messages that tell of it; empty: Sunday will"),
    comment="the plan as families know it, where a new file gave another",
)

plan_versions = sa.Table(
    "plan_versions",
    metadata,
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False, comment="rises with every import of slots"),
    sa.Column("imported_at", Instant, nullable=False),
)
