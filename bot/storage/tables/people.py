"""Who is who: as little as the school's work needs.

We keep a chat's number, its language, its classes and, if given, the seat; no names and
no telephone numbers. A child is a seat of a class; a family is the children and chats that
joins connect. Of an invitation only the hash is kept.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

schools = sa.Table(
    "schools",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(120), nullable=False, comment="as parents know it"),
    sa.Column("region", sa.String(40), nullable=False, comment="code of its district"),
    sa.Column("created_at", Instant, nullable=False),
    sqlite_autoincrement=True,
)

classes = sa.Table(
    "classes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("grade", sa.SmallInteger, nullable=False, comment="1 to 9; 7 is 初一; 0 has left"),
    sa.Column("name", sa.String(60), nullable=False, comment="unique within the school"),
    sa.UniqueConstraint("school_id", "name"),
    sqlite_autoincrement=True,
)

children = sa.Table(
    "children",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "class_id", sa.ForeignKey("classes.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("seat", sa.SmallInteger, comment="seat number in the class; empty: not given"),
    sa.UniqueConstraint("class_id", "seat"),
    sqlite_autoincrement=True,
)

chats = sa.Table(
    "chats",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("address", sa.BigInteger, nullable=False, unique=True, comment="Telegram chat id"),
    sa.Column("language", sa.String(10), nullable=False),
    sa.Column(
        "has_chosen_language",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="else each message is answered in the language it is written in",
    ),
    sa.Column("gone_at", Instant, comment="since when the person has blocked the bot"),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("quiet_from", sa.Time, comment="from when on the person wants to be left in peace"),
    sa.Column("quiet_until", sa.Time, comment="until when; both or none"),
    sqlite_autoincrement=True,
)

joins = sa.Table(
    "joins",
    metadata,
    sa.Column("chat_id", sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "child_id",
        sa.ForeignKey("children.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    sa.Column("joined_at", Instant, nullable=False),
)

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("chat_id", sa.ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    sa.Column(
        "role", sa.String(20), nullable=False, comment="teacher, school, district or editor"
    ),
    sa.Column("joined_at", Instant, nullable=False),
    sa.UniqueConstraint("chat_id", "school_id", "role"),
    sqlite_autoincrement=True,
)

staff_classes = sa.Table(
    "staff_classes",
    metadata,
    sa.Column("staff_id", sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "class_id", sa.ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)

staff_courses = sa.Table(
    "staff_courses",
    metadata,
    sa.Column("staff_id", sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True),
    sa.Column(
        "course_id", sa.ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
    comment="who gives a course, and so may change its days and write to its families",
)

invitations = sa.Table(
    "invitations",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("kind", sa.String(20), nullable=False, comment="class, seat or a role"),
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("class_id", sa.ForeignKey("classes.id", ondelete="CASCADE"), index=True),
    sa.Column("seat", sa.SmallInteger),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("revoked_at", Instant),
    sa.Column("used_at", Instant, comment="set once for codes that admit one chat"),
    sqlite_autoincrement=True,
)

invitation_classes = sa.Table(
    "invitation_classes",
    metadata,
    sa.Column(
        "invitation_id", sa.ForeignKey("invitations.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("class_id", sa.ForeignKey("classes.id", ondelete="CASCADE"), primary_key=True),
)

keepsakes = sa.Table(
    "keepsakes",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True, comment="what is remembered"),
    sa.Column("value", sa.String(200), nullable=False),
    comment="small facts the service remembers about itself, such as the bot's user name",
)
