"""What became of a notice in other channels, in words."""

from __future__ import annotations

import pytest

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language
from bot.mirrors.model import PostStatus, Reason, State
from bot.notices.wording import mirrored

WORDS = speaking(Language.ZH_HANS)


def post(name: str, state: State, reason: Reason | None = None) -> PostStatus:
    return PostStatus(name, state, 1, 0, reason)


def test_those_reached_and_waited_for_share_a_line() -> None:
    posts = [
        post("a", State.SENT),
        post("b", State.SENT),
        post("c", State.PENDING),
        post("d", State.SENDING),
    ]

    assert mirrored.lines(posts, WORDS) == [
        "已同步到其他渠道：a、b",
        "正在同步到其他渠道：c、d",
    ]


def test_each_that_failed_is_named_with_its_reason() -> None:
    assert mirrored.lines([post("a", State.FAILED, Reason.UNREACHABLE)], WORDS) == [
        "没有同步成功：a（连不上）"
    ]


def test_of_several_texts_the_newest_counts() -> None:
    posts = [post("a", State.FAILED, Reason.REFUSED), post("a", State.SENT)]

    assert mirrored.lines(posts, WORDS) == ["已同步到其他渠道：a"]


def test_what_was_stopped_is_not_spoken_of() -> None:
    assert mirrored.lines([post("a", State.CANCELLED)], WORDS) == []


@pytest.mark.parametrize("language", Language)
def test_every_reason_has_words_of_its_own(language: Language) -> None:
    said = {mirrored.why(reason, speaking(language)) for reason in Reason}

    assert len(said) == len(Reason)
