"""`/privacy` is short enough to be read: five sentences in every language."""

from __future__ import annotations

import pytest

from bot.i18n.catalogue import speaking
from bot.i18n.languages import Language


@pytest.mark.parametrize("language", list(Language))
def test_privacy_is_said_in_five_sentences(language: Language) -> None:
    text = speaking(language)("privacy")
    end = "." if language is Language.EN else "。"

    lines = text.splitlines()

    assert len(lines) == text.count(end) == 5
    assert all(line.endswith(end) for line in lines)


@pytest.mark.parametrize("language", list(Language))
def test_privacy_names_the_limit_and_the_ways_out(language: Language) -> None:
    text = speaking(language)("privacy")

    for word in ("Telegram", "/mydata", "/leave", "/forget"):
        assert word in text
