"""Whatever lies in the folder, it is loaded or refused in sentences, quickly and never worse."""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.faq.checking.checks import check
from bot.faq.files.schema import EntryFile
from bot.faq.problems import MOST_OF_A_FILE, BrokenKnowledge, Problem
from bot.faq.service import Answers
from bot.i18n.languages import Language
from bot.yaml_loader import LARGEST_FILE
from tests.unit.faq.folders import KNOWLEDGE, content, write

TODAY = date(2026, 11, 21)
SENTENCE = re.compile(r".+, line [1-9][0-9]*: .+", re.DOTALL)
GOOD = (KNOWLEDGE / "faq" / "homework" / "homework-time-limit.yaml").read_text("utf-8")
NUMBERS = (KNOWLEDGE / "thresholds.yaml").read_bytes()


def _with(folder: Path, name: str, data: bytes | Callable[[Path], None]) -> list[Problem]:
    """Load a good folder with one more file; return what is wrong with it.

    Whatever stops loading is also found by the checks, which go on to the end.
    """
    (folder / "thresholds.yaml").write_bytes(NUMBERS)
    write(folder, content())
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if callable(data):
        data(path)
    else:
        path.write_bytes(data)
    problems: tuple[Problem, ...] = ()
    try:
        Answers.load(folder, lambda: TODAY)
    except BrokenKnowledge as error:
        problems = error.problems
    assert set(problems) <= set(check(folder, TODAY))
    assert all(SENTENCE.fullmatch(str(problem)) for problem in problems)
    return list(problems)


def _bomb() -> str:
    lines = ["a: &a [x, x]"]
    lines += [f"{new}: &{new} [*{old}, *{old}]" for old, new in zip("abcdef", "bcdefg")]  # noqa: B905
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (_bomb().encode(), 2, "repeats another part"),
        (b"a: &anchor 1\nb: *anchor\n", 2, "repeats another part"),
        (b"<<: {id: a}\n", 1, "is missing"),
        (b"#" * 10_000_000, 1, "larger than 2 MB"),
        (GOOD.encode("gbk"), 3, "not UTF-8"),
        (GOOD.encode("utf-16"), 1, "not UTF-8"),
        (bytes(range(255, -1, -1)), 1, "not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "not UTF-8"),
        (b"id: a\nquestion: b\0c\n", 2, "control character"),
        (b"id: a\n\tcategory: homework\n", 2, "a tab stands"),
        (b"[" * 5000, 1, "levels of nesting"),
        (b"id: [a, b]\n", 1, "id must be text"),
        (b"a: 1\na: 2\n", 2, "stands twice"),
        (b"1: a\n", 1, "the key 1 must be text"),
        (b"- a\n", 1, "lines like"),
        (b"", 1, "lines like"),
        (GOOD.replace("书面", "书\u200b面", 1).encode(), 3, "U+200B"),
        (GOOD.replace("书面", "书\u202e面", 1).encode(), 3, "U+202E"),
        (GOOD.replace("checked_on", "chekced_on").encode(), None, "did you mean checked_on?"),
        (GOOD.replace("homework-time-limit", "x" * 60, 1).encode(), 1, "id is too long"),
        ("id: a\n\u202eyek: 1\n".encode(), 2, r"'\u202eyek' is not a known key"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(
    tmp_path: Path, data: bytes, line: int | None, said: str
) -> None:
    problems = _with(tmp_path, "faq/homework/bad.yaml", data)

    assert {problem.path.name for problem in problems} == {"bad.yaml"}
    fitting = [problem for problem in problems if said in problem.sentence]
    assert fitting, problems
    assert line is None or fitting[0].line == line


def test_a_byte_order_mark_and_lines_of_other_systems_are_no_mistake(tmp_path: Path) -> None:
    windows = GOOD.replace("\n", "\r\n").encode("utf-8-sig")

    assert _with(tmp_path, "faq/homework/homework-time-limit.yaml", windows) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to(path.with_name("nowhere")),
        os.mkfifo,
    ],
    ids=["a link to itself", "a link to nowhere", "a pipe"],
)
def test_what_is_no_readable_file_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    (problem,) = _with(tmp_path, "faq/homework/bad.yaml", make)

    assert "cannot be read" in problem.sentence or "not a file" in problem.sentence


def test_a_circle_of_folders_is_no_trap(tmp_path: Path) -> None:
    def make(path: Path) -> None:
        path.symlink_to(path.parents[1], target_is_directory=True)

    assert _with(tmp_path, "faq/homework/round", make) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["faq/homework/bad.yaml", "faq/closed/in.yaml"])
def test_what_one_may_not_read_is_named(tmp_path: Path, name: str) -> None:
    def make(path: Path) -> None:
        path.write_bytes(b"")
        (path if path.name == "bad.yaml" else path.parent).chmod(0)

    (problem,) = _with(tmp_path, name, make)

    assert "Permission denied" in problem.sentence


def test_a_name_no_system_knows_is_refused() -> None:
    with pytest.raises(BrokenKnowledge, match="cannot be read"):
        Answers.load(Path("x" * 300))


def test_a_file_full_of_mistakes_is_told_in_a_few_sentences_and_soon(tmp_path: Path) -> None:
    begun = time.process_time()
    problems = _with(
        tmp_path,
        "faq/homework/bad.yaml",
        "".join(f"schlüssel{number}: 1\n" for number in range(20_000)).encode(),
    )

    assert len(problems) == MOST_OF_A_FILE + 1
    assert "more; mend the ones above first" in str(problems[-1])
    assert time.process_time() - begun < 20


def test_a_traditional_file_belongs_to_the_entry_of_its_name(tmp_path: Path) -> None:
    data = (KNOWLEDGE / "zh-Hant" / "bedtime.yaml").read_bytes()

    (problem,) = _with(tmp_path, "zh-Hant/other.yaml", data)

    assert "must equal the file's name" in problem.sentence


NAMES = st.sampled_from(
    [
        "faq/homework/bad.yaml",
        "zh-Hant/bad.yaml",
        "negatives.yaml",
        "practice/bad.yaml",
        "learned-points.yaml",
        "words.yaml",
        "thresholds.yaml",
        "documents.yaml",
        "regions/bad/region.yaml",
        "regions/bad/homework/homework-time.yaml",
        "regions/bad/schools/bad.yaml",
    ]
)
KEYS = st.sampled_from(
    [*EntryFile.model_fields, "text", "variants", "out_of_scope", "ranking", "name"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | SCALARS, inner, max_size=6),
    max_leaves=20,
)


@settings(max_examples=60, deadline=None)
@given(NAMES, st.binary(max_size=300))
def test_any_bytes_are_loaded_or_refused(name: str, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        assert len(_with(Path(folder), name, data)) >= 0


@settings(max_examples=100, deadline=None)
@given(NAMES, TREES)
def test_any_tree_is_loaded_or_refused(name: str, tree: object) -> None:
    data = yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "replace")

    with TemporaryDirectory() as folder:
        assert len(_with(Path(folder), name, data)) >= 0


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4))
def test_a_damaged_entry_is_loaded_or_refused(seed: int, times: int) -> None:
    chance = random.Random(seed)
    data = bytearray(GOOD.replace("homework-time-limit", "bad").encode())
    for _ in range(times):
        start = chance.randrange(len(data))
        end = min(len(data), start + chance.randrange(40))
        other = chance.randrange(len(data))
        data[start:end] = chance.choice([b"", chance.randbytes(3), bytes(data[other : other + 9])])

    with TemporaryDirectory() as folder:
        assert len(_with(Path(folder), "faq/homework/bad.yaml", bytes(data))) >= 0


def test_the_largest_file_that_is_allowed_is_read(tmp_path: Path) -> None:
    filler = b"#" * (LARGEST_FILE - len(GOOD.encode()) - 2) + b"\n"

    assert _with(tmp_path, "faq/homework/homework-time-limit.yaml", filler + GOOD.encode()) == []


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers.load(KNOWLEDGE, lambda: TODAY)


ANY_TEXT = st.text(max_size=4096) | st.lists(
    st.sampled_from(
        ["作业", "\u200b", "\u202e", "🎒", "<b>", "'; DROP TABLE", "？", "二年级", "a"]
    ),
    max_size=400,
).map("".join)


@settings(max_examples=80, deadline=None)
@given(ANY_TEXT, st.none() | st.integers(1, 12), st.sampled_from(Language))
def test_any_message_gets_a_reply_soon(
    answers: Answers, message: str, grade: int | None, language: Language
) -> None:
    begun = time.process_time()
    reply = answers.ask(message, grade=grade, language=language)

    assert reply.language is language
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "message",
    [
        "字" * 4096,
        "作业" * 2048,
        "a" * 4096,
        "zuoye" * 800,
        "shi " * 1024,
        "。".join(["shi" * 100] * 13),
        "1" * 4096,
        "。" * 4096,
        "\u200b" * 4096,
        "🎒" * 2048,
        "一二" * 2000 + "年级",
        "？".join(["作业太多怎么办"] * 500),
        "\u0301" * 4096,
        "﷽" * 4096,
    ],
)
def test_the_longest_messages_are_answered_within_a_second(answers: Answers, message: str) -> None:
    begun = time.process_time()
    answers.ask(message, grade=None, language=Language.ZH_HANS)

    assert time.process_time() - begun < 1
