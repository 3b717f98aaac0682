"""A short message goes on from the last answer where it means to, and only there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, RootModel

from bot.faq.files.shapes import read_shape
from bot.faq.model import EntryId
from bot.faq.reply import Offer
from bot.faq.service import Answers
from bot.i18n.languages import Language
from bot.matching.decision import Decision

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


class FollowUp(BaseModel):
    """One message after an answer, and what is right for it."""

    model_config = ConfigDict(extra="forbid")

    q: str
    after: str
    accept: tuple[str, ...] = ()


class FollowUps(RootModel[tuple[FollowUp, ...]]):
    """The file."""


def _messages() -> tuple[FollowUp, ...]:
    read = read_shape(Path(__file__).with_name("followups.yaml"), FollowUps)
    assert not isinstance(read, list), read
    return read[0].root


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers.load(KNOWLEDGE, lambda: date(2026, 11, 21))


def test_most_messages_that_go_on_are_understood(answers: Answers) -> None:
    missed = [
        (one.q, one.after)
        for one in _messages()
        if one.accept and not set(one.accept) & {offer.id for offer in _reply(answers, one)[:2]}
    ]

    assert len(missed) <= 2, missed


@pytest.mark.parametrize("one", [m for m in _messages() if not m.accept], ids=lambda one: one.q)
def test_another_matter_is_never_answered_with_the_last_topic(
    answers: Answers, one: FollowUp
) -> None:
    after = EntryId(one.after)
    reply = answers.ask(one.q, grade=None, language=Language.ZH_HANS, after=after)

    assert reply.decision is not Decision.ANSWER


def _reply(answers: Answers, one: FollowUp) -> tuple[Offer, ...]:
    after = EntryId(one.after)
    reply = answers.ask(one.q, grade=None, language=Language.ZH_HANS, after=after)
    return reply.candidates
