"""The language follows what a stranger types, as far as the letters tell."""

from __future__ import annotations

from time import process_time

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.languages import Language
from bot.matching.tongues import written_in
from tests.unit.faq.folders import KNOWLEDGE

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN
LANGUAGES = st.sampled_from(Language)
EMOJI_AND_SIGNS = st.text(alphabet="😀👍？！。,.:;()0123456789 \u200b\u202e\n", max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("作业太多了怎么办", HANS),
        ("課後服務一定要參加嗎", HANT),
        ("小學三年級每天的書面作業最多可以寫多長時間", HANT),
        ("How much homework is allowed in grade 3?", EN),
        ("homework", EN),
        ("can she leave early", EN),
    ],
)
@pytest.mark.parametrize("otherwise", list(Language))
def test_clear_letters_decide_whatever_the_app_says(
    text: str, expected: Language, otherwise: Language
) -> None:
    assert written_in(text, otherwise) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("homework 太多了", HANS),
        ("老师 how are you", HANS),
        ("after school service 的費用", HANT),
        ("G3 homework 寫多久", HANT),
    ],
)
def test_english_mixed_with_chinese_is_chinese(text: str, expected: Language) -> None:
    assert written_in(text, EN) is expected


@pytest.mark.parametrize("text", ["zuoye tai duo le", "ke hou fuwu yao qian ma", "zuoyetaiduole"])
def test_pinyin_is_chinese(text: str) -> None:
    assert written_in(text, EN) is HANS
    assert written_in(text, HANS) is HANS
    assert written_in(text, HANT) is HANT


@pytest.mark.parametrize(
    "text", ["ok", "G3", "👍", "", "123", "https://example.com/page", "你好", "我真的很累"]
)
@pytest.mark.parametrize("otherwise", [HANS, HANT])
def test_what_does_not_tell_leaves_the_chinese_that_was_known(
    text: str, otherwise: Language
) -> None:
    assert written_in(text, otherwise) is otherwise


def test_a_greeting_without_either_scripts_characters_is_chinese_in_an_english_app() -> None:
    assert written_in("你好", EN) is HANS


@given(EMOJI_AND_SIGNS, LANGUAGES)
def test_signs_and_digits_never_change_the_language(text: str, otherwise: Language) -> None:
    assert written_in(text, otherwise) is otherwise


@pytest.mark.parametrize("text", ["a" * 4096, "angan" * 800 + "q", "xian" * 1024])
def test_letters_without_end_are_judged_at_once(text: str) -> None:
    begun = process_time()

    written_in(text, EN)

    assert process_time() - begun < 5


@given(st.text(max_size=200), LANGUAGES)
def test_any_text_has_a_language(text: str, otherwise: Language) -> None:
    assert written_in(text, otherwise) in Language


@given(EMOJI_AND_SIGNS, EMOJI_AND_SIGNS, LANGUAGES)
def test_signs_around_a_message_do_not_matter(
    before: str, after: str, otherwise: Language
) -> None:
    assert written_in(f"{before}作業寫不完{after}", otherwise) is HANT
    assert written_in(f"{before}作业写不完{after}", otherwise) is HANS


def questions() -> list[str]:
    found = []
    for path in sorted((KNOWLEDGE / "faq").rglob("*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [line.split(":", 1)[1].strip() for line in lines if line.startswith("question:")]
    return found


def test_our_own_questions_are_recognised_in_both_scripts() -> None:
    traditional = opencc.OpenCC("s2t").convert
    asked = [question for question in questions() if len(question) > 5]
    assert len(asked) > 100
    differing = [question for question in asked if traditional(question) != question]

    wrong = [q for q in differing if written_in(q, HANT) is not HANS]
    wrong += [q for q in differing if written_in(traditional(q), HANS) is not HANT]

    assert wrong == []
