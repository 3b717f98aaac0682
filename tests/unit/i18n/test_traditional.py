from __future__ import annotations

import pytest

from bot.i18n.traditional import HEADING, converted


def convert(text: str, **corrections: str) -> str:
    return converted(text, corrections).removeprefix(HEADING)


def test_words_are_converted() -> None:
    assert convert("greeting = 请您填一份问卷，谢谢\n") == "greeting = 請您填一份問卷，謝謝\n"


def test_quotes_become_those_of_the_script() -> None:
    assert convert("tap = 请点“已阅”\n") == "tap = 請點「已閱」\n"


@pytest.mark.parametrize(
    "placeable",
    ["{ $name }", "{ NUMBER($count, minimumFractionDigits: 1) }", '{ "发" }', "{ other-text }"],
)
def test_what_is_filled_in_stays_untouched(placeable: str) -> None:
    assert convert(f"key = 给{placeable}\n") == f"key = 給{placeable}\n"


def test_each_variant_is_converted_and_its_key_is_not() -> None:
    source = "left = { $count ->\n    [0] 没有了\n   *[other] 还剩 { $count } 个\n}\n"

    assert convert(source) == (
        "left =\n    { $count ->\n        [0] 沒有了\n       *[other] 還剩 { $count } 個\n    }\n"
    )


def test_a_correction_has_the_last_word() -> None:
    assert convert("reply = 请回复\n", 回復="回覆") == "reply = 請回覆\n"


def test_comments_are_left_behind_and_the_heading_says_how_it_was_made() -> None:
    made = converted("# 说明\n\n## 组\n\nkey = 课程\n", {})

    assert made == f"{HEADING}key = 課程\n"
    assert made.startswith("# Made from zh-Hans by `make texts`")


def test_empty_lines_inside_a_text_stay_empty() -> None:
    assert convert("key =\n    课程\n\n    班级\n") == "key =\n    課程\n\n    班級\n"
