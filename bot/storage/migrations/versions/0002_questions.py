"""Questions without an answer, votes, and what a chat was last told."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_groups()
    _make_waiters()
    _make_help()
    _make_answers()


def downgrade() -> None:
    for table in (
        "last_topics",
        "answer_votes",
        "help_nudges",
        "help_requests",
        "answer_waiters",
        "question_marks",
        "question_wordings",
        "question_groups",
    ):
        op.drop_table(table)


def _make_groups() -> None:
    op.create_table(
        "question_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "gist", sa.String(length=200), nullable=False, comment="a sentence that stands for all"
        ),
        sa.Column("asked_on", sa.Date(), nullable=False, comment="day of the last question"),
        sa.Column(
            "opened_on",
            sa.Date(),
            nullable=True,
            comment="since when editors see it",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_groups")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "question_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False, comment="scrubbed"),
        sa.Column(
            "why",
            sa.String(length=16),
            nullable=False,
            comment="abstained, thumbs_down, not_meant or asked",
        ),
        sa.Column(
            "shown",
            sa.String(length=60),
            nullable=False,
            comment="id of the wrong answer, or empty",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["question_groups.id"],
            name=op.f("fk_question_wordings_group_id_question_groups"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_wordings")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_question_wordings_group_id"), "question_wordings", ["group_id"], unique=False
    )
    op.create_table(
        "question_marks",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column(
            "mark", sa.LargeBinary(length=32), nullable=False, comment="keyed hash of a family"
        ),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["question_groups.id"],
            name=op.f("fk_question_marks_group_id_question_groups"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("group_id", "mark", name=op.f("pk_question_marks")),
        comment="erased when three families have asked, or after 30 days",
    )


def _make_waiters() -> None:
    op.create_table(
        "answer_waiters",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.BigInteger(), nullable=False, comment="the chat to be told"),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["question_groups.id"],
            name=op.f("fk_answer_waiters_group_id_question_groups"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("group_id", "address", name=op.f("pk_answer_waiters")),
    )
    op.create_index(op.f("ix_answer_waiters_address"), "answer_waiters", ["address"], unique=False)


def _make_help() -> None:
    op.create_table(
        "help_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "sentence",
            sa.String(length=200),
            nullable=False,
            comment="scrubbed, seen by the asker",
        ),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column(
            "class_id",
            sa.Integer(),
            nullable=True,
            comment="whose teachers see it; empty: the office",
        ),
        sa.Column(
            "address", sa.BigInteger(), nullable=True, comment="where the answer goes, until then"
        ),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"],
            ["classes.id"],
            name=op.f("fk_help_requests_class_id_classes"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["school_id"],
            ["schools.id"],
            name=op.f("fk_help_requests_school_id_schools"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_requests")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_help_requests_address"), "help_requests", ["address"], unique=False)
    op.create_index(
        op.f("ix_help_requests_school_id"), "help_requests", ["school_id"], unique=False
    )
    op.create_table(
        "help_nudges",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chats.id"],
            name=op.f("fk_help_nudges_chat_id_chats"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_help_nudges")),
        comment="staff who were told of a request and have not looked yet",
    )


def _make_answers() -> None:
    op.create_table(
        "answer_votes",
        sa.Column("entry", sa.String(length=60), nullable=False),
        sa.Column("up", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_answer_votes")),
        comment="thumbs up and down of each answer; without day and person",
    )
    op.create_table(
        "last_topics",
        sa.Column(
            "address",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Telegram chat id",
        ),
        sa.Column(
            "entry", sa.String(length=60), nullable=False, comment="id of the answer shown last"
        ),
        sa.Column(
            "first_grade",
            sa.SmallInteger(),
            nullable=True,
            comment="the first of those the parent has named",
        ),
        sa.Column("last_grade", sa.SmallInteger(), nullable=True, comment="the last of those"),
        sa.Column("answered_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_last_topics")),
    )
    op.create_index(
        op.f("ix_last_topics_answered_at"), "last_topics", ["answered_at"], unique=False
    )
