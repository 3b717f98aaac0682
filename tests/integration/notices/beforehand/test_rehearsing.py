"""What sending would do, reckoned from the rows that sending uses."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import structlog

from bot.audit.model import InChat
from bot.clock import SCHOOL_ZONE
from bot.config import QuietHours as QuietSettings
from bot.config import quiet_span
from bot.i18n.languages import Language
from bot.notices.beforehand.rehearsal import Held, WhoWaits
from bot.notices.beforehand.rehearsing import Rehearsals, is_explained
from bot.notices.errors import AlreadyOnItsWay, DespiteUnusable
from bot.notices.model import Notice
from bot.notices.rules.loading import RuleBook
from bot.people import audience
from bot.people.model import ClassId
from bot.people.quiet_hours import QuietHours
from bot.storage.database import Database
from bot.storage.tables.delivery import outgoing_bodies
from tests.support.builders import (
    A_FATHER,
    A_GRANDMOTHER,
    A_MOTHER,
    AN_AUNT,
    THE_OFFICE,
    Rooms,
    join_office,
    join_parent,
    join_teacher,
    leave_times,
    make_class,
    make_draft,
    make_school,
    open_rooms,
    texts,
    who_is,
)
from tests.support.clocks import FixedClock
from tests.support.notice_rules import KNOWLEDGE

A_COLLEAGUE = 203
MARKING = "请家长批改今天的作业。"
TEN_TO_TEN = datetime(2026, 11, 19, 21, 50, tzinfo=SCHOOL_ZONE)
SEVEN = datetime(2026, 11, 20, 7, 0, tzinfo=SCHOOL_ZONE)


def rehearsals_of(rooms: Rooms, folder: Path = KNOWLEDGE) -> Rehearsals:
    quiet = QuietSettings()
    return Rehearsals(
        rooms.database,
        rooms.clock,
        people=rooms.people,
        outbox=rooms.outbox,
        plans=rooms.plans,
        quiet_hours=QuietHours(
            rooms.clock.zone, quiet_span(quiet.primary), quiet_span(quiet.junior)
        ),
        rules=RuleBook(folder),
        per_second=2,
    )


@pytest.fixture
def rehearsals(rooms: Rooms) -> Rehearsals:
    return rehearsals_of(rooms)


@pytest.fixture
async def two_stages(rooms: Rooms) -> list[ClassId]:
    """A class of each stage: a mother and a father in one, an aunt in the other."""
    school = await make_school(rooms)
    third = await make_class(rooms, school)
    eighth = await make_class(rooms, school, grade=8, name="八（2）班")
    await join_parent(rooms, third, A_MOTHER, seat=1)
    await join_parent(rooms, third, A_FATHER, seat=2, language=Language.EN)
    await join_parent(rooms, eighth, AN_AUNT, seat=5)
    return [third, eighth]


async def both(rooms: Rooms, classes: list[ClassId], text: str = "明天穿校服。") -> Notice:
    return await make_draft(rooms, *(f"class:{number}" for number in classes), text=text)


async def test_what_is_shown_is_what_is_sent(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    draft = await both(rooms, two_stages)
    ahead = await rehearsals.of(draft)

    sent = await texts(rooms, await rooms.notices.send(draft.id))
    by_language = {one.language: one for one in ahead.shown}
    assert by_language[Language.ZH_HANS].text == sent[A_MOTHER]
    assert by_language[Language.EN].text == sent[A_FATHER]
    assert by_language[Language.ZH_HANS].wordings == 2
    assert [one.recipients for one in ahead.shown] == [2, 1]
    assert ahead.recipients == len(sent)


async def test_the_last_family_gets_it_when_it_is_said(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    await rooms.notices.send((await both(rooms, two_stages)).id)

    ahead = await rehearsals.of(await both(rooms, two_stages))
    assert ahead.pace is not None
    assert ahead.pace.waiting == 3
    assert ahead.pace.takes == timedelta(seconds=1.5)
    assert ahead.pace.last_at == rooms.clock.now() + timedelta(seconds=3)


async def test_who_waits_until_when_is_what_happens(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    rooms.clock.set(TEN_TO_TEN)
    draft = await both(rooms, two_stages)
    ahead = await rehearsals.of(draft)

    sent = await leave_times(rooms, await rooms.notices.send(draft.id))
    assert ahead.held == (Held(WhoWaits.PRIMARY, 2, SEVEN),)
    assert sent[A_MOTHER] == sent[A_FATHER] == SEVEN
    assert sent[AN_AUNT] == TEN_TO_TEN
    assert ahead.pace is not None
    assert ahead.pace.last_at == SEVEN + timedelta(seconds=1)


async def test_who_has_blocked_the_bot_is_counted_apart(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    await rooms.people.mark_gone(AN_AUNT)

    ahead = await rehearsals.of(await both(rooms, two_stages))
    assert (ahead.recipients, ahead.gone, ahead.unreached) == (2, 1, 1)


async def test_a_notice_to_nobody_takes_no_time(rooms: Rooms, rehearsals: Rehearsals) -> None:
    draft = await make_draft(rooms, f"class:{await make_class(rooms)}")

    ahead = await rehearsals.of(draft)
    assert (ahead.recipients, ahead.pace, ahead.shown) == (0, None, ())


async def test_a_long_text_counts_in_messages(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    ahead = await rehearsals.of(await both(rooms, two_stages, "好" * 3500))

    assert ahead.pace is not None
    assert ahead.pace.takes == timedelta(seconds=1.5 * ahead.messages)


async def test_the_rules_are_asked_at_the_time_at_which_families_get_it(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    """Quiet hours hold it back from primary families, so nobody is disturbed at night."""
    rooms.clock.set(TEN_TO_TEN + timedelta(hours=1))
    draft = await both(rooms, two_stages, MARKING)

    assert {one.rule for one in await rehearsals.findings(draft)} == {"parents-mark-homework"}


async def test_an_urgent_notice_at_night_gives_its_reason_once(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    rooms.clock.set(TEN_TO_TEN + timedelta(hours=1))
    draft = await both(rooms, two_stages, "今夜台风，明天停课。")
    urgent = await rooms.notices.hurry(draft.id, "台风")

    assert await rehearsals.findings(urgent) == ()


async def test_staff_may_be_told_late(rooms: Rooms, rehearsals: Rehearsals) -> None:
    class_id = await make_class(rooms)
    await join_teacher(rooms, class_id)
    rooms.clock.set(TEN_TO_TEN + timedelta(hours=1))

    assert await rehearsals.findings(await make_draft(rooms, "staff:1")) == ()


async def test_a_reason_is_kept_with_the_rules_it_answers(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    draft = await both(rooms, two_stages, MARKING)
    found = await rehearsals.findings(draft)
    explained = await rehearsals.explain(draft.id, " 家长会上商定。 ")

    assert not is_explained(draft, found)
    assert is_explained(explained, found)
    assert explained.objections == ("parents-mark-homework",)
    assert explained.despite == "家长会上商定。"


async def test_a_new_text_needs_a_new_reason(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    draft = await both(rooms, two_stages, MARKING)
    await rehearsals.explain(draft.id, "家长会上商定。")
    rewritten = await rooms.notices.write(draft.id, "请家长批改练习册。")

    assert (rewritten.objections, rewritten.despite) == ((), "")


@pytest.mark.parametrize("reason", ["", "  ", "字" * 201])
async def test_a_reason_has_one_to_two_hundred_characters(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId], reason: str
) -> None:
    draft = await both(rooms, two_stages, MARKING)

    with pytest.raises(DespiteUnusable):
        await rehearsals.explain(draft.id, reason)


async def test_what_has_been_sent_needs_no_reason_any_more(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    draft = await both(rooms, two_stages, MARKING)
    await rooms.notices.send(draft.id)

    with pytest.raises(AlreadyOnItsWay):
        await rehearsals.explain(draft.id, "家长会上商定。")


async def test_rules_that_cannot_be_read_stop_nobody(
    rooms: Rooms, two_stages: list[ClassId], tmp_path: Path
) -> None:
    (tmp_path / "notice_rules.yaml").write_text("rules: [", encoding="utf-8")
    draft = await both(rooms, two_stages, MARKING)

    with structlog.testing.capture_logs() as logs:
        ahead = await rehearsals_of(rooms, tmp_path).of(draft)
    assert (ahead.is_checked, ahead.findings) == (False, ())
    assert [one["event"] for one in logs] == ["notice_rules_unreadable"]


async def test_a_grandmother_of_both_stages_waits_for_both(
    rooms: Rooms, rehearsals: Rehearsals, two_stages: list[ClassId]
) -> None:
    for number, seat in zip(two_stages, (9, 8), strict=True):
        await join_parent(rooms, number, A_GRANDMOTHER, seat=seat)
    rooms.clock.set(TEN_TO_TEN)

    ahead = await rehearsals.of(await both(rooms, two_stages))
    assert Held(WhoWaits.BOTH, 1, SEVEN) in ahead.held


async def test_a_second_person_reads_what_spoke_against_it_and_why_it_goes_out(
    database: Database, clock: FixedClock
) -> None:
    rooms = open_rooms(database, clock, second_person=["school"])
    school = await make_school(rooms)
    for name in ("三（1）班", "三（2）班"):
        await join_parent(rooms, await make_class(rooms, school, name=name), A_MOTHER, seat=1)
    for address in (THE_OFFICE, A_COLLEAGUE):
        await join_office(rooms, school, address)
    post = (await who_is(rooms, THE_OFFICE)).posts[0]
    number = await rooms.notices.draft(post, THE_OFFICE, audience.parse_all([f"school:{school}"]))
    draft = await rooms.notices.write(number, MARKING)
    await rehearsals_of(rooms).explain(draft.id, "家长会上商定。")
    await rooms.notices.send(draft.id, by=InChat(THE_OFFICE))

    async with database.read() as connection:
        asked = (await connection.execute(sa.select(outgoing_bodies.c.text))).scalars().all()
    (question,) = [text for text in asked if "发送人的说明" in text]
    assert "系统提醒过：parents-mark-homework。发送人的说明：家长会上商定。" in question
