from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter
from dataclasses import asdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.i18n.languages import Language
from bot.printing.apart import DrawingFailed
from bot.surveys.hiding.anonymity import Limits
from bot.surveys.model import Answer, WaveState
from bot.surveys.showing import charts
from bot.surveys.showing.charts import chart_of, draw
from bot.surveys.showing.pen import shades
from bot.surveys.showing.picture import Chart, percent, texts_in, width_of, without, wrapped
from tests.support.clocks import FixedClock
from tests.support.figures import results_of
from tests.support.surveys import a_ready_survey, a_wave


def a_chart(answers: list[Answer] | None = None) -> Chart:
    given_answers = answers or [
        *[Answer(1, "00")] * 3,
        *[Answer(2, "11")] * 5,
        *[Answer(2, "00")] * 3,
        *[Answer(3, "01")] * 6,
        *[Answer(3, "10")] * 3,
    ]
    wave = a_wave(state=WaveState.CLOSED)
    results = results_of(wave, Counter(given_answers), [], Limits())
    return chart_of(results, Language.ZH_HANS, FixedClock().zone)


def test_each_group_has_a_bar_and_hidden_groups_have_no_figures() -> None:
    homework, _ = a_chart().panels

    assert [(bar.label, bar.shares) for bar in homework.bars] == [
        ("全校（20 份）", (12 / 20, 8 / 20)),
        ("一年级", None),
        ("二年级", None),
        ("三年级（9 份）", (6 / 9, 3 / 9)),
    ]


def test_the_note_says_when_how_many_and_what_is_hidden() -> None:
    assert a_chart().note.startswith("2026-11-19 结束，共收到 20 份。不足 5 份")


def test_of_a_wave_with_few_answers_not_even_the_number_is_told() -> None:
    note = a_chart([Answer(1, "00")] * 4).note

    assert "不足 5 份" in note
    assert "4" not in note


def test_of_a_choice_that_may_be_taken_only_those_who_took_it_are_drawn() -> None:
    wave = a_wave(a_ready_survey("homework-burden"), WaveState.CLOSED)
    answers = [*[Answer(5, "1121-")] * 6, *[Answer(5, "1120-")] * 14]
    results = results_of(wave, Counter(answers), [], Limits())

    panels = chart_of(results, Language.ZH_HANS, FixedClock().zone).panels

    punitive = next(each for each in panels if each.question.endswith("罚抄、罚写"))
    assert punitive.answers == ("是",)
    assert punitive.bars[0].shares == (6 / 20,)
    assert len(shades(1)) == 1


def test_a_chart_travels_to_the_drawing_process_unchanged() -> None:
    chart = a_chart()

    travelled = json.loads(json.dumps(asdict(chart)))
    assert TypeAdapter(Chart).validate_python(travelled) == chart


def test_characters_the_font_lacks_are_left_out() -> None:
    values = asdict(a_chart())

    assert {"调", "校"} <= {each for text in texts_in(values) for each in text}
    left = TypeAdapter(Chart).validate_python(without(values, {"调", "校"}))
    assert left.title == "小查"
    assert left.panels[0].bars[0].label.startswith("全（20")


async def test_the_picture_is_a_png_drawn_elsewhere() -> None:
    picture = await draw(a_chart())

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert width == 1240
    assert height > 600


async def test_a_drawing_that_fails_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(charts, "DRAWING", "bot.surveys.no_such_module")

    with pytest.raises(DrawingFailed, match=r"^drawing: .*broke off"):
        await draw(a_chart())


async def test_the_service_itself_never_loads_matplotlib() -> None:
    imports = "import sys, bot.surveys.service, bot.surveys.showing.charts"
    script = f"{imports}; print('matplotlib' in sys.modules)"

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE, env=dict(os.environ)
    )
    told, _ = await process.communicate()

    assert told.strip() == b"False"


@pytest.mark.parametrize("count", range(2, 10))
def test_shades_grow_darker_even_when_printed_in_grey(count: int) -> None:
    grey = [0.299 * red + 0.587 * green + 0.114 * blue for red, green, blue in shades(count)]

    assert grey == sorted(grey, reverse=True)
    assert min(before - after for before, after in pairwise(grey)) > 0.08


@pytest.mark.parametrize(
    ("count", "of", "said"), [(1, 8, "13%"), (7, 8, "88%"), (57, 200, "29%"), (1, 3, "33%")]
)
def test_half_a_percent_is_rounded_up(count: int, of: int, said: str) -> None:
    assert percent(count / of) == said


@given(st.text(alphabet="作业 ab，", max_size=60), st.integers(10, 40))
def test_lines_are_no_wider_than_asked_unless_a_word_is(text: str, most: int) -> None:
    lines = list(wrapped(text, most))

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width_of(line) <= most or not any(width_of(each) > 1 for each in line)


def test_a_line_neither_begins_with_what_closes_nor_ends_with_what_opens() -> None:
    lines = list(wrapped("作业多（很多），睡得晚。周末补课（两次）也有", 10))

    assert lines == ["作业多（很", "多），睡得", "晚。周末补", "课（两次）", "也有"]
