from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import BadOption
from bot.i18n.catalogue import text
from bot.i18n.languages import Language
from bot.people.model import ClassId, SchoolClass, SchoolId
from bot.timetable.importing.columns import column
from bot.timetable.importing.reading import read_slots
from bot.timetable.model import Weeks
from bot.timetable.templates import COLUMNS, TemplateKind, template, template_kind

CLASSES = [SchoolClass(ClassId(1), SchoolId(1), 2, "二年级(1)班")]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", TemplateKind)
def test_a_template_can_be_imported_as_it_is(kind: TemplateKind, language: Language) -> None:
    reading = read_slots(template(kind, language), Path(f"slots{kind}"), CLASSES)

    assert len(reading.slots) >= 2
    assert {slot.class_id for slot in reading.slots} >= {1}
    assert Weeks.ODD in {slot.weeks for slot in reading.slots}
    assert reading.warnings == ()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", COLUMNS)
def test_every_heading_of_a_template_is_understood(name: str, language: Language) -> None:
    assert column(text(f"timetable-column-{name}", language)) == name


def test_the_name_of_the_file_says_which_kind_it_is() -> None:
    assert template_kind(Path("a.YML")) is TemplateKind.YAML
    with pytest.raises(BadOption, match=r"must end in \.csv, \.xlsx or \.yaml"):
        template_kind(Path("a.doc"))
