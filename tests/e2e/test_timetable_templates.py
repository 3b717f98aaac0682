"""Staff get the files to fill in; parents do not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.timetable.importing.reading import read_slots
from tests.support.town import Town, a_town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def test_a_teacher_gets_files_that_can_be_imported_as_they_are(town: Town) -> None:
    teacher = await town.teacher(9, "二年级(1)班")

    await teacher.says("/template")

    await teacher.sees("课后服务表的模板")
    await teacher.waits(lambda seen: sum(bool(each.file) for each in seen) == 2, "two files")
    seen = await teacher.from_bot()
    assert {each.file for each in seen if each.file} == {"课后服务表.xlsx", "课后服务表.csv"}
    async with town.services.database.read() as connection:
        school = await town.services.people.school(connection, town.school)
        classes = await town.services.people.classes(connection, school)
    for file in town.sandbox.world.files.values():
        assert read_slots(file.content, Path(file.name), classes).slots


async def test_a_parent_gets_none(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)

    await parent.says("/template")

    await parent.sees("只有学校的老师才能操作")
    assert not town.sandbox.world.files
