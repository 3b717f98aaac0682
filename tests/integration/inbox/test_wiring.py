"""The inbox as the service wires it to its neighbours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from bot.app import Services, open_services
from bot.config import load
from bot.errors import BadInput
from bot.i18n.languages import Language
from bot.inbox.model import Waiting, Why
from tests.support.inbox import A_QUESTION, ANOTHER, sent_to

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
A_PARENT = 901


@pytest.fixture
async def services(tmp_path: Path, database_url: str) -> AsyncIterator[Services]:
    values = {
        "database": {"url": database_url},
        "surveys": {"keys_path": f"{tmp_path}/keys"},
        "knowledge": {"path": str(KNOWLEDGE)},
    }
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    async with open_services(load(path)) as opened:
        yield opened


async def join(services: Services) -> int:
    school = await services.office.add_school("阳光小学", "example")
    made = await services.office.add_class(school, 3, "三（1）班")
    invitation = await services.office.invite_family(made, seat=7)
    joined = await services.membership.join(A_PARENT, Language.EN, invitation.code)
    assert joined.child is not None
    return joined.child.id


async def test_whoever_leaves_takes_along_what_waits_for_them(services: Services) -> None:
    child = await join(services)
    await services.inbox.ask_school(A_QUESTION, A_PARENT)
    await services.inbox.tell_me(ANOTHER, A_PARENT)
    assert await services.inbox.waiting_of(A_PARENT) == Waiting((A_QUESTION,), 1)

    await services.membership.leave(A_PARENT, child)

    assert await services.inbox.waiting_of(A_PARENT) == Waiting((), 0)


async def test_whoever_waits_reads_the_answers_question_in_their_language(
    services: Services,
) -> None:
    await join(services)
    await services.inbox.tell_me(A_QUESTION, A_PARENT)
    group = await services.inbox.note(A_QUESTION, A_PARENT, Why.ABSTAINED)
    assert group is not None

    await services.inbox.close_group(group, "homework-time-limit")

    (text,) = await sent_to(services.database, A_PARENT)
    assert "How long may written homework take each day?" in text


async def test_an_answer_unknown_here_is_named_as_it_was_written(services: Services) -> None:
    await services.inbox.tell_me(A_QUESTION, A_PARENT)
    await join(services)
    group = await services.inbox.note(A_QUESTION, A_PARENT, Why.ABSTAINED)
    assert group is not None

    await services.inbox.close_group(group, "just-written", title="放学后可以在操场玩吗？")

    (text,) = await sent_to(services.database, A_PARENT)
    assert "放学后可以在操场玩吗？" in text


async def test_words_of_danger_are_known_to_the_inbox(services: Services) -> None:
    with pytest.raises(BadInput):
        await services.inbox.preview("孩子说不想活了怎么办")
