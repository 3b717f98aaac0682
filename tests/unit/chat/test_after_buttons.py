from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat.after_buttons import after_buttons
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Notice, State, Status
from tests.unit.notices.test_progress import NOTICE, STATUS

WORDS = speaking(Language.ZH_HANS)
SENT = replace(NOTICE, state=State.SENT)


def labels(notice: Notice, status: Status = STATUS) -> list[str]:
    return [key.label for row in after_buttons(notice, status, WORDS) for key in row]


@pytest.mark.parametrize("state", [State.SCHEDULED, State.SENDING])
def test_what_has_not_all_left_can_be_stopped(state: State) -> None:
    assert labels(replace(NOTICE, state=state)) == ["停止发送"]


def test_what_is_sent_can_be_followed_up() -> None:
    assert labels(SENT) == ["提醒未确认的家庭（32）", "未送达名单（3）"]


def test_of_a_stopped_notice_only_the_unreached_are_listed() -> None:
    assert labels(replace(NOTICE, state=State.CANCELLED)) == ["未送达名单（3）"]


def test_there_is_no_button_that_would_find_nobody() -> None:
    done = replace(STATUS, children_unreached=0, children_confirmed=35)

    assert labels(SENT, done) == []
    assert (
        labels(replace(SENT, asks_confirmation=False), replace(STATUS, children_unreached=0)) == []
    )


def test_of_staff_the_chats_are_counted() -> None:
    staff = replace(STATUS, children=0, children_unreached=0, delivered=28, confirmed=7)

    assert labels(SENT, staff) == ["提醒未确认的家庭（21）"]
