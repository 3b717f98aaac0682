"""A parent and a teacher at the page, with the real bot at the other end."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.desk import Desk
from tests.support.town import a_town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TEACHER, PARENT = 2001, 2002
CLASS = "二年级(1)班"


async def test_a_parent_joins_is_told_confirms_and_asks(browser: Browser, tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        await town.teacher(TEACHER, CLASS)
        await town.person(PARENT, "李奶奶")
        made = await town.services.office.invite_family(town.classes[CLASS])
        context = await browser.new_context(
            locale="zh-CN", viewport={"width": 1280, "height": 860}
        )
        page = await context.new_page()
        await page.goto(f"{town.sandbox.address}/?people={TEACHER},{PARENT}")
        desk = Desk(page)
        teacher, parent = desk.phone(TEACHER), desk.phone(PARENT)

        # The grandmother joins by a code she was given, and types her grandchild's seat.
        await parent.part("start").click()
        await expect(parent.last).to_contain_text("我是「家校」")
        await parent.say(made.code)
        await expect(parent.last).to_contain_text("座号是多少")
        await parent.tap("12")
        await parent.tap("对，12号")
        await expect(parent.last).to_contain_text("记下了")

        # The teacher writes to the class and sees what parents will see.
        await teacher.say("/notice")
        await expect(teacher.last).to_contain_text("这份通知发给谁")
        await teacher.tap(CLASS)
        await expect(teacher.last).to_contain_text("写下通知内容")
        await teacher.say("明天秋游，请带水壶。")
        await expect(teacher.last).to_contain_text("将发给 1 位家长")
        await teacher.tap("☐ 请家长点「已阅」")
        await expect(teacher.last).to_contain_text("［已阅］")
        await teacher.tap("现在发送")

        # The grandmother reads it, confirms, and asks something.
        await expect(parent.last).to_contain_text("明天秋游，请带水壶。")
        await parent.tap("已阅")
        await expect(parent.button("✓ 已阅")).to_be_visible()
        await expect(teacher.last).to_contain_text("已阅 1")
        await parent.say("老师每天布置书面家庭作业，可以吗")
        await expect(parent.last).to_contain_text("依据：")
        await context.close()
