"""Notices: what a school tells its parents, whom it concerns, and who has confirmed."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), index=True),
    sa.Column(
        "author_id",
        sa.ForeignKey("staff.id", ondelete="SET NULL"),
        comment="empty: the operator of the command line, or somebody who has left",
    ),
    sa.Column("audience", sa.Text, nullable=False, comment="such as class:3 grade:1/2"),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("asks_confirmation", sa.Boolean, nullable=False),
    sa.Column("is_urgent", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text, comment="why it is urgent"),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("wished_at", Instant, comment="when it was wanted; empty: at once"),
    sa.Column("not_after", Instant, comment="what has not left by then never does"),
    sa.Column("send_at", Instant, comment="when it goes out, once that is settled"),
    sa.Column("sent_at", Instant, comment="when the last message was settled"),
    sa.Column("author_address", sa.BigInteger, comment="the chat it is written in"),
    sa.Column("prompt_message_id", sa.Integer, comment="the question the text answers"),
    sa.Column("progress_message_id", sa.Integer, comment="the message that shows how far it is"),
    sa.Column("goes_on_until", Instant, comment="until when a text is joined to a draft's"),
    sa.Column("correction", sa.Text, comment="a correction while its author writes it"),
    sa.Column(
        "shown_message_id",
        sa.Integer,
        comment="the message that showed how far it is, once nothing was left to change",
    ),
    sa.Column("every", sa.String(40), comment="how it repeats: monday 08:00"),
    sa.Column("until", sa.Date, comment="the last day on which it may repeat"),
    sa.Column("series", sa.Integer, index=True, comment="the first notice of its series"),
    sa.Column("approval_asked_at", Instant, comment="since when a second person is asked"),
    sa.Column("approval_ends_at", Instant, comment="until when that person may agree"),
    sa.Column("approver", sa.Integer, comment="the post of whoever agreed or returned it"),
    sa.Column("returned_because", sa.Text, comment="what a second person wants changed"),
    sa.Column("ending", sa.String(20), comment="why it was not sent, as a code"),
    sa.Column("late_by", sa.Integer, comment="seconds after its time it left or was dropped"),
    sa.Column("dropped", sa.Integer, comment="messages cancelled because it was too late"),
    sa.Column("hurried", sa.Integer, comment="messages that did not wait for quiet hours to end"),
    sa.Column("objections", sa.Text, comment="rules that spoke against it, by their ids"),
    sa.Column("despite", sa.Text, comment="why it is sent all the same"),
    sa.Column(
        "asks_agreement",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="parents are asked to agree, too; only beside asks_confirmation",
    ),
    sa.Column(
        "reminds_of",
        sa.Integer,
        index=True,
        comment="the notice it is a reminder of; empty: it is none",
    ),
    sa.Column(
        "version",
        sa.Integer,
        nullable=False,
        server_default="1",
        comment="how often its text was put right, and once more",
    ),
    sa.Column(
        "when_unsure",
        sa.String(16),
        nullable=False,
        server_default="resend",
        comment="resend or leave a message that may have arrived",
    ),
    sqlite_autoincrement=True,
)

notice_versions = sa.Table(
    "notice_versions",
    metadata,
    sa.Column("notice_id", sa.ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("ending", sa.String(16), nullable=False, comment="corrected or withdrawn"),
    sa.Column("ended_at", Instant, nullable=False),
    sa.Column("confirmed", sa.Integer, nullable=False, comment="chats that had confirmed it"),
    sa.Column(
        "is_settled",
        sa.Boolean,
        nullable=False,
        index=True,
        comment="whether every message of it that can be edited has been put down to be",
    ),
    comment="texts that no longer hold, and how they ended",
)

notice_proposals = sa.Table(
    "notice_proposals",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "notice_id",
        sa.ForeignKey("notices.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("version", sa.Integer, nullable=False, comment="the text it would replace"),
    sa.Column("text", sa.Text, nullable=False, comment="how the notice would read"),
    sa.Column("objections", sa.Text, comment="rules that spoke against it, by their ids"),
    sa.Column("despite", sa.Text, comment="why it is sent all the same"),
    sa.Column("state", sa.String(16), nullable=False, comment="waiting, approved, returned …"),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("ends_at", Instant, nullable=False, comment="until when somebody may agree"),
    sa.Column("decider", sa.Integer, comment="the post of whoever agreed or returned it"),
    sa.Column("returned_because", sa.Text, comment="what a second person wants changed"),
    comment="corrections that needed a second person, and what became of them",
    sqlite_autoincrement=True,
)

notice_files = sa.Table(
    "notice_files",
    metadata,
    sa.Column("notice_id", sa.ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("file_id", sa.Integer, nullable=False, index=True, comment="of outgoing_files"),
    comment="what is attached to a notice, in order",
)

notice_children = sa.Table(
    "notice_children",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "notice_id",
        sa.ForeignKey("notices.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("child_id", sa.ForeignKey("children.id", ondelete="CASCADE"), nullable=False),
    sa.Column("address", sa.BigInteger, comment="a chat that reads along; empty: none does"),
    sa.Column(
        "was_reached",
        sa.Boolean,
        comment="whether an erased chat had got it; empty: none was erased",
    ),
    comment="whom a notice concerned when it left, so that unreached children can be named",
)

confirmations = sa.Table(
    "confirmations",
    metadata,
    sa.Column("notice_id", sa.ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("chat_id", sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("confirmed_at", Instant, nullable=False),
    sa.Column("agreed_at", Instant, comment="empty: has read it and agreed to nothing"),
)

long_replies = sa.Table(
    "long_replies",
    metadata,
    sa.Column("chat_id", sa.ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("message_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("question_id", sa.Integer, comment="the message it answers; empty: none"),
    sa.Column("came_at", Instant, nullable=False),
    sa.Column("is_cut", sa.Boolean, nullable=False, comment="whether more of it followed"),
    comment="long texts of staff that may be the first part of one an app has cut",
)
