from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from bot.clock import SCHOOL_ZONE
from bot.delivery.model import Body, WhenUnsure, counted
from bot.delivery.parts import parts
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.errors import TextUnusable
from bot.notices.model import LONGEST_TEXT, Notice, NoticeId, State
from bot.notices.taps import AgreeNotice, ReadNotice
from bot.notices.wording import compose
from bot.people.audience import Audience, Kind
from bot.people.model import SchoolId
from tests.support.clocks import A_THURSDAY_NOON

TELEGRAMS_LIMIT = 4096

NOTICE = Notice(
    id=NoticeId(12),
    school_id=SchoolId(1),
    author_id=None,
    audiences=(Audience(Kind.CLASS, 1),),
    text="明天穿校服。",
    asks_confirmation=False,
    is_urgent=False,
    state=State.DRAFT,
    created_at=A_THURSDAY_NOON,
)


def body(
    notice: Notice = NOTICE,
    class_names: Sequence[str] = ("三（1）班",),
    *,
    school: str = "实验小学",
    language: Language = Language.ZH_HANS,
) -> Body:
    return compose.body(
        notice,
        speaking(language),
        school=school,
        class_names=class_names,
        sent_on=datetime(2026, 11, 9, 8, 0, tzinfo=SCHOOL_ZONE),
    )


def heading(made: Body) -> str:
    return made.text.splitlines()[0]


def test_a_notice_reads_heading_text_and_who_sent_it_when() -> None:
    assert body().text == "【通知】三（1）班\n\n明天穿校服。\n\n—— 实验小学　11月9日"


def test_an_urgent_notice_says_so() -> None:
    assert heading(body(replace(NOTICE, is_urgent=True))) == "【紧急通知】三（1）班"


def test_two_classes_are_both_named() -> None:
    assert heading(body(class_names=["三（1）班", "五（2）班"])) == "【通知】三（1）班、五（2）班"


def test_of_more_than_three_classes_three_are_named() -> None:
    names = ["一（1）班", "二（1）班", "三（1）班"]

    assert heading(body(class_names=names)) == "【通知】一（1）班、二（1）班、三（1）班"
    assert heading(body(class_names=[*names, "四（1）班"])) == (
        "【通知】一（1）班、二（1）班、三（1）班等班"
    )


def test_a_notice_to_the_whole_school_names_the_school() -> None:
    whole = replace(NOTICE, audiences=(Audience(Kind.SCHOOL, 1),))

    assert heading(body(whole)) == "【通知】实验小学"


def test_a_notice_to_the_staff_names_the_staff() -> None:
    staff = replace(NOTICE, audiences=(Audience(Kind.STAFF, 1),))

    assert heading(body(staff, [])) == "【通知】全体老师"


def test_a_notice_of_a_district_bears_no_school() -> None:
    district = replace(NOTICE, school_id=None, audiences=(Audience(Kind.DISTRICT, region="x"),))

    made = body(district, school="")

    assert heading(made) == "【通知】各位家长"
    assert made.text.endswith("\n\n11月9日")


def test_a_notice_without_question_has_no_button() -> None:
    assert body().keyboard == ()


def test_a_notice_that_asks_carries_its_button() -> None:
    (row,) = body(replace(NOTICE, asks_confirmation=True)).keyboard

    (button,) = row
    assert button.label == "已阅"
    assert ReadNotice.unpack(button.data) == ReadNotice(12)


@pytest.mark.parametrize("language", Language)
def test_the_schools_own_words_stay_as_they_were_written(language: Language) -> None:
    assert "\n\n明天穿校服。\n\n" in body(language=language).text


def assert_fits(made: Body) -> None:
    """Each of its parts fits one message, also as a copy that says it may be a second one."""
    found = parts(made)
    assert len(found) <= 4
    assert all(counted(made.repeat_mark + part.text) <= TELEGRAMS_LIMIT for part in found)


def test_a_notice_that_is_sent_again_in_doubt_says_so() -> None:
    assert body().repeat_mark == "（可能重复，收到过的请忽略）\n"
    assert body(replace(NOTICE, when_unsure=WhenUnsure.LEAVE)).repeat_mark == ""


@pytest.mark.parametrize("language", Language)
def test_the_longest_notice_fits_four_messages(language: Language) -> None:
    longest = replace(NOTICE, text="字" * LONGEST_TEXT, is_urgent=True)

    made = body(longest, ["班" * 60] * 4, school="校" * 120, language=language)

    assert_fits(made)


def test_space_around_a_text_is_dropped() -> None:
    assert compose.checked("\n 明天穿校服。\n\n带水壶。 \n") == "明天穿校服。\n\n带水壶。"


AGREEING = replace(NOTICE, asks_confirmation=True, asks_agreement=True)


def test_whoever_is_asked_to_agree_may_also_only_have_read() -> None:
    labels = [(key.label, key.data) for (key,) in body(AGREEING).keyboard]

    assert labels == [
        ("已阅并同意", AgreeNotice(12).pack()),
        ("只是已阅", ReadNotice(12).pack()),
    ]


@pytest.mark.parametrize(
    ("notice", "line"),
    [
        (NOTICE, "下面这份通知之前发过，请您看一下："),
        (replace(NOTICE, asks_confirmation=True), "还没看到您点「已阅」"),
        (AGREEING, "还没看到您的回复"),
    ],
)
def test_a_reminder_says_what_it_waits_for(notice: Notice, line: str) -> None:
    made = body(replace(notice, id=NoticeId(15), reminds_of=NoticeId(12)))

    assert made.text.startswith("【提醒】三（1）班\n下面这份通知之前发过")
    assert line in made.text.splitlines()[1]


def test_a_tap_under_a_reminder_counts_for_the_notice_it_is_of() -> None:
    reminder = replace(AGREEING, id=NoticeId(15), reminds_of=NoticeId(12))

    assert body(reminder).keyboard == body(AGREEING).keyboard


@pytest.mark.parametrize("language", Language)
def test_the_longest_reminder_is_still_one_message(language: Language) -> None:
    reminder = replace(
        AGREEING, text="字" * LONGEST_TEXT, id=NoticeId(15), reminds_of=NoticeId(12)
    )

    made = body(reminder, ["三" * 40] * 4, school="校" * 60, language=language)

    assert_fits(made)


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(TextUnusable, match="--text: the notice is empty"):
        compose.checked(text)


def test_a_text_may_have_12000_characters_and_no_more() -> None:
    assert compose.checked("字" * LONGEST_TEXT) == "字" * LONGEST_TEXT
    with pytest.raises(TextUnusable, match=r"--text: 12001 characters; .* at most 12000"):
        compose.checked("字" * (LONGEST_TEXT + 1))


def test_a_text_is_measured_as_telegram_does() -> None:
    """An emoji counts twice there, so that half as many fill a message."""
    fits = compose.checked("😀" * (LONGEST_TEXT // 2))

    assert counted(fits) == LONGEST_TEXT
    with pytest.raises(TextUnusable):
        compose.checked(fits + "。")
