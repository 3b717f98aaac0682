"""What somebody finds who has the database's files, byte by byte."""

from __future__ import annotations

import hashlib
import hmac
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
import structlog

from bot.storage.tables.people import schools
from bot.storage.tables.surveys import survey_marks, survey_sealed
from bot.surveys.model import Wave
from tests.support.surveys import School, a_ready_survey

COMMENT = "校门口第三棵银杏树下说的话"
CHOICES = "31203"
FIRST_ADDRESS = 4_400_123_001


_SYSTEM_FILES = """
SELECT pg_relation_filepath(oid) FROM pg_class
WHERE oid < 16384 AND NOT relisshared AND pg_relation_filepath(oid) IS NOT NULL
"""
"""PostgreSQL's own tables, which are most of a small database and hold nothing of ours."""


async def bytes_on_disk(school: School) -> bytes:
    """The database's files; SQLite's with its write-ahead log and shared memory."""
    url = school.rooms.database.url
    if school.rooms.database.is_sqlite:
        path = Path(str(url.database))
        return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))
    async with school.rooms.database.begin() as connection:
        paths = set((await connection.execute(sa.text(_SYSTEM_FILES))).scalars())
        await connection.execute(sa.text("CHECKPOINT"))
    data = Path(str(url.query["host"])) / "data"
    system = {(data / path).name for path in paths}
    files = sorted((data / next(iter(paths))).parent.iterdir())
    return b"".join(each.read_bytes() for each in files if each.stem.split("_")[0] not in system)


def holds(haystack: bytes, text: str) -> bool:
    return any(text.encode(coding) in haystack for coding in ("utf-8", "utf-16-le", "gbk"))


async def columns(school: School, *wanted: sa.Column[bytes]) -> list[bytes]:
    found: list[bytes] = []
    async with school.rooms.database.read() as connection:
        for column in wanted:
            found += (await connection.execute(sa.select(column))).scalars()
    return found


async def half_answered(school: School) -> Wave:
    """Twelve families are asked, ten answer, and every one of those leaves a comment."""
    addresses = await school.families(3, 12, first=FIRST_ADDRESS)
    wave = await school.opens(a_ready_survey("homework-burden"))
    for address in addresses[:10]:
        await school.hands_in(wave, address, 3, CHOICES)
        await school.says(wave, address, f"{COMMENT}{address}")
    return wave


async def test_while_open_no_byte_on_disk_holds_an_answer_or_a_comment(school: School) -> None:
    await half_answered(school)

    disk = await bytes_on_disk(school)
    assert not holds(disk, COMMENT)
    assert not holds(disk, CHOICES)
    assert not holds(disk, json.dumps({"grade": 3, "choices": CHOICES}))


async def test_while_open_the_key_files_are_not_in_the_database(school: School) -> None:
    await half_answered(school)

    disk = await bytes_on_disk(school)
    keys = [path.read_bytes() for path in school.keys.path.iterdir()]
    assert len(keys) == 2
    assert not any(key in disk or key.hex().encode() in disk for key in keys)


async def test_while_open_all_answers_have_one_length_and_all_comments_another(
    school: School,
) -> None:
    await half_answered(school)

    lengths = {len(each) for each in await columns(school, survey_sealed.c.ciphertext)}
    assert len(lengths) == 2


async def test_a_mark_cannot_be_made_from_what_the_database_knows(school: School) -> None:
    """Who has the database alone cannot tell families who answered from those who did not."""
    wave = await half_answered(school)

    marks = set(await columns(school, survey_marks.c.mark))
    keys = [b"", wave.public_key, str(wave.id).encode(), bytes(32)]
    people = [str(number) for number in (*range(200), *range(FIRST_ADDRESS, FIRST_ADDRESS + 12))]
    guesses = set()
    for person in people:
        for plain in (person, f"answer:{person}", f"comment:{person}", f"{wave.id}:{person}"):
            guesses.add(hashlib.sha256(plain.encode()).digest())
            guesses |= {hmac.digest(key, plain.encode(), "sha256") for key in keys}
    assert len(marks) == 20
    assert not marks & guesses


async def test_no_row_of_a_survey_names_a_chat(school: School) -> None:
    await half_answered(school)

    async with school.rooms.database.read() as connection:
        for table in ("survey_waves", "survey_marks", "survey_sealed"):
            rows = (await connection.execute(sa.text(f"SELECT * FROM {table}"))).all()
            text = repr(rows)
            assert not any(
                str(address) in text for address in range(FIRST_ADDRESS, FIRST_ADDRESS + 12)
            )


async def test_messages_waiting_look_the_same_whether_a_family_answered_or_not(
    school: School,
) -> None:
    await half_answered(school)

    async with school.rooms.database.read() as connection:
        query = sa.text(
            "SELECT address, batch, body_id, state, not_before, attempts FROM outgoing ORDER BY 1"
        )
        rows = (await connection.execute(query)).all()
    assert len(rows) == 12
    assert len({tuple(row)[1:] for row in rows}) == 1


@pytest.mark.parametrize("somebody_looks_on", [False, True])
async def test_after_closing_no_byte_of_seal_mark_or_key_is_left(
    school: School, *, somebody_looks_on: bool
) -> None:
    wave = await half_answered(school)
    sealed = await columns(school, survey_sealed.c.ciphertext, survey_marks.c.mark)
    keys = [path.read_bytes() for path in school.keys.path.iterdir()]
    before = await bytes_on_disk(school)
    assert any(each[:200] in before for each in sealed)

    if somebody_looks_on:
        async with school.rooms.database.read() as reader:
            await reader.execute(sa.select(schools.c.id))
            await school.surveys.close(wave.id)
    await school.surveys.close(wave.id)

    disk = await bytes_on_disk(school)
    for each in (*sealed, *keys):
        for start in range(0, len(each), 32):
            assert each[start : start + 32] not in disk
    assert holds(disk, COMMENT)  # plain now, and tied to nobody


async def test_nothing_of_an_answer_reaches_the_log(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    with structlog.testing.capture_logs() as events:
        wave = await half_answered(school)
        await school.surveys.close(wave.id)

    told = json.dumps(events, default=str) + "".join(capsys.readouterr())
    assert {event["event"] for event in events} >= {"survey_opened", "survey_closed"}
    assert COMMENT not in told
    assert CHOICES not in told
    assert str(FIRST_ADDRESS)[:7] not in told
