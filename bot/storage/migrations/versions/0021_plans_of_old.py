"""When the plan of each school came that an earlier release took over, as the account has it.

The first file after an upgrade is held against that plan; if it came in another term, families
know nothing of it.
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_TAKE_FROM_THE_ACCOUNT = """
INSERT INTO plan_versions (school_id, version, imported_at)
SELECT subject_number, 0, MAX(at) FROM audit_entries
WHERE action = 'timetable.imported' AND subject = 'school'
  AND subject_number IN (SELECT school_id FROM slots)
  AND subject_number NOT IN (SELECT school_id FROM plan_versions)
GROUP BY subject_number
"""


def upgrade() -> None:
    op.execute(_TAKE_FROM_THE_ACCOUNT)


def downgrade() -> None:
    op.execute("DELETE FROM plan_versions WHERE version = 0")
