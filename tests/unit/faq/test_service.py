"""A message gets one reply: danger first, then small talk, then the knowledge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.faq.model import EntryId
from bot.faq.service import Answers, EntryMissing
from bot.faq.smalltalk import SmallTalk
from bot.i18n.languages import Language
from bot.matching.decision import Decision
from tests.unit.faq.folders import KNOWLEDGE, content, write

HOMEWORK = EntryId("homework-time")
VARIANTS = {
    "text": "看年级。",
    "variants": [{"grades": "1-2", "text": "不留。"}, {"grades": "7-9", "text": "九十分钟。"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    homework = content(
        question="每天作业最多写多久？",
        wordings=["作业一天几小时", "作业写到几点算超时", "作业时间有没有规定"],
        answer=VARIANTS,
        see_also=["phone-bring"],
    )
    phone = content(
        "phone-bring",
        category="phones-and-eyes",
        question="孩子可以带手机上学吗？",
        wordings=["手机能带进学校吗", "想给孩子带部手机", "校园里让不让用手机"],
        valid_until="2026-12-31",
    )
    (tmp_path / "thresholds.yaml").write_bytes((KNOWLEDGE / "thresholds.yaml").read_bytes())
    return write(tmp_path, homework, phone)


def _answers(folder: Path, on: date = date(2026, 11, 21)) -> Answers:
    return Answers.load(folder, lambda: on)


def test_a_known_question_is_answered_for_the_childs_grade(folder: Path) -> None:
    reply = _answers(folder).ask("每天作业最多写多久", grade=8, language=Language.ZH_HANS)

    assert reply.decision is Decision.ANSWER
    assert reply.answer is not None
    assert (reply.answer.text, reply.answer.grade) == ("九十分钟。", 8)
    assert not reply.answer.needs_grade
    assert [offer.id for offer in reply.answer.see_also] == ["phone-bring"]
    assert reply.candidates[0].id == HOMEWORK


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("每天作业最多写多久？", "九十分钟。"),
        ("二年级每天作业最多写多久？", "不留。"),
        ("一二年级每天作业最多写多久？", "不留。"),
        ("五年级每天作业最多写多久？", "看年级。"),
    ],
)
def test_a_grade_in_the_message_counts_more_than_the_childs(
    folder: Path, question: str, text: str
) -> None:
    answers = _answers(folder)
    # Two entries say too little about what is ours for the gate that was learned from all.
    answers.tuning = replace(answers.tuning, answer=replace(answers.tuning.answer, threshold=0))
    reply = answers.ask(question, grade=7, language=Language.ZH_HANS)

    assert reply.answer is not None, reply.decision
    assert (reply.answer.text, reply.answer.needs_grade) == (text, False)


def test_without_a_grade_the_general_answer_is_given_and_the_grade_asked(folder: Path) -> None:
    reply = _answers(folder).ask("每天作业最多写多久", grade=None, language=Language.ZH_HANS)

    assert reply.answer is not None
    assert (reply.answer.text, reply.answer.needs_grade) == ("看年级。", True)


def test_danger_comes_before_everything(folder: Path) -> None:
    reply = _answers(folder).ask("手机能带进学校吗，孩子不想活了", grade=1, language=Language.EN)

    assert reply.decision is Decision.CRISIS
    assert reply.candidates == ()


def test_small_talk_gets_its_kind(folder: Path) -> None:
    reply = _answers(folder).ask("谢谢老师", grade=None, language=Language.ZH_HANS)

    assert (reply.decision, reply.small_talk) == (Decision.SMALLTALK, SmallTalk.THANKS)


@pytest.mark.parametrize("message", ["", " ", "\u202e", "asdf", "公积金提取", "字" * 5000])
def test_what_is_not_ours_is_not_answered(folder: Path, message: str) -> None:
    reply = _answers(folder).ask(message, grade=None, language=Language.ZH_HANS)

    assert reply.decision in {Decision.ABSTAIN, Decision.SMALLTALK}
    assert reply.answer is None


def test_an_answer_whose_time_is_over_is_not_given(folder: Path) -> None:
    answers = _answers(folder, date(2027, 1, 1))
    reply = answers.ask("孩子可以带手机上学吗？", grade=1, language=Language.ZH_HANS)

    assert reply.decision is not Decision.ANSWER
    assert "phone-bring" not in [offer.id for offer in reply.candidates]
    with pytest.raises(EntryMissing, match="not valid today"):
        answers.answer_for(EntryId("phone-bring"), 1, Language.ZH_HANS)


def test_an_offer_that_was_tapped_is_answered(folder: Path) -> None:
    answers = _answers(folder)

    assert answers.answer_for(HOMEWORK, 1, Language.ZH_HANS).text == "不留。"
    assert answers.answer_for(HOMEWORK, None, Language.ZH_HANS).needs_grade
    with pytest.raises(EntryMissing, match="no answer nowhere"):
        answers.answer_for(EntryId("nowhere"), 1, Language.ZH_HANS)


def test_what_else_may_be_meant_is_never_about_other_grades() -> None:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))
    question, asked = "作业最多写多久", {EntryId("homework-time-limit")}

    anybody = answers.others(question, asked, Language.ZH_HANS)
    second_grader = answers.others(question, asked, Language.ZH_HANS, grade=2)

    assert EntryId("homework-junior-90min") in {offer.id for offer in anybody}
    assert {offer.id for offer in second_grader}.isdisjoint(
        {"homework-g3-6-60min", "homework-junior-90min", "homework-senior-high"}
    )


def test_an_answer_refers_to_none_about_other_grades() -> None:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))
    entry = next(
        one
        for one in answers.snapshot.entries.values()
        if any(answers.entry(link).for_grades == (7, 9) for link in one.see_also)
    )

    def linked(grade: int | None) -> set[object]:
        shown = answers.answer_for(entry.id, grade, Language.ZH_HANS)
        return {answers.entry(offer.id).for_grades for offer in shown.see_also}

    assert (7, 9) in linked(None)
    assert (7, 9) not in linked(2)


def test_traditional_readers_get_traditional_texts_and_english_ones_english() -> None:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))
    entry = EntryId("homework-time-limit")

    assert "雙減" in answers.answer_for(entry, 3, Language.ZH_HANT).question
    assert "homework" in answers.answer_for(entry, 3, Language.EN).question.lower()


def test_every_question_we_print_is_answered_by_its_own_entry() -> None:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))
    missed = []
    for entry in answers.snapshot.entries.values():
        reply = answers.ask(entry.question, grade=4, language=Language.ZH_HANS)
        if reply.decision is Decision.CRISIS:
            continue
        if reply.answer is None or reply.answer.id != entry.id:
            missed.append(entry.id)

    assert missed == []


@pytest.mark.parametrize(
    ("message", "after", "expected"),
    [
        ("那初中呢", "homework-g3-6-60min", "homework-junior-90min"),
        ("周末呢", "homework-time-limit", "homework-weekend-holiday-limit"),
        ("要收费吗", "ass-what", "ass-fee"),
        ("那线上的呢", "tutoring-offline-end", "tutoring-online-end"),
        ("那初二呢", "ass-fee", "ass-fee"),
        ("三年级", "ass-end-time", "ass-end-time"),
    ],
)
def test_a_short_message_leans_on_the_last_answer(message: str, after: str, expected: str) -> None:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))

    reply = answers.ask(message, grade=None, language=Language.ZH_HANS, after=EntryId(after))

    assert reply.answer is not None
    assert reply.answer.id == expected


@pytest.mark.parametrize(
    "message",
    [
        "公积金怎么提取",
        "今天天气怎么样",
        "我要见校长",
        "气死我了这破学校",
        "老师不公平",
        "那天气呢",
        "那高中呢",
    ],
)
@pytest.mark.parametrize("after", ["ass-fee", "jiaofu-voluntary"])
def test_another_matter_does_not_lean_on_the_last_answer(message: str, after: str) -> None:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))

    reply = answers.ask(message, grade=None, language=Language.ZH_HANS, after=EntryId(after))

    assert reply.answer is None or reply.answer.id != after


def test_each_of_two_questions_is_answered() -> None:
    answers = Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))

    reply = answers.ask("孩子能带手机吗？电话手表呢？", grade=None, language=Language.ZH_HANS)

    assert reply.answer is not None
    assert [reply.answer.id, *(shown.id for shown in reply.more)] == ["phone-bring", "phone-watch"]
