"""A menu that cannot be set is no trouble of who has just been served."""

from __future__ import annotations

import pytest
from telegram import BotCommand, BotCommandScopeChat

from bot.chat.taps import ChooseLanguage, LeavePosts
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.sandbox import FaultKind, FaultPlan, NextCalls
from tests.support.front_desk import FrontDesk

SOMEONE = 1
STUMBLES = tuple(
    NextCalls(kind=FaultKind.SERVER_ERROR, method=method, count=6)
    for method in ("setMyCommands", "deleteMyCommands")
)


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.patience.PAUSES", (0.0,) * 5)


async def test_a_language_is_chosen_although_its_menu_cannot_be_set(desk: FrontDesk) -> None:
    desk.knows(SOMEONE)
    desk.sandbox.faults.change(FaultPlan(next=STUMBLES))

    await desk.feels(SOMEONE, ChooseLanguage("en").pack())

    assert desk.told(SOMEONE) == [speaking(Language.EN)("language-chosen")]


async def test_posts_are_given_up_although_the_menu_stays(desk: FrontDesk) -> None:
    await desk.teacher(SOMEONE)
    desk.sandbox.faults.change(FaultPlan(next=STUMBLES))

    await desk.feels(SOMEONE, LeavePosts(1).pack())

    assert desk.told(SOMEONE)[-1] == speaking(Language.ZH_HANS)("leave-posts-done")


async def test_help_brings_a_menu_of_ones_own_up_to_date(desk: FrontDesk) -> None:
    await desk.teacher(SOMEONE)
    scope = BotCommandScopeChat(SOMEONE)
    await desk.chat.bot.set_my_commands([BotCommand("old", "旧命令")], scope=scope)

    await desk.hears(SOMEONE, "/help")

    shown = {command.command for command in await desk.chat.bot.get_my_commands(scope=scope)}
    assert {"notice", "class", "help"} <= shown
    assert "old" not in shown


async def test_help_gives_no_menu_of_their_own_to_whoever_needs_none(desk: FrontDesk) -> None:
    await desk.parent(SOMEONE, 12)

    await desk.hears(SOMEONE, "/help")

    assert await desk.chat.bot.get_my_commands(scope=BotCommandScopeChat(SOMEONE)) == ()
