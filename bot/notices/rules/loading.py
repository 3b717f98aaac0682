"""From `notice_rules.yaml` to rules, with file, line and key of whatever is wrong.

The file is read when it is first needed and again when it has changed, so an editor's
change needs no restart. While it has a mistake the rules read before go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.i18n.languages import Language
from bot.notices.rules.deciding import Rules, named_words
from bot.notices.rules.model import Rule
from bot.notices.rules.pattern import BadPattern, parse, words_of
from bot.notices.rules.schema import RULES_FILE, RulesFile
from bot.notices.rules.speech import Speech
from bot.yaml_loader import BadFile, BrokenYaml, Document, Problem, load_mapping, read_yaml

TRADITIONAL_FILE: Final = "notice_rules.zh-Hant.yaml"
_NOON: Final = "12:00"
_NOT_ONE: Final = "has not exactly one source with this clause or document; name one it has"


class BadRules(BadFile):
    """The rules cannot be used."""


class RuleBook:
    """The rules of a knowledge folder, as they stand now.

    Args:
        folder: The knowledge folder; without a file of rules nothing is ever found.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: tuple[tuple[int, int], Rules] | None = None

    def current(self) -> Rules:
        """Return the rules; reads the file only when it has changed.

        Raises:
            BadRules: The file cannot be used, and none has been read before.
        """
        mark = _mark(self._folder / RULES_FILE)
        if self._read is None or self._read[0] != mark:
            try:
                self._read = mark, load_rules(self._folder) if mark != (0, 0) else _none()
            except BadRules:
                if self._read is None:
                    raise
                self._read = mark, self._read[1]
        return self._read[1]

    def titles(self, ids: Sequence[str], language: Language) -> list[str]:
        """Return what rules are about; of one that is not there any more its id."""
        try:
            known = {rule.id: rule.title[language] for rule in self.current().rules}
        except BadRules:
            known = {}
        return [known.get(one, one) for one in ids]


def load_rules(folder: Path) -> Rules:
    """Read the rules of a knowledge folder.

    Raises:
        BadRules: The file is missing or cannot be used; names file, line and key.
    """
    document, file = _file(folder)
    problems = list(_unreadable(file, document))
    if problems:
        raise BadRules(problems)
    return Rules(
        [one.value(_traditional(folder)) for one in file.rules], file.words, file.speech.value()
    )


def check_rules(
    folder: Path, grounds: Callable[[str], Sequence[tuple[str, str | None]] | None]
) -> list[Problem]:
    """Find every problem of the rules: shape, patterns, grounds, examples.

    Args:
        folder: The knowledge folder.
        grounds: The documents and clauses that an answer rests on; None if there is no such
            answer.

    Returns:
        A sentence for each, with file and line; none when all is well.
    """
    try:
        rules = load_rules(folder)
    except BadRules as error:
        return list(error.problems)
    document = read_yaml(folder / RULES_FILE)
    return [*_ungrounded(rules.rules, document, grounds), *_untrue(rules, document)]


def _file(folder: Path) -> tuple[Document, RulesFile]:
    path = folder / RULES_FILE
    try:
        document = read_yaml(path)
        return document, RulesFile.model_validate(document.value)
    except BrokenYaml as error:
        raise BadRules([Problem(path, error.line, error.sentence)]) from error
    except ValidationError as error:
        raise BadRules([_said(detail, document) for detail in error.errors()]) from error


def _traditional(folder: Path) -> Mapping[str, str]:
    path = folder / TRADITIONAL_FILE
    if not path.exists():
        return {}
    try:
        return {key: str(value) for key, value in load_mapping(path).items()}
    except BrokenYaml as error:
        raise BadRules([Problem(path, error.line, error.sentence)]) from error


def _unreadable(file: RulesFile, document: Document) -> Iterator[Problem]:
    """Yield what is wrong with words and patterns, in the order of the file."""
    named = dict(named_words({}))
    for name, listed in file.words.items():
        try:
            named[name] = words_of(listed, named)
        except BadPattern as error:
            yield _at(document, ("words", name), str(error))
    speech = file.speech.value()
    for key in ("negations", "affirmations", "prohibitions", "requests"):
        try:
            words_of(getattr(speech, key), named)
        except BadPattern as error:
            yield _at(document, ("speech", key), str(error))
    yield from _bad_patterns(speech.spared, ("speech", "spared"), named, document)
    known: set[str] = set()
    for place, rule in enumerate(file.rules):
        here = ("rules", place)
        yield from _bad_patterns(rule.patterns, (*here, "patterns"), named, document)
        yield from _bad_patterns(rule.not_when, (*here, "not_when"), named, document)
        yield from _bad_patterns(rule.not_anywhere, (*here, "not_anywhere"), named, document)
        if rule.id in known:
            yield _at(document, here, f"the id {rule.id} stands twice; keep one of them")
        if not rule.patterns and rule.hours is None:
            yield _at(document, here, f"{rule.id} has neither patterns nor hours; add one")
        known.add(rule.id)


def _bad_patterns(
    patterns: Sequence[str],
    here: tuple[str | int, ...],
    named: Mapping[str, frozenset[str]],
    document: Document,
) -> Iterator[Problem]:
    for place, pattern in enumerate(patterns):
        try:
            parse(pattern, named)
        except BadPattern as error:
            yield _at(document, (*here, place), str(error))


def _ungrounded(
    rules: Sequence[Rule],
    document: Document,
    grounds: Callable[[str], Sequence[tuple[str, str | None]] | None],
) -> Iterator[Problem]:
    for number, rule in enumerate(rules):
        for place, basis in enumerate(rule.because):
            here = ("rules", number, "because", place)
            sources = grounds(basis.entry)
            if sources is None:
                yield _at(document, here, f"there is no entry {basis.entry}; correct the id")
            elif sum(basis.means(*source) for source in sources) != 1:
                yield _at(document, here, f"{basis.entry} {_NOT_ONE}")


def _untrue(rules: Rules, document: Document) -> Iterator[Problem]:
    """Yield the examples that a rule does not treat as it says."""
    for number, rule in enumerate(rules.rules):
        for key, examples, wanted in (
            ("match", rule.must_match, True),
            ("pass", rule.must_not_match, False),
        ):
            for place, example in enumerate(examples):
                if _speaks(rules, rule, example) is not wanted:
                    here = ("rules", number, "examples", key, place)
                    said = "finds nothing here" if wanted else "speaks against this"
                    yield _at(document, here, f"{rule.id} {said}; mend patterns or example")


def _speaks(rules: Rules, rule: Rule, example: str) -> bool:
    """Say whether a rule finds something; examples of rules with hours begin with a time."""
    clock, text = example.split(" ", 1) if rule.hours else (_NOON, example)
    at = datetime.fromisoformat(f"2026-11-23T{clock}:00+08:00")
    return any(one.rule == rule.id for one in rules.findings(text, at))


def _at(document: Document, here: Sequence[str | int], sentence: str) -> Problem:
    return Problem(document.path, document.line_of(here), sentence)


def _said(detail: ErrorDetails, document: Document) -> Problem:
    known = {
        "missing": "this key is missing; add it",
        "extra_forbidden": "unknown key; check its spelling or delete it",
        "string_type": "must be text; put it in quotes",
        "string_pattern_mismatch": "small letters and hyphens for an id, capitals for a list",
        "too_short": "needs at least one line",
        "tuple_type": "must be a list, one line with a dash for each",
        "model_type": "must be a group of indented keys",
    }
    location = tuple(part for part in detail["loc"] if part != "[key]")
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    reason = known.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
    return _at(document, location, f"{key}: {reason[0].lower()}{reason[1:]}")


def _mark(path: Path) -> tuple[int, int]:
    """Return what changes with a file's content; (0, 0) if there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _none() -> Rules:
    return Rules((), {}, Speech())


def simplified_texts(folder: Path) -> list[str]:
    """Return every text an author is told, to be converted into zh-Hant.

    Raises:
        BadRules: The file is missing or cannot be used.
    """
    _, file = _file(folder)
    texts = [text for one in file.rules for text in (one.title, one.advice)]
    return [text.value({})[Language.ZH_HANS] for text in texts]
