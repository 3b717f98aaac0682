from __future__ import annotations

from dataclasses import replace
from string import ascii_lowercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.surveys.answering import asking, screens
from bot.surveys.answering.screens import HandedIn, Screen
from bot.surveys.model import Answer, Receipt, Respondent, Subject, UnfitAnswer
from bot.surveys.sealing import receipts
from bot.surveys.taps import (
    SurveyHandIn,
    SurveyLeave,
    SurveyNoWords,
    SurveyStart,
    SurveyTap,
    SurveyWords,
)
from bot.taps import MAX_BYTES, Tap, UnreadableTap, prefix_of
from tests.support.surveys import a_ready_survey, a_survey, a_wave, labels, tap_labelled


def of_grades(*grades: int) -> Respondent:
    return Respondent(1, tuple(Subject(grade, grade, mark=1) for grade in grades))


ONE_CHILD = of_grades(3)
TWO_CHILDREN = of_grades(2, 5)
TWINS = Respondent(
    1, tuple(Subject(n, 3, n, 40, "三（1）班", seat) for n, seat in ((71, 5), (72, None)))
)
TAKEN = HandedIn(Receipt.TAKEN, may_comment=True)
ZH = Language.ZH_HANS
HELP_LINE = "12356"

WAVE = a_wave()
ANXIETY = a_wave(a_ready_survey("parent-anxiety"))
BURDEN = a_wave(a_ready_survey("homework-burden"))
SERVICE = a_wave(a_ready_survey("after-school"))


def show(tap: SurveyTap, who: Respondent = ONE_CHILD) -> Screen:
    return asking.answering(WAVE, tap, who, ZH)


def after(screen: Screen, label: str, who: Respondent = ONE_CHILD) -> Screen:
    tap = SurveyTap.unpack(tap_labelled(screen, label).pack())
    return asking.answering(WAVE, tap, who, ZH)


def test_an_only_child_is_not_asked_about() -> None:
    screen = show(SurveyTap(12))

    assert "作业多不多？" in screen.text
    assert "第 1 题（共 2 题）" in screen.text
    assert labels(screen) == ["少", "多", "跳过", "不填了"]


def test_with_several_children_the_grade_comes_first() -> None:
    screen = show(SurveyTap(12), TWO_CHILDREN)

    assert labels(screen) == ["二年级", "五年级", "不填了"]
    assert "作业多不多？" in after(screen, "五年级", TWO_CHILDREN).text


def test_each_tap_leads_to_the_next_question_and_then_to_handing_in() -> None:
    second = after(show(SurveyTap(12)), "多")
    last = after(second, "满 9")

    assert "睡几个小时？" in second.text
    hand_in = tap_labelled(last, "交上")
    assert isinstance(hand_in, SurveyHandIn)
    assert replace(hand_in, code=None) == SurveyHandIn(12, 3, "11")
    assert receipts.is_code(hand_in.code or "")
    assert "1. 多\n2. 满 9" in last.text


def test_going_back_takes_the_last_choice_away() -> None:
    second = after(show(SurveyTap(12)), "多")

    assert after(second, "上一题").text == show(SurveyTap(12)).text


def test_going_back_from_the_first_question_leads_to_the_grades() -> None:
    first = after(show(SurveyTap(12), TWO_CHILDREN), "二年级", TWO_CHILDREN)

    assert labels(after(first, "上一题", TWO_CHILDREN)) == ["二年级", "五年级", "不填了"]


def test_any_question_may_be_skipped() -> None:
    last = after(after(show(SurveyTap(12)), "跳过"), "跳过")

    hand_in = tap_labelled(last, "交上")
    assert isinstance(hand_in, SurveyHandIn)
    assert hand_in.choices == "--"
    assert "1. （跳过）" in last.text


def test_leaving_says_that_nothing_was_kept_and_keeps_the_way_back_open() -> None:
    screen = screens.left(WAVE, ZH)

    assert "没有保存" in screen.text
    assert tap_labelled(screen, "开始填写") == SurveyTap(12)


def test_what_is_kept_and_seen_is_said_before_and_after_handing_in() -> None:
    before = show(SurveyTap(12, 3, "11"))
    done = screens.handed_in(WAVE, Answer(3, "11"), TAKEN, ZH)

    for screen in (before, done):
        assert "保存什么" in screen.text
        assert "学校看到" in screen.text
        assert "学校看不到" in screen.text
        assert "Telegram" in screen.text


def test_the_last_screen_no_longer_shows_what_was_chosen() -> None:
    done = screens.handed_in(WAVE, Answer(3, "11"), TAKEN, ZH)

    assert "满 9" not in done.text
    assert done.rows == ()


def test_the_comment_is_asked_once_and_its_message_names_the_wave() -> None:
    first = screens.handed_in(WAVE, Answer(3, "11"), TAKEN, ZH)
    again = screens.handed_in(WAVE, Answer(3, "11"), HandedIn(Receipt.REPEATED), ZH)

    assert first.comment is not None
    assert again.comment is None
    assert "已经交过" in again.text
    for language in Language:
        for wave in (WAVE, replace(WAVE, tag="7kq2")):
            assert screens.wave_of_prompt(screens.comment_prompt(wave, language)) == wave.name


@pytest.mark.parametrize(
    "text", ["", "您好", "〔问卷 12〕后面还有字", "〔12〕", "问卷 12", "〔问卷 12-〕"]
)
def test_no_other_message_is_taken_for_the_comments(text: str) -> None:
    assert screens.wave_of_prompt(text) is None


def test_a_survey_without_a_comment_asks_for_none() -> None:
    pulse = a_wave(a_ready_survey("pulse"))

    assert screens.handed_in(pulse, Answer(3, "1"), TAKEN, ZH).comment is None


def test_the_only_question_is_answered_and_handed_in_by_one_tap() -> None:
    pulse = a_wave(a_ready_survey("pulse"))

    screen = asking.answering(
        pulse, SurveyTap(pulse.id, ONE_CHILD.subjects[0].number), ONE_CHILD, ZH
    )

    taps = [row[0].tap for row in screen.rows[:-1]]
    assert all(isinstance(tap, SurveyHandIn) for tap in taps)
    assert [tap.choices for tap in taps if isinstance(tap, SurveyHandIn)] == list("0123")
    assert screens.promise(ZH) in screen.text


@pytest.mark.parametrize("choices", ["3", "12", "33"])
def test_a_severe_answer_shows_the_help_lines_on_the_same_screen_and_the_last(
    choices: str,
) -> None:
    during = asking.answering(ANXIETY, SurveyTap(12, 3, choices), ONE_CHILD, ZH)
    done = screens.handed_in(ANXIETY, Answer(3, choices.ljust(5, "0")), TAKEN, ZH)

    for screen in (during, done):
        assert HELP_LINE in screen.text
        assert "110" in screen.text
        assert "120" in screen.text


def test_a_mild_answer_shows_no_help_lines() -> None:
    screen = asking.answering(ANXIETY, SurveyTap(12, 3, "11222"), ONE_CHILD, ZH)

    assert HELP_LINE not in screen.text


def test_the_stem_of_a_scale_stands_above_its_item() -> None:
    text = asking.answering(ANXIETY, SurveyTap(12, 3, ""), ONE_CHILD, ZH).text

    assert text.index("在过去的两周内") < text.index("感觉紧张、焦虑或急切")


FORGED = [
    (SurveyTap(12, 3, "2"), ONE_CHILD),  # no such choice
    (SurveyTap(12, 3, "x"), ONE_CHILD),  # no digit
    (SurveyTap(12, 3, "²"), ONE_CHILD),  # a digit to Python, not to us
    (SurveyTap(12, 3, "000"), ONE_CHILD),  # more answers than questions
    (SurveyTap(12, 4, "0"), ONE_CHILD),  # a grade where the family has no child
    (SurveyTap(12, None, "0"), ONE_CHILD),  # an answer about nobody
    (SurveyHandIn(12, 3, "0"), ONE_CHILD),  # handed in half done
    (SurveyHandIn(12, 9, "00"), TWO_CHILDREN),
]


@pytest.mark.parametrize(("tap", "who"), FORGED)
def test_a_forged_button_is_refused(tap: SurveyTap | SurveyHandIn, who: Respondent) -> None:
    with pytest.raises(UnfitAnswer):
        asking.check_tap(a_survey(), tap, who)


@given(
    about=st.integers(1, 10**9 - 1),
    choices=st.text("-012345678aZ_.", max_size=30),
    wave=st.integers(1, 10**6 - 1),
    tag=st.none() | st.text(ascii_lowercase + digits, min_size=4, max_size=4),
)
def test_every_button_fits_and_comes_back_as_it_was(
    about: int, choices: str, wave: int, tag: str | None
) -> None:
    taps = [
        SurveyStart(wave, about, tag),
        SurveyTap(wave, tag=tag),
        SurveyTap(wave, about, choices, tag),
        SurveyTap(wave, about, f"{choices[:29]}0+", tag),
        SurveyHandIn(wave, about, choices, tag=tag),
        SurveyHandIn(wave, about, choices, receipts.new_code(), tag),
        SurveyLeave(wave, tag),
        SurveyWords(wave, tag),
        SurveyNoWords(wave),
    ]

    for tap in taps:
        assert len(tap.pack().encode()) <= MAX_BYTES
        assert type(tap).unpack(tap.pack()) == tap


@pytest.mark.parametrize("who", [ONE_CHILD, of_grades(1), of_grades(8)])
@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.EN])
@pytest.mark.parametrize("name", ["homework-burden", "parent-anxiety", "after-school", "pulse"])
def test_every_ready_survey_can_be_tapped_through(
    name: str, language: Language, who: Respondent
) -> None:
    wave = a_wave(a_ready_survey(name))
    tap = SurveyTap(wave.id)
    for question in wave.survey.questions:
        if not question.asks(who.subjects[0].grade):
            continue
        screen = asking.answering(wave, tap, who, language)
        assert len(screen.text) < 4096
        row = len(question.choices) if question.kind == "several" else 0
        tap = screen.rows[row][0].tap  # type: ignore[assignment]

    last = asking.answering(wave, tap, who, language)

    assert isinstance(last.rows[0][0].tap, SurveyHandIn)


def at_several(choices: str = "000") -> Screen:
    return asking.answering(BURDEN, SurveyTap(12, 71, choices), TWINS, ZH)


def again(screen: Screen, label: str) -> Screen:
    tap = SurveyTap.unpack(tap_labelled(screen, label).pack())
    return asking.answering(BURDEN, tap, TWINS, ZH)


def test_several_choices_are_ticked_and_unticked_on_the_same_screen() -> None:
    first = at_several()
    both = again(again(first, "罚抄、罚写"), "成套地刷题")
    one = again(both, "✓ 罚抄、罚写")

    assert labels(first)[:4] == ["罚抄、罚写", "反复抄写", "成套地刷题", "都没有"]
    assert labels(both)[:4] == ["✓ 罚抄、罚写", "反复抄写", "✓ 成套地刷题", "选好了"]
    assert labels(one)[:4] == ["罚抄、罚写", "反复抄写", "✓ 成套地刷题", "选好了"]


def test_several_choices_stand_together_before_handing_in() -> None:
    chosen = again(again(again(at_several(), "罚抄、罚写"), "成套地刷题"), "选好了")
    last = again(chosen, "没有")

    assert "4. 罚抄、罚写、成套地刷题" in last.text
    assert "4. （都没有）" in again(again(at_several(), "都没有"), "没有").text


def test_going_back_to_several_choices_finds_them_ticked() -> None:
    chosen = again(again(at_several(), "反复抄写"), "选好了")

    assert "✓ 反复抄写" in labels(again(chosen, "上一题"))


def test_a_question_for_other_grades_is_passed_over_forwards_and_backwards() -> None:
    young = of_grades(1)

    third = asking.answering(SERVICE, SurveyTap(12, 1, "00"), young, ZH)
    back = SurveyTap.unpack(tap_labelled(third, "上一题").pack())

    assert "第 3 题（共 3 题）" in third.text
    assert "来得及接孩子吗" in third.text
    assert back == SurveyTap(12, 1, "0")
    last = asking.answering(SERVICE, SurveyTap(12, 1, "00-0"), young, ZH)
    assert "3. 来得及" in last.text
    assert "4." not in last.text


def test_an_invitation_for_a_class_leads_to_its_child() -> None:
    of_two_classes = Respondent(
        1, (Subject(71, 3, 71, 40, "三（1）班", 5), Subject(80, 5, 80, 41, "五（2）班", 6))
    )

    screen = asking.beginning(BURDEN, SurveyStart(12, 41), of_two_classes, ZH)

    assert screen is not None
    assert "这一份是为五（2）班的孩子填的" in screen.text
    assert asking.beginning(BURDEN, SurveyStart(12, 42), of_two_classes, ZH) is None


def test_of_twins_the_family_chooses_which_one() -> None:
    screen = asking.beginning(BURDEN, SurveyStart(12, 40), TWINS, ZH)

    assert screen is not None
    assert labels(screen) == ["三（1）班 5 号", "三（1）班（座号未填，第 1 个）", "不填了"]


def test_the_other_twin_is_offered_in_a_message_of_its_own() -> None:
    outcome = HandedIn(Receipt.TAKEN, others=TWINS.subjects[1:])
    screen = screens.handed_in(BURDEN, Answer(3, "00000"), outcome, ZH)

    assert screen.another is not None
    assert [row[0].tap for row in screen.another.rows] == [SurveyTap(12, 72)]


@pytest.mark.parametrize("language", list(Language))
def test_the_receipt_stands_on_the_closing_page(language: Language) -> None:
    code = receipts.new_code()
    outcome = HandedIn(Receipt.TAKEN, code)

    text = screens.handed_in(WAVE, Answer(3, "11"), outcome, language).text

    assert receipts.words_of(code, language) in text


@pytest.mark.parametrize(
    "choices", ["000++", "+", "000-+", "0008+", "0009", "000A", "00+0", "00000+", "01+"]
)
def test_a_forged_set_of_choices_is_refused(choices: str) -> None:
    with pytest.raises(UnfitAnswer):
        asking.check_tap(BURDEN.survey, SurveyTap(12, 71, choices), TWINS)


def test_an_answer_that_is_still_open_cannot_be_handed_in() -> None:
    with pytest.raises(UnfitAnswer):
        asking.check_tap(BURDEN.survey, SurveyHandIn(12, 71, "0001+"), TWINS)


@pytest.mark.parametrize("code", ["", "x", "ABCDEFG=", "ABCDEF!", "ÄBCDEFG", "AAAAAAB"])
def test_a_forged_receipt_is_refused(code: str) -> None:
    with pytest.raises(UnfitAnswer):
        asking.check_tap(a_survey(), SurveyHandIn(12, 3, "00", code), ONE_CHILD)


@pytest.mark.parametrize(
    ("packed", "tap"),
    [
        ("svh:12:3:01", SurveyHandIn(12, 3, "01")),
        ("svh:12:3:01:AAAAAAA", SurveyHandIn(12, 3, "01", "AAAAAAA")),
        ("svs:12:40", SurveyStart(12, 40)),
        ("sv:12::", SurveyTap(12)),
        ("sv:12:3:0", SurveyTap(12, 3, "0")),
        ("svl:12", SurveyLeave(12)),
        ("svc:12", SurveyWords(12)),
    ],
)
def test_a_button_of_an_older_release_is_still_read(packed: str, tap: Tap) -> None:
    assert type(tap).unpack(packed) == tap


@pytest.mark.parametrize("packed", ["svh:12:3", "sv:12", "svs:12", "svl", "svc", "svs:12:40:a:b"])
def test_a_button_with_too_few_or_too_many_parts_is_not_read(packed: str) -> None:
    kinds = (SurveyHandIn, SurveyTap, SurveyStart, SurveyLeave, SurveyWords)
    kind = next(each for each in kinds if each.prefix == prefix_of(packed))
    with pytest.raises(UnreadableTap):
        kind.unpack(packed)


def test_every_button_of_a_survey_names_its_wave_with_the_tag() -> None:
    wave = replace(WAVE, tag="7kq2")
    shown = [
        screens.left(wave, ZH),
        screens.taken_back(wave.name, ZH),
        screens.which_child(wave, TWO_CHILDREN.subjects, "", speaking(ZH)),
        *(
            asking.answering(wave, SurveyTap(12, 2, choices, "7kq2"), TWO_CHILDREN, ZH)
            for choices in ("", "0", "01")
        ),
    ]

    names = {each.tap.name for screen in shown for row in screen.rows for each in row}
    assert names == {wave.name}
