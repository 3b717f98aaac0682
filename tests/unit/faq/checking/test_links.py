"""Links lead somewhere, and never a reader round in a circle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.checking.links import link_problems
from bot.faq.files.loader import LoadedEntry, read_entries
from bot.faq.files.schema import EntryFile
from bot.faq.model import EntryId
from bot.yaml_loader import Document
from tests.unit.faq.folders import content, write


def _said(folder: Path, **links: list[str]) -> list[str]:
    entries = [content(name, see_also=see_also) for name, see_also in links.items()]
    loaded, problems = read_entries(write(folder, *entries))
    assert problems == []
    return [
        f"{problem.path.stem}: {problem.sentence.partition(';')[0]}"
        for problem in link_problems(loaded)
    ]


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ({"a": ["b"], "b": []}, []),
        ({"a": ["nowhere"]}, ["a: there is no entry nowhere"]),
        ({"a": ["a"]}, ["a: an entry cannot refer to itself"]),
        ({"a": ["b", "b"], "b": []}, ["a: b stands twice"]),
        ({"a": ["b"], "b": ["a"]}, []),
        (
            {"a": ["b"], "b": ["c"], "c": ["a"]},
            ["a: a → b → c → a leads round in a circle"],
        ),
        (
            {"c": ["d"], "d": ["e"], "e": ["c"], "a": ["c"]},
            ["c: c → d → e → c leads round in a circle"],
        ),
        ({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}, []),
        ({"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}, []),
    ],
)
def test_only_links_that_lead_nowhere_or_round_are_reported(
    tmp_path: Path, links: dict[str, list[str]], said: list[str]
) -> None:
    assert _said(tmp_path, **links) == said


def test_the_line_of_the_link_is_named(tmp_path: Path) -> None:
    one = content("one", see_also=["two", "nowhere"])
    loaded, _ = read_entries(write(tmp_path, one, content("two")))

    (problem,) = link_problems(loaded)

    assert problem.path.read_text("utf-8").splitlines()[problem.line - 1] == "- nowhere"


@given(st.lists(st.lists(st.integers(0, 7), max_size=2), min_size=8, max_size=8))
def test_any_links_are_checked_and_a_ring_is_told_once(links: list[list[int]]) -> None:
    shape = EntryFile.model_validate(content())
    loaded = [
        LoadedEntry(
            replace(
                shape.value(),
                id=EntryId(f"e{number}"),
                see_also=tuple(EntryId(f"e{link}") for link in held),
            ),
            Document(Path("x.yaml"), None, ""),
        )
        for number, held in enumerate(links)
    ]

    told = [p.sentence for p in link_problems(loaded) if "in a circle" in p.sentence]

    assert len(told) == len(set(told))
    assert all(sentence.count("→") >= 3 for sentence in told)
