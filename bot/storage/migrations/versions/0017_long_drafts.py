"""Until when a text belongs to the part of a draft before it."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "notices",
        sa.Column("goes_on_until", Instant(), comment="until when a text is joined to a draft's"),
    )


def downgrade() -> None:
    op.drop_column("notices", "goes_on_until")
