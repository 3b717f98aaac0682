"""One wave with a million answers: closing, figures and exports, time and memory.

    .venv/bin/python -m benchmarks.surveys [--answers 1000000] [--others 0]

The sealed rows are written as handing in leaves them, with their marks; because sealing takes
as long as opening, 20,000 different seals are made and stored again and again under numbers of
their own. With `--others` so many sealed answers of another, open wave lie beside them. If
pandas is installed, the same rows are counted by it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import secrets
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from bot.app import open_services
from bot.clock import SCHOOL_ZONE
from bot.config import load
from bot.i18n.languages import Language
from bot.surveys.figures.results import Results
from bot.surveys.figures.trend import ALONE
from bot.surveys.model import Answer
from bot.surveys.questions.loader import load_survey
from bot.surveys.sealing.seals import seal_answer
from bot.surveys.showing import booklets, charts, export
from bot.surveys.showing.export import Format

ROOT = Path(__file__).parents[1]
SURVEY = load_survey(ROOT / "knowledge" / "surveys" / "homework-burden.yaml")
DIFFERENT = 20_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=int, default=1_000_000)
    parser.add_argument("--others", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure(Path(folder), options.answers, options.others))


async def measure(folder: Path, count: int, others: int) -> None:
    config = folder / "config.yaml"
    config.write_text(
        f"database: {{url: 'sqlite:///{folder}/school.db'}}\n"
        f"surveys: {{keys_path: '{folder}/keys'}}\n"
        f"knowledge: {{path: '{ROOT}/knowledge'}}\n",
        encoding="utf-8",
    )
    async with open_services(load(config), make_absent=True) as services:
        school = await services.office.add_school("阳光小学", "example")
        wave = await services.surveys.open(SURVEY, school)
        write(folder, "survey_sealed", sealed_rows(wave.id, wave.public_key, count))
        write(folder, "survey_marks", marks(wave.id, count))
        if others:
            pulse = load_survey(ROOT / "knowledge" / "surveys" / "pulse.yaml")
            other = await services.surveys.open(pulse, school)
            write(folder, "survey_sealed", sealed_rows(other.id, other.public_key, others))
            write(folder, "survey_marks", marks(other.id, others))
        begun, work = time.perf_counter(), time.process_time()
        await services.surveys.close(wave.id)
        took, work = time.perf_counter() - begun, time.process_time() - work
        print(f"closing {count:,}: {took:.1f} s, {work:.1f} s of processors")
        say_memory("closing")
        begun = time.perf_counter()
        found = await services.surveys.results(wave.id)
        print(f"results of {found.responses:,}: {time.perf_counter() - begun:.2f} s")
        await exports(found, folder)
    say_memory("figures and exports")
    if find_spec("pandas"):
        by_pandas(folder)


async def exports(found: Results, folder: Path) -> None:
    """Write every kind of file."""
    for kind in Format:
        begun = time.perf_counter()
        if kind is Format.PDF:
            booklet = booklets.booklet_of(found, ALONE, Language.ZH_HANS, SCHOOL_ZONE)
            await booklets.draw(booklet)
        else:
            export.write(found, folder / f"a.{kind}", kind, Language.ZH_HANS, SCHOOL_ZONE)
        print(f"{kind}: {time.perf_counter() - begun:.2f} s")
    begun = time.perf_counter()
    await charts.draw(charts.chart_of(found, Language.ZH_HANS, SCHOOL_ZONE))
    print(f"png: {time.perf_counter() - begun:.2f} s")


def one_answer(pick: random.Random) -> Answer:
    sizes = [
        1 << len(each.choices) if each.kind == "several" else len(each.choices)
        for each in SURVEY.questions
    ]
    return Answer(pick.randint(1, 9), "".join(str(pick.randrange(min(n, 10))) for n in sizes))


def sealed_rows(wave: int, key: bytes, count: int) -> Iterator[tuple[object, ...]]:
    pick = random.Random(1)
    some = [seal_answer(one_answer(pick), key) for _ in range(min(count, DIFFERENT))]
    for at in range(count):
        yield secrets.token_bytes(16), wave, "answer", some[at % len(some)]


def marks(wave: int, count: int) -> Iterator[tuple[object, ...]]:
    return ((wave, secrets.token_bytes(32)) for _ in range(count))


def say_memory(after: str) -> None:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory until after {after}: {most:.0f} MB")


def write(folder: Path, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    names = {
        "survey_sealed": "id,wave_id,kind,ciphertext",
        "survey_marks": "wave_id,mark",
    }
    columns = names[table]
    places = ",".join("?" * len(columns.split(",")))
    with sqlite3.connect(folder / "school.db") as connection:
        connection.executemany(f"insert into {table} ({columns}) values ({places})", rows)


def by_pandas(folder: Path) -> None:
    import pandas as pd  # type: ignore[import-untyped]  # noqa: PLC0415 - only if installed

    begun = time.perf_counter()
    with sqlite3.connect(folder / "school.db") as connection:
        rows = pd.read_sql("select grade, choices from survey_answers", connection)
    for place in range(len(SURVEY.questions)):
        pd.crosstab(rows["grade"], rows["choices"].str[place])
    print(f"pandas, the same counts: {time.perf_counter() - begun:.2f} s")
    say_memory("pandas")


if __name__ == "__main__":
    main()
