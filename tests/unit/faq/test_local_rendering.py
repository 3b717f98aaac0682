"""A parent reads whose rule it is, for which school, and what is not known yet."""

from __future__ import annotations

from dataclasses import replace

from bot.faq.model import EntryId, Level, Source, Variant
from bot.faq.rendering import LONGEST, render
from bot.faq.reply import Lacking, LocalPart, Reply, Shown, Whose
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.matching.decision import Decision

NATIONAL = Shown(
    id=EntryId("ass-fee"),
    question="课后服务收费吗？",
    text="各地不一样。",
    variant=None,
    grade=None,
    needs_grade=False,
    sources=(Source("意见", None, "中办国办", None, None),),
    who_decides="由区县定，先问学校。",
    see_also=(),
)
DISTRICT = Whose("示例区教育局", Level.REGION, is_example=False)
SCHOOL = Whose("示例小学", Level.SCHOOL, is_example=True)
NOTICE = (Source("告家长书", None, "示例小学", None, None),)


def _read(shown: Shown, language: Language = Language.ZH_HANS) -> str:
    return render(Reply(Decision.ANSWER, language, answer=shown), speaking(language))


def test_the_nearest_rule_stands_first_each_with_its_owner_and_source() -> None:
    by_district = LocalPart(DISTRICT, "每课时2.5元。", None, (NATIONAL.sources[0],))
    by_school = LocalPart(SCHOOL, "每月底交。", Variant(1, 2, "每月底交。"), NOTICE)

    assert _read(replace(NATIONAL, local=(by_district, by_school))) == (
        "您问的是：课后服务收费吗？\n\n"
        "示例小学的安排：\n一、二年级：\n每月底交。（示例，非真实规定）\n\n"
        "示例区教育局的规定：\n每课时2.5元。\n\n"
        "国家的规定：\n各地不一样。\n\n"
        "依据：\n《告家长书》（示例小学）\n《意见》（中办国办）"
    )


def test_what_replaces_the_national_rule_says_whose_it_is() -> None:
    text = _read(replace(NATIONAL, text="每天17:40结束。", whose=SCHOOL, sources=NOTICE))

    assert "示例小学的安排：\n每天17:40结束。（示例，非真实规定）" in text
    assert text.endswith("依据：《告家长书》（示例小学）")


def test_a_districts_words_for_one_of_two_schools_stand_under_its_name() -> None:
    part = LocalPart(DISTRICT, "每课时2.5元。", None, (), school="南小")
    own = LocalPart(SCHOOL, "每月底交。", None, (), school="示例小学")

    text = _read(replace(NATIONAL, local=(part, own), without=("西小",)))

    assert "孩子在南小的，看这一段。\n示例区教育局的规定：\n每课时2.5元。" in text
    assert "孩子在示例小学的" not in text
    assert "西小自己的安排，我这里还没有录入。" in text


def test_what_nobody_entered_is_said_once_and_without_repeating_whom_to_ask() -> None:
    not_entered = "您当地和学校自己的规定，我这里还没有录入。"

    assert f"先问学校。\n{not_entered}\n\n依据：" in _read(
        replace(NATIONAL, lacking=Lacking.NOT_ENTERED)
    )
    alone = _read(replace(NATIONAL, lacking=Lacking.NOT_ENTERED, who_decides=None))
    assert f"\n\n{not_entered}请先问班主任或学校，再问区县教育局。\n\n" in alone


def test_where_the_school_is_unknown_nothing_is_said_of_what_was_entered() -> None:
    text = _read(replace(NATIONAL, lacking=Lacking.PLACE_UNKNOWN))

    assert "我还不知道孩子在哪里上学" in text
    assert "还没有录入" not in text


def test_english_is_spaced_as_english() -> None:
    text = _read(replace(NATIONAL, whose=DISTRICT), Language.EN)

    assert "The rule of 示例区教育局:\n各地不一样。\n" in text
    assert "whom to ask: 由区县定" in text
    assert "Based on: 《意见》" in text


def test_a_long_answer_of_many_places_fits_one_message() -> None:
    parts = tuple(LocalPart(DISTRICT, "长" * 240, None, ()) for _ in range(40))

    assert len(_read(replace(NATIONAL, local=parts))) == LONGEST


def test_of_many_sources_only_the_nearest_is_told_in_full() -> None:
    city = (Source("收费通知", "1号", "市教育局", "2026-08", None),)
    parts = (LocalPart(DISTRICT, "最多3元。", None, city), LocalPart(SCHOOL, "交。", None, NOTICE))
    assert _read(replace(NATIONAL, local=parts)).endswith(
        "依据：\n《告家长书》（示例小学）\n《收费通知》《意见》"
    )


def test_who_decides_is_left_out_where_the_school_has_decided() -> None:
    by_district = LocalPart(DISTRICT, "每课时2.5元。", None, NOTICE)
    by_school = LocalPart(SCHOOL, "每月底交。", None, NOTICE)
    assert "由谁定" in _read(replace(NATIONAL, local=(by_district,)))
    assert "由谁定" not in _read(replace(NATIONAL, local=(by_district, by_school)))
    assert "由谁定" not in _read(replace(NATIONAL, whose=SCHOOL))
    assert "由谁定" in _read(replace(NATIONAL, local=(by_school,), without=("西小",)))


def test_with_rules_of_region_and_school_the_national_one_is_short() -> None:
    national = replace(NATIONAL, text="各地做法不一样。\n建议先看公示。")

    by_district = LocalPart(DISTRICT, "每课时2.5元。", None, NOTICE)
    by_school = LocalPart(SCHOOL, "每月底交。", None, NOTICE)

    one = _read(replace(national, local=(by_district,)))
    two = _read(replace(national, local=(by_district, by_school)))

    assert "建议先看公示" in one
    assert "各地做法不一样" in two
    assert "建议先看公示" not in two
