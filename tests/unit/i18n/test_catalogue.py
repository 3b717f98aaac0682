from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.i18n import catalogue
from bot.i18n.catalogue import TextMissing, speaking, text
from bot.i18n.languages import Language

EN, ZH_HANS = Language.EN, Language.ZH_HANS


@pytest.fixture(autouse=True)
def _small_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two rooms in Chinese, one in English."""
    files = {
        "zh-Hans/rooms.ftl": "greeting = 您好，{ $name }！\nlesson =\n    第一行\n\n    第二行\n",
        "zh-Hans/week.ftl": "days = { $count } 天\n",
        "en/rooms.ftl": "greeting = Hello, { $name }!\n"
        "days = { $count ->\n    [one] one day\n   *[other] { $count } days\n}\n",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(catalogue, "LOCALES", tmp_path)
    catalogue._bundle.cache_clear()
    yield
    catalogue._bundle.cache_clear()


def test_a_text_is_filled_in_without_marks_around_what_was_filled_in() -> None:
    assert text("greeting", ZH_HANS, {"name": "李老师"}) == "您好，李老师！"


def test_words_speak_one_language() -> None:
    assert speaking(EN)("greeting", name="Li") == "Hello, Li!"
    assert speaking(ZH_HANS)("greeting", name="Li") == "您好，Li！"


def test_a_text_is_found_in_whichever_file_of_its_language_it_stands() -> None:
    assert speaking(ZH_HANS)("days", count=3) == "3 天"


def test_lines_and_the_space_between_them_stay() -> None:
    assert speaking(ZH_HANS)("lesson") == "第一行\n\n第二行"


@pytest.mark.parametrize(("count", "expected"), [(1, "one day"), (3, "3 days")])
def test_plurals_belong_to_the_language(count: int, expected: str) -> None:
    assert speaking(EN)("days", count=count) == expected


def test_a_text_that_is_nowhere_is_named_with_the_folder_it_belongs_to() -> None:
    with pytest.raises(TextMissing, match=r"^Text break is missing: .*locales/zh-Hans\.$"):
        speaking(EN)("break")


def test_a_parent_reads_a_missing_text_in_zh_hans_and_the_log_says_so() -> None:
    with capture_logs() as log:
        said = speaking(EN)("lesson")

    assert said == "第一行\n\n第二行"
    assert [(line["event"], line["key"], line["language"]) for line in log] == [
        ("text_missing", "lesson", EN)
    ]


def test_a_missing_argument_is_an_error_rather_than_a_gap() -> None:
    with pytest.raises(TextMissing, match="Text greeting in en cannot be filled in"):
        speaking(EN)("greeting")


def test_no_error_shows_what_was_to_be_filled_in() -> None:
    with pytest.raises(TextMissing) as caught:
        speaking(EN)("greeting", nome="李小明")

    assert "李小明" not in str(caught.value)


def test_what_is_filled_in_may_be_as_long_as_a_notice() -> None:
    name = "一" * 12_000

    assert speaking(ZH_HANS)("greeting", name=name) == f"您好，{name}！"
