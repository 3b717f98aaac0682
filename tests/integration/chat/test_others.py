"""Telling somebody else, while the one who speaks is served."""

from __future__ import annotations

from bot.chat.taps import RemoveReader
from bot.i18n.languages import Language
from bot.sandbox import acting
from tests.support.front_desk import FrontDesk

MOTHER, FATHER, TEACHER = 1, 2, 9


async def test_a_guardian_who_blocked_the_bot_does_not_silence_the_one_who_joins(
    desk: FrontDesk,
) -> None:
    await desk.parent(MOTHER, 12)
    acting.block(desk.sandbox.world, MOTHER, blocked=True)

    await desk.parent(FATHER, 12)

    assert not await desk.is_gone(FATHER)
    assert await desk.is_gone(MOTHER)


async def test_a_removed_chat_that_cannot_be_told_is_no_trouble_of_the_teachers(
    desk: FrontDesk,
) -> None:
    await desk.teacher(TEACHER)
    await desk.parent(MOTHER, 12)
    acting.block(desk.sandbox.world, MOTHER, blocked=True)
    person = await desk.services.people.person(MOTHER, Language.ZH_HANS)
    assert person.chat is not None
    before = len(desk.told(TEACHER))

    await desk.feels(TEACHER, RemoveReader(person.children[0].id, person.chat.id).pack())

    assert not await desk.is_gone(TEACHER)
    assert not any("出了点问题" in text for text in desk.told(TEACHER)[before:])
