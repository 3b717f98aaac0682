"""How many were asked, from the invitations to the figures and files of a closed survey."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from bot.i18n.languages import Language
from bot.surveys.figures.results import Results
from bot.surveys.figures.statistics import wilson
from bot.surveys.questions.schema import Survey, Unit
from bot.surveys.showing import export
from bot.surveys.showing.export import Format
from tests.support.surveys import School, a_survey

CHOICES = ("00", "01", "10", "11")
OF_CHILDREN = a_survey().model_copy(update={"unit": Unit.CHILD})


async def closed(
    school: School, survey: Survey, answered: Mapping[int, tuple[int, int]]
) -> Results:
    """Let families answer and close; by grade from which address on, and how many."""
    wave = await school.opens(survey)
    for grade, (first, count) in answered.items():
        for place, address in enumerate(range(first, first + count)):
            await school.hands_in(wave, address, grade, CHOICES[place % 4])
    await school.surveys.close(wave.id)
    return await school.surveys.results(wave.id)


async def test_a_family_with_children_in_two_grades_was_asked_once(school: School) -> None:
    """Chats 105 to 109 have a child in grade 3 and one in grade 4."""
    await school.families(3, 10, first=100)
    await school.families(4, 10, first=105)

    found = await closed(school, a_survey(), {3: (100, 7), 4: (107, 5)})

    whole, third, _ = found.groups
    assert (whole.invited, whole.n, third.invited, third.n) == (15, 12, None, 7)
    share, of_third = whole.figures[0].shares[0], third.figures[0].shares[0]
    assert (share.low, share.high) == wilson(share.count, 12, 15)
    assert (of_third.low, of_third.high) == wilson(of_third.count, 7)


async def test_of_children_a_sheet_tells_each_grades_response(
    school: School, tmp_path: Path
) -> None:
    for grade, count in {3: 12, 4: 10, 5: 6, 6: 4}.items():
        await school.families(grade, count, first=100 * grade)

    found = await closed(school, OF_CHILDREN, {3: (300, 9), 4: (400, 8), 5: (500, 2)})
    export.write(found, tmp_path / "a.xlsx", Format.XLSX, Language.EN, school.rooms.clock.zone)

    rows = openpyxl.load_workbook(tmp_path / "a.xlsx")["Response"].iter_rows(values_only=True)
    assert [row[:4] for row in rows][1:] == [
        ("Whole school", 32, 19, 19 / 32),
        ("grade 3", 12, 9, 0.75),
        ("grade 4", 10, None, None),
        ("grade 5", 6, None, None),
        ("grade 6", 4, None, None),
    ]
