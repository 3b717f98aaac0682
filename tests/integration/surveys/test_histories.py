"""What has left a survey before is remembered: by wave, across waves, and by whoever looks."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.surveys.model import Wave
from tests.support.clocks import FixedClock
from tests.support.surveys import School, surveys_over

THIRD, FOURTH, FIFTH = frozenset({3}), frozenset({4}), frozenset({5})
CHOICES = ("00", "01", "10", "11")


async def two_grades_and_a_small_one(school: School) -> Wave:
    """Ten families of grade 3, three of grade 4 and eight of grade 5; all answer, in turns."""
    wave_of = {
        grade: await school.families(grade, count, first=100 * grade)
        for grade, count in ((3, 10), (4, 3), (5, 8))
    }
    wave = await school.opens()
    for grade, addresses in wave_of.items():
        for place, address in enumerate(addresses):
            await school.hands_in(wave, address, grade, CHOICES[place % 4])
    return await school.surveys.close(wave.id)


async def test_an_export_is_held_against_those_before_also_after_a_restart(
    school: School, tmp_path: Path
) -> None:
    wave = await two_grades_and_a_small_one(school)
    assert (await school.surveys.results(wave.id)).responses == 21

    later = surveys_over(school.rooms, tmp_path / "keys")

    assert (await later.results(wave.id, THIRD | FIFTH)).responses is None
    assert (await later.results(wave.id, FOURTH)).responses is None
    assert (await later.results(wave.id)).responses == 21


async def test_what_some_grades_have_shown_keeps_the_whole_school_hidden(school: School) -> None:
    wave = await two_grades_and_a_small_one(school)
    assert (await school.surveys.results(wave.id, THIRD | FIFTH)).responses == 18

    assert (await school.surveys.results(wave.id)).responses is None
    assert (await school.surveys.results(wave.id, THIRD | FIFTH)).responses == 18


async def a_week(school: School, addresses: list[int], choices: list[str]) -> Wave:
    wave = await school.opens()
    for address, chosen in zip(addresses, choices, strict=True):
        await school.hands_in(wave, address, 3, chosen)
    return await school.surveys.close(wave.id)


async def is_shown(school: School, wave: Wave) -> bool:
    return not (await school.surveys.results(wave.id)).groups[0].figures[0].is_hidden


async def test_one_family_more_a_week_later_is_not_had_by_subtracting(
    school: School, clock: FixedClock
) -> None:
    addresses = await school.families(3, 11, first=500)
    first = await a_week(school, addresses[:10], [*CHOICES, *CHOICES, "00", "11"])
    assert await is_shown(school, first)
    clock.move(timedelta(days=7))

    same = [*CHOICES, *CHOICES, "00", "11", "11"]
    second = await a_week(school, addresses, same)

    assert not await is_shown(school, second)


async def test_what_was_never_looked_at_cannot_be_subtracted(
    school: School, clock: FixedClock
) -> None:
    addresses = await school.families(3, 11, first=500)
    first = await a_week(school, addresses[:10], [*CHOICES, *CHOICES, "00", "11"])
    clock.move(timedelta(days=7))

    second = await a_week(school, addresses, [*CHOICES, *CHOICES, "00", "11", "11"])

    assert await is_shown(school, second)
    assert not await is_shown(school, first)


async def with_comments(school: School, count: int) -> Wave:
    addresses = await school.families(3, 12, first=500)
    wave = await school.opens()
    for address in addresses:
        await school.hands_in(wave, address, 3, CHOICES[address % 4])
    for address in addresses[:count]:
        await school.says(wave, address, f"我是3年级 500 班王小明的妈妈，第{address}句")
    return await school.surveys.close(wave.id)


async def test_ten_comments_are_shown_scrubbed_and_in_another_order_each_time(
    school: School,
) -> None:
    wave = await with_comments(school, 12)

    looks = [(await school.surveys.results(wave.id)).comments for _ in range(3)]

    assert sorted(looks[0]) == [f"我是某班某人的妈妈，第{number}句" for number in range(500, 512)]
    assert {tuple(sorted(look)) for look in looks} == {tuple(sorted(looks[0]))}
    assert len(set(looks)) > 1
    assert (await school.surveys.results(wave.id, THIRD)).comments == ()


async def test_nine_comments_are_shown_to_nobody(school: School) -> None:
    wave = await with_comments(school, 9)

    assert (await school.surveys.results(wave.id)).comments == ()
