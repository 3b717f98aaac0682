from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.surveys.model import LONGEST_COMMENT, Answer
from bot.surveys.sealing.seals import (
    Opener,
    Unopenable,
    mark_of,
    new_private_key,
    public_key_of,
    seal_answer,
    seal_comment,
)

PRIVATE = new_private_key()
PUBLIC = public_key_of(PRIVATE)
A_KEY, ANOTHER_KEY = b"a" * 32, b"b" * 32

answers = st.builds(
    Answer, st.integers(1, 9), st.text(alphabet="-012345678", min_size=1, max_size=30)
)
comments = st.text(st.characters(exclude_categories=["Cs"]), max_size=LONGEST_COMMENT)


@given(answers)
def test_an_answer_comes_out_as_it_went_in(answer: Answer) -> None:
    assert Opener(PRIVATE).answer(seal_answer(answer, PUBLIC)) == answer


@given(answers, answers)
def test_all_answers_have_one_length(one: Answer, another: Answer) -> None:
    assert len(seal_answer(one, PUBLIC)) == len(seal_answer(another, PUBLIC))


@settings(max_examples=30)
@given(comments)
def test_a_comment_comes_out_as_it_went_in_and_has_the_one_length(text: str) -> None:
    sealed = seal_comment(text, PUBLIC)

    assert Opener(PRIVATE).comment(sealed) == text
    assert len(sealed) == len(seal_comment("", PUBLIC))


def test_the_longest_message_fits() -> None:
    assert Opener(PRIVATE).comment(seal_comment("😀" * LONGEST_COMMENT, PUBLIC))


def test_a_longer_text_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than one message"):
        seal_comment("😀" * (LONGEST_COMMENT + 1), PUBLIC)


def test_the_same_answer_never_looks_the_same() -> None:
    answer = Answer(3, "012")

    assert seal_answer(answer, PUBLIC) != seal_answer(answer, PUBLIC)


def test_another_waves_key_opens_nothing() -> None:
    with pytest.raises(Unopenable):
        Opener(new_private_key()).answer(seal_answer(Answer(3, "012"), PUBLIC))


def test_a_damaged_record_is_noticed() -> None:
    sealed = bytearray(seal_answer(Answer(3, "012"), PUBLIC))
    sealed[-1] ^= 1

    with pytest.raises(Unopenable):
        Opener(PRIVATE).answer(bytes(sealed))


def test_a_comment_is_not_taken_for_an_answer() -> None:
    with pytest.raises(Unopenable):
        Opener(PRIVATE).answer(seal_comment("作业太多", PUBLIC))


def test_a_mark_is_one_family_one_kind_and_one_key() -> None:
    marks = {
        mark_of(key, kind, family)
        for key in (A_KEY, ANOTHER_KEY)
        for kind in ("answer", "comment")
        for family in range(50)
    }

    assert len(marks) == 200
    assert mark_of(A_KEY, "answer", 7) == mark_of(A_KEY, "answer", 7)
