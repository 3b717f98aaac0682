"""A family and a teacher come in, with real messages over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.i18n.languages import Language
from tests.support.town import Town, a_town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as town:
        yield town


async def test_a_stranger_is_greeted_and_told_how_to_join(town: Town) -> None:
    grandmother = await town.person(1, "李奶奶")

    await grandmother.starts()

    greeting = await grandmother.sees("我是「家校」")
    assert "邀请" in greeting.text


async def test_a_class_link_joins_and_the_seat_is_asked_once(town: Town) -> None:
    made = await town.services.office.invite_family(town.classes["二年级(1)班"])
    mother = await town.person(1)

    await mother.starts(made.code)
    await mother.sees("您已加入阳光小学二年级(1)班")
    await mother.taps(await mother.sees("座号是多少"), "12")
    await mother.taps(await mother.sees("12 号，对吗"), "对，12号")

    assert (await mother.sees("记下了", "12号")).edited
    seats = await town.services.people.seats(town.classes["二年级(1)班"])
    assert [(seat.child.seat, seat.chat_count) for seat in seats] == [(12, 1)]


async def test_the_seat_may_be_skipped_and_notices_still_come(town: Town) -> None:
    made = await town.services.office.invite_family(town.classes["二年级(1)班"])
    father = await town.person(1)
    await father.starts(made.code)

    await father.taps(await father.sees("座号是多少"), "跳过")

    await father.sees("座号先不填")
    person = await town.services.people.person(1, Language.ZH_HANS)
    assert [child.seat for child in person.children] == [None]


async def test_the_second_guardian_is_announced_to_the_first(town: Town) -> None:
    mother = await town.parent(1, "二年级(1)班", 12)
    made = await town.services.office.invite_family(town.classes["二年级(1)班"], seat=12)
    grandfather = await town.person(2)

    await grandfather.starts(made.code)

    await mother.sees("有一位家人刚刚加入了二年级(1)班 12号")


async def test_a_code_typed_by_hand_joins_too(town: Town) -> None:
    made = await town.services.office.invite_family(town.classes["五年级(2)班"], seat=3)
    grandmother = await town.person(1)

    await grandmother.says(f" {made.code[:4].upper()}-{made.code[4:]} ")

    await grandmother.sees("您已加入阳光小学五年级(2)班")


async def test_a_forwarded_invitation_joins_as_its_link_would(town: Town) -> None:
    teacher = await town.teacher(9, "二年级(1)班")
    await teacher.says("/class")
    await teacher.taps(await teacher.sees("二年级(1)班：0 个孩子"), "邀请家长")
    invitation = await teacher.sees("请点链接加入二年级(1)班")
    grandfather = await town.person(1)

    await grandfather.says(invitation.text)

    await grandfather.sees("您已加入阳光小学二年级(1)班")


async def test_one_parent_has_children_in_two_classes_and_leaves_one(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)
    made = await town.services.office.invite_family(town.classes["五年级(2)班"], seat=3)
    await parent.starts(made.code)
    await parent.sees("您已加入阳光小学五年级(2)班")

    await parent.says("/leave")
    await parent.taps(await parent.sees("您想退出哪一个"), "二年级(1)班")
    await parent.taps(await parent.sees("确定要退出"), "确定退出")

    await parent.sees("已退出二年级(1)班")
    person = await town.services.people.person(1, Language.ZH_HANS)
    assert [child.school_class.name for child in person.children] == ["五年级(2)班"]


async def test_a_used_an_expired_and_an_unknown_code_are_each_explained(town: Town) -> None:
    office = town.services.office
    used = await office.invite_family(town.classes["二年级(1)班"], seat=12)
    short = await office.invite_family(
        town.classes["二年级(1)班"], valid_for=timedelta(microseconds=1)
    )
    first, second = await town.person(1), await town.person(2)
    await first.starts(used.code)
    await first.sees("您已加入")

    await second.starts(used.code)
    await second.sees("只能用一次")
    await second.starts(short.code)
    await second.sees("已经过期")
    await second.starts("abcdefghjkmn")
    await second.sees("没有找到这个邀请码")

    person = await town.services.people.person(2, Language.ZH_HANS)
    assert person.chat is None


async def test_a_parent_who_tries_to_write_a_notice_is_told_kindly(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)

    await parent.says("/notice")

    await parent.sees("只有学校的老师才能操作")


async def test_a_teacher_sees_the_class_and_removes_a_stranger(town: Town) -> None:
    teacher = await town.teacher(9, "二年级(1)班")
    stranger = await town.parent(1, "二年级(1)班", 12)

    await teacher.says("/class")
    await teacher.taps(await teacher.sees("1 个孩子，1 位家长已加入"), "12号")
    await teacher.taps(await teacher.sees("要移除哪一位"), "移除第 1 位")

    await stranger.sees("老师已把您从二年级(1)班移除")
    await teacher.taps(await teacher.sees("0 位家长已加入"), "12号")
    assert (await teacher.sees("现在没有家长用这个座号收通知")).labels == [
        "改座号",
        "从名单去掉",
        "返回班级",
    ]


async def test_a_teacher_makes_an_invitation_to_hand_on(town: Town) -> None:
    teacher = await town.teacher(9, "二年级(1)班")
    await teacher.says("/class")
    await teacher.taps(await teacher.sees("二年级(1)班：0 个孩子"), "邀请家长")
    invitation = await teacher.sees("请点链接加入二年级(1)班")

    code = invitation.text.split("?start=")[1].split()[0]
    parent = await town.person(1)
    await parent.starts(code)

    await parent.sees("您已加入阳光小学二年级(1)班")


async def test_the_language_follows_the_choice(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)

    await parent.says("/language")
    await parent.taps(await parent.sees("请选择语言"), "English")
    await parent.sees("I will speak English")
    await parent.says("/help")

    await parent.sees("Hello, I am Jiaxiao")


async def test_a_revoked_invitation_admits_nobody(town: Town) -> None:
    teacher = await town.teacher(9, "二年级(1)班")
    made = await town.services.office.invite_family(town.classes["二年级(1)班"])
    await teacher.says("/class")
    await teacher.taps(await teacher.sees("二年级(1)班：0 个孩子"), "作废邀请码")
    question = await teacher.sees("要作废二年级(1)班的邀请码吗", "还没有家长加入")
    await teacher.taps(question, "作废")
    await teacher.sees("二年级(1)班：0 个孩子")
    parent = await town.person(1)

    await parent.starts(made.code)

    await parent.sees("已经过期")


@pytest.mark.parametrize(
    ("kind", "reply"),
    [("sticker", "表情"), ("photo", "图片"), ("voice", "语音"), ("document", "文件")],
)
async def test_anything_but_text_gets_a_sensible_reply(town: Town, kind: str, reply: str) -> None:
    someone = await town.person(1)
    await someone.starts()
    png = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
        b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84"
        b"\x00\x00\x00\x00IEND\xaeB`\x82"
    )

    await someone.sends(kind, "a.png" if kind == "photo" else "a.bin", png)

    await someone.sees(reply)
