"""Files are read as people mean them, and mistakes are named with their line."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.yaml_loader import (
    DEEPEST,
    LARGEST_FILE,
    BrokenYaml,
    YamlValue,
    load_mapping,
    parse_yaml,
    read_yaml,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17:30", "17:30"),
        ("off", "off"),
        ("yes", "yes"),
        ("2021-07-24", "2021-07-24"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("12", 12),
        ("-3", -3),
        ("0.5", 0.5),
        ("1.5e-3", 0.0015),
        ("true", True),
        ("null", None),
        ("~", None),
        ("'12'", "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_plain_words_are_read_as_people_mean_them(written: str, meant: YamlValue) -> None:
    value = parse_yaml(f"a: {written}\n").value

    assert value == {"a": meant}
    assert isinstance(value, dict)
    assert type(value["a"]) is type(meant)


def test_an_empty_file_is_nothing() -> None:
    assert parse_yaml("").value is None
    assert parse_yaml("# only a comment\n").value is None


def test_every_part_knows_its_line() -> None:
    document = parse_yaml("a: 1\nb:\n  - x\n  - c: 2\n    d: |\n      long\n      text\n")

    assert document.line_of(("a",)) == 1
    assert document.line_of(("b", 0)) == 3
    assert document.line_of(("b", 1, "d")) == 5
    assert document.line_of(("b", 1, "d", "deeper", "unknown")) == 5
    assert document.line_of(("unknown",)) == 1


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "stands twice"),
        ("a: &x [1]\nb: *x\n", 2, "write it out"),
        ("a: &x [*x]\n", 1, "write it out"),
        ("a: 1\n--- \nb: 2\n", 2, "second document"),
        ("a: !!python/object:os.system x\n", 1, "not allowed"),
        ("a: !!binary aGk=\n", 1, "not allowed"),
        ("a: !!set {x}\n", 1, "not allowed"),
        ("a: 1\n? [x]\n: 2\n", 2, "a key must be"),
        ("a: 1\nb: [1, 2\nc: 3\n", 3, "check indentation"),
        ("a: 1\n\tb: 2\n", 2, "a tab stands"),
        ("a:\n- 1\n-\tb: 2\n", 3, "a tab stands"),
        ("a: 1\nb: [", 2, "check indentation"),
        ("a: 1\nb: \x07\n", 2, "control character"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(written: str, line: int, said: str) -> None:
    with pytest.raises(BrokenYaml) as caught:
        parse_yaml(written, "answers.yaml")

    assert caught.value.line == line
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"answers.yaml, line {line}: ")


@pytest.mark.parametrize("written", ["[" * 100_000, "- " * 5_000 + "x", "{a: " * 100_000])
def test_deep_nesting_is_refused_and_does_not_crash(written: str) -> None:
    with pytest.raises(BrokenYaml, match=f"more than {DEEPEST} levels"):
        parse_yaml(written)


def test_a_bomb_of_aliases_is_refused_at_its_first_alias() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )

    with pytest.raises(BrokenYaml, match="line 2"):
        parse_yaml(bomb)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (LARGEST_FILE + 1))

    with pytest.raises(BrokenYaml, match="larger than 2 MB"):
        read_yaml(path)


def test_a_file_in_gbk_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gbk.yaml"
    path.write_bytes("a: 1\nb: 作业\n".encode("gbk"))

    with pytest.raises(BrokenYaml, match=r"gbk\.yaml, line 2: this is not UTF-8"):
        read_yaml(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenYaml, match="cannot be read"):
        read_yaml(tmp_path / "missing.yaml")
    with pytest.raises(BrokenYaml, match="this is not a file"):
        read_yaml(tmp_path)


def test_a_pipe_is_refused_and_nobody_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)

    with pytest.raises(BrokenYaml, match="this is not a file"):
        read_yaml(path)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "round.yaml"
    path.symlink_to(path)

    with pytest.raises(BrokenYaml, match="cannot be read"):
        read_yaml(path)


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes("a: 作业\n".encode("utf-8-sig"))

    assert read_yaml(path).value == {"a": "作业"}


@pytest.mark.parametrize(
    ("written", "said"), [("- 1\n", "key: value"), ("a: 1\n2: 3\n", "line 2")]
)
def test_a_file_of_named_keys_must_have_them(tmp_path: Path, written: str, said: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(written, encoding="utf-8")

    with pytest.raises(BrokenYaml, match=said):
        load_mapping(path)


def test_an_empty_file_of_named_keys_has_none(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("", encoding="utf-8")

    assert load_mapping(path) == {}


_PLAIN = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | _PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_PLAIN, inner, max_size=4),
    max_leaves=12,
)


@given(_VALUES)
def test_what_is_written_is_read_back(value: YamlValue) -> None:
    written = yaml.safe_dump(value, allow_unicode=True)

    assert parse_yaml(written).value == value


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    said = ""
    try:
        parse_yaml(text)
    except BrokenYaml as error:
        said = str(error)

    assert said == "" or re.match(r"text, line [1-9][0-9]*: .", said)
