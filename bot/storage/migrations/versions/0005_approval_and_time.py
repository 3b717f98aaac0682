"""A second person's word, series of notices, and times after which nothing leaves."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("wished_at", Instant(), "when it was wanted; empty: at once"),
    ("not_after", Instant(), "what has not left by then never does"),
    ("every", sa.String(length=40), "how it repeats: monday 08:00"),
    ("until", sa.Date(), "the last day on which it may repeat"),
    ("series", sa.Integer(), "the first notice of its series"),
    ("approval_asked_at", Instant(), "since when a second person is asked"),
    ("approval_ends_at", Instant(), "until when that person may agree"),
    ("approver", sa.Integer(), "the post of whoever agreed or returned it"),
    ("returned_because", sa.Text(), "what a second person wants changed"),
    ("ending", sa.String(length=20), "why it was not sent, as a code"),
    ("late_by", sa.Integer(), "seconds after its time it left or was dropped"),
    ("dropped", sa.Integer(), "messages cancelled because it was too late"),
    ("hurried", sa.Integer(), "messages that did not wait for quiet hours to end"),
)


def upgrade() -> None:
    for name, kind, comment in _COLUMNS:
        op.add_column("notices", sa.Column(name, kind, nullable=True, comment=comment))
    op.create_index(op.f("ix_notices_series"), "notices", ["series"])
    op.add_column(
        "outgoing",
        sa.Column(
            "not_after",
            Instant(),
            nullable=True,
            comment="from then on it never leaves; empty: it always may",
        ),
    )


def downgrade() -> None:
    op.drop_column("outgoing", "not_after")
    op.drop_index(op.f("ix_notices_series"), table_name="notices")
    for name, _, _ in reversed(_COLUMNS):
        op.drop_column("notices", name)
