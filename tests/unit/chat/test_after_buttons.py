from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.chat.after_buttons import after_buttons
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Notice, NoticeId, State, Status
from bot.notices.particulars import Repeats, Schedule
from bot.notices.times.repeating import Every
from tests.unit.notices.wording.test_progress import NOTICE, STATUS

WORDS = speaking(Language.ZH_HANS)
SENT = replace(NOTICE, state=State.SENT)


def labels(notice: Notice, status: Status = STATUS) -> list[str]:
    return [key.label for row in after_buttons(notice, status, WORDS) for key in row]


MENDING = ["更正", "撤回"]


def test_what_has_not_left_can_be_stopped() -> None:
    assert labels(replace(NOTICE, state=State.SCHEDULED)) == ["停止发送"]


def test_what_waits_for_a_second_person_can_be_taken_back() -> None:
    assert labels(replace(NOTICE, state=State.AWAITING_APPROVAL)) == ["收回"]


def test_of_a_series_one_time_or_all_can_be_stopped() -> None:
    repeats = Repeats(Every(1, time(7, 30)), date(2027, 1, 20))
    series = replace(NOTICE, state=State.SCHEDULED, schedule=Schedule(repeats=repeats, series=1))

    assert labels(series) == ["只停这一次", "停止以后每一次"]


def test_what_has_not_all_left_can_be_stopped_put_right_or_taken_back() -> None:
    assert labels(replace(NOTICE, state=State.SENDING)) == ["停止发送", *MENDING]


def test_what_is_taken_back_has_no_button_left() -> None:
    assert labels(replace(NOTICE, state=State.WITHDRAWN)) == []


def test_what_reached_nobody_is_neither_put_right_nor_taken_back() -> None:
    nobody = replace(STATUS, delivered=0, ambiguous=0, children_unreached=0)

    assert labels(replace(SENT, asks_confirmation=False), nobody) == []


def test_a_reminder_can_only_be_taken_back() -> None:
    reminder = replace(SENT, asks_confirmation=False, reminds_of=NoticeId(3))

    assert labels(reminder, replace(STATUS, children_unreached=0)) == ["撤回"]


def test_what_is_sent_can_be_followed_up() -> None:
    assert labels(SENT) == ["提醒未确认的家庭（32）", "未送达名单（3）", *MENDING]


def test_of_a_stopped_notice_the_unreached_are_listed_and_the_rest_is_taken_back() -> None:
    assert labels(replace(NOTICE, state=State.CANCELLED)) == ["未送达名单（3）", "撤回"]


def test_there_is_no_button_that_would_find_nobody() -> None:
    done = replace(STATUS, children_unreached=0, children_confirmed=35)

    assert labels(SENT, done) == MENDING
    without = replace(STATUS, children_unreached=0)
    assert labels(replace(SENT, asks_confirmation=False), without) == MENDING


def test_of_staff_the_chats_are_counted() -> None:
    staff = replace(STATUS, children=0, children_unreached=0, delivered=28, confirmed=7)

    assert labels(SENT, staff) == ["提醒未确认的家庭（21）", *MENDING]


def test_a_correction_that_waits_for_a_second_person_can_be_taken_back() -> None:
    waiting = replace(STATUS, correction_waits=True)

    assert labels(replace(NOTICE, state=State.SENDING), waiting) == [
        "停止发送",
        *MENDING,
        "收回更正",
    ]
