"""SQL of the surveys.

No statement here puts a person, a time or an order beside an answer, and none reads an
answer: only the door does (`door/plain_rows.py`).
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.database import Connection, counted
from bot.storage.tables.releases import survey_invited
from bot.storage.tables.surveys import (
    survey_answers,
    survey_comments,
    survey_marks,
    survey_sealed,
    survey_series,
    survey_waves,
)
from bot.surveys.model import Wave, WaveId, WaveState
from bot.surveys.questions.loader import freeze, thaw
from bot.surveys.questions.schema import Survey
from bot.surveys.repeating import Every, Rhythm, Series
from bot.surveys.taps import WaveName

AT_A_TIME = 1000
_ID_LENGTH = 16

ERASED_FROM = (survey_marks.name, survey_sealed.name)
"""The tables whose deleted rows nobody may read again."""


class Kind(StrEnum):
    """What is sealed."""

    ANSWER = "answer"  # the taps
    COMMENT = "comment"  # the free words, a record of their own


@dataclass(frozen=True)
class SealedAnswer:
    """A sealed answer and the number its receipt leads to."""

    record: bytes
    ciphertext: bytes


async def add_wave(connection: Connection, wave: Wave) -> Wave:
    """Write a new wave, whose number does not count, and return it with its own."""
    values = {
        "school_id": wave.school_id,
        "survey": wave.survey.id,
        "definition": freeze(wave.survey),
        "public_key": wave.public_key,
        "state": wave.state.value,
        "invited": wave.invited,
        "opened_at": wave.opened_at,
        "closes_at": wave.closes_at,
        "tag": wave.tag,
    }
    statement = sa.insert(survey_waves).values(values).returning(survey_waves.c.id)
    number = (await connection.execute(statement)).scalar_one()
    return replace(wave, id=WaveId(number))


async def wave(connection: Connection, wave_id: int) -> Wave | None:
    """Find a wave."""
    query = sa.select(survey_waves).where(survey_waves.c.id == wave_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _wave(row)


_STANDING = (
    sa.select(survey_waves.c.state, survey_waves.c.closes_at)
    .where(survey_waves.c.id == sa.bindparam("wave_id"))
    .with_for_update(read=True)
)


async def standing(
    connection: Connection, wave_id: int
) -> tuple[WaveState, datetime | None] | None:
    """Say how a wave stands and when it ends, and keep it so until the transaction ends."""
    row = (await connection.execute(_STANDING, {"wave_id": wave_id})).one_or_none()
    return None if row is None else (WaveState(row.state), row.closes_at)


async def waves(connection: Connection) -> list[Wave]:
    """List all waves, the newest first."""
    query = sa.select(survey_waves).order_by(survey_waves.c.id.desc())
    return [_wave(row) for row in (await connection.execute(query)).mappings()]


async def unfinished(connection: Connection) -> list[WaveId]:
    """List waves whose closing has begun but not ended."""
    query = sa.select(survey_waves.c.id).where(
        sa.or_(
            survey_waves.c.state == WaveState.CLOSING.value,
            sa.and_(
                survey_waves.c.state == WaveState.CLOSED.value,
                survey_waves.c.erased_at.is_(None),
            ),
        )
    )
    return [WaveId(number) for number in (await connection.execute(query)).scalars()]


async def change_state(
    connection: Connection,
    wave_id: WaveId,
    before: Sequence[WaveState],
    after: WaveState,
    closed_at: datetime | None = None,
) -> bool:
    """Move a wave on if it stands in one of these states; say whether it did."""
    statement = (
        sa.update(survey_waves)
        .where(survey_waves.c.id == wave_id, survey_waves.c.state.in_(before))
        .values(state=after.value, closed_at=closed_at)
    )
    return (await connection.execute(statement)).rowcount > 0


async def note_erased(connection: Connection, wave_id: WaveId, at: datetime) -> None:
    """Write down that keys and freed pages are gone."""
    statement = sa.update(survey_waves).where(survey_waves.c.id == wave_id).values(erased_at=at)
    await connection.execute(statement)


async def open_waves(
    connection: Connection, schools: Sequence[int]
) -> list[tuple[WaveName, bytes]]:
    """List the open waves of some schools, the newest first, with their public keys."""
    query = (
        sa.select(survey_waves.c.id, survey_waves.c.tag, survey_waves.c.public_key)
        .where(survey_waves.c.state == WaveState.OPEN.value, survey_waves.c.school_id.in_(schools))
        .order_by(survey_waves.c.id.desc())
    )
    found = await connection.execute(query)
    return [(WaveName(number, tag), key) for number, tag, key in found]


async def every_open(connection: Connection) -> list[tuple[WaveId, bytes]]:
    """List all open waves with their public keys."""
    query = sa.select(survey_waves.c.id, survey_waves.c.public_key).where(
        survey_waves.c.state == WaveState.OPEN.value
    )
    return [(WaveId(number), key) for number, key in await connection.execute(query)]


async def marks_among(
    connection: Connection, wave_id: WaveId, marks: Sequence[bytes]
) -> list[bytes]:
    """Return those of some marks that are there."""
    query = sa.select(survey_marks.c.mark).where(
        survey_marks.c.wave_id == wave_id, survey_marks.c.mark.in_(marks)
    )
    return list((await connection.execute(query)).scalars())


async def add_mark(connection: Connection, wave_id: WaveId, mark: bytes) -> bool:
    """Mark a family as having handed in; False if it was marked before."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    values = {"wave_id": wave_id, "mark": mark}
    statement = insert(survey_marks).values(values).on_conflict_do_nothing()
    return (await connection.execute(counted(statement))).rowcount > 0


async def remove_mark(connection: Connection, wave_id: WaveId, mark: bytes) -> None:
    """Take a mark away."""
    mine = (survey_marks.c.wave_id == wave_id) & (survey_marks.c.mark == mark)
    await connection.execute(sa.delete(survey_marks).where(mine))


async def add_comment(connection: Connection, wave_id: WaveId, ciphertext: bytes) -> None:
    """Store a sealed comment under a random number."""
    values = {
        "id": secrets.token_bytes(_ID_LENGTH),
        "wave_id": wave_id,
        "kind": Kind.COMMENT.value,
        "ciphertext": ciphertext,
    }
    await connection.execute(sa.insert(survey_sealed).values(values))


async def add_marks(connection: Connection, wave_id: WaveId, marks: Sequence[bytes]) -> None:
    """Set marks that are not there."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [{"wave_id": wave_id, "mark": mark} for mark in marks]
    await connection.execute(insert(survey_marks).on_conflict_do_nothing(), rows)


async def add_answers(
    connection: Connection, wave_id: WaveId, answers: Sequence[SealedAnswer]
) -> None:
    """Store sealed answers under the numbers their receipts lead to."""
    rows = [
        {
            "id": answer.record,
            "wave_id": wave_id,
            "kind": Kind.ANSWER.value,
            "ciphertext": answer.ciphertext,
        }
        for answer in answers
    ]
    await connection.execute(sa.insert(survey_sealed), rows)


async def records_among(
    connection: Connection, wave_id: WaveId, records: Sequence[bytes]
) -> list[bytes]:
    """Return those of some answers' numbers that are there."""
    query = sa.select(survey_sealed.c.id).where(
        survey_sealed.c.wave_id == wave_id,
        survey_sealed.c.kind == Kind.ANSWER.value,
        survey_sealed.c.id.in_(records),
    )
    return list((await connection.execute(query)).scalars())


async def remove_sealed(connection: Connection, wave_id: WaveId, record: bytes) -> bool:
    """Delete a sealed answer; say whether it was there."""
    statement = sa.delete(survey_sealed).where(_sealed_as(wave_id, record))
    return (await connection.execute(statement)).rowcount > 0


async def count_sealed(connection: Connection, wave_id: WaveId) -> int:
    """Count the sealed answers of a wave."""
    query = sa.select(sa.func.count()).where(
        survey_sealed.c.wave_id == wave_id, survey_sealed.c.kind == Kind.ANSWER.value
    )
    return (await connection.execute(query)).scalar_one()


async def sealed(
    connection: Connection, wave_id: WaveId, kind: Kind
) -> AsyncIterator[Sequence[bytes]]:
    """Read everything sealed of one kind, some at a time."""
    query = sa.select(survey_sealed.c.ciphertext).where(
        survey_sealed.c.wave_id == wave_id, survey_sealed.c.kind == kind.value
    )
    found = await connection.stream_scalars(query.execution_options(yield_per=AT_A_TIME))
    async for some in found.partitions():
        yield some


_PUT_ANSWERS = "INSERT INTO survey_answers (id, wave_id, grade, choices) VALUES (?, ?, ?, ?)"


async def put_answers(
    connection: Connection, wave_id: WaveId, rows: Sequence[tuple[bytes, int, str]]
) -> None:
    """Write opened answers, each a random number, a grade and choices, in the order given."""
    if connection.dialect.name == "sqlite":
        # A million rows: to write each as a mapping takes as long again as SQLite itself.
        plain = [(number, wave_id, grade, choices) for number, grade, choices in rows]
        await connection.exec_driver_sql(_PUT_ANSWERS, plain)
        return
    values = [
        {"id": number, "wave_id": wave_id, "grade": grade, "choices": choices}
        for number, grade, choices in rows
    ]
    await connection.execute(sa.insert(survey_answers), values)


async def put_comments(
    connection: Connection, wave_id: WaveId, rows: Sequence[tuple[bytes, str]]
) -> None:
    """Write opened comments, each a random number and a text, in the order given."""
    values = [{"id": number, "wave_id": wave_id, "text": text} for number, text in rows]
    if values:
        await connection.execute(sa.insert(survey_comments), values)


async def remove_all_sealed(connection: Connection, wave_id: WaveId) -> None:
    """Delete a wave's ciphertexts and marks."""
    for table in (survey_marks, survey_sealed):
        await connection.execute(sa.delete(table).where(table.c.wave_id == wave_id))


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


async def put_series(
    connection: Connection, survey: Survey, school_id: int, every: Every, begun: date | None
) -> int:
    """Write a series, in place of an earlier one of the same survey at the school."""
    mine = (survey_series.c.school_id == school_id) & (survey_series.c.survey == survey.id)
    values = {
        "school_id": school_id,
        "survey": survey.id,
        "definition": freeze(survey),
        "rhythm": every.rhythm.value,
        "days_on": every.on,
        "opens_at": every.at,
        "days_open": every.days,
        "remind_after": ",".join(map(str, every.remind_after)),
    }
    query = sa.select(survey_series.c.id).where(mine)
    number = (await connection.execute(query)).scalar_one_or_none()
    if number is None:
        statement = sa.insert(survey_series).values(**values, begun_on=begun)
        added = await connection.execute(statement.returning(survey_series.c.id))
        return int(added.scalar_one())
    await connection.execute(sa.update(survey_series).where(mine).values(values))
    return int(number)


async def one_series(connection: Connection, series_id: int) -> Series | None:
    """Find a series."""
    query = sa.select(survey_series).where(survey_series.c.id == series_id)
    row = (await connection.execute(query)).mappings().one_or_none()
    return None if row is None else _series(row)


async def all_series(connection: Connection) -> list[Series]:
    """List all series by number."""
    query = sa.select(survey_series).order_by(survey_series.c.id)
    return [_series(row) for row in (await connection.execute(query)).mappings()]


async def remove_series(connection: Connection, series_id: int) -> None:
    """Delete a series."""
    await connection.execute(sa.delete(survey_series).where(survey_series.c.id == series_id))


async def note_begun(connection: Connection, series_id: int, day: date) -> None:
    """Write down which day of its rhythm a series has met."""
    mine = survey_series.c.id == series_id
    await connection.execute(sa.update(survey_series).where(mine).values(begun_on=day))


def _series(row: sa.RowMapping) -> Series:
    reminders = tuple(int(days) for days in row["remind_after"].split(",") if days)
    every = Every(
        Rhythm(row["rhythm"]), row["days_on"], row["opens_at"], row["days_open"], reminders
    )
    return Series(row["id"], row["school_id"], thaw(row["definition"]), every, row["begun_on"])


def _sealed_as(wave_id: WaveId, record: bytes) -> sa.ColumnElement[bool]:
    return (
        (survey_sealed.c.id == record)
        & (survey_sealed.c.wave_id == wave_id)
        & (survey_sealed.c.kind == Kind.ANSWER.value)
    )


def _wave(row: sa.RowMapping) -> Wave:
    return Wave(
        id=WaveId(row["id"]),
        school_id=row["school_id"],
        survey=thaw(row["definition"]),
        public_key=row["public_key"],
        state=WaveState(row["state"]),
        invited=row["invited"],
        opened_at=row["opened_at"],
        closes_at=row["closes_at"],
        closed_at=row["closed_at"],
        erased_at=row["erased_at"],
        tag=row["tag"],
    )
