from __future__ import annotations

from datetime import timedelta

import pytest

from bot.i18n.languages import Language
from bot.inbox.errors import (
    AnswerUnusable,
    NoSchool,
    NothingToKeep,
    RequestMissing,
    TooManyRequests,
    WhichChild,
)
from bot.inbox.model import MOST_REQUESTS, Waiting, Why
from bot.inbox.service import Inbox
from bot.people.model import ClassId
from tests.support import builders
from tests.support.builders import A_MOTHER, A_TEACHER, THE_OFFICE, Rooms
from tests.support.inbox import (
    A_QUESTION,
    ANOTHER,
    count,
    deliver_all,
    everything,
    families,
    sent_to,
)


@pytest.fixture
async def school_class(rooms: Rooms) -> ClassId:
    """A class of five families with its teacher and an office."""
    school = await builders.make_school(rooms)
    made = await builders.make_class(rooms, school)
    await builders.join_office(rooms, school)
    await builders.join_teacher(rooms, made)
    await builders.join_parent(rooms, made, A_MOTHER, seat=1)
    await families(rooms, made, 4, first=302)
    return made


async def test_the_classs_teacher_is_asked_and_learns_the_class_but_not_the_parent(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    await inbox.ask_school(A_QUESTION, A_MOTHER)

    (told,) = await sent_to(rooms.database, A_TEACHER)
    assert A_QUESTION in told
    assert "三（1）班的一位家长" in told
    assert await sent_to(rooms.database, THE_OFFICE) == []
    (request,) = await inbox.requests_for(await builders.who_is(rooms, A_TEACHER))
    assert (request.sentence, request.class_name) == (A_QUESTION, "三（1）班")
    assert await inbox.requests_for(await builders.who_is(rooms, THE_OFFICE)) == []
    assert str(A_MOTHER) not in repr(request)


async def test_a_class_of_few_families_is_not_named_and_the_office_is_asked(
    rooms: Rooms, inbox: Inbox
) -> None:
    school = await builders.make_school(rooms)
    small = await builders.make_class(rooms, school)
    await builders.join_office(rooms, school)
    await builders.join_teacher(rooms, small)
    await builders.join_parent(rooms, small, A_MOTHER, seat=1)
    await families(rooms, small, 3, first=302)

    await inbox.ask_school(A_QUESTION, A_MOTHER)

    (told,) = await sent_to(rooms.database, THE_OFFICE)
    assert "本校的一位家长" in told
    assert "三（1）班" not in told
    assert await sent_to(rooms.database, A_TEACHER) == []
    (request,) = await inbox.requests_for(await builders.who_is(rooms, THE_OFFICE))
    assert request.class_name is None


async def test_a_class_without_a_teacher_asks_the_office(rooms: Rooms, inbox: Inbox) -> None:
    school = await builders.make_school(rooms)
    untaught = await builders.make_class(rooms, school)
    await builders.join_office(rooms, school)
    askers = await families(rooms, untaught, 6)

    await inbox.ask_school(A_QUESTION, askers[0])

    assert len(await sent_to(rooms.database, THE_OFFICE)) == 1


async def test_when_the_last_teacher_leaves_the_office_sees_what_waits(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    await inbox.ask_school(A_QUESTION, A_MOTHER)

    await rooms.membership.leave_posts(A_TEACHER)

    (request,) = await inbox.requests_for(await builders.who_is(rooms, THE_OFFICE))
    assert (request.sentence, request.class_name) == (A_QUESTION, None)


async def test_the_answer_reaches_the_asker_and_then_nothing_is_left_of_either(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    request = await inbox.ask_school(A_QUESTION, A_MOTHER)
    teacher = await builders.who_is(rooms, A_TEACHER)

    await inbox.answer_request(request, "可以玩到五点。", teacher)

    (answer,) = await sent_to(rooms.database, A_MOTHER)
    assert answer == f"学校回复\n您问的是：“{A_QUESTION}”\n\n可以玩到五点。"
    assert await inbox.requests_for(teacher) == []
    await inbox.sweep(rooms.clock.now())
    assert await count(rooms.database, "help_requests") == 1

    await deliver_all(rooms)
    await inbox.sweep(rooms.clock.now())

    assert await count(rooms.database, "help_requests") == 0
    assert await sent_to(rooms.database, A_MOTHER) == []
    left = await everything(rooms.database)
    assert "可以玩到五点" not in left
    assert str(A_MOTHER) not in left


async def test_a_request_is_answered_once_and_only_by_those_who_see_it(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    request = await inbox.ask_school(A_QUESTION, A_MOTHER)
    teacher = await builders.who_is(rooms, A_TEACHER)

    for other in (THE_OFFICE, A_MOTHER, builders.A_STRANGER):
        with pytest.raises(RequestMissing):
            await inbox.answer_request(request, "可以。", await builders.who_is(rooms, other))
    for text in ("", "  \n", "字" * 3001, "可以\0。"):
        with pytest.raises(AnswerUnusable):
            await inbox.answer_request(request, text, teacher)
    await inbox.answer_request(request, "可以。", teacher)
    with pytest.raises(RequestMissing):
        await inbox.answer_request(request, "不可以。", teacher)

    assert len(await sent_to(rooms.database, A_MOTHER)) == 1


async def test_staff_are_told_of_one_request_until_they_have_looked(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    await inbox.ask_school(A_QUESTION, A_MOTHER)
    await inbox.ask_school(ANOTHER, 302)
    assert len(await sent_to(rooms.database, A_TEACHER)) == 1

    assert len(await inbox.requests_for(await builders.who_is(rooms, A_TEACHER))) == 2
    await inbox.ask_school("校服必须买吗", 303)

    assert len(await sent_to(rooms.database, A_TEACHER)) == 2


async def test_asking_twice_is_asking_once_and_five_may_wait(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    assert await inbox.ask_school(A_QUESTION, A_MOTHER) == await inbox.ask_school(
        A_QUESTION, A_MOTHER
    )
    for name in ("校服", "午餐", "春游", "保险")[: MOST_REQUESTS - 1]:
        await inbox.ask_school(f"{name}必须参加吗", A_MOTHER)

    with pytest.raises(TooManyRequests):
        await inbox.ask_school(ANOTHER, A_MOTHER)


async def test_the_child_decides_which_school_is_asked(rooms: Rooms, inbox: Inbox) -> None:
    for number, name in enumerate(("阳光小学", "育才中学")):
        school = await builders.make_school(rooms, name)
        made = await builders.make_class(rooms, school)
        await builders.join_office(rooms, school, THE_OFFICE + number)
        await builders.join_parent(rooms, made, A_MOTHER, seat=1)
    children = (await builders.who_is(rooms, A_MOTHER)).children

    with pytest.raises(WhichChild):
        await inbox.ask_school(A_QUESTION, A_MOTHER)
    with pytest.raises(NoSchool):
        await inbox.ask_school(A_QUESTION, A_MOTHER, 999)
    await inbox.ask_school(A_QUESTION, A_MOTHER, children[1].id)

    assert await sent_to(rooms.database, THE_OFFICE) == []
    assert len(await sent_to(rooms.database, THE_OFFICE + 1)) == 1


async def test_a_stranger_has_no_school_to_ask(rooms: Rooms, inbox: Inbox) -> None:
    with pytest.raises(NoSchool):
        await inbox.ask_school(A_QUESTION, builders.A_STRANGER)

    assert await count(rooms.database, "question_groups") == 0


async def test_below_three_families_only_the_school_that_was_asked_sees_the_question(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    await inbox.note(A_QUESTION, 901, Why.ABSTAINED)

    await inbox.ask_school(A_QUESTION, A_MOTHER)

    assert await inbox.open_groups() == []
    assert len(await inbox.requests_for(await builders.who_is(rooms, A_TEACHER))) == 1

    await inbox.note(A_QUESTION, 902, Why.ABSTAINED)
    assert len(await inbox.open_groups()) == 1


async def test_a_message_of_danger_is_never_taken(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    danger = "孩子说不想活了怎么办"
    assert await inbox.note(danger, A_MOTHER, Why.ABSTAINED) is None
    for asking in (
        inbox.preview(danger),
        inbox.ask_school(danger, A_MOTHER),
        inbox.tell_me(danger, A_MOTHER),
    ):
        with pytest.raises(NothingToKeep):
            await asking

    for table in ("question_groups", "question_wordings", "help_requests", "answer_waiters"):
        assert await count(rooms.database, table) == 0


async def test_only_the_scrubbed_sentence_is_kept_and_sent(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    question = "我叫王小明，电话13812345678，张老师能不能少布置点作业"
    shown = await inbox.preview(question)

    await inbox.ask_school(question, A_MOTHER)

    assert shown == "我叫某人，电话某号码，某老师能不能少布置点作业"
    left = await everything(rooms.database)
    assert shown in left
    assert not any(word in left for word in ("王小明", "13812345678", "张老师"))


async def test_after_thirty_days_without_an_answer_the_asker_is_told_and_forgotten(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    request = await inbox.ask_school(A_QUESTION, A_MOTHER, language=Language.EN)
    rooms.clock.move(timedelta(days=30, minutes=1))

    await inbox.sweep(rooms.clock.now())

    assert "三十天里没有等到回复" in (await sent_to(rooms.database, A_MOTHER))[-1]
    with pytest.raises(RequestMissing):
        await inbox.answer_request(request, "可以。", await builders.who_is(rooms, A_TEACHER))
    await deliver_all(rooms)
    await inbox.sweep(rooms.clock.now())
    assert await count(rooms.database, "help_requests") == 0
    assert str(A_MOTHER) not in await everything(rooms.database)


async def test_a_chat_sees_what_it_has_waiting(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    await inbox.ask_school(A_QUESTION, A_MOTHER)
    await inbox.tell_me(ANOTHER, A_MOTHER)

    assert await inbox.waiting_of(A_MOTHER) == Waiting((A_QUESTION,), 1)
    assert await inbox.waiting_of(builders.A_STRANGER) == Waiting((), 0)


async def test_a_chat_that_leaves_takes_its_requests_and_waiting_along(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    request = await inbox.ask_school(A_QUESTION, A_MOTHER)
    await inbox.tell_me(ANOTHER, A_MOTHER)

    async with rooms.database.begin() as connection:
        await inbox.forget(connection, A_MOTHER)

    assert await count(rooms.database, "answer_waiters") == 0
    teacher = await builders.who_is(rooms, A_TEACHER)
    assert await inbox.requests_for(teacher) == []
    with pytest.raises(RequestMissing):
        await inbox.answer_request(request, "可以。", teacher)
    await deliver_all(rooms)
    await inbox.sweep(rooms.clock.now())
    assert await count(rooms.database, "help_requests") == 0


async def test_a_chat_that_blocks_the_bot_is_forgotten_by_the_next_sweep(
    rooms: Rooms, inbox: Inbox, school_class: ClassId
) -> None:
    await inbox.ask_school(A_QUESTION, A_MOTHER)
    await inbox.tell_me(ANOTHER, A_MOTHER)
    await rooms.people.mark_gone(A_MOTHER)

    await inbox.sweep(rooms.clock.now())

    assert await inbox.waiting_of(A_MOTHER) == Waiting((), 0)
