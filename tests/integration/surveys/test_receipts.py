"""Taking an answer back by the five words of its receipt."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.tables.surveys import survey_answers, survey_marks, survey_sealed
from bot.surveys.model import Wave
from bot.surveys.sealing import receipts
from bot.surveys.taps import SurveyTap
from tests.support.builders import A_FATHER, A_MOTHER, join_parent, make_class
from tests.support.surveys import School, a_ready_survey, a_survey

ZH = Language.ZH_HANS


async def count(school: School, table: sa.Table) -> int:
    async with school.rooms.database.read() as connection:
        query = sa.select(sa.func.count()).select_from(table)
        return (await connection.execute(query)).scalar_one()


async def handed_in(school: School, wave: Wave, address: int) -> str:
    """Let a family answer; return the words of its receipt."""
    code = receipts.new_code()
    screen = await school.hands_in(wave, address, 3, "0" * len(wave.survey.questions), code)
    words = receipts.words_of(code, ZH)
    assert f"回执码：{words}" in screen.text
    return words


async def takes_back(school: School, address: int, words: str) -> str | None:
    screen = await school.surveys.take_back(address, [school.id], words, ZH)
    return None if screen is None else screen.text


@pytest.mark.parametrize("name", ["pulse", "after-school"])
async def test_the_receipt_deletes_answer_and_mark_so_the_family_may_answer_again(
    school: School, name: str
) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens(a_ready_survey(name))
    words = await handed_in(school, wave, address)

    said = await takes_back(school, address, words)

    assert "已经撤回" in (said or "")
    assert await count(school, survey_sealed) == 0
    assert (
        "第 1 题"
        in (await school.surveys.press(address, SurveyTap(wave.id, tag=wave.tag), ZH)).text
    )
    await handed_in(school, wave, address)
    assert await count(school, survey_sealed) == 1


async def test_a_receipt_works_once(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()
    words = await handed_in(school, wave, address)
    await takes_back(school, address, words)

    assert "没有找到" in (await takes_back(school, address, words) or "")


async def test_taking_back_and_a_double_tap_at_once_leave_one_answer_or_none(
    school: School,
) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens(a_ready_survey("pulse"))
    words = await handed_in(school, wave, address)

    await asyncio.gather(*(takes_back(school, address, words) for _ in range(3)))

    assert (await count(school, survey_sealed), await count(school, survey_marks)) == (0, 0)


async def test_another_familys_receipt_is_of_no_use(school: School) -> None:
    mine, other = await school.families(3, 2, first=500)
    wave = await school.opens()
    words = await handed_in(school, wave, mine)
    await handed_in(school, wave, other)

    assert "没有找到" in (await takes_back(school, other, words) or "")
    assert await count(school, survey_sealed) == 2


async def test_the_other_guardian_may_use_the_words_they_were_given(school: School) -> None:
    class_id = await make_class(school.rooms, school.id)
    await join_parent(school.rooms, class_id, A_MOTHER, seat=1)
    await join_parent(school.rooms, class_id, A_FATHER, seat=1)
    wave = await school.opens()
    words = await handed_in(school, wave, A_MOTHER)

    assert "已经撤回" in (await takes_back(school, A_FATHER, words) or "")


async def test_of_two_open_waves_the_right_one_is_found(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    older = await school.opens(a_ready_survey("pulse"))
    newer = await school.opens()
    words = await handed_in(school, older, address)
    await handed_in(school, newer, address)

    assert "已经撤回" in (await takes_back(school, address, words) or "")
    assert (await school.surveys.turnout(older.id)).wave.id == older.id
    assert await count(school, survey_sealed) == 1


async def test_after_the_end_nothing_can_be_taken_back(school: School) -> None:
    addresses = await school.families(3, 6, first=500)
    wave = await school.opens()
    words = [await handed_in(school, wave, address) for address in addresses]
    await school.surveys.close(wave.id)

    said = await takes_back(school, addresses[0], words[0])

    assert "问卷结束后就没法撤回了" in (said or "")
    assert await count(school, survey_answers) == 6
    assert await count(school, survey_sealed) == 0


async def test_the_same_button_again_shows_the_same_receipt(school: School) -> None:
    """As after a crash between the commit and the reply, when Telegram brings the tap again."""
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()
    code = receipts.new_code()

    first = await school.hands_in(wave, address, 3, "01", code)
    again = await school.hands_in(wave, address, 3, "01", code)
    other = await school.hands_in(wave, address, 3, "11", receipts.new_code())

    assert again.text == first.text
    assert again.comment is None
    assert "已经交过" in other.text
    assert "回执码" not in other.text


async def test_while_the_keys_are_away_taking_back_waits(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()
    words = await handed_in(school, wave, address)
    school.keys.path.rename(school.keys.path.with_name("away"))

    assert "过一会儿" in (await takes_back(school, address, words) or "")
    assert await count(school, survey_sealed) == 1


async def test_words_that_are_no_receipt_are_left_alone(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    await school.opens(a_survey())

    assert await takes_back(school, address, "作业写到几点算太晚？") is None
