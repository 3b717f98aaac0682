from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.fonts import Font, FontMissing, find_font, missing_glyphs
from bot.i18n.languages import Language
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, WaveState
from bot.surveys.showing.charts import chart_of
from bot.surveys.showing.picture import texts_in
from tests.support.clocks import FixedClock
from tests.support.figures import results_of
from tests.support.surveys import READY, a_ready_survey, a_wave


def test_this_machine_has_a_font_with_the_commonest_characters() -> None:
    assert missing_glyphs(["的一是不了人我在有他这课后服务作业负担焦虑憂慮"], find_font()) == set()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", sorted(path.stem for path in READY.glob("*.yaml")))
def test_no_glyph_of_any_chart_of_a_ready_survey_is_missing(name: str, language: Language) -> None:
    wave = a_wave(a_ready_survey(name), WaveState.CLOSED)
    choices = "0" * len(wave.survey.questions)
    tally = {Answer(grade, choices): 9 for grade in range(2, 10)} | {Answer(1, choices): 1}
    chart = chart_of(results_of(wave, tally, [], Limits()), language, FixedClock().zone)

    assert missing_glyphs(texts_in(asdict(chart)), find_font()) == set()


def test_a_character_the_font_lacks_is_found() -> None:
    assert missing_glyphs(["作业\U000f0000 "], find_font()) == {"\U000f0000"}


def test_of_a_collection_the_simplified_face_is_taken(tmp_path: Path) -> None:
    font = find_font()
    if font.path.suffix != ".ttc":
        pytest.skip("this machine has no collection of fonts")

    assert font.face > 0


def test_without_a_system_font_the_package_serves(tmp_path: Path) -> None:
    pytest.importorskip("pylopdf_fonts_zh_cn")

    font = find_font(folders=[tmp_path])

    assert "pylopdf_fonts_zh_cn" in str(font.path)
    assert missing_glyphs(["课后服务"], font) == set()


def test_without_any_font_the_error_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match=r"fonts-noto-cjk.*jiaxiao-bot\[fonts\]"):
        find_font(folders=[tmp_path, tmp_path / "absent"], package="no_such_package")


def test_a_font_with_only_latin_letters_is_not_taken(tmp_path: Path) -> None:
    import matplotlib as mpl  # noqa: PLC0415

    latin = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    shutil.copy(latin, tmp_path)

    assert missing_glyphs(["课"], Font(latin)) == {"课"}
    with pytest.raises(FontMissing):
        find_font(folders=[tmp_path], package="no_such_package")
