"""The shape of the file of rules; the same classes make its JSON Schema for editor programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.i18n.languages import Language
from bot.notices.rules.model import Advice, Basis, Hours, Rule, Stage
from bot.notices.rules.speech import Speech

RULES_FILE: Final = "notice_rules.yaml"
_SPAN = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)\Z")


def _line(text: str) -> str:
    if not text.strip():
        message = "must not be empty"
        raise ValueError(message)
    return text.strip()


def _span(text: str) -> str:
    match = _SPAN.match(text)
    if match is None or match[1] == match[2]:
        message = 'must be two different times like "21:20-07:00"'
        raise ValueError(message)
    return text


Line = Annotated[str, AfterValidator(_line)]
Span = Annotated[str, AfterValidator(_span)]
ListName = Annotated[str, Field(pattern=r"^[A-Z][A-Z_]{0,19}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextFile(_Part):
    """A text in the languages people write by hand; zh-Hant is converted."""

    zh_hans: Line = Field(alias="zh-Hans", description="简体中文")
    en: Line = Field(description="英文")

    def value(self, traditional: Mapping[str, str]) -> Advice:
        """Return the text, with the traditional one if it was made from this very text."""
        texts = {Language.ZH_HANS: self.zh_hans, Language.EN: self.en}
        if self.zh_hans in traditional:
            texts[Language.ZH_HANT] = traditional[self.zh_hans]
        return Advice(MappingProxyType(texts))


class BasisFile(_Part):
    """The source of an answer that the rule rests on."""

    entry: Line = Field(description="依据哪条答案：knowledge/faq 里的编号")
    clause: Line | None = Field(None, description="那条答案的依据里的条款，例如 第4条")
    document: Line | None = Field(None, description="那条答案的依据里的文件全名；条款分不清时写")

    def value(self) -> Basis:
        """Return the basis as the rest of the bot knows it."""
        return Basis(self.entry, self.clause, self.document)


class HoursFile(_Part):
    """Parts of the day, by stage."""

    primary: Span | None = Field(None, description="小学，例如 '21:20-07:00'")
    junior: Span | None = Field(None, description="初中")

    def value(self) -> Mapping[Stage, Hours]:
        """Return the hours by stage."""
        given = {Stage.PRIMARY: self.primary, Stage.JUNIOR: self.junior}
        return MappingProxyType(
            {
                stage: Hours(*map(time.fromisoformat, span.split("-")))
                for stage, span in given.items()
                if span is not None
            }
        )


class ExamplesFile(_Part):
    """Sentences that show what the rule means; each is tried when the file is checked."""

    match: tuple[Line, ...] = Field(description="应当提醒的通知", min_length=1)
    pass_: tuple[Line, ...] = Field(alias="pass", description="不应当提醒的通知", min_length=1)


class RuleFile(_Part):
    """One thing a notice should not do."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)] = Field(
        description="编号：小写英文和连字符"
    )
    title: TextFile = Field(description="一句话说是什么事")
    advice: TextFile = Field(description="怎么改；给写通知的老师看")
    because: tuple[BasisFile, ...] = Field(
        (), description="依据；没有核到条文的不写，提醒里会照实说"
    )
    patterns: tuple[Line, ...] = Field((), description="写法见文件开头：词|词 ~4 <词表> ≈8 词")
    not_when: tuple[Line, ...] = Field((), description="同一句里有这些，就不提醒")
    not_anywhere: tuple[Line, ...] = Field((), description="整份通知里有这些，就不提醒")
    negations: tuple[Line, ...] = Field((), description="除了通用的以外，还算否定的词")
    hours: HoursFile | None = Field(None, description="只在这些时候提醒")
    replaces: tuple[Line, ...] = Field((), description="提醒了这条，就不再提醒哪几条")
    examples: ExamplesFile

    def value(self, traditional: Mapping[str, str]) -> Rule:
        """Return the rule as the rest of the bot knows it."""
        return Rule(
            id=self.id,
            title=self.title.value(traditional),
            advice=self.advice.value(traditional),
            because=tuple(one.value() for one in self.because),
            patterns=self.patterns,
            not_when=self.not_when,
            not_anywhere=self.not_anywhere,
            negations=self.negations,
            hours=self.hours.value() if self.hours else {},
            replaces=self.replaces,
            must_match=self.examples.match,
            must_not_match=self.examples.pass_,
        )


class SpeechFile(_Part):
    """How the language says no."""

    negations: tuple[Line, ...] = Field(description="管到本分句末尾的否定词")
    affirmations: tuple[Line, ...] = Field((), description="看着像否定、其实不是：不要忘记")
    prohibitions: tuple[Line, ...] = Field((), description="管到句号、也管到下面列表的禁止词")
    requests: tuple[Line, ...] = Field((), description="禁止到这里为止：请、务必")
    spared: tuple[Line, ...] = Field((), description="只是在讲这件事的句子：如发现、举报")

    def value(self) -> Speech:
        """Return the words as the rest of the bot knows them."""
        return Speech(
            self.negations, self.affirmations, self.prohibitions, self.requests, self.spared
        )


class RulesFile(_Part):
    """The file of rules."""

    words: dict[ListName, tuple[Line, ...]] = Field(
        description="词表：名字用大写英文；后面的词表可以用 <名字> 包含前面的"
    )
    speech: SpeechFile
    rules: tuple[RuleFile, ...] = Field(min_length=1)
