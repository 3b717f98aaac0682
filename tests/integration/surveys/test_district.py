"""Totals over the schools of a district, from closed waves to what a school may show later."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.tables.releases import survey_district_releases
from bot.surveys.model import DistrictTooSmall, Wave
from bot.surveys.showing import export, reports
from bot.surveys.showing.export import Format
from tests.support.builders import make_school
from tests.support.surveys import School

REGION = "example-city"
MIXED = ("00", "11", "00", "11", "01", "10")
AGREEING = ("00", "00", "00", "00", "00", "01")


async def closed(school: School, answers: Sequence[str], first: int) -> Wave:
    """Let families of one grade answer a wave, and close it."""
    addresses = await school.families(3, len(answers), first=first)
    wave = await school.opens()
    for address, choices in zip(addresses, answers, strict=True):
        await school.hands_in(wave, address, 3, choices)
    return await school.surveys.close(wave.id)


async def five_schools(school: School, last: Sequence[str] = MIXED) -> list[School]:
    schools = [school]
    schools += [replace(school, id=await make_school(school.rooms)) for _ in range(4)]
    for place, each in enumerate(schools):
        await closed(each, last if place == len(schools) - 1 else MIXED, 1000 * (place + 1))
    return schools


async def test_a_district_sees_the_sum_over_its_schools(school: School, tmp_path: Path) -> None:
    await five_schools(school)

    found = await school.surveys.district(REGION, "short")

    [group] = found.groups
    assert (group.id, group.schools, group.n, group.invited) == ("district", 5, 30, 30)
    assert [share.count for share in group.figures[0].shares] == [15, 15]
    assert "全区（30 份）" in reports.as_text(found, Language.ZH_HANS)
    path, zone = tmp_path / "a.json", ZoneInfo("Asia/Shanghai")
    export.write(found, path, Format.JSON, Language.ZH_HANS, zone)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert {"item": "参加学校", "content": "5"} in document["method"]
    assert {row["group_id"] for row in document["rows"]} == {"district"}
    async with school.rooms.database.read() as connection:
        query = sa.select(survey_district_releases.c.digest)
        assert list((await connection.execute(query)).scalars()) == [document["hash"]]


async def test_fewer_than_five_schools_are_told_apart_by_nobody(school: School) -> None:
    await closed(school, MIXED, 1000)

    with pytest.raises(DistrictTooSmall, match="1 schools have closed short lately"):
        await school.surveys.district(REGION, "short")


async def test_a_question_that_one_school_hides_is_hidden_in_the_total(school: School) -> None:
    await five_schools(school, last=AGREEING)

    found = await school.surveys.district(REGION, "short")

    homework, sleep = found.groups[0].figures
    assert homework.is_hidden
    assert sleep.is_hidden
    assert found.responses == 30


async def test_a_school_in_a_total_never_shows_more_than_it_had(school: School) -> None:
    schools = await five_schools(school, last=("00", "11", "00", "11"))
    sixth = replace(school, id=await make_school(school.rooms))
    await closed(sixth, ("00", "11", "10", "11"), 9000)

    found = await school.surveys.district(REGION, "short")
    small = max(await school.surveys.waves(), key=lambda wave: wave.school_id == schools[-1].id)
    later = await school.surveys.results(small.id, {3})

    assert [figure.n for figure in found.groups[0].figures] == [32, 32]
    assert later.responses is None
    assert all(figure.is_hidden for group in later.groups for figure in group.figures)
