"""Comments: typed without replying, with strange characters, when something is wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.i18n.languages import Language
from bot.storage.tables.surveys import survey_comments, survey_marks
from bot.surveys.answering.commenting import CommentEmpty, Wanted, cleaned
from bot.surveys.model import Wave
from tests.support.builders import A_FATHER, A_MOTHER, A_STRANGER, join_parent, make_class
from tests.support.surveys import School, a_ready_survey


async def asked(school: School, *, first: int = 500) -> tuple[Wave, int]:
    [address] = await school.families(3, 1, first=first)
    wave = await school.opens()
    await school.hands_in(wave, address, 3, "01")
    return wave, address


async def test_words_soon_after_the_question_may_be_for_the_survey(school: School) -> None:
    wave, address = await asked(school)

    assert await school.surveys.comment_wanted(address, [school.id]) == Wanted(wave.name)
    school.rooms.clock.move(timedelta(minutes=14))
    assert await school.surveys.comment_wanted(address, [school.id]) == Wanted(wave.name)
    school.rooms.clock.move(timedelta(minutes=2))
    assert await school.surveys.comment_wanted(address, [school.id]) is None


async def test_nobody_else_is_asked_about_their_words(school: School) -> None:
    wave, address = await asked(school)
    [other] = await school.families(3, 1, first=600)

    assert await school.surveys.comment_wanted(other, [school.id]) is None
    assert await school.surveys.comment_wanted(A_STRANGER, []) is None
    assert await school.surveys.comment_wanted(address, []) is None
    await school.surveys.close(wave.id)
    assert await school.surveys.comment_wanted(address, [school.id]) is None


async def test_after_the_comment_words_are_questions_again(school: School) -> None:
    wave, address = await asked(school)

    await school.says(wave, address, "希望少一点抄写")

    assert await school.surveys.comment_wanted(address, [school.id]) is None


async def test_whoever_says_it_is_a_question_is_not_asked_again(school: School) -> None:
    _, address = await asked(school)

    await school.surveys.comment_declined(address, [school.id])

    assert await school.surveys.comment_wanted(address, [school.id]) is None
    async with school.rooms.database.read() as connection:
        marks = sa.select(sa.func.count()).select_from(survey_marks)
        assert (await connection.execute(marks)).scalar_one() == 1


async def test_a_survey_without_a_comment_waits_for_no_words(school: School) -> None:
    [address] = await school.families(3, 1, first=500)
    wave = await school.opens(a_ready_survey("pulse"))
    screen = await school.hands_in(wave, address, 3, "1")

    assert screen.comment is None
    assert await school.surveys.comment_wanted(address, [school.id]) is None


async def test_without_the_keys_words_are_questions(school: School) -> None:
    _, address = await asked(school)
    school.keys.path.rename(school.keys.path.with_name("away"))

    assert await school.surveys.comment_wanted(address, [school.id]) is None


async def test_a_family_with_two_children_is_asked_for_one_comment(school: School) -> None:
    younger = await make_class(school.rooms, school.id, grade=2, name="二（1）班")
    older = await make_class(school.rooms, school.id, grade=5, name="五（1）班")
    await join_parent(school.rooms, younger, A_MOTHER, seat=1)
    await join_parent(school.rooms, older, A_MOTHER, seat=1)
    await join_parent(school.rooms, older, A_FATHER, seat=1)
    wave = await school.opens(a_ready_survey("homework-burden"))

    first = await school.hands_in(wave, A_MOTHER, 2, "00000")
    await school.says(wave, A_MOTHER, "希望少一点抄写")
    second = await school.hands_in(wave, A_FATHER, 5, "00000")

    assert first.comment is not None
    assert "已经交上" in second.text
    assert second.comment is None


async def test_control_characters_are_taken_out_and_formulas_kept_as_text(school: School) -> None:
    wave, address = await asked(school)
    await school.says(wave, address, "=1+1\x00\x07\x1b[31m\t第二\r\n行\u202e\ud83d")
    await school.surveys.close(wave.id)

    async with school.rooms.database.read() as connection:
        kept = (await connection.execute(sa.select(survey_comments.c.text))).scalar_one()
    assert kept == "=1+1[31m 第二\n行"


async def test_four_thousand_characters_arrive_whole(school: School) -> None:
    wave, address = await asked(school)
    text = "长" * 4000 + "😀" * 48

    assert "收到了" in await school.says(wave, address, text)
    await school.surveys.close(wave.id)

    async with school.rooms.database.read() as connection:
        kept = (await connection.execute(sa.select(survey_comments.c.text))).scalar_one()
    assert kept == text


async def test_a_comment_of_control_characters_alone_is_empty(school: School) -> None:
    wave, address = await asked(school)

    with pytest.raises(CommentEmpty):
        await school.says(wave, address, "\x00\x07\u202e")


@pytest.mark.parametrize("text", ["真的不想活了", "I want to kill myself", "孩子說想跳樓"])
async def test_words_of_danger_meet_the_help_lines_on_the_same_screen(
    school: School, text: str
) -> None:
    wave, address = await asked(school)

    said = await school.says(wave, address, text)

    for number in ("12356", "110", "120"):
        assert number in said
    assert said.index("12356") < said.index("收到了")


def test_cleaning_keeps_lines_and_emoji() -> None:
    assert cleaned("一\n二👨‍👩‍👧 ") == "一\n二👨‍👩‍👧"


async def test_language_does_not_matter_to_who_is_asked(school: School) -> None:
    wave, address = await asked(school)

    said = await school.surveys.comment(address, wave.name, "Less copying, please", Language.EN)

    assert "Received" in said
