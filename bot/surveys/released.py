"""SQL of what has left the house: earlier exports, and how many were asked in each grade."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.database import Connection
from bot.storage.tables.releases import survey_invited, survey_releases
from bot.surveys.model import WaveId
from bot.surveys.results import Shown


async def note(
    connection: Connection, wave_id: WaveId, digest: str, rows: Sequence[Shown], at: datetime
) -> None:
    """Keep what is shown; what was shown before in just this way is there already."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    shown = [[row.measure, sorted(row.group), list(row.counts)] for row in rows]
    values = {
        "wave_id": wave_id,
        "digest": digest,
        "shown": json.dumps(shown, separators=(",", ":")),
        "first_at": at,
    }
    await connection.execute(insert(survey_releases).values(values).on_conflict_do_nothing())


async def shown(connection: Connection, wave_id: WaveId) -> list[Shown]:
    """List everything that was ever shown of a wave, each row once."""
    query = sa.select(survey_releases.c.shown).where(survey_releases.c.wave_id == wave_id)
    rows = {
        Shown(measure, frozenset(group), tuple(counts)): None
        for text in (await connection.execute(query)).scalars()
        for measure, group, counts in json.loads(text)
    }
    return list(rows)


async def put_invited(connection: Connection, wave_id: WaveId, invited: Mapping[int, int]) -> None:
    """Write down how many are asked in each grade."""
    rows = [
        {"wave_id": wave_id, "grade": grade, "invited": count} for grade, count in invited.items()
    ]
    if rows:
        await connection.execute(sa.insert(survey_invited), rows)


async def invited(connection: Connection, wave_id: WaveId) -> dict[int, int]:
    """Return how many were asked in each grade; empty for waves of older versions."""
    query = sa.select(survey_invited.c.grade, survey_invited.c.invited).where(
        survey_invited.c.wave_id == wave_id
    )
    rows = await connection.execute(query)
    return {row.grade: row.invited for row in rows}
