"""Edits, files and parts of messages; corrected and withdrawn notices."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BODIES = (
    ("deed", sa.String(length=16), "send", "send, or what an edit puts in the place of what"),
    ("file_id", sa.Integer(), None, "the file that goes with it; empty: none"),
    ("next_id", sa.Integer(), None, "the part that follows; empty: this is the last"),
    ("repeat_mark", sa.Text(), "", "put before it when it may have arrived before"),
)
_MESSAGES = (("target", sa.BigInteger(), None, "the message it edits; empty: it is a new one"),)
_NOTICES = (
    ("version", sa.Integer(), "1", "how often its text was put right, and once more"),
    (
        "when_unsure",
        sa.String(length=16),
        "resend",
        "resend or leave a message that may have arrived",
    ),
)
_TABLES = (("outgoing_bodies", _BODIES), ("outgoing", _MESSAGES), ("notices", _NOTICES))


def upgrade() -> None:
    for table, columns in _TABLES:
        for name, kind, default, comment in columns:
            column = sa.Column(
                name, kind, server_default=default, nullable=default is None, comment=comment
            )
            op.add_column(table, column)
    _make_files()
    _make_parts()
    _make_versions()
    op.create_table(
        "notice_files",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False, comment="of outgoing_files"),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_notice_files_notice_id_notices"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("notice_id", "place", name=op.f("pk_notice_files")),
        comment="what is attached to a notice, in order",
    )
    op.create_index(op.f("ix_notice_files_file_id"), "notice_files", ["file_id"])


def downgrade() -> None:
    for table in (
        "notice_files",
        "notice_versions",
        "outgoing_parts",
        "outgoing_file_names",
        "outgoing_files",
    ):
        op.drop_table(table)
    for table, columns in _TABLES:
        for name, *_ in columns:
            op.drop_column(table, name)


def _make_files() -> None:
    op.create_table(
        "outgoing_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="photo or document"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False, comment="bytes"),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column(
            "content",
            sa.LargeBinary(),
            nullable=True,
            comment="emptied once nobody needs it any more",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_files")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outgoing_file_names",
        sa.Column("file_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "known_as", sa.Text(), nullable=False, comment="Telegram's file_id, good for one bot"
        ),
        sa.PrimaryKeyConstraint("file_id", "bot_id", name=op.f("pk_outgoing_file_names")),
        comment="so that a file is uploaded once and then sent by its name",
    )


def _make_parts() -> None:
    op.create_table(
        "outgoing_parts",
        sa.Column("outgoing_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False, comment="for later edits"),
        sa.PrimaryKeyConstraint("outgoing_id", "body_id", name=op.f("pk_outgoing_parts")),
        comment="parts that were sent before the last, whose number stands in outgoing",
    )


def _make_versions() -> None:
    op.create_table(
        "notice_versions",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "ending", sa.String(length=16), nullable=False, comment="corrected or withdrawn"
        ),
        sa.Column("ended_at", Instant(), nullable=False),
        sa.Column(
            "confirmed", sa.Integer(), nullable=False, comment="chats that had confirmed it"
        ),
        sa.Column(
            "is_settled",
            sa.Boolean(),
            nullable=False,
            comment="whether every message of it that can be edited has been put down to be",
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notices.id"],
            name=op.f("fk_notice_versions_notice_id_notices"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("notice_id", "version", name=op.f("pk_notice_versions")),
        comment="texts that no longer hold, and how they ended",
    )
    op.create_index(op.f("ix_notice_versions_is_settled"), "notice_versions", ["is_settled"])
