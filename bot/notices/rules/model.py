"""The values of the check: what a rule rests on, says, and found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from bot.i18n.languages import Language


class Stage(StrEnum):
    """A stage of school, as the sleep rules part them."""

    PRIMARY = "primary"  # grades 1 to 6
    JUNIOR = "junior"  # grades 7 to 9


BOTH_STAGES = frozenset(Stage)


@dataclass(frozen=True)
class Basis:
    """Where a rule's ground stands: a source of an answer in the knowledge folder.

    An answer with several sources is pointed into by the clause or the title of one of them.
    """

    entry: str
    clause: str | None = None
    document: str | None = None

    def means(self, document: str, clause: str | None) -> bool:
        """Say whether a source of that answer is the one pointed at."""
        return self.document in (None, document) and self.clause in (None, clause)


@dataclass(frozen=True)
class Ground:
    """A document and what of it a rule rests on, in somebody's language."""

    document: str
    clause: str | None


@dataclass(frozen=True)
class Hours:
    """Part of a day in the school's zone; it may run over midnight."""

    begin: time
    end: time

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment in the school's zone falls into it."""
        now = moment.time()
        if self.begin < self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end


@dataclass(frozen=True)
class Advice:
    """What the author of a notice is told, by language."""

    texts: Mapping[Language, str]

    def __getitem__(self, language: Language) -> str:
        """Return it in a language, else in the one it was written in."""
        return self.texts.get(language) or self.texts[Language.ZH_HANS]


@dataclass(frozen=True)
class Finding:
    """A place in a notice that a rule speaks against.

    `start` and `end` are where it stands in the text as it was given; both are 0 for a rule
    about the time of sending, which has no place. `excerpt` are the clauses around it.
    """

    rule: str
    title: Advice
    advice: Advice
    because: tuple[Basis, ...] = ()
    start: int = 0
    end: int = 0
    excerpt: str = ""


@dataclass(frozen=True)
class Rule:
    """One thing a notice should not do.

    `patterns` and `hours` are both asked where both are given.
    """

    id: str
    title: Advice
    advice: Advice
    because: tuple[Basis, ...] = ()
    patterns: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    not_anywhere: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    hours: Mapping[Stage, Hours] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    must_match: tuple[str, ...] = ()
    must_not_match: tuple[str, ...] = ()
