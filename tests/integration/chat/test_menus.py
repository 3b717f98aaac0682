"""A menu that cannot be set is no trouble of who has just been served."""

from __future__ import annotations

import pytest

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
