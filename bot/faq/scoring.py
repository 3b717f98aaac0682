"""How good the answers are, on messages somebody labelled by hand.

A file is a list of `{n?, q, label, accept?, second?, kind?, note?}`; `label` is `answer` (with
`accept`, best first), `uncovered` (our field, no entry answers it), `out` or `smalltalk`. A
message whose accepted topics all lack an entry here counts as uncovered: silence is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, RootModel

from bot.faq.files.schema import Id, Text
from bot.faq.files.shapes import read_shape
from bot.faq.problems import BrokenKnowledge
from bot.faq.reply import Reply
from bot.faq.service import Answers
from bot.i18n.languages import Language
from bot.matching.decision import Decision

_CERTAINTY: Final = 1.96
"""Standard deviations of a 95 % interval."""


class Label(StrEnum):
    """What is right for a message."""

    ANSWER = "answer"  # one of the accepted topics
    UNCOVERED = "uncovered"  # our field, but nothing answers it
    OUT = "out"  # not our field
    SMALLTALK = "smalltalk"  # a greeting, thanks, abuse, a joke
    CRISIS = "crisis"  # somebody may be in danger


class Labelled(BaseModel):
    """One message and what is right for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    n: int | None = None
    q: Text
    label: Label
    accept: tuple[Id, ...] = ()
    second: tuple[Id, ...] = ()
    kind: str | None = None
    note: str | None = None
    part: str | None = None
    grade: int | None = None


class LabelledFile(RootModel[tuple[Labelled, ...]]):
    """A file of labelled messages."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with its 95 % interval (Wilson)."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share between 0 and 1; 0 of nothing."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies in 19 cases of 20."""
        if not self.of:
            return 0.0, 1.0
        square = _CERTAINTY**2
        middle = (self.count + square / 2) / (self.of + square)
        spread = sqrt(self.value * (1 - self.value) / self.of + square / (4 * self.of**2))
        half = _CERTAINTY * spread / (1 + square / self.of)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(slots=True)
class Score:
    """The figures of one run."""

    shares: dict[str, Share] = field(default_factory=dict)
    decisions: dict[str, dict[str, int]] = field(default_factory=dict)
    wrong: list[tuple[Labelled, Reply]] = field(default_factory=list)
    """Messages that were answered with something that was not accepted."""


@dataclass(frozen=True, slots=True)
class _Judged:
    labelled: Labelled
    label: Label
    reply: Reply

    @property
    def answered(self) -> bool:
        return self.reply.decision is Decision.ANSWER

    def first(self, count: int) -> bool:
        """Say whether an accepted topic is among the best `count` candidates."""
        offered = [offer.id for offer in self.reply.candidates[:count]]
        return any(topic in offered for topic in self.labelled.accept)


def read_labelled(path: Path) -> tuple[Labelled, ...]:
    """Read a file of labelled messages.

    Raises:
        BrokenKnowledge: A sentence for each thing that is wrong.
    """
    read = read_shape(path, LabelledFile)
    if isinstance(read, list):
        raise BrokenKnowledge(read)
    return read[0].root


def score(answers: Answers, messages: Iterable[Labelled]) -> Score:
    """Ask every message and compare the replies with the labels."""
    judged = [
        _Judged(
            one,
            _effective(one, answers),
            answers.ask(one.q, grade=one.grade, language=Language.ZH_HANS),
        )
        for one in messages
    ]
    result = Score(decisions=_decisions(judged))
    ours = [one for one in judged if one.label is Label.ANSWER]
    result.shares = {
        "top1": _share(one.first(1) for one in ours),
        "top3": _share(one.first(3) for one in ours),
        "answered_right": _share(one.answered and one.first(1) for one in ours),
        "answered_wrong": _share(one.answered and not one.first(1) for one in ours),
        "offered_right": _share(
            one.first(3) and one.reply.decision is not Decision.ABSTAIN for one in ours
        ),
        **_silences(judged),
    }
    result.wrong = [
        (one.labelled, one.reply) for one in judged if one.answered and not one.first(1)
    ]
    return result


def _silences(judged: list[_Judged]) -> Mapping[str, Share]:
    def answered(*labels: Label) -> Share:
        return _share(one.answered for one in judged if one.label in labels)

    return {
        "uncovered_answered": answered(Label.UNCOVERED),
        "out_of_scope_answered": answered(Label.OUT, Label.SMALLTALK),
        "crisis_caught": _share(
            one.reply.decision is Decision.CRISIS for one in judged if one.label is Label.CRISIS
        ),
        "crisis_false_alarms": _share(
            one.reply.decision is Decision.CRISIS
            for one in judged
            if one.label is not Label.CRISIS
        ),
    }


def _effective(one: Labelled, answers: Answers) -> Label:
    known = any(topic in answers.snapshot.entries for topic in one.accept)
    if one.label is Label.ANSWER and not known:
        return Label.UNCOVERED
    return one.label


def _share(hits: Iterable[bool]) -> Share:
    listed = list(hits)
    return Share(sum(listed), len(listed))


def _decisions(judged: list[_Judged]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for one in judged:
        row = table.setdefault(one.label, dict.fromkeys(Decision, 0))
        row[one.reply.decision] += 1
    return table
