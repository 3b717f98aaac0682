"""A first school: people, notices, plans, after-school service and surveys."""

from alembic import op

import bot.storage.tables  # noqa: F401 - knows every table
from bot.storage.tables.base import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    metadata.drop_all(op.get_bind())
