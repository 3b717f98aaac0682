"""Danger is recognised before anything else, and a sigh is not taken for it."""

from __future__ import annotations

import pytest

from bot.faq.crisis.danger import help_lines, is_danger
from bot.i18n.languages import Language


@pytest.mark.parametrize(
    "message",
    [
        "孩子说不想活了",
        "孩子說不想活了",
        "我 想 死",
        "活着好累想死",
        "不想在这个世上了",
        "站阳台边上要跳下去",
        "女儿绝食三天了",
        "有个叔叔摸我",
        "孩子身上都是淤青",
        "儿子总被同学欺负",
        "老师拿尺子打手心",
        "女兒說要跳樓輕生",
        "留了遺書",
        "被繼父毆打虐待",
        "老師猥褻學生",
        "離家出走兩天了",
        "他说要自杀",
        "自s了",
        "自\u200b杀",
        "女儿割碗了",
        "站在天台上要跳搂",
        "zisha",
        "活着没有意思",
        "不如死了算了",
        "她喝了农药",
        "吞了一把安眠药",
        "孩子闹着要死",
        "he wants to die",
        "同学天天霸陵他",
        "被几个同学打了",
        "老师打了孩子一个耳光",
        "后爸往死里打他",
        "老师摸我女儿的胸",
        "我被家爆了",
        "有人拿刀来学校",
        "孩子走失了",
        "女儿离家出走两天了",
        "网友威胁要曝光她的裸照",
    ],
)
def test_danger_is_recognised(message: str) -> None:
    assert is_danger(message)


@pytest.mark.parametrize(
    "message",
    [
        "作业多得想死",
        "学校这周没活动",
        "累死了",
        "写作业写得想死",
        "困得要死",
        "烦死人了",
        "作业多到孩子想跳楼",
        "跳楼价清仓",
        "打卡",
        "老师被打低分",
        "孩子被打入差班",
        "忙得快要死了",
        "作业写死我了",
        "杀鸡儆猴",
        "被老师打电话叫家长",
        "作业被打回来重写",
        "要打几针疫苗",
        "死记硬背有用吗",
        "打死我也不信",
        "想死你了",
        "笑死我了",
        "孩子不想活动",
        "杀毒软件",
        "",
        "😀",
    ],
)
def test_a_saying_is_no_danger(message: str) -> None:
    assert not is_danger(message)


@pytest.mark.parametrize("language", list(Language))
def test_the_help_lines_name_every_number_first_police(language: Language) -> None:
    text = help_lines(language)

    assert text.index("110") < text.index("120") < text.index("12356")


@pytest.mark.parametrize("language", list(Language))
def test_a_message_that_may_be_kept_is_not_said_to_be_unkept(language: Language) -> None:
    whole, shorter = help_lines(language), help_lines(language, may_be_kept=True)

    assert whole.startswith(shorter)
    assert "12356" in shorter
    assert not any(word in shorter for word in ("保存", "kept"))
