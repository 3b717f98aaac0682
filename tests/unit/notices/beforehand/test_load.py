"""How many messages families got, by family and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.notices.beforehand.load import Load, load_line, load_of
from bot.people.model import Child, ChildId, ClassId, Recipient, SchoolClass, SchoolId

WORDS = speaking(Language.ZH_HANS)
CLASS = SchoolClass(ClassId(1), SchoolId(1), 3, "三（1）班")


def chat(address: int, *children: int) -> Recipient:
    return Recipient(
        address,
        Language.ZH_HANS,
        tuple(Child(ChildId(number), CLASS, number) for number in children),
    )


def test_a_family_is_as_busy_as_its_busiest_chat() -> None:
    recipients = [chat(1, 10), chat(2, 10, 11), chat(3, 11), chat(4, 12)]

    assert load_of(recipients, {1: 2, 3: 7, 4: 1}).counts == (1, 7)


def test_chats_without_children_stand_for_themselves() -> None:
    assert load_of([chat(1), chat(2)], {2: 3}).counts == (0, 3)


@given(st.lists(st.lists(st.integers(1, 8), max_size=3), max_size=12))
def test_families_do_not_depend_on_the_order_of_chats(
    families: list[list[int]],
) -> None:
    recipients = [chat(place, *children) for place, children in enumerate(families)]
    counts = {place: place % 5 for place in range(len(recipients))}

    turned = load_of(recipients[::-1], counts)

    assert turned == load_of(recipients, counts)


def test_median_and_most_are_of_families() -> None:
    load = Load((0, 2, 2, 3, 9))

    assert (load.median, load.most, load.at_least(3)) == (2, 9, 2)


def test_of_nobody_there_is_nothing_to_count() -> None:
    assert (Load(()).median, Load(()).most) == (0, 0)


def test_the_line_is_kind_only_from_the_limit_on() -> None:
    load = Load((1, 2, 6))

    assert load_line(WORDS, load, 7) == (
        "过去 7 天，他们一般收到 2 条消息，最多的收到 6 条（通知和每天的课后服务消息都算）。"
    )
    assert load_line(WORDS, load, 6).endswith(
        "有 1 家已经收到 6 条或更多；不急的事，可以攒在一起再发。"
    )


def test_a_middle_that_is_the_most_or_nothing_is_said_in_other_words() -> None:
    same, few = load_line(WORDS, Load((2, 2)), 9), load_line(WORDS, Load((0, 0, 2)), 9)

    assert same.startswith("过去 7 天，每家收到 2 条消息（")
    assert few.startswith("过去 7 天，多数家庭没有收到过消息，最多的收到 2 条（")


@pytest.mark.parametrize("language", Language)
def test_a_quiet_week_is_said_too(language: Language) -> None:
    words = speaking(language)

    assert load_line(words, Load((0, 0)), 1) == words("load-none")
