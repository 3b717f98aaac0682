from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from bot.errors import BadOption
from bot.people.class_lists import ClassLists, RosterImport, Wishes
from bot.people.errors import ClassNameTaken, SeatMissing, SeatTaken
from bot.people.model import ClassId, SchoolId
from bot.people.roster import BadRoster
from bot.storage.tables.people import children, classes
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    Rooms,
    join_parent,
    make_class,
    make_school,
    who_is,
)

LIST = "班级,座号,姓名\n三（1）班,1,王小明\n三（1）班,2,李小红\n五年级2班,7,赵小兰\n"


@pytest.fixture
def lists(rooms: Rooms) -> ClassLists:
    return ClassLists(rooms.database, rooms.clock, rooms.people)


async def imported(
    lists: ClassLists, school: SchoolId, folder: Path, text: str, wishes: Wishes | None = None
) -> RosterImport:
    path = folder / "list.csv"
    path.write_text(text, encoding="gbk")
    return await lists.import_roster(school, path, wishes)


async def seats(rooms: Rooms, class_id: int) -> dict[int | None, int]:
    return {one.child.seat: one.chat_count for one in await rooms.people.seats(class_id)}


async def counted(rooms: Rooms) -> tuple[int, int]:
    async with rooms.database.read() as connection:
        return (
            (await connection.execute(sa.select(sa.func.count(classes.c.id)))).scalar_one(),
            (await connection.execute(sa.select(sa.func.count(children.c.id)))).scalar_one(),
        )


async def test_classes_and_seats_of_a_file_are_added(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)
    known = await make_class(rooms, school, name="三（1）班")
    await join_parent(rooms, known, A_MOTHER, seat=2)

    done = await imported(lists, school, tmp_path, LIST)

    first, second = done.classes
    assert (first.id, first.is_new, first.new, first.known) == (known, False, (1,), 1)
    assert (second.name, second.is_new, second.new) == ("五年级2班", True, (7,))
    assert await seats(rooms, known) == {1: 0, 2: 1}
    assert await seats(rooms, second.id or 0) == {7: 0}


async def test_the_same_file_again_changes_nothing(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)
    await imported(lists, school, tmp_path, LIST)

    again = await imported(lists, school, tmp_path, LIST)

    assert [(one.is_new, one.new, one.known) for one in again.classes] == [
        (False, (), 2),
        (False, (), 1),
    ]
    assert await counted(rooms) == (2, 3)


async def test_a_rehearsal_says_the_same_and_changes_nothing(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)

    rehearsed = await imported(lists, school, tmp_path, LIST, Wishes(is_rehearsal=True))

    assert [one.new for one in rehearsed.classes] == [(1, 2), (7,)]
    assert await counted(rooms) == (0, 0)


async def test_one_bad_row_leaves_everything_as_it_was(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)

    with pytest.raises(BadRoster) as refused:
        await imported(lists, school, tmp_path, f"{LIST}三（1）班,2,张三\n三（1）班,100,李四\n")

    assert len(refused.value.problems) == 2
    assert await counted(rooms) == (0, 0)


async def test_bad_rows_may_be_left_out(rooms: Rooms, lists: ClassLists, tmp_path: Path) -> None:
    school = await make_school(rooms)

    done = await imported(
        lists, school, tmp_path, f"{LIST}三（1）班,100,李四\n", Wishes(skips_bad=True)
    )

    assert done.skipped == ("row 5, 座号: 100 is out of range; a seat is 1 to 99",)
    assert await counted(rooms) == (2, 3)


async def test_what_the_file_no_longer_has_is_reported_and_stays(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)
    class_id = await make_class(rooms, school, name="三（1）班")
    await join_parent(rooms, class_id, A_MOTHER, seat=9)
    await imported(lists, school, tmp_path, LIST)

    done = await imported(lists, school, tmp_path, "班级,座号\n三（1）班,1\n")

    (one,) = done.classes
    assert (one.gone, one.gone_with_readers, one.removed) == ((2, 9), (9,), ())
    assert set(await seats(rooms, class_id)) == {1, 2, 9}


async def test_missing_seats_are_removed_on_request_unless_somebody_reads_along(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)
    class_id = await make_class(rooms, school, name="三（1）班")
    await join_parent(rooms, class_id, A_MOTHER, seat=9)
    await join_parent(rooms, class_id, A_FATHER)
    await imported(lists, school, tmp_path, LIST)

    done = await imported(
        lists, school, tmp_path, "班级,座号\n三（1）班,1\n", Wishes(removes_missing=True)
    )

    (one,) = done.classes
    assert (one.gone, one.removed) == ((9,), (2,))
    assert await seats(rooms, class_id) == {1: 0, 9: 1, None: 1}
    assert (await who_is(rooms, A_MOTHER)).children[0].seat == 9


def test_skipped_rows_and_removed_seats_do_not_go_together() -> None:
    with pytest.raises(BadOption, match="--remove-missing: not together with --skip-bad"):
        Wishes(skips_bad=True, removes_missing=True)


async def test_a_workbook_is_imported_and_no_name_is_kept(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)
    book = Workbook()
    assert book.active is not None
    for row in (["名单"], ["班级", "座号", "姓名"], ["三年级1班", 4, "王小明"]):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.save(tmp_path / "list.xlsx")

    await lists.import_roster(school, tmp_path / "list.xlsx")

    assert await counted(rooms) == (1, 1)
    async with rooms.database.read() as connection:
        kept = [
            str(tuple(row))
            for table in (classes, children)
            for row in await connection.execute(sa.select(table))
        ]
    assert "三年级1班" in str(kept)
    assert "王小明" not in str(kept)


async def test_a_wrong_seat_is_put_right_and_the_family_stays(
    rooms: Rooms, lists: ClassLists
) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=12)
    child = (await lists.child_at(class_id, 12)).id

    await lists.change_seat(child, 21)

    assert [one.seat for one in (await who_is(rooms, A_MOTHER)).children] == [21]
    assert await seats(rooms, class_id) == {21: 1}


async def test_a_listed_seat_nobody_reads_for_is_exchanged(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)
    await imported(lists, school, tmp_path, "班级,座号\n三年级1班,12\n三年级1班,21\n")
    class_id = ClassId(1)
    await join_parent(rooms, class_id, A_MOTHER, seat=12)

    await lists.change_seat((await lists.child_at(class_id, 12)).id, 21)

    assert await seats(rooms, class_id) == {12: 0, 21: 1}


async def test_a_seat_may_be_given_to_a_child_that_had_none(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)
    await imported(lists, school, tmp_path, "班级,座号\n三年级1班,21\n")
    joined = await join_parent(rooms, ClassId(1), A_MOTHER)
    assert joined.child is not None

    await lists.change_seat(joined.child.id, 21)

    assert await seats(rooms, 1) == {21: 1}


async def test_another_familys_seat_is_not_taken(rooms: Rooms, lists: ClassLists) -> None:
    class_id = await make_class(rooms)
    await join_parent(rooms, class_id, A_MOTHER, seat=12)
    await join_parent(rooms, class_id, A_FATHER, seat=21)
    child = (await lists.child_at(class_id, 12)).id

    with pytest.raises(SeatTaken, match="another family has this seat"):
        await lists.change_seat(child, 21)
    with pytest.raises(BadOption, match="must be 1 to 99"):
        await lists.change_seat(child, 100)
    assert await seats(rooms, class_id) == {12: 1, 21: 1}


async def test_a_mistaken_seat_is_taken_off_the_list_unless_somebody_reads_along(
    rooms: Rooms, lists: ClassLists, tmp_path: Path
) -> None:
    school = await make_school(rooms)
    await imported(lists, school, tmp_path, "班级,座号\n三年级1班,1\n三年级1班,47\n")
    await join_parent(rooms, ClassId(1), A_MOTHER, seat=1)

    await lists.remove_seat((await lists.child_at(1, 47)).id)
    with pytest.raises(SeatTaken, match="--seat 1: somebody reads along"):
        await lists.remove_seat((await lists.child_at(1, 1)).id)

    assert await seats(rooms, 1) == {1: 1}
    with pytest.raises(SeatMissing, match="--seat 47: the class has no such seat"):
        await lists.child_at(1, 47)


async def test_a_class_is_renamed_unless_another_is_called_so(
    rooms: Rooms, lists: ClassLists
) -> None:
    school = await make_school(rooms)
    class_id = await make_class(rooms, school, name="三（1）班")
    await make_class(rooms, school, name="三（2）班")

    assert (await lists.rename_class(class_id, " 2024级1班 ")).name == "2024级1班"
    assert (await lists.rename_class(class_id, "2024级1班")).name == "2024级1班"
    with pytest.raises(ClassNameTaken, match="三（2）班 already"):
        await lists.rename_class(class_id, "三（2）班")
    with pytest.raises(BadOption, match="--name"):
        await lists.rename_class(class_id, "  ")
