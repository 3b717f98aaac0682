"""A reply reads the same everywhere: the question, the rule, the source, whom to ask."""

from __future__ import annotations

import pytest

from bot.faq.model import EntryId, Source, Variant
from bot.faq.rendering import LONGEST, render, source_line
from bot.faq.reply import Offer, Reply, Shown
from bot.faq.smalltalk import SmallTalk
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.matching.decision import Decision

CHINESE = speaking(Language.ZH_HANS)
LETTER = Source("作业通知", "教基厅函〔2021〕13号", "教育部办公厅", "2021-04", "第5条")


def _shown(text: str = "不超过一小时。", *, variant: Variant | None = None) -> Shown:
    return Shown(
        id=EntryId("homework-time"),
        question="作业最多写多久？",
        text=text,
        variant=variant,
        grade=None,
        needs_grade=variant is None,
        sources=(LETTER,),
        who_decides="问班主任。",
        see_also=(),
    )


def _answered(shown: Shown) -> str:
    return render(Reply(Decision.ANSWER, Language.ZH_HANS, answer=shown), CHINESE)


def test_an_answer_shows_question_text_source_and_whom_to_ask() -> None:
    assert _answered(_shown()) == (
        "您问的是：作业最多写多久？\n\n"
        "不超过一小时。\n\n"
        "各年级的规定不一样。告诉我孩子上几年级，可以答得更准。\n\n"
        "由谁定、问谁：问班主任。\n\n"
        "依据：《作业通知》（教基厅函〔2021〕13号，教育部办公厅，2021年4月，第5条）"
    )


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        (Variant(1, 2, ""), "一、二年级："),
        (Variant(3, 6, ""), "三到六年级："),
        (Variant(1, 6, ""), "小学："),
        (Variant(7, 7, ""), "初一："),
        (Variant(7, 9, ""), "初中："),
        (Variant(5, 8, ""), "五年级到初二："),
        (Variant(10, 12, ""), "高中："),
    ],
)
def test_an_answer_for_some_grades_says_which(variant: Variant, said: str) -> None:
    text = _answered(_shown(variant=variant))

    assert said in text
    assert "告诉我孩子上几年级" not in text


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (Source("甲", None, "乙", "2021-07-24", None), "《甲》（乙，2021年7月24日）"),
        (Source("甲", None, "乙", "2021", None), "《甲》（乙，2021年）"),
        (Source("甲", None, "乙", None, None), "《甲》（乙）"),
    ],
)
def test_what_is_not_known_of_a_source_is_left_out(source: Source, line: str) -> None:
    assert source_line(source, CHINESE) == line


def test_offers_are_numbered() -> None:
    offers = (Offer(EntryId("a"), "甲？", "甲", 0.5), Offer(EntryId("b"), "乙？", "乙", 0.4))
    text = render(Reply(Decision.CLARIFY, Language.ZH_HANS, offers), CHINESE)

    assert text.endswith("\n1. 甲？\n2. 乙？")


def test_no_reply_is_longer_than_one_message() -> None:
    text = _answered(_shown("长" * 5000))

    assert len(text) == LONGEST
    assert text.endswith("（太长，没有显示完）")


@pytest.mark.parametrize("language", list(Language))
def test_every_reply_has_words_in_every_language(language: Language) -> None:
    words = speaking(language)
    shown = _shown(variant=Variant(1, 2, ""))
    replies = [Reply(decision, language, answer=shown) for decision in Decision]
    replies += [Reply(Decision.SMALLTALK, language, small_talk=kind) for kind in SmallTalk]
    texts = [
        render(reply, words)
        for reply in replies
        if reply.decision is not Decision.SMALLTALK or reply.small_talk is not None
    ]

    assert all(texts)
    assert len(set(texts)) == len(texts)
