"""Families ask about their own children's afternoon, and nobody else's."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.support.clocks import RunningClock
from tests.support.town import Town, a_town

HEADER = "class,weekday,start,end,title,place,teacher,course,capacity,grades"
ROWS = (
    "二年级(1)班,4,15:40,17:30/18:30,课后托管,本班教室,王老师,,,",
    "五年级(2)班,4,16:10,17:40,书法,美术室,李老师,,,",
    ",5,16:00,17:30,,操场,赵老师,足球,1,1-9",
)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, clock=RunningClock()) as town:
        await has_slots(town, tmp_path)
        yield town


async def has_slots(town: Town, folder: Path) -> None:
    path = folder / "slots.csv"
    path.write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    await town.services.timetable.import_slots(town.school, path)


async def test_a_family_reads_today_tomorrow_and_the_week_of_all_its_children(
    town: Town,
) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)
    made = await town.services.office.invite_family(town.classes["五年级(2)班"], seat=3)
    await parent.starts(made.code)
    await parent.sees("五年级(2)班")

    today = await parent.asks("/today")

    assert today.text == (
        "【课后服务】11月19日 周四（今天）\n\n"
        "二年级(1)班\n15:40–17:30/18:30 课后托管 · 本班教室 · 王老师\n可以来接：17:30 或 18:30\n\n"
        "五年级(2)班\n16:10–17:40 书法 · 美术室 · 李老师\n可以来接：17:40"
    )
    await parent.taps(today, "明天")
    tomorrow = await parent.sees("11月20日 周五", "没有课后服务")
    await parent.taps(tomorrow, "看这一周")
    await parent.sees("本周课后服务", "二年级(1)班", "五年级(2)班")


async def test_free_words_give_the_real_times_and_one_tap_leads_to_the_rules(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)

    answer = await parent.asks("老师您好，请问今天几点放学？")

    assert "可以来接：17:30 或 18:30" in answer.text
    await parent.taps(answer, "我问的是规定")
    await parent.sees("依据")
    rule = await parent.asks("课后服务几点结束")
    assert "依据" in rule.text


async def test_who_has_not_joined_picks_a_class_and_learns_hours_but_neither_place_nor_names(
    town: Town,
) -> None:
    stranger = await town.person(7)
    await stranger.starts()
    await stranger.sees("您好")

    grades = await stranger.asks("今天有托管吗")
    await stranger.taps(grades, "二年级")
    classes = await stranger.sees("孩子在哪个班")
    await stranger.taps(classes, "二年级(1)班")

    hours = await stranger.sees("可以来接：17:30 或 18:30", "加入班级")
    assert "王老师" not in hours.text
    assert "教室" not in hours.text


async def test_the_week_is_sent_as_a_picture_and_as_a_calendar_file(town: Town) -> None:
    parent = await town.parent(1, "二年级(1)班", 12)

    week = await parent.asks("/week")
    async with aclosing(town.sandbox.world.events.stream()) as events:
        await anext(events)
        await parent.taps(week, "存成图片")
        toast = await anext(event async for event in events if b'"toast"' in event)
    assert "正在画图，请稍等" in toast.decode()
    await parent.waits(lambda seen: any(each.picture for each in seen), "a picture")
    await parent.taps(week, "放进手机日历")
    ways = await parent.sees("放进手机日历：", "日历文件")
    assert ways.labels == ["发我日历文件"], "the web is off"
    await parent.taps(ways, "发我日历文件")

    await parent.waits(lambda seen: any(each.file for each in seen), "a file")
    files = {file.name: file.content for file in town.sandbox.world.files.values()}
    calendar = Calendar.from_ical(files["课后服务.ics"].decode())
    assert any("课后托管" in str(one["SUMMARY"]) for one in calendar.events)


async def test_an_address_is_made_replaced_and_stopped_in_the_chat(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    web = {"web": {"port": port, "public_url": base}}
    async with a_town(tmp_path, clock=RunningClock(), changes=web) as town:
        await has_slots(town, tmp_path)
        parent = await town.parent(1, "二年级(1)班", 12)

        async def status(address: str) -> int:
            async with town.http.get(address) as answer:
                return answer.status

        await parent.taps(await parent.asks("/week"), "放进手机日历")
        await parent.taps(await parent.sees("订阅地址：手机日历自己更新"), "生成订阅地址")
        made = await parent.sees(f"{base}/calendar/")
        first = address_in(made.text)
        assert await status(first) == 200
        assert "日历订阅地址" in (await parent.asks("/mydata")).text

        await parent.taps(made, "换一个新地址")
        again = await parent.sees(f"{base}/calendar/", count=2)
        second = address_in(again.text)
        assert (await status(first), await status(second)) == (404, 200)

        await parent.taps(again, "停用地址")
        await parent.sees("订阅地址已停用")
        assert await status(second) == 404


def address_in(text: str) -> str:
    [address] = [line for line in text.splitlines() if line.startswith("http")]
    return address
