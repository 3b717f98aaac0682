"""What a wave's buttons carry beside its number, which a restored database may give again.

Waves that are open when this comes have none, and go on with the buttons they have.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "survey_waves",
        sa.Column("tag", sa.String(8), comment="in its buttons; empty: from an older release"),
    )


def downgrade() -> None:
    op.drop_column("survey_waves", "tag")
