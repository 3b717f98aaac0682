"""The project's papers as a reader with a terminal sees them: what to type, files, links."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("knowledge/*.md")])
NAMES = [str(path.relative_to(ROOT)) for path in PAPERS]
JIAXIAO = ("jiaxiao", ".venv/bin/jiaxiao")

_FENCE = re.compile(
    r"^```(?P<language>\w*) ?(?P<name>\S*)\n(?P<content>.*?)^```$", re.DOTALL | re.MULTILINE
)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Fence:
    """A block of code; `name` is the file it is meant to become, if it says one."""

    language: str
    name: str
    content: str


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def fences(name: str) -> Iterator[Fence]:
    """Return the blocks of a paper in order."""
    for match in _FENCE.finditer(text_of(name)):
        yield Fence(match["language"], match["name"], match["content"])


def typed(name: str) -> list[list[str]]:
    """Return every line a paper tells its reader to type, as words, in order."""
    lines = [
        line
        for fence in fences(name)
        if fence.language in ("sh", "")
        for line in fence.content.replace("\\\n", " ").splitlines()
    ]
    return [words for line in lines if (words := _words(line))]


def spoken(name: str) -> list[str]:
    """Return everything a paper sets as code within its sentences."""
    return _CODE.findall(_FENCE.sub("", text_of(name)))


def links(name: str) -> list[str]:
    """Return where a paper's links lead."""
    return _LINK.findall(_FENCE.sub("", text_of(name)))


def anchors(name: str) -> set[str]:
    """Return the names by which a paper's headings can be linked to."""
    headings = _HEADING.findall(_FENCE.sub("", text_of(name)))
    return {re.sub(r"[^\w\- ]", "", one).strip().lower().replace(" ", "-") for one in headings}


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return []
