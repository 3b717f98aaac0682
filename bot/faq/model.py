"""What an answer is made of: frozen values, the same in every part of the bot.

A snapshot is one consistent reading of the knowledge folder. It never changes; a reload
makes a new one, so a question is always answered from one set.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

EntryId = NewType("EntryId", str)
RegionCode = NewType("RegionCode", str)


class Category(StrEnum):
    """The shelves of the knowledge base; the folders have the same names."""

    HOMEWORK = "homework"
    AFTER_SCHOOL_SERVICE = "after-school-service"
    TUTORING = "tutoring"
    EXAMS = "exams"
    SLEEP_AND_SCHEDULE = "sleep-and-schedule"
    PHONES_AND_EYES = "phones-and-eyes"
    SCHOOL_LIFE = "school-life"
    HOME_SCHOOL = "home-school"
    WELLBEING = "wellbeing"
    COMPLAINTS = "complaints"
    POLICY_BASICS = "policy-basics"
    LOCAL_SCHOOL = "local-school"


@dataclass(frozen=True, slots=True)
class Source:
    """A document an answer rests on; what is not known for sure is None and not printed."""

    document: str
    number: str | None
    issuer: str
    date: str | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class Variant:
    """The text for some grades, `first` to `last` inclusive (1 to 12; 7 is 初一)."""

    first: int
    last: int
    text: str

    def fits(self, grade: int) -> bool:
        """Say whether a child of this grade is meant."""
        return self.first <= grade <= self.last


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of an answer: for everybody, and for some grades."""

    text: str
    variants: tuple[Variant, ...] = ()

    def for_span(self, span: tuple[int, int] | None) -> tuple[str, Variant | None]:
        """Choose the text for grades from one to another, as far as they are known.

        Returns:
            The first text that holds for all of them; None with the text for everybody.
        """
        for variant in self.variants:
            if span is not None and variant.first <= span[0] and span[1] <= variant.last:
                return variant.text, variant
        return self.text, None


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything of an entry that a parent reads, in one language."""

    question: str
    short: str
    answer: Answer
    who_decides: str | None
    sources: tuple[Source, ...]
    """What it rests on, in the script of the text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question we can answer, with the ways parents ask it."""

    id: EntryId
    category: Category
    question: str
    short: str
    wordings: tuple[str, ...]
    """How parents type it; the question itself comes first."""
    answer: Answer
    sources: tuple[Source, ...]
    who_decides: str | None
    see_also: tuple[EntryId, ...]
    checked_on: date
    valid_from: date | None
    valid_until: date | None
    english: Texts | None = None
    """The same in English, short; None until somebody has written it."""
    is_local: bool = False
    """Whether regions or schools decide, so that an answer of their own is wanted."""
    for_grades: tuple[int, int] | None = None
    """The grades it speaks of, first and last; None when it is for all of them."""
    only_for: Place | None = None
    """The school whose own answer it is; None when it holds everywhere."""

    def is_current(self, today: date) -> bool:
        """Say whether the answer holds on this day."""
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_until is None or today <= self.valid_until)

    def holds_at(self, places: Collection[Place]) -> bool:
        """Say whether the answer holds where somebody's children go to school."""
        return self.only_for is None or self.only_for in places

    @property
    def texts(self) -> Texts:
        """The texts as they were written, in zh-Hans."""
        return Texts(self.question, self.short, self.answer, self.who_decides, self.sources)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a child goes to school, as far as rules differ by it."""

    region: str
    """A region's code, as schools are registered with; one we may not know."""
    school: str | None = None
    """The school's name, exactly as it is registered."""


class Manner(StrEnum):
    """What a region's or school's words do to the wider rule."""

    REPLACES = "replaces"  # stands in place of the wider answer
    EXTENDS = "extends"  # is shown beside it


class Level(StrEnum):
    """Whose words they are; the rule of an office reads otherwise than a school's plan."""

    REGION = "region"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class LocalTexts:
    """What a parent reads of a region's or school's own words, in one language."""

    who: str
    """Whose words they are."""
    answer: Answer
    sources: tuple[Source, ...]
    """What they rest on, in the script of the text."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a region or a school says on an entry, beside or in place of the wider rule."""

    entry: EntryId
    level: Level
    manner: Manner
    written: LocalTexts
    """The texts as they were written, in zh-Hans."""
    sources: tuple[Source, ...]
    checked_on: date
    valid_from: date | None
    valid_until: date | None
    is_example: bool
    """Whether it is made up, which whoever reads it must be told."""
    english: LocalTexts | None = None
    traditional: LocalTexts | None = None

    def is_current(self, today: date) -> bool:
        """Say whether the words hold on this day."""
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_until is None or today <= self.valid_until)


Overlays = Mapping[EntryId, Overlay]


@dataclass(frozen=True, slots=True)
class Region:
    """A region with what it and its schools say themselves."""

    code: RegionCode
    name: str
    within: RegionCode | None
    """The region it lies in; None directly below the nation."""
    is_example: bool
    overlays: Overlays
    schools: Mapping[str, Overlays]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One consistent reading of the knowledge folder."""

    entries: Mapping[EntryId, Entry]
    traditional: Mapping[EntryId, Texts]
    """zh-Hant texts, converted ahead of time and kept as files."""
    regions: Mapping[RegionCode, Region] = field(default_factory=dict)
