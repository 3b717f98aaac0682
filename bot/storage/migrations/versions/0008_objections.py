"""What the rules said against a notice, and why it was sent all the same."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("objections", "rules that spoke against it, by their ids"),
    ("despite", "why it is sent all the same"),
)


def upgrade() -> None:
    for name, comment in _COLUMNS:
        op.add_column("notices", sa.Column(name, sa.Text(), nullable=True, comment=comment))


def downgrade() -> None:
    for name, _ in reversed(_COLUMNS):
        op.drop_column("notices", name)
