"""The rules that come with the project, and the notices they are tried on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from bot.notices.rules.deciding import Rules
from bot.notices.rules.loading import load_rules
from bot.notices.rules.model import BOTH_STAGES, Finding, Stage
from bot.yaml_loader import read_yaml

KNOWLEDGE = Path("knowledge")
_NOTICES = Path("tests/quality/notices")


class Example(BaseModel):
    """A notice, when it is sent to whom, and the rules it must touch."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[str, ...]
    text: str
    at: str = "12:00"
    stage: Stage | None = None

    @property
    def stages(self) -> Collection[Stage]:
        """The stages it is for."""
        return BOTH_STAGES if self.stage is None else {self.stage}


@dataclass(frozen=True)
class Figures:
    """How a set of notices fares: rules rightly and wrongly named, and honest ones stopped."""

    right: int
    wrong: int
    missed: int
    honest: int
    stopped: int


@cache
def shipped_rules() -> Rules:
    """Return the rules of the project, read once."""
    return load_rules(KNOWLEDGE)


def at_clock(clock: str) -> datetime:
    """Return a Monday at a time of day, in the school's zone."""
    return datetime.fromisoformat(f"2026-11-23T{clock}:00+08:00")


def found(text: str, at: str = "12:00", stages: Collection[Stage] = BOTH_STAGES) -> list[Finding]:
    """Hold a text against the rules of the project."""
    return list(shipped_rules().findings(text, at_clock(at), stages))


def named(text: str, at: str = "12:00", stages: Collection[Stage] = BOTH_STAGES) -> set[str]:
    """Return the ids of the rules that a text touches."""
    return {one.rule for one in found(text, at, stages)}


def examples(name: str) -> list[Example]:
    """Read a set of notices."""
    listed = read_yaml(_NOTICES / f"{name}.yaml").value
    assert isinstance(listed, list)
    return [Example.model_validate(one) for one in listed]


def figures(among: Collection[Example]) -> Figures:
    """Try the rules of the project on notices."""
    results = [(set(one.rules), named(one.text, one.at, one.stages)) for one in among]
    return Figures(
        right=sum(len(wanted & got) for wanted, got in results),
        wrong=sum(len(got - wanted) for wanted, got in results),
        missed=sum(len(wanted - got) for wanted, got in results),
        honest=sum(not wanted for wanted, _ in results),
        stopped=sum(bool(got) for wanted, got in results if not wanted),
    )
