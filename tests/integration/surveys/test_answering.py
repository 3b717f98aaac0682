from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.database import Database
from bot.storage.tables.surveys import survey_answers, survey_marks, survey_sealed
from bot.surveys.answering.commenting import CommentEmpty, CommentTooLong
from bot.surveys.model import UnfitAnswer, WaveState
from bot.surveys.taps import SurveyHandIn, SurveyLeave, SurveyTap
from tests.support.builders import (
    A_FATHER,
    A_MOTHER,
    A_STRANGER,
    join_parent,
    make_class,
    make_school,
)
from tests.support.surveys import School, a_ready_survey, a_survey, labels

ZH = Language.ZH_HANS


async def count(database: Database, table: sa.Table) -> int:
    async with database.read() as connection:
        query = sa.select(sa.func.count()).select_from(table)
        return (await connection.execute(query)).scalar_one()


async def test_handing_in_thanks_and_asks_for_the_comment(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()

    screen = await school.hands_in(wave, address, 3, "01")

    assert "谢谢" in screen.text
    assert screen.comment is not None
    assert await count(school.rooms.database, survey_sealed) == 1


async def test_a_double_tap_counts_once(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()

    await asyncio.gather(*(school.hands_in(wave, address, 3, "01") for _ in range(5)))
    again = await school.hands_in(wave, address, 3, "11")

    assert "已经交过" in again.text
    assert await count(school.rooms.database, survey_sealed) == 1
    # One for the answer; the other says that the comment was asked for.
    assert await count(school.rooms.database, survey_marks) == 2


async def test_two_guardians_of_a_child_have_one_answer(school: School) -> None:
    class_id = await make_class(school.rooms, school.id)
    await join_parent(school.rooms, class_id, A_MOTHER, seat=1)
    await join_parent(school.rooms, class_id, A_FATHER, seat=1)
    wave = await school.opens()
    await school.hands_in(wave, A_MOTHER, 3, "01")

    screen = await school.surveys.press(A_FATHER, SurveyTap(wave.id, tag=wave.tag), ZH)

    assert "您家已经交过" in screen.text


async def test_a_family_may_answer_each_wave(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    first = await school.opens()
    await school.hands_in(first, address, 3, "01")
    await school.surveys.close(first.id)
    second = await school.opens()

    screen = await school.hands_in(second, address, 3, "01")

    assert "已经交上" in screen.text


async def test_with_two_children_the_family_chooses_the_grade(school: School) -> None:
    younger = await make_class(school.rooms, school.id, grade=2, name="二（1）班")
    older = await make_class(school.rooms, school.id, grade=5, name="五（1）班")
    await join_parent(school.rooms, younger, A_MOTHER, seat=1)
    await join_parent(school.rooms, older, A_MOTHER, seat=1)
    wave = await school.opens()

    screen = await school.surveys.press(A_MOTHER, SurveyTap(wave.id, tag=wave.tag), ZH)

    assert labels(screen) == ["二年级", "五年级", "不填了"]


async def test_a_stranger_with_an_old_button_is_told_kindly(school: School) -> None:
    wave = await school.opens()

    screen = await school.surveys.press(A_STRANGER, SurveyTap(wave.id, tag=wave.tag), ZH)

    assert "班级邀请" in screen.text


async def test_a_parent_of_another_school_cannot_answer(school: School) -> None:
    elsewhere = await make_class(school.rooms, await make_school(school.rooms, "另一所学校"))
    await join_parent(school.rooms, elsewhere, A_MOTHER)
    wave = await school.opens()

    screen = await school.hands_in(wave, A_MOTHER, 3, "01")

    assert "班级邀请" in screen.text
    assert await count(school.rooms.database, survey_sealed) == 0


async def test_a_family_that_left_mid_answer_is_told_and_nothing_is_stored(school: School) -> None:
    class_id = await make_class(school.rooms, school.id)
    joined = await join_parent(school.rooms, class_id, A_MOTHER, seat=1)
    wave = await school.opens()
    assert joined.child is not None
    await school.rooms.membership.leave(A_MOTHER, joined.child.id)

    screen = await school.hands_in(wave, A_MOTHER, 3, "01")

    assert "班级邀请" in screen.text
    assert await count(school.rooms.database, survey_sealed) == 0


@pytest.mark.parametrize(
    ("grade", "choices"), [(3, "0"), (3, "012"), (3, "09"), (4, "01"), (3, "0x"), (3, "")]
)
async def test_a_forged_button_stores_nothing(school: School, grade: int, choices: str) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()

    with pytest.raises(UnfitAnswer):
        await school.hands_in(wave, address, grade, choices)

    assert await count(school.rooms.database, survey_sealed) == 0
    assert await count(school.rooms.database, survey_marks) == 0


async def test_a_tap_at_the_moment_of_closing_is_told_that_it_is_over_and_not_lost(
    school: School, capsys: pytest.CaptureFixture[str]
) -> None:
    early, late = await school.families(3, 2, first=500)
    wave = await school.opens()
    await school.hands_in(wave, early, 3, "01")
    await school.surveys.close(wave.id)

    screen = await school.hands_in(wave, late, 3, "01")

    assert "已经结束" in screen.text
    assert "survey_lost" not in "".join(capsys.readouterr())


async def test_the_buttons_of_a_closed_wave_say_that_it_is_over(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()
    await school.surveys.close(wave.id)

    for tap in (
        SurveyTap(wave.id, tag=wave.tag),
        SurveyHandIn(wave.id, 3, "01", tag=wave.tag),
        SurveyLeave(wave.id, wave.tag),
    ):
        screen = await school.surveys.press(address, tap, ZH)
        assert "已经结束" in screen.text
    assert "已经结束" in await school.says(wave, address, "作业太多了")
    assert await count(school.rooms.database, survey_answers) == 0


async def test_a_button_of_no_wave_is_answered(school: School) -> None:
    screen = await school.surveys.press(A_MOTHER, SurveyTap(10**6), ZH)

    assert "没有找到" in screen.text


async def test_the_questions_are_those_of_the_opening_whatever_happens_to_the_file(
    school: School,
) -> None:
    [address] = await school.families(3, 1, first=500)
    survey = a_survey()
    wave = await school.opens(survey)
    changed = survey.model_copy(
        update={"id": "changed", "questions": survey.questions[:1], "version": 2}
    )
    await school.opens(changed)

    screen = await school.surveys.press(address, SurveyTap(wave.id, tag=wave.tag), ZH)

    assert "共 2 题" in screen.text


async def test_a_severe_answer_meets_the_help_lines(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens(a_ready_survey("parent-anxiety"))

    screen = await school.hands_in(wave, address, 3, "33000")

    assert "12356" in screen.text


async def test_a_comment_is_taken_once_a_family(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()

    first = await school.says(wave, address, "希望少一点抄写")
    second = await school.says(wave, address, "还有一句")

    assert "收到了" in first
    assert "已经留过" in second
    assert await count(school.rooms.database, survey_sealed) == 1


async def test_words_of_self_harm_meet_the_help_lines_even_when_the_wave_is_over(
    school: School,
) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()
    await school.surveys.close(wave.id)

    reply = await school.says(wave, address, "真的不想活了")

    assert reply.index("12356") < reply.index("已经结束")


async def test_a_comment_without_words_or_too_long_is_refused(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()

    with pytest.raises(CommentEmpty):
        await school.says(wave, address, "  \n ")
    with pytest.raises(CommentTooLong):
        await school.says(wave, address, "长" * 4097)
    assert "收到了" in await school.says(wave, address, "长" * 4096)


async def test_without_its_key_a_wave_is_lost_and_says_so(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()
    school.keys.destroy(wave.public_key)

    screen = await school.hands_in(wave, address, 3, "01")

    assert "作废" in screen.text
    assert (await school.surveys.wave(wave.id)).state is WaveState.LOST


async def test_a_key_folder_that_is_not_there_only_pauses_the_wave(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens()
    away = school.keys.path.rename(school.keys.path.with_name("unmounted"))

    paused = await school.hands_in(wave, address, 3, "01")
    away.rename(school.keys.path)
    taken = await school.hands_in(wave, address, 3, "01")

    assert "过一会儿" in paused.text
    assert "已经交上" in taken.text
