"""The private address of a calendar, over real HTTP, as a telephone would fetch it."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import structlog
from icalendar import Calendar
from structlog.testing import capture_logs

from bot.app import Services, open_services
from bot.config import BadConfiguration, Configuration, WebSettings, load
from bot.i18n.languages import Language
from bot.people.model import Person
from bot.running import Part, every_part, serve
from bot.timetable.editing import cancelled
from bot.timetable.families.addresses import path_of
from bot.web.server import WebServer
from tests.support.clocks import FixedClock

PARENT, FATHER = 5_123_456_701, 5_123_456_702
UNKNOWN = "A" * 43
A_THURSDAY = date(2026, 11, 26)
SLOTS = """\
class,weekday,start,end,title,place,teacher,valid_from,valid_until,course,capacity
二年级(1)班,4,15:40,17:30,课后托管,本班教室,王老师,,,,
五年级(2)班,4,16:10,17:40,书法,美术室,李老师,,,,
,5,16:00,17:30,,操场,赵老师,,,足球,1
"""


@pytest.fixture(autouse=True)
def _fresh_loggers() -> None:
    structlog.reset_defaults()


@dataclass
class Site:
    """The web of a school, and a telephone."""

    services: Services
    http: aiohttp.ClientSession
    clock: FixedClock
    base: str

    async def person(self, address: int = PARENT) -> Person:
        return await self.services.people.person(address, Language.ZH_HANS)

    async def token(self, address: int = PARENT) -> str:
        person = await self.person(address)
        made = await self.services.timetable.own_calendars.make_address(person)
        assert made is not None
        return made

    @asynccontextmanager
    async def asks(
        self, token: str, method: str = "GET", **headers: str
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        url = f"{self.base}{path_of(token)}"
        async with self.http.request(method, url, headers=headers) as answer:
            yield answer

    async def text(self, token: str) -> str:
        async with self.asks(token) as answer:
            assert answer.status == 200
            return (await answer.read()).decode()

    async def status(self, token: str, **headers: str) -> int:
        async with self.asks(token, **headers) as answer:
            return answer.status


def settings(folder: Path, path: str = "/school") -> Configuration:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = folder / "config.yaml"
    file.write_text(
        f"database: {{url: 'sqlite:///{folder}/school.db'}}\n"
        f"web: {{port: {port}, public_url: 'http://127.0.0.1:{port}{path}'}}\n"
        f"surveys: {{keys_path: '{folder}/keys'}}\n",
        encoding="utf-8",
    )
    return load(file, {})


@pytest.fixture
async def site(sqlite_url: str, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Site]:
    configuration = settings(tmp_path)
    async with (
        open_services(configuration, clock=clock) as services,
        serving(WebServer(services)),
        aiohttp.ClientSession() as http,
    ):
        await furnish(services, tmp_path)
        base = configuration.web.public_url
        yield Site(services, http, clock, base)


@asynccontextmanager
async def serving(server: WebServer) -> AsyncIterator[None]:
    running = asyncio.create_task(server.run())
    await asyncio.sleep(0)
    try:
        yield
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def furnish(services: Services, folder: Path) -> None:
    school = await services.office.add_school("阳光小学", "example")
    for name, grade, seat in (("二年级(1)班", 2, 12), ("五年级(2)班", 5, 3)):
        number = await services.office.add_class(school, grade, name)
        invitation = await services.office.invite_family(number, seat=seat)
        await services.membership.join(PARENT, Language.ZH_HANS, invitation.code)
    path = folder / "slots.csv"
    path.write_text(SLOTS, encoding="utf-8")
    await services.timetable.import_slots(school, path)


def summaries(text: str) -> set[str]:
    """Return what takes place; holidays and the like are there as cancelled."""
    events = Calendar.from_ical(text).events
    return {str(one["SUMMARY"]) for one in events if one["STATUS"] == "CONFIRMED"}


async def test_a_telephone_reads_all_children_of_the_chat_with_their_courses(site: Site) -> None:
    second, _ = (await site.person()).children
    await site.services.timetable.courses.enrol(1, second.id)

    async with site.asks(await site.token()) as answer:
        text = (await answer.read()).decode()

    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert summaries(text) == {"二年级(1)班 课后托管", "五年级(2)班 书法", "足球"}
    calendar = Calendar.from_ical(text)
    assert not [error for part in calendar.walk() for error in part.errors]
    uids = [str(one["UID"]) for one in calendar.events]
    assert len(uids) == len(set(uids)) > 50
    begins = [one.start for one in calendar.events if "托管" in str(one["SUMMARY"])]
    assert {one.astimezone(UTC).hour for one in begins if isinstance(one, datetime)} == {7}


async def test_nothing_is_sent_again_as_long_as_nothing_has_changed(site: Site) -> None:
    token = await site.token()
    async with site.asks(token) as answer:
        tag = answer.headers["ETag"]
    site.clock.move(timedelta(hours=2))

    async with site.asks(token, **{"If-None-Match": f'"other", {tag}'}) as again:
        assert (again.status, await again.read(), again.headers["ETag"]) == (304, b"", tag)
    async with site.services.database.read() as connection:
        [school] = await site.services.people.schools_in(connection)
        found = await site.services.timetable.sessions_of(
            connection, school.id, A_THURSDAY, A_THURSDAY
        )
    await site.services.timetable.pushes.changes.change(
        found[0].slot.id, found[0].day.on, cancelled("台风")
    )

    async with site.asks(token, **{"If-None-Match": tag}) as changed:
        text = (await changed.read()).decode()
    assert changed.status == 200
    gone = [one for one in Calendar.from_ical(text).events if "台风" in one.get("DESCRIPTION", "")]
    assert [str(one["SUMMARY"]) for one in gone] == ["【取消】二年级(1)班 课后托管"]


async def test_a_calendar_is_compressed_on_its_way(site: Site) -> None:
    async with site.asks(await site.token()) as answer:
        content = await answer.read()

    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) * 5 < len(content)


async def test_what_leads_nowhere_is_answered_alike(site: Site) -> None:
    revoked = await site.token()
    replaced = await site.token()
    await site.services.timetable.own_calendars.revoke(await site.person())
    answers = []

    for token in (UNKNOWN, revoked, replaced, "x", "a" * 200, "..%2f..%2fetc%2fpasswd", "%00"):
        async with site.asks(token) as answer:
            headers = {k: v for k, v in answer.headers.items() if k != "Date"}
            answers.append((answer.status, await answer.read(), headers))
    async with site.http.get(f"{site.base}/anything") as other:
        headers = {k: v for k, v in other.headers.items() if k != "Date"}
        answers.append((other.status, await other.read(), headers))

    assert answers[0][0] == 404
    assert all(one == answers[0] for one in answers)


async def test_a_new_address_takes_the_place_of_the_old_one(site: Site) -> None:
    old = await site.token()
    new = await site.token()

    assert (await site.status(old), await site.status(new)) == (404, 200)


async def test_a_childs_calendar_goes_with_the_child_and_all_of_it_with_the_chat(
    site: Site,
) -> None:
    token = await site.token()
    second, _ = (await site.person()).children
    await site.services.membership.leave(PARENT, second.id)
    left = summaries(await site.text(token))

    await site.services.forgetting.forget(PARENT)

    assert left == {"五年级(2)班 书法"}
    assert await site.status(token) == 404
    async with site.services.database.read() as connection:
        kept = await connection.exec_driver_sql("SELECT count(*) FROM calendar_addresses")
        assert kept.scalar_one() == 0


async def test_who_has_no_child_gets_no_address(site: Site) -> None:
    calendars = site.services.timetable.own_calendars

    assert await calendars.make_address(await site.person(FATHER)) is None


async def test_only_a_hash_is_kept_and_nothing_of_a_request_is_logged(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    token = await site.token()

    with capture_logs() as events, caplog.at_level(logging.DEBUG):
        await site.text(token)
        await site.status(UNKNOWN)

    shown = f"{events} {[r.getMessage() for r in caplog.records if 'aiohttp' not in r.name]}"
    assert token not in shown
    assert UNKNOWN not in shown
    assert "二年级" not in path_of(token)
    held = b"".join(path.read_bytes() for path in tmp_path.glob("school.db*"))
    assert token.encode() not in held


async def test_who_asks_all_the_time_is_told_to_wait(site: Site) -> None:
    token = await site.token()
    statuses = [await site.status(token) for _ in range(13)]

    assert statuses == [200] * 12 + [429]
    async with site.asks(token) as answer:
        assert 0 < int(answer.headers["Retry-After"]) <= 300
    site.clock.move(timedelta(minutes=5))
    assert await site.status(token) == 200


async def test_only_reading_is_possible(site: Site) -> None:
    token = await site.token()

    async with site.asks(token, "HEAD") as answer:
        assert (answer.status, await answer.read()) == (200, b"")
    async with site.asks(token, "POST") as answer:
        assert answer.status == 405


async def test_a_broken_database_is_said_to_pass(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    token = await site.token()
    async with site.services.database.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE joins RENAME TO elsewhere")

    with capture_logs() as events:
        async with site.asks(token) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (503, "60")

    assert [event["event"] for event in events] == ["calendar_not_served"]
    assert not caplog.records


@pytest.mark.parametrize("url", ["", "school.example", "ftp://school.example"])
async def test_the_web_needs_the_address_under_which_it_is_reached(
    sqlite_url: str, tmp_path: Path, url: str
) -> None:
    configuration = settings(tmp_path).model_copy(update={"web": WebSettings(public_url=url)})

    with pytest.RaisesGroup(BadConfiguration, allow_unwrapped=True, flatten_subgroups=True):
        await serve(configuration, [Part.WEB])


async def test_a_port_that_is_taken_is_said(sqlite_url: str, tmp_path: Path) -> None:
    configuration = settings(tmp_path)
    async with open_services(configuration) as services:
        with (
            socket.create_server(("127.0.0.1", configuration.web.port)),
            pytest.raises(BadConfiguration, match=r"web\.port: cannot listen"),
        ):
            await WebServer(services).run()


async def test_only_the_web_can_be_served_and_needs_no_token(
    sqlite_url: str, tmp_path: Path, clock: FixedClock
) -> None:
    configuration = settings(tmp_path, "")
    ready = asyncio.Event()

    async def when_ready(services: Services) -> None:
        await furnish(services, tmp_path)
        ready.set()

    running = asyncio.create_task(
        serve(configuration, [Part.WEB], clock=clock, on_ready=when_ready)
    )
    await asyncio.wait_for(ready.wait(), 60)
    address = f"{configuration.web.public_url}{path_of(UNKNOWN)}"
    async with aiohttp.ClientSession() as http, http.get(address) as answer:
        status = answer.status
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running

    assert status == 404
    assert Part.WEB in every_part(configuration)
    without = configuration.model_copy(update={"web": WebSettings()})
    assert Part.WEB not in every_part(without)
