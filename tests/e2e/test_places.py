"""A parent reads what holds at the school of their own child, and nobody else's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.people.model import Role
from tests.support.dialogue import Someone
from tests.support.town import Town, a_town

SCHOOL = "阳光学校（示例）"
QUESTION = "课后服务几点结束？下班晚能延时看管吗？"
OWN = "每天17:40结束"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        office = town.services.office
        for name, region in ((SCHOOL, "example"), ("南湖小学", "south")):
            school = await office.add_school(name, region)
            town.classes[name] = await office.add_class(school, 2, "二年级(3)班")
        yield town


async def _parent(town: Town, number: int, school: str) -> Someone:
    someone = await town.person(number)
    made = await town.services.office.invite_family(town.classes[school], seat=number)
    await someone.starts(made.code)
    await someone.sees(f"您已加入{school}")
    return someone


async def test_a_parent_of_the_example_school_reads_its_words_and_a_parent_elsewhere_does_not(
    town: Town,
) -> None:
    ours, elsewhere = [await _parent(town, n, name) for n, name in ((1, SCHOOL), (2, "南湖小学"))]
    beside = await town.parent(3, "二年级(1)班", 12)

    answer = await ours.asks(QUESTION)
    assert f"{SCHOOL}的安排：" in answer.text
    assert OWN in answer.text
    assert "（示例，非真实规定）" in answer.text

    answer = await elsewhere.asks(QUESTION)
    assert "您问的是" in answer.text
    assert "我这里还没有录入" in answer.text
    assert "示例" not in answer.text

    answer = await beside.asks(QUESTION)
    assert "示例区教育局的规定：" in answer.text
    assert OWN not in answer.text


async def test_children_at_two_schools_are_each_told_of(town: Town) -> None:
    parent = await _parent(town, 1, SCHOOL)
    made = await town.services.office.invite_family(town.classes["南湖小学"], seat=4)
    await parent.starts(made.code)
    await parent.sees("您已加入南湖小学")

    answer = await parent.asks(QUESTION)

    assert OWN in answer.text
    assert "南湖小学自己的安排，我这里还没有录入。" in answer.text
    assert "原则上不早于当地正常下班的时间" in answer.text


async def test_staff_read_what_their_school_says_for_the_grade_they_tap(town: Town) -> None:
    someone = await town.person(1)
    schools = await town.services.people.schools()
    number = next(school.id for school in schools if school.name == SCHOOL)
    made = await town.services.office.invite_staff(Role.SCHOOL, school_id=number, class_ids=[])
    await someone.starts(made.code)
    await someone.sees("老师您好")

    answer = await someone.asks(QUESTION)
    assert f"{SCHOOL}的安排：" in answer.text
    assert "告诉我孩子上几年级" in answer.text
    await someone.taps(answer, "一、二年级")

    await someone.sees("一、二年级：", OWN)


async def test_a_stranger_is_told_that_the_school_is_not_known(town: Town) -> None:
    someone = await town.person(1)

    answer = await someone.asks(QUESTION)

    assert "我还不知道孩子在哪里上学" in answer.text
    assert "示例" not in answer.text
