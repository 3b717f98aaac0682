"""The file of rules: what is refused with file and line, and what is made from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.i18n.languages import Language
from bot.notices.rules.loading import BadRules, RuleBook, check_rules, load_rules
from bot.notices.rules.schema import RULES_FILE
from bot.notices.rules.writing import main, wanted_files
from tests.support.notice_rules import KNOWLEDGE, at_clock

GOOD = """\
words:
  MARK: [批改, 批阅]
speech:
  negations: [不]
rules:
- id: marking
  title: {zh-Hans: 批改, en: Marking}
  advice: {zh-Hans: 请改一改。, en: Change it.}
  because:
  - {entry: homework, clause: 第4条}
  patterns:
  - 家长 ~4 <MARK>
  examples:
    match: [请家长批改。]
    pass: [家长不批改。]
"""


def grounds(entry: str) -> list[tuple[str, str | None]] | None:
    return [("意见", "第4条"), ("意见", None)] if entry == "homework" else None


def write(folder: Path, content: str) -> Path:
    path = folder / RULES_FILE
    path.write_text(content, encoding="utf-8")
    return path


def problems(folder: Path, content: str) -> list[str]:
    path = write(folder, content)
    return [str(one).removeprefix(str(path)) for one in check_rules(folder, grounds)]


def test_good_rules_have_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("  patterns:", "  pattern:", ", line 11: rules.1.pattern: unknown key"),
        ("家长 ~4 <MARK>", "家长 ~4 <MARKS>", ", line 12: <MARKS> is not a list"),
        ("家长 ~4 <MARK>", "家长 ~4", ", line 12: a pattern begins and ends"),
        ("[批改, 批阅]", "[<NO>]", ", line 2: <NO> is not a list"),
        ("negations: [不]", "negations: [不, <NO>]", ", line 4: <NO> is not a list"),
        ("- id: marking", "- id: Marking!", ", line 6: rules.1.id: small letters"),
        ("entry: homework,", "entry: nothing,", ", line 10: there is no entry nothing"),
        ("clause: 第4条", "clause: 第5条", ", line 10: homework has not exactly one source"),
        ("clause: 第4条", "document: 意见", ", line 10: homework has not exactly one source"),
        ("[请家长批改。]", "[请老师批改。]", ", line 14: marking finds nothing here"),
        ("[家长不批改。]", "[家长会批改。]", ", line 15: marking speaks against this"),
        ("words:", "words: [", ", line 3: "),
        (
            "  patterns:\n  - 家长 ~4 <MARK>\n",
            "",
            ", line 6: marking has neither patterns nor hours",
        ),
        (
            "  examples:",
            "  hours: {primary: '21:20-21:20'}\n  examples:",
            ", line 13: rules.1.hours.primary: must be two different times",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    assert was in GOOD

    found = problems(tmp_path, GOOD.replace(was, becomes))
    assert any(one.startswith(said) for one in found), found


def test_an_id_stands_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("- id:") :]

    assert any("stands twice" in one for one in problems(tmp_path, twice))


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    (said,) = check_rules(tmp_path, grounds)

    assert said.path.name == RULES_FILE
    assert "cannot be read" in said.sentence


def test_a_folder_without_rules_finds_nothing(tmp_path: Path) -> None:
    assert RuleBook(tmp_path).current().findings("请家长批改。", at_clock("12:00")) == ()


def test_a_change_of_the_file_is_used_without_a_restart(tmp_path: Path) -> None:
    book = RuleBook(tmp_path)
    path = write(tmp_path, GOOD)
    before = book.current()
    path.write_text(GOOD.replace("marking", "marks"), encoding="utf-8")
    os.utime(path, ns=(1, 1))

    assert book.current().rules[0].id == "marks"
    assert before.rules[0].id == "marking"


def test_while_the_file_has_a_mistake_the_rules_before_go_on(tmp_path: Path) -> None:
    book = RuleBook(tmp_path)
    write(tmp_path, GOOD)
    before = book.current()
    write(tmp_path, "rules: [")

    assert book.current() is before


def test_rules_that_were_never_good_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "rules: [")

    with pytest.raises(BadRules, match=RULES_FILE):
        RuleBook(tmp_path).current()


def test_converted_texts_are_used_while_they_fit(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert main([str(tmp_path)]) == 0

    (rule,) = load_rules(tmp_path).rules
    assert rule.advice[Language.ZH_HANT] == "請改一改。"

    write(tmp_path, GOOD.replace("请改一改", "请再看看"))
    (rule,) = load_rules(tmp_path).rules
    assert rule.advice[Language.ZH_HANT] == "请再看看。"


def test_what_is_made_from_the_rules_is_current() -> None:
    for path, content in wanted_files(KNOWLEDGE).items():
        assert path.read_text(encoding="utf-8") == content, "run make texts"
