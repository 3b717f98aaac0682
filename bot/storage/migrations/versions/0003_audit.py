"""The account of who did what, when backups were made, and quiet hours of one's own."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REFUSAL = "audit_entries: an entry is never changed or removed"

_SQLITE = (
    f"""CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"""CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE removes the old row without asking the trigger above.
    f"""CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
        WHEN EXISTS (SELECT 1 FROM audit_entries WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608 - no value of anybody's
)
_POSTGRESQL = (
    f"""CREATE FUNCTION audit_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    """CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION audit_entries_refuse()""",
    """CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_refuse()""",
)


def upgrade() -> None:
    _make_account()
    op.create_table(
        "backups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False, comment="where it was written, in full"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backups")),
    )
    for name, comment in (
        ("quiet_from", "from when on the person wants to be left in peace"),
        ("quiet_until", "until when; both or none"),
    ):
        op.add_column("chats", sa.Column(name, sa.Time(), nullable=True, comment=comment))


def downgrade() -> None:
    op.drop_column("chats", "quiet_until")
    op.drop_column("chats", "quiet_from")
    op.drop_table("backups")
    op.drop_table("audit_entries")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entries_refuse()")
    op.drop_table("actors")


def _make_account() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.Integer(), nullable=False, comment="stands in the entries"),
        sa.Column("chat_id", sa.Integer(), nullable=False, comment="whose number it is"),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chats.id"],
            name=op.f("fk_actors_chat_id_chats"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        sa.UniqueConstraint("chat_id", name=op.f("uq_actors_chat_id")),
        comment="erased with its chat; a number is never given twice",
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit_entries",
        sa.Column(
            "id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="without gaps from 1",
        ),
        sa.Column("at", Instant(), nullable=False),
        sa.Column(
            "actor",
            sa.Integer(),
            nullable=True,
            comment="0 is the operator; empty: the service by itself, in time",
        ),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column(
            "subject",
            sa.String(length=20),
            nullable=False,
            comment="what kind of thing it is about",
        ),
        sa.Column(
            "subject_number", sa.Integer(), nullable=True, comment="its number; empty: it has none"
        ),
        sa.Column(
            "details",
            sa.Text(),
            nullable=False,
            comment="JSON of numbers and codes, without names",
        ),
        sa.Column(
            "previous", sa.String(length=64), nullable=False, comment="the hash before, or zeros"
        ),
        sa.Column(
            "hash", sa.String(length=64), nullable=False, comment="SHA-256 over all the columns"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL if is_postgresql else _SQLITE:
        op.execute(statement)
