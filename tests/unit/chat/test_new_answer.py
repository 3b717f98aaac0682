"""A new answer typed in the chat: question, answer, source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.new_answer import FormUnreadable, read_answer

GOOD = "食堂能带饭进去吗？\n可以。\n请放在保温柜里。\n依据：《食堂管理办法》，本校后勤处"


def test_the_first_line_asks_the_last_names_the_source_and_the_rest_answers() -> None:
    typed = read_answer(GOOD)

    assert typed.question == "食堂能带饭进去吗？"
    assert typed.short == "食堂能带饭进去吗"
    assert typed.text == "可以。\n请放在保温柜里。"
    assert (typed.source.document, typed.source.issuer) == ("食堂管理办法", "本校后勤处")


@pytest.mark.parametrize("mark", ["依据：", "依據:", "来源：", "Source: "])
def test_the_source_may_be_marked_in_each_language(mark: str) -> None:
    assert read_answer(f"问？\n答。\n{mark}文件, 单位").source.issuer == "单位"


def test_a_long_question_is_cut_for_its_button() -> None:
    typed = read_answer("一二三四五六七八九十一二三四五？\n答。\n依据：文件，单位")

    assert typed.short == "一二三四五六七八九十一二"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "只有一行",
        "问？\n依据：文件，单位",
        "问？\n答。",
        "问？\n答。\n依据：文件",
        "问？\n答。\n依据：，单位",
        "问？\n\n依据：文件，单位",
        "问？\n答。\n依据：文件，",
    ],
)
def test_a_missing_part_is_refused(text: str) -> None:
    with pytest.raises(FormUnreadable):
        read_answer(text)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        typed = read_answer(text)
    except FormUnreadable:
        return
    assert typed.question
    assert typed.text
