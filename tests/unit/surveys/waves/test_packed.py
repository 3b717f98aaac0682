from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.surveys.model import Answer
from bot.surveys.waves.packed import PackedAnswers, comments_in_random_order

answers = st.builds(Answer, st.integers(1, 9), st.text("0123456789Az_.-", min_size=3, max_size=3))


def unpacked(packed: PackedAnswers, at_a_time: int = 7) -> list[Answer]:
    return [
        Answer(grade, choices)
        for rows in packed.in_random_order(at_a_time)
        for _, grade, choices in rows
    ]


@given(st.lists(answers, max_size=60))
def test_every_answer_comes_out_once_as_it_went_in(given_answers: list[Answer]) -> None:
    packed = PackedAnswers(3)
    packed.add(given_answers[:20])
    packed.add(given_answers[20:])

    assert len(packed) == len(given_answers)
    assert Counter(unpacked(packed)) == Counter(given_answers)


def test_an_answer_of_another_length_is_left_out() -> None:
    packed = PackedAnswers(3)

    packed.add([Answer(3, "01"), Answer(3, "012"), Answer(12, "012"), Answer(3, "一")])

    assert unpacked(packed) == [Answer(3, "012")]


def test_rows_stand_in_the_order_of_their_random_numbers() -> None:
    packed = PackedAnswers(1)
    packed.add([Answer(place % 9 + 1, "0") for place in range(500)])

    rows = [row for some in packed.in_random_order(100) for row in some]

    numbers = [number for number, _, _ in rows]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 500
    assert {len(number) for number in numbers} == {16}
    assert [grade for _, grade, _ in rows] != [place % 9 + 1 for place in range(500)]


def test_two_times_give_two_orders() -> None:
    packed = PackedAnswers(3)
    packed.add([Answer(1, f"{place:03}") for place in range(300)])

    assert unpacked(packed) != unpacked(packed)


def test_no_answers_give_no_rows() -> None:
    assert unpacked(PackedAnswers(3)) == []


def test_comments_come_out_under_numbers_of_their_own() -> None:
    texts = [f"第 {place} 句" for place in range(200)]

    rows = comments_in_random_order(texts)

    assert sorted(text for _, text in rows) == sorted(texts)
    assert [text for _, text in rows] != texts
    assert len({number for number, _ in rows}) == 200
