from __future__ import annotations

from bot.i18n.languages import Language
from bot.people.model import Child, ChildId, ClassId, Recipient, SchoolClass, SchoolId
from bot.surveys.waves.families import count_families

A_CLASS = SchoolClass(ClassId(1), SchoolId(1), 3, "三（1）班")


def chat(address: int, *children: int) -> Recipient:
    seats = tuple(Child(ChildId(number), A_CLASS, None) for number in children)
    return Recipient(address, Language.ZH_HANS, seats)


def test_two_guardians_of_one_child_are_one_family() -> None:
    assert count_families([chat(1, 10), chat(2, 10)]) == 1


def test_children_connected_through_a_chat_are_one_family() -> None:
    assert count_families([chat(1, 10), chat(2, 10, 11), chat(3, 11, 12), chat(4, 20)]) == 2


def test_a_join_that_comes_late_still_connects() -> None:
    assert count_families([chat(1, 10), chat(2, 11), chat(3, 12, 11), chat(4, 12, 10)]) == 1


def test_nobody_is_no_family() -> None:
    assert count_families([]) == 0
