"""Whether a person has chosen a language, or only joined in one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "chats",
        sa.Column(
            "has_chosen_language",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="else each message is answered in the language it is written in",
        ),
    )


def downgrade() -> None:
    op.drop_column("chats", "has_chosen_language")
