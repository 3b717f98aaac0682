"""One way in for every kind of timetable file: CSV, XLSX and YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from bot.people.model import SchoolClass
from bot.timetable.errors import BadSlots
from bot.timetable.importing.csv_file import csv_rows
from bot.timetable.importing.rows import Reading, Row, RowReader
from bot.timetable.importing.xlsx_file import xlsx_rows
from bot.timetable.importing.yaml_file import yaml_rows
from bot.timetable.model import Course

LARGEST_FILE: Final = 10 * 1024 * 1024

_ADVICE: Final = {
    ".xls": "this is an old workbook; save it as .xlsx",
    ".xlsm": "this workbook may hold macros; save it as .xlsx, which leaves them out",
    ".et": "this is a WPS workbook; save it as .xlsx",
    ".numbers": "this is a Numbers workbook; export it as .xlsx",
}


def read_path(
    path: Path, classes: Sequence[SchoolClass], courses: Iterable[Course] = ()
) -> Reading:
    """Read a file of weekly slots.

    Args:
        path: A `.csv`, `.xlsx`, `.yaml` or `.yml` file of at most 10 MB.
        classes: The school's classes; a row names one by its name or its id.
        courses: The school's courses; a row may name a new one.

    Raises:
        BadSlots: Every problem of the file, each a sentence that names row and column.
        BrokenYaml: A YAML file is not YAML.
    """
    advice = _ADVICE.get(path.suffix.lower())
    if advice:
        raise BadSlots([f"{path}: {advice}"])
    return read_slots(_bytes_of(path), path, classes, courses)


def read_slots(
    data: bytes, path: Path, classes: Sequence[SchoolClass], courses: Iterable[Course] = ()
) -> Reading:
    """Read the content of a file of weekly slots; as `read_path`."""
    reader = RowReader(classes, courses)
    for row in _rows(data, path, classes):
        reader.read(row)
    reader.find_overlaps()
    if reader.problems:
        raise BadSlots(reader.problems)
    if reader.is_empty:
        raise BadSlots([_empty(path)])
    return reader.reading()


def _rows(data: bytes, path: Path, classes: Sequence[SchoolClass]) -> Iterator[Row]:
    ending = path.suffix.lower()
    if data.startswith(b"PK") or ending == ".xlsx":
        return xlsx_rows(data, classes)
    if ending in {".yaml", ".yml"}:
        return yaml_rows(data, path)
    return csv_rows(data)


def _empty(path: Path) -> str:
    if path.suffix.lower() == ".csv":
        return "row 2: there are no slots below the header"
    return f"{path}: there are no slots in this file"


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadSlots([f"{path}: the file is larger than 10 MB; a timetable is far smaller"])
        return path.read_bytes()
    except OSError as error:
        sentence = f"{path}: the file cannot be read ({error.strerror}); check its name"
        raise BadSlots([sentence]) from error
