from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.languages import Language
from bot.matching.scripts import to_traditional
from bot.surveys.sealing import receipts
from bot.surveys.sealing.receipt_words import CHINESE, ENGLISH

codes = st.binary(min_size=5, max_size=5).map(
    lambda code: base64.urlsafe_b64encode(code).decode().rstrip("=")
)
KEY = bytes(range(32))


@pytest.mark.parametrize("words", [CHINESE, ENGLISH])
def test_there_is_a_word_for_every_byte(words: tuple[str, ...]) -> None:
    assert len(set(words)) == 256


def test_the_chinese_words_are_the_same_in_both_scripts() -> None:
    assert [word for word in CHINESE if to_traditional(word) != word or len(word) != 2] == []


@given(codes, st.sampled_from(list(Language)))
def test_a_code_comes_back_from_its_words(code: str, language: Language) -> None:
    words = receipts.words_of(code, language)

    assert receipts.is_code(code)
    for written in (words, words.upper(), words.replace(" ", "，"), f"  回执码：{words}。"):
        assert receipts.read(written) == code
    assert receipts.read(f"Receipt: {words}") == code


@given(codes)
def test_chinese_words_need_no_space_between_them(code: str) -> None:
    words = receipts.words_of(code, Language.ZH_HANS)

    assert receipts.read(words.replace(" ", "")) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "作业太多了",
        " ".join(CHINESE[:4]),
        " ".join(CHINESE[:6]),
        f"{' '.join(CHINESE[:4])} 作业",
        f"{' '.join(CHINESE[:5])}是什么意思",
        "acorn amber apple apron arrows",
        "请问：acorn amber apple apron",
        " ".join(CHINESE[:5]) * 40,
    ],
)
def test_nothing_else_is_taken_for_a_receipt(text: str) -> None:
    assert receipts.read(text) is None


@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    found = receipts.read(text)

    assert found is None or receipts.is_code(found)
    assert receipts.is_code(text) in (True, False)


def test_new_codes_are_codes_and_differ() -> None:
    made = {receipts.new_code() for _ in range(200)}

    assert len(made) == 200
    assert all(map(receipts.is_code, made))


def test_the_number_of_a_record_depends_on_code_wave_and_mark() -> None:
    code, other = receipts.new_code(), receipts.new_code()
    numbers = {
        receipts.record_id(receipts.slow_hash(one, key), mark)
        for one in (code, other)
        for key in (KEY, bytes(32))
        for mark in (b"one mark", b"another")
    }

    assert len(numbers) == 8
    assert {len(number) for number in numbers} == {16}
