"""The shapes of the files in `regions/`: a region, its words on an entry, a school's words.

The parts are those of an entry's file, so whoever can write an entry can write these, and
the same checks of texts, days and sources apply. Descriptions are in Chinese for the same
reason as there: they are shown to the people who write.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.faq.files.schema import (
    AnswerFile,
    AnswerTextFile,
    Day,
    Id,
    Line,
    Part,
    SourceFile,
    Text,
    VariantFile,
    as_text,
)
from bot.faq.model import Answer, EntryId, Level, LocalTexts, Manner, Overlay


@dataclass(frozen=True, slots=True)
class Names:
    """Whose words a file holds, where a single answer does not say otherwise."""

    written: str
    english: str | None
    is_example: bool


class LocalEnglishFile(Part):
    """The same words in plain, short English."""

    who: Line | None = Field(None, description="谁的规定，英文；不写就用地区或学校的英文名")
    text: Text = Field(description="英文，与中文说的一样多")
    variants: tuple[VariantFile, ...] = Field((), description="与中文相同的年级，顺序也相同")


class WordsFile(Part):
    """What a region or a school says on one entry."""

    how: Literal["replaces", "extends"] = Field(
        description="replaces：代替全国的答案；extends：和全国的答案一起给出"
    )
    who: Line | None = Field(None, description="谁的规定；不写就用地区或学校的名字")
    answer: AnswerFile
    en: LocalEnglishFile | None = Field(None, description="英文版，可以不写")
    sources: tuple[SourceFile, ...] = Field(
        description="依据：当地的文件，或者学校的通知、公示；至少一个", min_length=1
    )
    checked_on: Day = Field(description="最近一次核对的日期，加引号")
    valid_from: Day | None = Field(None, description="从哪天起有效；可以不写")
    valid_until: Day | None = Field(
        None, description="到哪天失效，例如学期最后一天；过了这天就不再显示"
    )

    def value(self, entry: EntryId, level: Level, names: Names) -> Overlay:
        """Return the words as the rest of the bot knows them.

        Args:
            entry: What they are about.
            level: Whether a region's file or a school's holds them.
            names: Whose words they are where the file does not say.
        """
        sources = tuple(source.value() for source in self.sources)
        written = LocalTexts(self.who or names.written, self.answer.value(), sources)
        return Overlay(
            entry=entry,
            level=level,
            manner=Manner(self.how),
            written=written,
            sources=sources,
            checked_on=self.checked_on,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
            is_example=names.is_example,
            english=self._english(names, written),
        )

    def _english(self, names: Names, written: LocalTexts) -> LocalTexts | None:
        if self.en is None:
            return None
        variants = tuple(variant.value() for variant in self.en.variants)
        who = self.en.who or names.english or written.who
        return LocalTexts(who, Answer(self.en.text, variants), written.sources)


class RegionWordsFile(WordsFile):
    """A region's words on one entry: `regions/<code>/<category>/<id>.yaml`."""

    id: Id = Field(description="全国答案的编号，与文件名相同")


class SchoolFile(Part):
    """A school's words: `regions/<code>/schools/<any name>.yaml`."""

    school: Line = Field(description="学校的名字，与 jiaxiao school add 登记的一字不差")
    school_en: Line | None = Field(None, description="学校的英文名，可以不写")
    answers: dict[Id, WordsFile] = Field(
        description="每一条先写全国答案的编号，再写本校的说法", min_length=1
    )


class RegionFile(Part):
    """What a region is called and where it lies: `regions/<code>/region.yaml`."""

    name: Line = Field(description="地区的名字，例如某某区教育局")
    name_en: Line | None = Field(None, description="地区的英文名，可以不写")
    within: Annotated[Line, BeforeValidator(as_text)] | None = Field(
        None, description="上一级地区的代码，例如区写市的代码；没有就不写"
    )
    example: bool = Field(
        default=False, description="虚构的示例写 true，家长会看到“示例，非真实规定”"
    )


class LocalTextFile(Part):
    """Words of a region or a school in another script."""

    made_from: str
    """The fingerprint of the texts they were converted from."""
    who: Line
    answer: AnswerTextFile
    sources: tuple[SourceFile, ...]


class RegionTextFile(LocalTextFile):
    """A region's words in zh-Hant; written by `bot.faq.writing.traditional`."""

    id: Id


class SchoolTextFile(Part):
    """A school's words in zh-Hant; written by `bot.faq.writing.traditional`."""

    answers: dict[Id, LocalTextFile]
