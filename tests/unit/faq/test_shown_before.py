"""An older message of ours says itself which answers it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.files.loader import load
from bot.faq.model import EntryId
from bot.faq.rendering import render
from bot.faq.reply import Reply
from bot.faq.service import Answers
from bot.faq.shown_before import entries_in
from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.matching.decision import Decision
from tests.unit.faq.folders import KNOWLEDGE

SNAPSHOT = load(KNOWLEDGE)


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers.load(KNOWLEDGE)


@pytest.mark.parametrize("language", list(Language))
def test_every_answer_is_recognised_in_every_language(
    answers: Answers, language: Language
) -> None:
    words = speaking(language)

    def shown(entry: EntryId) -> Reply:
        answer = answers.answer_for(entry, None, language)
        return Reply(Decision.ANSWER, language, answer=answer)

    wrong = [
        entry
        for entry in SNAPSHOT.entries
        if entries_in(render(shown(entry), words), SNAPSHOT) != (entry,)
    ]

    assert wrong == []


def test_several_answers_in_one_message_are_all_found_in_order(answers: Answers) -> None:
    language = Language.ZH_HANS
    first, second = (
        answers.answer_for(EntryId(entry), 3, language)
        for entry in ("ass-voluntary", "homework-time-limit")
    )
    reply = Reply(Decision.ANSWER, language, answer=first, more=(second,))

    found = entries_in(render(reply, speaking(language)), SNAPSHOT)

    assert found == (first.id, second.id)


@given(st.text(max_size=300))
def test_any_other_message_shows_none(text: str) -> None:
    assert entries_in(text, SNAPSHOT) == ()


def test_a_question_that_is_no_longer_ours_is_not_found() -> None:
    assert entries_in("您问的是：这里从来没有过的问题？\n\n没有。", SNAPSHOT) == ()
