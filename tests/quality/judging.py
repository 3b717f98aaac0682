"""How good each single reply is, so that two versions can be compared message by message.

`python -m tests.quality.judging` records what the present version does with each message;
whoever changes the answers on purpose runs it and commits the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import IntEnum
from math import comb
from pathlib import Path
from typing import Final

from bot.faq.reply import Reply
from bot.faq.scoring import Label, Labelled, read_labelled
from bot.faq.service import Answers
from bot.i18n.languages import Language
from bot.matching.decision import Decision
from bot.yaml_loader import load_mapping

ROOT: Final = Path(__file__).parents[2]
KNOWLEDGE: Final = ROOT / "knowledge"
QUESTIONS: Final = Path(__file__).with_name("questions.yaml")
RECORDED: Final = Path(__file__).with_name("recorded.yaml")
TODAY: Final = date(2026, 11, 21)
CERTAIN: Final = 0.05
"""A loss is real when chance alone would do as much less often than this."""

_HEADING = """\
# 每句话上次得到的结果：3 直接答对，2 在选项里或该沉默时没有作答，1 没帮上，0 答错。
# What each message got last: python -m tests.quality.judging writes it; README.md explains.

"""


class Outcome(IntEnum):
    """What a reply was worth to the person who asked; more is better."""

    MISLED = 0
    NO_HELP = 1
    HELPED = 2
    RIGHT = 3


def outcome(one: Labelled, reply: Reply) -> Outcome:
    """Judge one reply by the message's label."""
    answered = reply.decision is Decision.ANSWER
    if one.label is Label.CRISIS:
        return Outcome.RIGHT if reply.decision is Decision.CRISIS else Outcome.MISLED
    if one.label is not Label.ANSWER:
        return Outcome.MISLED if answered else Outcome.HELPED
    offered = [offer.id for offer in reply.candidates]
    if answered:
        return Outcome.RIGHT if offered[0] in one.accept else Outcome.MISLED
    silent = reply.decision is Decision.ABSTAIN
    helped = not silent and any(topic in one.accept for topic in offered)
    return Outcome.HELPED if helped else Outcome.NO_HELP


def outcomes() -> dict[str, Outcome]:
    """Ask every message and judge every reply."""
    answers = Answers.load(KNOWLEDGE, lambda: TODAY)
    return {
        one.q: outcome(one, answers.ask(one.q, grade=one.grade, language=Language.ZH_HANS))
        for one in read_labelled(QUESTIONS)
    }


def recorded() -> dict[str, Outcome]:
    """Return what each message got when it was last recorded."""
    return {q: Outcome(int(str(value))) for q, value in load_mapping(RECORDED).items()}


def changes(before: Mapping[str, Outcome], now: Mapping[str, Outcome]) -> tuple[int, int]:
    """Return how many messages are better and how many are worse off than before."""
    pairs = [(before[q], now[q]) for q in before if q in now]
    return sum(new > old for old, new in pairs), sum(new < old for old, new in pairs)


def chance_of(gains: int, losses: int) -> float:
    """Return how often chance alone gives at least so many losses (sign test, one-sided)."""
    total = gains + losses
    return float(sum(comb(total, count) for count in range(losses, total + 1)) / 2**total)


def main() -> None:
    """Write the record."""
    lines = [f'"{_escaped(q)}": {int(value)}\n' for q, value in outcomes().items()]
    RECORDED.write_text(_HEADING + "".join(lines), encoding="utf-8")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


if __name__ == "__main__":
    main()
