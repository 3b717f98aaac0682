"""Tables of the room surveys, shaped so that nothing here says who answered what.

While a wave is open, an answer is one ciphertext of fixed length and the mark “this family
has answered” is a keyed hash; both keys are files outside the database. Closing turns the
ciphertexts into plain rows in random order and deletes ciphertexts and marks in the same
transaction. No table has a time, a counter or a person beside an answer.
"""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.columns import Instant
from bot.storage.tables.base import metadata

survey_waves = sa.Table(
    "survey_waves",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column(
        "school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("survey", sa.String(60), nullable=False, comment="id of the ready survey"),
    sa.Column(
        "definition", sa.Text, nullable=False, comment="the survey as JSON, frozen at opening"
    ),
    sa.Column("public_key", sa.LargeBinary(32), nullable=False, comment="seals answers"),
    sa.Column("state", sa.String(10), nullable=False, comment="open, closing, closed or lost"),
    sa.Column("invited", sa.Integer, nullable=False, comment="families asked"),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("closes_at", Instant, comment="from when on no answer is taken; empty: by hand"),
    sa.Column("closed_at", Instant, comment="when it was closed or found lost"),
    sa.Column("erased_at", Instant, comment="when keys and freed pages were destroyed"),
    sa.Column("tag", sa.String(8), comment="in its buttons; empty: from an older release"),
    sqlite_autoincrement=True,
)

survey_marks = sa.Table(
    "survey_marks",
    metadata,
    sa.Column("wave_id", sa.ForeignKey("survey_waves.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("mark", sa.LargeBinary(32), primary_key=True, comment="keyed hash of a family"),
)

survey_sealed = sa.Table(
    "survey_sealed",
    metadata,
    sa.Column("id", sa.LargeBinary(16), primary_key=True, comment="random"),
    sa.Column(
        "wave_id",
        sa.ForeignKey("survey_waves.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("kind", sa.String(10), nullable=False, comment="answer or comment"),
    sa.Column("ciphertext", sa.LargeBinary, nullable=False, comment="one length a kind"),
)

survey_answers = sa.Table(
    "survey_answers",
    metadata,
    sa.Column("id", sa.LargeBinary(16), primary_key=True, comment="random"),
    sa.Column(
        "wave_id",
        sa.ForeignKey("survey_waves.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("grade", sa.SmallInteger, nullable=False, comment="of the child it is about"),
    sa.Column("choices", sa.String(60), nullable=False, comment="one character a question"),
    comment="written once, at closing, in random order",
)

survey_comments = sa.Table(
    "survey_comments",
    metadata,
    sa.Column("id", sa.LargeBinary(16), primary_key=True, comment="random"),
    sa.Column(
        "wave_id",
        sa.ForeignKey("survey_waves.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("text", sa.Text, nullable=False),
    comment="written once, at closing, in random order; tied to no answer",
)

survey_series = sa.Table(
    "survey_series",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("school_id", sa.ForeignKey("schools.id", ondelete="CASCADE"), nullable=False),
    sa.Column("survey", sa.String(60), nullable=False, comment="id of the survey"),
    sa.Column(
        "definition", sa.Text, nullable=False, comment="the survey as JSON, frozen at planning"
    ),
    sa.Column("rhythm", sa.String(10), nullable=False, comment="week, month or term"),
    sa.Column("days_on", sa.String(60), nullable=False, comment="5, 15 or 03-20,10-20"),
    sa.Column("opens_at", sa.Time, nullable=False, comment="on the school's wall"),
    sa.Column("days_open", sa.SmallInteger, nullable=False),
    sa.Column("remind_after", sa.String(20), nullable=False, comment="days, such as 3,6"),
    sa.Column("begun_on", sa.Date, comment="the latest day of the rhythm that was met"),
    sa.UniqueConstraint("school_id", "survey"),
    comment="surveys that open by themselves",
    sqlite_autoincrement=True,
)
