"""Every text is there in three languages, is used, and is filled in with what it asks for."""

from __future__ import annotations

import ast as python
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import ast, parse, visitor
from opencc import OpenCC

import bot
from bot.chat.handlers.timetable_telling import REASONS
from bot.chat.menus import FOR_PARENTS, FOR_STAFF
from bot.faq.smalltalk import SmallTalk
from bot.i18n.catalogue import LOCALES
from bot.i18n.languages import Language
from bot.i18n.traditional import HEADING, converted, read_corrections, wanted_files
from bot.matching.decision import Decision
from bot.notices.beforehand.rehearsal import WhoWaits
from bot.notices.particulars import Ending
from bot.surveys.showing.workbook import SHEET_COLUMNS
from bot.timetable.calendar.public import festivals
from bot.timetable.rules import Rule
from bot.timetable.staff.door_texts import COLUMNS as DOOR_COLUMNS
from bot.timetable.templates import COLUMNS

CODE = Path(bot.__file__).parent
NO_FRONT_DOOR = {"sandbox", "cli"}
"""Rooms that show nothing out of the catalogue; their strings only look like keys."""

NO_KEYS = {"survey-keys"}
"""Strings that look like keys: the folder in which the keys of open surveys lie."""

BUILT: Mapping[str, Iterable[object]] = {
    # bot/timetable/rendering.py names days, and why a weekend day is a school day.
    "timetable-weekday-": range(1, 8),
    "timetable-month-": range(1, 13),
    "timetable-festival-": festivals(),
    "timetable-": ("made-up", "made-up-follows", "extra", "extra-follows"),
    "timetable-extra-named": ("", "-follows"),
    "timetable-rule-": Rule,
    # bot/timetable/templates.py heads the columns of a sheet.
    "timetable-column-": COLUMNS,
    # bot/chat/handlers/timetable_editing.py asks for what is typed, and names usual reasons.
    "desk-type-": ("end", "place", "teacher"),
    "desk-type-hint-": ("end", "place", "teacher"),
    "desk-reason-": REASONS,
    # bot/timetable/staff/door_texts.py heads the columns of a sheet.
    "desk-column-": DOOR_COLUMNS,
    # bot/notices/leaving/due.py tells authors why a notice was not sent; saying.py names days.
    "notices-told-": (Ending.TOO_LATE, Ending.NO_SCHOOL, Ending.GONE),
    "notices-every-": (*range(1, 8), "month"),
    "notices-weekday-": range(1, 8),
    # bot/notices/beforehand/previewing.py says who waits for quiet hours to end.
    "notices-rehearsal-held-": WhoWaits,
    # bot/faq/rendering.py has a line for each kind of small talk and each offer.
    "faq-smalltalk-": SmallTalk,
    "faq-": (Decision.CLARIFY, Decision.SUGGEST),
    # bot/surveys/showing/workbook.py heads the columns of a sheet.
    "survey-column-": SHEET_COLUMNS,
    # bot/chat/menus.py describes the commands.
    "command-": (*FOR_PARENTS, *FOR_STAFF),
}
"""Keys the code puts together, by how they begin. All others stand in the code in full."""

ASCII_BESIDE_CHINESE = re.compile(r"[\u4e00-\u9fff][,.;:!?()'\"]|[,.;:!?()'\"][\u4e00-\u9fff]")


class _Names(visitor.Visitor):
    """Collects what a text wants to have filled in."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


class _Words(visitor.Visitor):
    """Collects the words of a text."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        self.found.append(node.value)


@cache
def texts(language: Language) -> dict[str, ast.Message]:
    """Return every text of a language by its key; a key that stands twice is an error."""
    found: dict[str, ast.Message] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{path.name}: {entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


@cache
def names(key: str, language: Language = Language.ZH_HANS) -> frozenset[str]:
    collector = _Names()
    collector.visit(texts(language)[key])
    return frozenset(collector.found)


def words(language: Language) -> Iterator[tuple[str, str]]:
    for key, text in texts(language).items():
        collector = _Words()
        collector.visit(text)
        yield from ((key, part) for part in collector.found)


@cache
def nodes() -> list[tuple[str, python.AST]]:
    """Return every node of the code that speaks to people, with where it stands."""
    return [
        (f"{path.relative_to(CODE)}:{getattr(node, 'lineno', 0)}", node)
        for path in sorted(CODE.rglob("*.py"))
        if not NO_FRONT_DOOR & set(path.parts)
        for node in python.walk(python.parse(path.read_text(encoding="utf-8")))
    ]


def strings() -> Iterator[tuple[str, str]]:
    for place, node in nodes():
        match node:
            case python.Constant(value=str(string)):
                yield place, string


def built() -> set[str]:
    return {f"{beginning}{end}" for beginning, ends in BUILT.items() for end in ends}


def calls() -> Iterator[tuple[str, str, python.Call]]:
    """Yield every call of `words` that names its key in full."""
    for place, node in nodes():
        match node:
            case python.Call(
                func=python.Attribute(attr="words") | python.Name(id="words"),
                args=[python.Constant(value=str(key)), *_],
            ):
                yield place, key, node


@pytest.mark.parametrize("language", [Language.ZH_HANT, Language.EN])
def test_every_language_has_the_same_texts(language: Language) -> None:
    assert set(texts(language)) == set(texts(Language.ZH_HANS))


@pytest.mark.parametrize("language", [Language.ZH_HANT, Language.EN])
def test_a_text_asks_for_the_same_in_every_language(language: Language) -> None:
    different = [key for key in texts(language) if names(key, language) != names(key)]

    assert different == []


def test_every_text_that_is_asked_for_is_there() -> None:
    heads = {key.split("-")[0] for key in texts(Language.ZH_HANS)}
    known = set(texts(Language.ZH_HANS)) | NO_KEYS
    looks_like_key = re.compile(rf"(?:{'|'.join(sorted(heads))})(?:-[a-z0-9]+)+")

    unknown = {s: p for p, s in strings() if looks_like_key.fullmatch(s) and s not in known}
    asked_for = {key: place for place, key, _ in calls() if key not in known}

    assert unknown | asked_for == {}
    assert built() - known == set()


def test_every_text_that_is_there_is_asked_for() -> None:
    said = {string for _, string in strings()} | built()

    assert sorted(set(texts(Language.ZH_HANS)) - said) == []


def test_no_beginning_is_listed_that_the_code_no_longer_builds_on() -> None:
    said = {string for _, string in strings()}

    assert [beginning for beginning in BUILT if beginning not in said] == []


def test_every_text_is_filled_in_with_exactly_what_it_asks_for() -> None:
    wrong = {
        f"{place} {key}"
        for place, key, call in calls()
        if all(part.arg for part in call.keywords)
        and {part.arg for part in call.keywords} != names(key)
    }

    assert wrong == set()


def test_zh_hant_is_what_the_conversion_makes_today() -> None:
    folder = LOCALES / Language.ZH_HANT
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.ftl")}

    assert found == wanted_files(), "Type `make texts`."


def test_every_correction_is_still_needed() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (LOCALES / "zh-Hans").glob("*.ftl")]
    corrections = read_corrections()
    applied = "".join(converted(source, corrections).removeprefix(HEADING) for source in sources)

    def without(phrase: str) -> str:
        rest = {wrong: right for wrong, right in corrections.items() if wrong != phrase}
        return "".join(converted(source, rest).removeprefix(HEADING) for source in sources)

    assert [phrase for phrase in corrections if without(phrase) == applied] == []


def test_zh_hans_holds_no_traditional_characters() -> None:
    simplified = OpenCC("t2s")

    found = [key for key, part in words(Language.ZH_HANS) if simplified.convert(part) != part]

    assert found == []


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.ZH_HANT])
def test_chinese_is_punctuated_in_full_width(language: Language) -> None:
    found = [(key, part) for key, part in words(language) if ASCII_BESIDE_CHINESE.search(part)]

    assert found == []


def test_english_texts_hold_no_chinese_words() -> None:
    # A language is named in itself, so that whoever is lost finds it.
    found = {key for key, part in words(Language.EN) if re.search("[\u4e00-\u9fff]", part)}

    assert found - {"command-language"} == set()
