"""SQL that reads the plain rows of closed waves; only the door may ask for them."""

from __future__ import annotations

import sqlalchemy as sa

from bot.storage.database import Connection
from bot.storage.tables.surveys import survey_answers, survey_comments
from bot.surveys.model import WaveId


async def answers(connection: Connection, wave_id: WaveId) -> str:
    """Return all answers in one text: the grade's digit, then one character a question.

    One text, because a million rows one by one would take more time and memory than
    counting them.
    """
    one = sa.cast(survey_answers.c.grade, sa.Text) + survey_answers.c.choices
    query = sa.select(sa.func.aggregate_strings(one, "")).where(
        survey_answers.c.wave_id == wave_id
    )
    return (await connection.execute(query)).scalar_one_or_none() or ""


async def comments(connection: Connection, wave_id: WaveId) -> list[str]:
    """Return the comments as they were written."""
    query = sa.select(survey_comments.c.text).where(survey_comments.c.wave_id == wave_id)
    return list((await connection.execute(query)).scalars())
