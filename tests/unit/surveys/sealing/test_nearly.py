"""What is nearly a receipt, and what asks in words that could stand in one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.languages import Language
from bot.surveys.sealing import nearly, receipts
from bot.surveys.sealing.receipt_words import CHINESE, ENGLISH

MESSAGES = Path(__file__).parents[3] / "quality" / "questions.yaml"
WORDS = receipts.words_of("AAAAAAA", Language.ZH_HANS).split()
IN_ENGLISH = receipts.words_of("AQIDBAU", Language.EN).split()
MISTYPED = ("莱花", "路囗", "吴服", "洣糊", "aple", "lionn")

_BEFORE = st.sampled_from(("", "回执码 ", "回執碼：", "我要撤回 ", "Receipt: ", "receipt code "))
_GAPS = st.sampled_from((" ", "、", "\n", "，", "  "))


@pytest.mark.parametrize(
    "text",
    [
        f"回执码 {' '.join(WORDS)}",
        f"回执码是：{'、'.join(WORDS)}。",
        f"Receipt {' '.join(IN_ENGLISH).title()}",
        "\n".join(WORDS),
    ],
)
def test_five_words_among_few_others_are_found(text: str) -> None:
    found = nearly.words_in(text)

    assert found is not None
    assert receipts.read(found) is not None


@given(data=st.data(), before=_BEFORE, gap=_GAPS, wrong=st.sampled_from((1, 2)))
def test_a_receipt_with_one_or_two_wrong_words_is_nearly_one(
    data: st.DataObject, before: str, gap: str, wrong: int
) -> None:
    words = data.draw(st.sampled_from((CHINESE, ENGLISH)))
    written = data.draw(st.lists(st.sampled_from(words), min_size=5, max_size=5))
    for place in data.draw(st.permutations(range(5)))[:wrong]:
        written[place] = data.draw(st.sampled_from(MISTYPED))

    assert nearly.is_nearly_one(before + gap.join(written))


@given(written=st.lists(st.sampled_from(CHINESE), min_size=4, max_size=4))
def test_without_gaps_one_word_may_be_wrong_too(written: list[str]) -> None:
    assert nearly.is_nearly_one("".join([*written, "囗囗"]))


@given(others=st.lists(st.sampled_from(MISTYPED), min_size=1, max_size=5))
def test_headed_as_a_receipt_it_may_be_wrong_altogether(others: list[str]) -> None:
    for heading in ("回执码：", "我的回執碼 ", "Receipt: ", "My receipt code is "):
        assert nearly.is_nearly_one(heading + " ".join(others))


def test_no_message_of_the_collected_ones_is_taken_for_a_receipt() -> None:
    messages = [each["q"] for each in yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))]

    taken = [each for each in messages if nearly.is_nearly_one(each) or nearly.words_in(each)]

    assert len(messages) > 500
    assert taken == []


@pytest.mark.parametrize(
    "text",
    [
        "社团有足球、排球、游泳吗",
        "明天下午足球课还上吗",
        "足球 游泳 滑冰 都要交钱吗",
        "端午、中秋、元旦、清明放假吗",
        "中秋元旦端午放假安排",
        "端午 中秋 元旦 调休",
        "明天早晨 足球 游泳 几点",
        "回执码丢了怎么办",
        "回执交了",
        "足球 游泳",
        "Is there piano or guitar after school tomorrow morning",
        "can she take piano guitar drum",
        "I need a receipt for the lunch money",
        "",
    ],
)
def test_questions_are_no_receipts(text: str) -> None:
    assert not nearly.is_nearly_one(text)
