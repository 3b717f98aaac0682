"""From a survey's file to the survey, with file, line and key of whatever is wrong.

Traditional Chinese is made here, once, when a wave is opened, and frozen with the rest:
converting needs large tables that the running service should not carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.matching.scripts import to_traditional
from bot.surveys.questions.schema import Survey
from bot.yaml_loader import (
    BadFile,
    BrokenYaml,
    Document,
    Problem,
    YamlValue,
    parse_yaml,
    read_yaml,
)

_KEPT: Final = 64
"""Surveys open at once in a large town; every tap needs one."""


class BadSurvey(BadFile):
    """A survey's file cannot be used."""


def load_survey(path: Path) -> Survey:
    """Read a survey's file and fill in traditional Chinese where it is not given.

    Raises:
        BrokenYaml: The file cannot be read, or is not YAML.
        BadSurvey: It is YAML but no survey; names file, line and key.
    """
    return _survey(read_yaml(path))


def parse_survey(text: str, path: Path | str = "text") -> Survey:
    """Read a survey from text; `path` only names the place in errors.

    Raises:
        BrokenYaml: It is not YAML.
        BadSurvey: It is YAML but no survey.
    """
    return _survey(parse_yaml(text, path))


def check_surveys(paths: Iterable[Path]) -> list[Problem]:
    """Find every problem of some surveys' files; none when all is well.

    A file is called like its survey, and no two files hold the same survey, because waves of
    one survey are compared over the years.
    """
    problems: list[Problem] = []
    for path in paths:
        try:
            survey = load_survey(path)
        except BadSurvey as error:
            problems += error.problems
        except BrokenYaml as error:
            problems.append(Problem(path, error.line, error.sentence))
        else:
            if survey.id != path.stem:
                line = read_yaml(path).line_of(("id",))
                sentence = f"id: call the file {survey.id}.yaml, or the survey {path.stem}."
                problems.append(Problem(path, line, sentence))
    return problems


def freeze(survey: Survey) -> str:
    """Write a survey down for the wave's row."""
    return survey.model_dump_json(by_alias=True, exclude_none=True)


@lru_cache(maxsize=_KEPT)
def thaw(definition: str) -> Survey:
    """Read a survey back from the wave's row; the last ones are kept at hand."""
    return Survey.model_validate_json(definition)


def _survey(document: Document) -> Survey:
    try:
        return Survey.model_validate(_with_traditional(document.value))
    except ValidationError as error:
        raise BadSurvey(list(_problems(error, document))) from error


def _with_traditional(value: YamlValue) -> YamlValue:
    """Add zh-Hant beside every zh-Hans that has none."""
    if isinstance(value, list):
        return [_with_traditional(item) for item in value]
    if not isinstance(value, dict):
        return value
    filled = {key: _with_traditional(item) for key, item in value.items()}
    simplified = filled.get("zh-Hans")
    if isinstance(simplified, str) and "zh-Hant" not in filled:
        filled["zh-Hant"] = to_traditional(simplified)
    return filled


def _problems(error: ValidationError, document: Document) -> Iterator[Problem]:
    for detail in error.errors(include_url=False, include_context=False):
        line = document.line_of(detail["loc"])
        yield Problem(document.path, line, f"{_key(detail)}{_reason(detail)}.")


def _key(detail: ErrorDetails) -> str:
    if not detail["loc"]:
        return ""
    return ".".join(str(part) for part in detail["loc"]) + ": "


def _reason(detail: ErrorDetails) -> str:
    known = {
        "missing": "this key is missing; add it",
        "extra_forbidden": "unknown key; check its spelling or delete it",
        "string_pattern_mismatch": "use small letters, digits and hyphens only",
        "too_short": "needs at least one entry",
        "model_type": "must be a group of indented keys",
    }
    reason = known.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
    return reason[0].lower() + reason[1:]
