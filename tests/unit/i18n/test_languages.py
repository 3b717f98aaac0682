from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.languages import Language, language_of


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-hans", Language.ZH_HANS),
        ("zh-CN", Language.ZH_HANS),
        ("zh", Language.ZH_HANS),
        ("zh-Hans-HK", Language.ZH_HANS),
        ("zh-hant", Language.ZH_HANT),
        ("zh-TW", Language.ZH_HANT),
        ("zh_HK", Language.ZH_HANT),
        ("zh-Hant-MO", Language.ZH_HANT),
        ("en", Language.EN),
        ("en-GB", Language.EN),
        ("EN_us", Language.EN),
    ],
)
def test_a_persons_language_is_recognised(tag: str, language: Language) -> None:
    assert language_of(tag) is language


@pytest.mark.parametrize("tag", [None, "", "de", "ug-CN", "english", "zht"])
def test_everybody_else_gets_the_language_of_the_school(tag: str | None) -> None:
    assert language_of(tag) is Language.ZH_HANS


@given(st.text() | st.none())
def test_whatever_an_app_reports_there_is_a_language(tag: str | None) -> None:
    assert language_of(tag) in Language


def test_each_language_is_offered_in_its_own_script() -> None:
    assert [language.own_name for language in Language] == ["简体中文", "繁體中文", "English"]
