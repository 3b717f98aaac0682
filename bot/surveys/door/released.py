"""SQL of what has left the house: earlier exports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.database import Connection
from bot.storage.tables.releases import survey_releases
from bot.surveys.figures.results import Shown
from bot.surveys.model import WaveId


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
