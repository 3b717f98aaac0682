from __future__ import annotations

from dataclasses import replace

import pytest

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.model import Notice, NoticeId, State, Status
from bot.notices.wording.progress import bar, text
from bot.people.audience import Audience, Kind
from tests.support.clocks import A_THURSDAY_NOON

WORDS = speaking(Language.ZH_HANS)
NOTICE = Notice(
    id=NoticeId(1234),
    school_id=None,
    author_id=None,
    audiences=(Audience(Kind.CLASS, 1),),
    text="明天穿校服。",
    asks_confirmation=True,
    is_urgent=False,
    state=State.SENDING,
    created_at=A_THURSDAY_NOON,
)
STATUS = Status(
    id=NOTICE.id,
    state=State.SENDING,
    recipients=40,
    pending=10,
    sending=0,
    delivered=28,
    failed=2,
    ambiguous=0,
    cancelled=0,
    confirmed=7,
    children=35,
    children_unreached=3,
)


def test_a_notice_on_its_way_shows_how_far_it_is() -> None:
    assert text(NOTICE, STATUS, WORDS).splitlines()[:3] == [
        "通知 1234：正在发送",
        "■■■■■■■□□□ 30/40",
        "送达 28",
    ]


def test_failures_and_confirmations_are_counted() -> None:
    said = text(NOTICE, STATUS, WORDS)

    assert "没送到 2" in said
    assert "已阅 7" in said


def test_those_who_agreed_are_counted_where_it_is_asked() -> None:
    status = replace(STATUS, agreed=5)

    assert "其中同意 5" in text(replace(NOTICE, asks_agreement=True), status, WORDS)
    assert "同意" not in text(NOTICE, status, WORDS)


def test_what_did_not_happen_is_not_spoken_of() -> None:
    plain = replace(NOTICE, asks_confirmation=False)

    said = text(plain, replace(STATUS, failed=0), WORDS)

    assert [word for word in ("没送到", "没有发出", "已阅", "没收到") if word in said] == []


def test_children_nobody_read_along_for_are_named_once_all_is_settled() -> None:
    sent = replace(NOTICE, state=State.SENT)

    assert "还有 3 个孩子" in text(sent, STATUS, WORDS)


def test_a_scheduled_notice_says_when_it_goes_out() -> None:
    scheduled = replace(NOTICE, state=State.SCHEDULED)

    assert "明天 08:00" in text(scheduled, STATUS, WORDS, when="明天 08:00")


def test_a_notice_stopped_before_it_left_counts_nothing() -> None:
    stopped = replace(NOTICE, state=State.CANCELLED)
    nobody = replace(STATUS, recipients=0, pending=0, delivered=0, failed=0, confirmed=0)

    assert text(stopped, nobody, WORDS) == "通知 1234：已停止"


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [(0, 3, "□" * 10), (3, 3, "■" * 10), (1, 3, "■■■" + "□" * 7), (0, 0, "■" * 10)],
)
def test_the_bar_fills_as_messages_are_settled(done: int, total: int, expected: str) -> None:
    assert bar(done, total) == expected


def test_a_correction_that_waits_is_spoken_of_and_that_the_old_text_stands() -> None:
    sent = replace(NOTICE, state=State.SENT)

    assert "还是原来的内容" in text(sent, replace(STATUS, correction_waits=True), WORDS)
    assert "更正" not in text(sent, STATUS, WORDS)
