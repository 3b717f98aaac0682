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
