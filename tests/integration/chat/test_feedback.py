"""Taps on feedback that come twice, too late, or were made up."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.chat.answer_buttons import after_no, under_answer
from bot.chat.keyboards import inline_markup
from bot.chat.taps import AnswerBad, AnswerGood, AskSchool, NoneOfThese, SendToSchool, TellMe
from bot.faq.model import EntryId
from bot.faq.taps import ShowEntry
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.storage.tables.inbox import answer_votes, answer_waiters, help_requests
from tests.support.front_desk import FrontDesk

PARENT = 1
WORDS = speaking(Language.ZH_HANS)
ENTRY = EntryId("homework-time-limit")
ANSWER = "您问的是：双减后每天书面作业最多可以多长时间？\n\n……"


async def rows(desk: FrontDesk, table: sa.Table) -> list[dict[str, object]]:
    async with desk.services.database.read() as connection:
        return [dict(row._mapping) for row in await connection.execute(sa.select(table))]


def keyboard(entry: EntryId = ENTRY) -> dict[str, object]:
    markup = inline_markup(under_answer(WORDS, entry, [], []))
    assert markup is not None
    return dict(markup.to_dict())


async def test_a_second_tap_on_the_same_thumb_counts_no_more(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    tap = AnswerGood(ENTRY).pack()

    await desk.feels(PARENT, tap, text=ANSWER, reply_markup=keyboard())
    await desk.feels(PARENT, tap, text=ANSWER)

    assert await rows(desk, answer_votes) == [{"entry": ENTRY, "up": 1, "down": 0}]


async def test_a_button_for_an_answer_that_never_was_is_refused(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    made_up = EntryId("no-such-answer")

    for tap in (AnswerGood(made_up), AnswerBad(made_up)):
        await desk.feels(PARENT, tap.pack(), text="…", reply_markup=keyboard(made_up))

    assert await rows(desk, answer_votes) == []
    assert WORDS("failure-old-button") in desk.told(PARENT)


async def test_a_question_that_was_deleted_is_asked_for_again(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)

    for tap in (AskSchool(), SendToSchool(None), TellMe()):
        await desk.feels(PARENT, tap.pack(), text="…")

    assert desk.told(PARENT)[-3:] == [WORDS("feedback-question-gone")] * 3
    assert await rows(desk, help_requests) == []


async def test_without_the_question_a_no_is_still_answered(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)

    await desk.feels(PARENT, NoneOfThese().pack(), text="…", date=0)

    assert desk.told(PARENT)[-1] == WORDS("faq-none-of-these")


async def test_a_childs_number_that_is_somebody_elses_sends_nothing(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    question = desk.message(PARENT, 5, "食堂的菜单在哪里看")

    shown = "“食堂的菜单在哪里看”"
    await desk.feels(PARENT, SendToSchool(999).pack(), text=shown, reply_to_message=question)

    assert await rows(desk, help_requests) == []
    assert desk.told(PARENT)[-1] == WORDS("feedback-consent", sentence="食堂的菜单在哪里看")


async def test_a_button_from_before_a_parent_joined_a_family_shows_the_question_again(
    desk: FrontDesk,
) -> None:
    await desk.parent(2, 12)
    await desk.parent(PARENT)
    (before,) = (await desk.services.people.person(PARENT, Language.ZH_HANS)).children
    await desk.services.membership.give_seat(PARENT, before.id, 12)
    question = desk.message(PARENT, 5, "食堂的菜单在哪里看")

    shown = "“食堂的菜单在哪里看”"
    await desk.feels(PARENT, SendToSchool(before.id).pack(), text=shown, reply_to_message=question)

    assert desk.told(PARENT)[-1] == WORDS("feedback-consent", sentence="食堂的菜单在哪里看")


async def test_a_question_changed_after_it_was_shown_is_shown_again(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    question = desk.message(PARENT, 5, "食堂的菜单在哪里看，一份多少钱")
    shown = "要把这句话转给学校吗？\n“食堂的菜单在哪里看”"

    await desk.feels(PARENT, SendToSchool(None).pack(), text=shown, reply_to_message=question)

    assert await rows(desk, help_requests) == []
    assert "“食堂的菜单在哪里看，一份多少钱”" in desk.told(PARENT)[-1]


async def test_a_stranger_who_blocks_the_bot_waits_no_more(desk: FrontDesk) -> None:
    desk.knows(PARENT)
    question = desk.message(PARENT, 5, "食堂的菜单在哪里看")
    await desk.feels(PARENT, TellMe().pack(), text="…", reply_to_message=question)
    assert len(await rows(desk, answer_waiters)) == 1

    await desk.blocked_by(PARENT)

    assert await rows(desk, answer_waiters) == []


async def test_words_of_danger_are_never_shown_to_a_school(desk: FrontDesk) -> None:
    await desk.parent(PARENT, 12)
    question = desk.message(PARENT, 5, "孩子说不想活了")

    await desk.feels(PARENT, AskSchool().pack(), text="…", reply_to_message=question)
    await desk.feels(PARENT, SendToSchool(None).pack(), text="…", reply_to_message=question)
    await desk.feels(PARENT, TellMe().pack(), text="…", reply_to_message=question)

    assert await rows(desk, help_requests) == []
    assert desk.told(PARENT)[-1] == WORDS("inbox-nothing-to-keep")


def test_every_button_under_the_longest_id_fits_telegrams_limit() -> None:
    longest = EntryId("x" * 40)

    packed = [item.data for row in under_answer(WORDS, longest, [], []) for item in row]
    packed += [item.data for row in after_no(WORDS, [], has_school=True) for item in row]

    assert max(len(data.encode()) for data in packed) <= 64


async def test_without_a_database_an_offer_that_is_tapped_is_still_answered(
    desk: FrontDesk,
) -> None:
    desk.knows(PARENT)
    await without(desk, "chats")
    question = desk.message(PARENT, 5, "双减后作业写多久")

    tap = ShowEntry(ENTRY, None).pack()
    await desk.feels(PARENT, tap, text="…", reply_to_message=question)

    assert "您问的是：" in desk.told(PARENT)[-1]


@pytest.mark.parametrize("table", ["chats", "answer_votes"])
async def test_a_thumb_down_leads_on_even_where_it_cannot_be_counted(
    desk: FrontDesk, table: str
) -> None:
    desk.knows(PARENT)
    await without(desk, table)
    question = desk.message(PARENT, 5, "双减后作业写多久")
    before = len(desk.told(PARENT))

    await desk.feels(
        PARENT,
        AnswerBad(ENTRY).pack(),
        text=ANSWER,
        reply_markup=keyboard(),
        reply_to_message=question,
    )

    assert desk.sandbox.ledger.calls["editMessageReplyMarkup"] == 1
    assert len(desk.told(PARENT)) == before


async def without(desk: FrontDesk, table: str) -> None:
    async with desk.services.database.begin() as connection:
        await connection.execute(sa.text(f"ALTER TABLE {table} RENAME TO away"))
