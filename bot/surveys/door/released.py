"""SQL of what has left the house: earlier exports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.database import Connection
from bot.storage.tables.releases import survey_district_releases, survey_releases
from bot.surveys.figures.results import Shown
from bot.surveys.model import WaveId


async def note(
    connection: Connection, wave_id: WaveId, digest: str, rows: Sequence[Shown], at: datetime
) -> None:
    """Keep what is shown; what was shown before in just this way is there already."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    values = {"wave_id": wave_id, "digest": digest, "shown": _written(rows), "first_at": at}
    await connection.execute(insert(survey_releases).values(values).on_conflict_do_nothing())


async def shown(connection: Connection, wave_id: WaveId) -> list[Shown]:
    """List everything that was ever shown of a wave, each row once."""
    query = sa.select(survey_releases.c.shown).where(survey_releases.c.wave_id == wave_id)
    return _read((await connection.execute(query)).scalars())


async def note_district(
    connection: Connection, survey: str, digest: str, rows: Sequence[Shown], at: datetime
) -> None:
    """Keep a district's totals; the group of a row is the numbers of its waves."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    values = {"survey": survey, "digest": digest, "shown": _written(rows), "first_at": at}
    await connection.execute(
        insert(survey_district_releases).values(values).on_conflict_do_nothing()
    )


async def shown_of_districts(connection: Connection, survey: str) -> list[Shown]:
    """List every total over schools that was ever shown of a survey, each row once."""
    query = sa.select(survey_district_releases.c.shown).where(
        survey_district_releases.c.survey == survey
    )
    return _read((await connection.execute(query)).scalars())


def _written(rows: Sequence[Shown]) -> str:
    shown = [[row.measure, sorted(row.group), list(row.counts)] for row in rows]
    return json.dumps(shown, separators=(",", ":"))


def _read(texts: Iterable[str]) -> list[Shown]:
    rows = {
        Shown(measure, frozenset(group), tuple(counts)): None
        for text in texts
        for measure, group, counts in json.loads(text)
    }
    return list(rows)
