"""The shape of an entry's file, checked before anything of it is used.

The same classes make the JSON Schemas (`bot.faq.files.json_schemas`) that editors use for
completion and red underlines, so what an editor program accepts and what the bot accepts
cannot drift apart. Descriptions are in Chinese because the people who see them write
answers in Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.faq.model import Answer, Category, Entry, EntryId, Place, Source, Texts, Variant

ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_ID: Final = 40
"""Letters: a button carries the id, and Telegram lets it carry 64 bytes."""
LAST_GRADE: Final = 12
LONGEST_SHORT: Final = 12
"""Characters: what a button on a phone shows without cutting."""
LONGEST_ENGLISH_SHORT: Final = 24
"""Letters are half as wide as characters."""

_INVISIBLE: Final = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_PARTIAL_DATE = re.compile(r"[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?\Z")
_GRADES = re.compile(r"([0-9]{1,2})(?:-([0-9]{1,2}))?\Z")


def _clean(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        message = "must not be empty"
        raise ValueError(message)
    if not stripped.replace("\n", "").isprintable():
        _refuse_invisible(stripped)
    return stripped


def _refuse_invisible(text: str) -> None:
    for character in text:
        if character != "\n" and unicodedata.category(character) in _INVISIBLE:
            message = f"holds the invisible character U+{ord(character):04X}; delete it"
            raise ValueError(message)


def _one_line(text: str) -> str:
    if "\n" in text:
        message = "must stand on one line"
        raise ValueError(message)
    return text


def _day(value: object) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        message = "must be a day like '2026-11-21'"
        raise ValueError(message) from error


def as_text(value: object) -> object:
    """Take a number for the text it was meant as: `grades: 1`, `within: 310100`."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _partial_date(value: str) -> str:
    if not _PARTIAL_DATE.match(value):
        message = "must be '2021', '2021-07' or '2021-07-24'"
        raise ValueError(message)
    parts = [int(part) for part in value.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError as error:
        message = f"'{value}' is not a day of the calendar"
        raise ValueError(message) from error
    return value


def _grades(value: str) -> str:
    grades_span(value)
    return value


def grades_span(value: str) -> tuple[int, int]:
    """Read grades such as ``3-6`` or ``1`` as first and last grade (7 is 初一).

    Raises:
        ValueError: The text is something else, or not a span within 1 to 12.
    """
    match = _GRADES.match(value)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last <= LAST_GRADE:
        message = "must be grades like '1-2' or '7' (7 is 初一, 10 is 高一)"
        raise ValueError(message)
    return first, last


Text = Annotated[str, AfterValidator(_clean)]
Line = Annotated[str, AfterValidator(_clean), AfterValidator(_one_line)]
Day = Annotated[date, BeforeValidator(_day)]
PartialDate = Annotated[str, BeforeValidator(as_text), AfterValidator(_partial_date)]
Grades = Annotated[str, BeforeValidator(as_text), AfterValidator(_grades)]
Id = Annotated[str, Field(pattern=ID_PATTERN)]


class Part(BaseModel):
    """A part of a file: unknown keys are errors, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceFile(Part):
    """A document the answer rests on."""

    document: Line = Field(description="文件全名，不加书名号")
    number: Line | None = Field(None, description="发文字号；没有核实到就写 null，不要补写")
    issuer: Line = Field(description="发文机关")
    date: PartialDate | None = Field(
        None, description="发文日期，加引号：'2021'、'2021-07' 或 '2021-07-24'；不清楚写 null"
    )
    clause: Line | None = Field(None, description="第几条，或小标题；没有写 null")

    def value(self) -> Source:
        """Return the source as the rest of the bot knows it."""
        return Source(self.document, self.number, self.issuer, self.date, self.clause)


class VariantFile(Part):
    """Words for some grades only."""

    grades: Grades = Field(
        description="年级，加引号：'1-2'、'3-6'、'7-9'（7 是初一）、'10-12'（高中）"
    )
    text: Text = Field(description="这些年级看到的答案")

    def value(self) -> Variant:
        """Return the variant as the rest of the bot knows it."""
        return Variant(*grades_span(self.grades), self.text)


class AnswerFile(Part):
    """The answer: for everybody and, where needed, by grade."""

    text: Text = Field(description="给所有人的答案：先说规定，再说怎么办，三百字以内")
    variants: tuple[VariantFile, ...] = Field((), description="按年级的说法；排在前面的优先")

    def value(self) -> Answer:
        """Return the answer as the rest of the bot knows it."""
        return Answer(self.text, tuple(variant.value() for variant in self.variants))


class EnglishFile(Part):
    """The same answer in plain, short English."""

    question: Line = Field(description="英文问题标题")
    short: Line = Field(description="英文按钮，最多 24 个字符", max_length=LONGEST_ENGLISH_SHORT)
    text: Text = Field(description="英文答案：先说规定，再说怎么办，40 到 120 个单词")
    variants: tuple[VariantFile, ...] = Field((), description="与中文相同的年级，顺序也相同")
    who_decides: Text | None = Field(None, description="中文写了 who_decides，这里也要写")

    def value(self, sources: tuple[Source, ...]) -> Texts:
        """Return the texts as the rest of the bot knows them; sources stay as they are."""
        answer = Answer(self.text, tuple(variant.value() for variant in self.variants))
        return Texts(self.question, self.short, answer, self.who_decides, sources)


class OneSchoolFile(Part):
    """The school an answer is for."""

    region: Annotated[Line, BeforeValidator(as_text)] = Field(
        description="学校所在地区的代码，与 jiaxiao school add 登记的相同"
    )
    school: Line = Field(description="学校的名字，与 jiaxiao school add 登记的一字不差")

    def value(self) -> Place:
        """Return the school as the rest of the bot knows it."""
        return Place(self.region, self.school)


class EntryFile(Part):
    """One file answers one question."""

    id: Id = Field(
        description="编号：小写英文、数字和连字符，与文件名相同，最多 40 个字符",
        max_length=LONGEST_ID,
    )
    category: Category = Field(description="栏目，与所在文件夹同名")
    local: bool = Field(
        default=False, description="由各地或学校定、等着录入当地说法的写 true；全国统一的不写"
    )
    for_grades: Grades | None = Field(
        None, description="只说某几个年级的写，例如 '3-6'；7 是初一，10 是高一；不分年级的不写"
    )
    only_for: OneSchoolFile | None = Field(
        None, description="只给一所学校的家长看的答案，依据可以是本校的文件；别的答案不写"
    )
    question: Line = Field(description="家长看到的问题标题")
    short: Line = Field(description="按钮上的短名，最多十二个字", max_length=LONGEST_SHORT)
    wordings: tuple[Line, ...] = Field(description="家长平时怎么问，一行一种", min_length=1)
    answer: AnswerFile
    en: EnglishFile | None = Field(None, description="英文版")
    sources: tuple[SourceFile, ...] = Field(description="依据的正式文件，至少一个", min_length=1)
    who_decides: Text | None = Field(
        None, description="由当地或学校决定的事：谁定、问谁；全国统一的不写"
    )
    see_also: tuple[Id, ...] = Field((), description="相关问题的编号")
    checked_on: Day = Field(description="最近一次核对的日期，加引号")
    valid_from: Day | None = Field(None, description="从哪天起有效；可以不写")
    valid_until: Day | None = Field(None, description="到哪天失效；可以不写")

    def value(self) -> Entry:
        """Return the entry as the rest of the bot knows it."""
        wordings = tuple(dict.fromkeys((self.question, *self.wordings)))
        sources = tuple(source.value() for source in self.sources)
        return Entry(
            id=EntryId(self.id),
            category=self.category,
            question=self.question,
            short=self.short,
            wordings=wordings,
            answer=self.answer.value(),
            sources=sources,
            who_decides=self.who_decides,
            see_also=tuple(EntryId(entry_id) for entry_id in self.see_also),
            checked_on=self.checked_on,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            english=self.en.value(sources) if self.en else None,
            is_local=self.local,
            for_grades=grades_span(self.for_grades) if self.for_grades else None,
            only_for=self.only_for.value() if self.only_for else None,
        )


class VariantTextFile(Part):
    """A variant in another script: the grades are kept to show that nothing moved."""

    grades: Grades
    text: Text


class AnswerTextFile(Part):
    """An answer's words in another script."""

    text: Text
    variants: tuple[VariantTextFile, ...] = ()


class TraditionalFile(Part):
    """What a parent reads of an entry, in zh-Hant; written by `bot.faq.writing.traditional`."""

    id: Id
    made_from: str
    """The fingerprint of the texts it was converted from."""
    question: Line
    short: Line
    answer: AnswerTextFile
    who_decides: Text | None = None
    sources: tuple[SourceFile, ...]
