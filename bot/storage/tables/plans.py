"""Tables of the room plans: what is to happen when, and what came of it.

The unique key over plan and due time is what makes a bell that rings twice, or in two
processes at once, do its work once. The counter tells every scheduler that plans changed.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

plans = sa.Table(
    "plans",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False, comment="which room's handler makes it"),
    sa.Column("subject", sa.Integer, nullable=False, comment="id of what it is about"),
    sa.Column("once_at", Instant, comment="set for a plan that falls due once"),
    sa.Column("daily_at", sa.String(5), comment="HH:MM at school, for a plan of every day"),
    sa.Column("catch_up_for", sa.Integer, comment="seconds it may be late; empty: any length"),
    sa.Column("since", Instant, nullable=False, comment="since when this rule has stood"),
    sa.Column("finished_at", Instant, comment="when a plan that falls due once was settled"),
    sa.UniqueConstraint("kind", "subject"),
    sa.CheckConstraint("(once_at IS NULL) <> (daily_at IS NULL)", name="one_rule"),
)

occurrences = sa.Table(
    "occurrences",
    metadata,
    sa.Column("plan_id", sa.ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("due_at", Instant, primary_key=True),
    sa.Column("state", sa.String(10), nullable=False, comment="made or dropped"),
    sa.Column("made_at", Instant, nullable=False),
    sa.Column("late_for", sa.Integer, nullable=False, comment="seconds after it was due"),
    sa.Column("note", sa.String(200), nullable=False, comment="why it was dropped, else empty"),
)

counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
    comment="numbers that rise whenever the thing they are named for changes",
)
