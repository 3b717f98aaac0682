"""Notices that also go to other channels: to which, when, once, and whatever breaks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import Services, open_services
from bot.clock import SCHOOL_ZONE
from bot.config import load
from bot.i18n.languages import Language
from bot.mirrors import channel, poster
from bot.mirrors.channel import Channel
from bot.mirrors.model import PostStatus, Reason, State
from bot.mirrors.poster import CLAIM_LASTS, Posting
from bot.mirrors.service import Mirrors
from bot.notices.announcing import PLAINLY, Manner
from bot.notices.model import Asks, Notice
from bot.people import audience
from tests.support.channels import WebEnd, a_web_end
from tests.support.clocks import FixedClock

ASKING = Manner(asks=Asks.READ)


@pytest.fixture
def web() -> Iterator[WebEnd]:
    with a_web_end() as end:
        yield end


@dataclass
class School:
    """A school of two classes in two grades, with mirrors."""

    services: Services
    clock: FixedClock
    posting: Posting

    async def says(self, *to: str, text: str = "请带水壶。", manner: Manner = PLAINLY) -> Notice:
        return await self.services.notices.announce(audience.parse_all(to), text, manner)

    async def posts(self) -> int:
        """Post everything that is due, one after another."""
        count = 0
        while begun := await self.posting.look():
            count += begun
            await self.posting.end()
        return count

    async def mirrors_of(self, notice: Notice) -> tuple[PostStatus, ...]:
        return (await self.services.notices.status(notice.id)).mirrors

    async def state_of(self, notice: Notice) -> tuple[State, int, int, Reason | None]:
        (post,) = await self.mirrors_of(notice)
        return post.state, post.attempts, post.doubts, post.reason


@asynccontextmanager
async def a_school(
    folder: Path, database_url: str, clock: FixedClock, *mirrors: str
) -> AsyncIterator[School]:
    config = folder / "config.yaml"
    listed = "\n".join(f"  - {mirror}" for mirror in mirrors)
    config.write_text(f"database: {{url: '{database_url}'}}\nmirrors:\n{listed}\n")
    async with open_services(load(config, environment={}), clock=clock) as services:
        school = await services.office.add_school("阳光小学", "example")
        for grade, name in ((3, "三（1）班"), (7, "初一（1）班")):
            number = await services.office.add_class(school, grade, name)
            made = await services.office.invite_family(number, seat=1)
            await services.membership.join(100 + grade, Language.ZH_HANS, made.code)
        posting = Posting(services.database, clock, services.mirrors, Channel())
        yield School(services, clock, posting)
        await posting.end()


async def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        await asyncio.sleep(0.01)


def mirror(web: WebEnd, whom: str, *, name: str = "group", more: str = "") -> str:
    return f"{{name: {name}, url: '{web.url}', audiences: [{whom}]{more}}}"


async def test_a_classs_group_gets_the_notices_own_text_and_where_to_confirm(
    tmp_path: Path, database_url: str, clock: FixedClock, web: WebEnd
) -> None:
    async with a_school(tmp_path, database_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1", manner=ASKING)

        assert await school.posts() == 1

        assert await school.state_of(notice) == (State.SENT, 1, 0, None)
    (got,) = web.got
    assert got["title"] == "【通知】三（1）班"
    assert got["message"] == (
        "请带水壶。\n\n—— 阳光小学　11月19日\n\n"
        "请家长在 Telegram 的「家校」里点「已阅」，在这里回复学校看不到。"
    )


PARTS = ", takes_parts: true"


@pytest.mark.parametrize(
    "case",
    [
        ("class:1", "", "school:1", True),
        ("class:1", "", "grade:1/3", True),
        ("class:1", "", "district:example", True),
        ("class:1", "", "class:2", False),
        ("class:1", "", "class:2 class:1", True),
        ("grade:1/3", "", "class:1", False),
        ("school:1", "", "class:1", False),
        ("school:1", PARTS, "class:1", True),
        ("school:1", PARTS, "district:example", True),
        ("district:other", "", "school:1", False),
        ("class:99", "", "school:1", False),
        ("staff:1", "", "school:1", False),
    ],
)
async def test_a_group_gets_what_is_for_everybody_in_it(
    tmp_path: Path,
    sqlite_url: str,
    clock: FixedClock,
    web: WebEnd,
    case: tuple[str, str, str, bool],
) -> None:
    group, more, to, gets = case
    given = mirror(web, f"'{group}'", more=more)
    async with a_school(tmp_path, sqlite_url, clock, given) as school:
        notice = await school.says(*to.split())

        assert bool(await school.mirrors_of(notice)) is gets


async def test_reminders_are_not_posted(
    tmp_path: Path, sqlite_url: str, clock: FixedClock, web: WebEnd
) -> None:
    given = mirror(web, "'school:1'", more=PARTS)
    async with a_school(tmp_path, sqlite_url, clock, given) as school:
        notice = await school.says("class:1", manner=ASKING)
        again = await school.says(f"unconfirmed:{notice.id}")

        assert await school.mirrors_of(again) == ()


async def test_a_group_is_left_in_peace_in_quiet_hours(
    tmp_path: Path, sqlite_url: str, clock: FixedClock, web: WebEnd
) -> None:
    clock.set(datetime(2026, 11, 19, 21, 30, tzinfo=SCHOOL_ZONE))
    given = mirror(web, "'class:1'"), mirror(web, "'class:2'", name="junior")
    async with a_school(tmp_path, sqlite_url, clock, *given) as school:
        notice = await school.says("school:1")
        urgent = await school.says(
            "class:1", text="明天停课。", manner=Manner(urgent_because="台风")
        )

        assert await school.posts() == 2
        assert [post.state for post in await school.mirrors_of(notice)] == [
            State.PENDING,
            State.SENT,
        ]
        assert (await school.state_of(urgent))[0] is State.SENT
        clock.set(datetime(2026, 11, 20, 7, 0, tzinfo=SCHOOL_ZONE))
        assert await school.posts() == 1


async def test_trouble_is_tried_again_later_until_it_passes(
    tmp_path: Path, database_url: str, clock: FixedClock, web: WebEnd
) -> None:
    web.status = 503
    async with a_school(tmp_path, database_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        await school.posts()
        assert await school.state_of(notice) == (State.PENDING, 1, 0, Reason.THEIR_TROUBLE)

        clock.move(timedelta(seconds=9))
        assert await school.posts() == 0
        clock.move(timedelta(seconds=1))
        web.status = 200
        await school.posts()

        assert await school.state_of(notice) == (State.SENT, 2, 0, None)
    assert len(web.got) == 2


async def test_after_six_attempts_it_is_given_up(
    tmp_path: Path, database_url: str, clock: FixedClock, web: WebEnd
) -> None:
    web.status = 503
    async with a_school(tmp_path, database_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        for _ in range(8):
            await school.posts()
            clock.move(timedelta(hours=1))

        assert await school.state_of(notice) == (State.FAILED, 6, 0, Reason.THEIR_TROUBLE)
    assert len(web.got) == 6


async def test_a_wrong_key_is_given_up_at_once(
    tmp_path: Path, sqlite_url: str, clock: FixedClock, web: WebEnd
) -> None:
    web.status = 403
    async with a_school(tmp_path, sqlite_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        await school.posts()

        assert await school.state_of(notice) == (State.FAILED, 1, 0, Reason.NOT_LET_IN)


async def test_what_may_have_arrived_is_posted_again_and_marked(
    tmp_path: Path,
    database_url: str,
    clock: FixedClock,
    web: WebEnd,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(channel, "PATIENCE_SECONDS", 1)
    web.holds.clear()
    async with a_school(tmp_path, database_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        await school.posts()
        assert await school.state_of(notice) == (State.PENDING, 1, 1, Reason.TIMED_OUT)

        web.holds.set()
        monkeypatch.setattr(channel, "PATIENCE_SECONDS", 30)
        clock.move(timedelta(seconds=10))
        school.posting = Posting(
            school.services.database, clock, school.services.mirrors, Channel()
        )
        await school.posts()

        assert await school.state_of(notice) == (State.SENT, 2, 1, None)
    assert web.titles == ["【通知】三（1）班", "（可能重复）【通知】三（1）班"]


async def test_a_post_whose_process_died_is_taken_up_and_marked(
    tmp_path: Path,
    database_url: str,
    clock: FixedClock,
    web: WebEnd,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(poster, "ENDS_WITHIN", 0.05)
    web.holds.clear()
    async with a_school(tmp_path, database_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        await school.posting.look()
        await until(lambda: len(web.got) == 1)
        await school.posting.end()
        assert await school.state_of(notice) == (State.SENDING, 1, 0, None)

        web.holds.set()
        school.posting = Posting(
            school.services.database, clock, school.services.mirrors, Channel()
        )
        assert await school.posts() == 0
        clock.move(CLAIM_LASTS + timedelta(seconds=1))
        monkeypatch.setattr(poster, "ENDS_WITHIN", 5)
        assert await school.posts() == 1

        assert await school.state_of(notice) == (State.SENT, 2, 1, None)
    assert web.titles[-1].startswith("（可能重复）")


async def test_two_processes_post_once(
    tmp_path: Path, database_url: str, clock: FixedClock, web: WebEnd
) -> None:
    async with a_school(tmp_path, database_url, clock, mirror(web, "'class:1'")) as school:
        await school.says("class:1")
        services = school.services
        other = Posting(services.database, clock, services.mirrors, Channel())

        begun = await school.posting.look() + await other.look()
        await other.end()
        await school.posting.end()

        assert begun == 1
    assert len(web.got) == 1


async def test_a_hanging_mirror_delays_no_other(
    tmp_path: Path, sqlite_url: str, clock: FixedClock, web: WebEnd
) -> None:
    with a_web_end() as slow:
        slow.holds.clear()
        given = mirror(slow, "'class:1'", name="slow"), mirror(web, "'class:1'", name="quick")
        async with a_school(tmp_path, sqlite_url, clock, *given) as school:
            notice = await school.says("class:1")
            await school.posting.look()
            await until(lambda: len(web.got) == 1)
            await asyncio.wait(list(school.posting._at_work.values()), timeout=1)
            states = [post.state for post in await school.mirrors_of(notice)]
            assert states == [State.SENDING, State.SENT]
            slow.holds.set()


async def test_notices_stay_in_order_at_a_mirror(
    tmp_path: Path, sqlite_url: str, clock: FixedClock, web: WebEnd
) -> None:
    async with a_school(tmp_path, sqlite_url, clock, mirror(web, "'class:1'")) as school:
        for number in range(3):
            await school.says("class:1", text=f"第{number}份。")

        assert await school.posting.look() == 1
        await school.posting.end()
        await school.posts()

    assert [item["message"][:3] for item in web.got] == ["第0份", "第1份", "第2份"]


async def test_a_stopped_notice_is_not_posted(
    tmp_path: Path, database_url: str, clock: FixedClock, web: WebEnd
) -> None:
    async with a_school(tmp_path, database_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        await school.services.notices.cancel(notice.id)

        assert await school.posts() == 0
        assert (await school.state_of(notice))[0] is State.CANCELLED


async def test_a_mirror_that_left_the_settings_fails(
    tmp_path: Path, database_url: str, clock: FixedClock, web: WebEnd
) -> None:
    async with a_school(tmp_path, database_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        again = Posting(school.services.database, clock, Mirrors([]), Channel())

        await again.look()
        await again.end()

        assert await school.state_of(notice) == (State.FAILED, 1, 0, Reason.NOT_SET_UP)


async def test_a_corrected_text_is_posted_too_and_a_withdrawal_is_said(
    tmp_path: Path, sqlite_url: str, clock: FixedClock, web: WebEnd
) -> None:
    async with a_school(tmp_path, sqlite_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        await school.posts()
        await school.services.notices.correct(notice.id, "请带伞。")
        await school.posts()
        await school.services.notices.withdraw(notice.id)
        await school.posts()

        states = [post.state for post in await school.mirrors_of(notice)]

    assert states == [State.SENT, State.SENT, State.SENT]
    first, second, third = web.got
    assert "请带伞。" in second["message"]
    assert second["title"] != first["title"]
    assert (third["title"], "请带伞" in third["message"]) == ("【已撤回】", True)


async def test_what_was_never_posted_is_not_withdrawn_there(
    tmp_path: Path, sqlite_url: str, clock: FixedClock, web: WebEnd
) -> None:
    async with a_school(tmp_path, sqlite_url, clock, mirror(web, "'class:1'")) as school:
        notice = await school.says("class:1")
        await school.services.notices.withdraw(notice.id)

        assert await school.posts() == 0
        assert (await school.state_of(notice))[0] is State.CANCELLED
