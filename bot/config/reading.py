"""Settings are read from a file and the environment; errors name the key, never its value."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ValidationError

from bot.config.sections import ENVIRONMENT_PREFIX, Configuration
from bot.errors import BadSetting
from bot.yaml_loader import BrokenYaml, load_mapping

DEFAULT_FILE = Path("config.yaml")


class BadConfiguration(BadSetting):
    """The configuration cannot be used; the sentences name each key."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def load(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Configuration:
    """Read the settings.

    Args:
        path: The YAML file; None means `config.yaml` if there is one, else the defaults.
        environment: The environment to check for unknown names; the process's by default.

    Raises:
        BadConfiguration: A sentence for each key that is unknown or cannot be used.
    """
    given = _file_values(path)
    problems = list(_unknown_names(os.environ if environment is None else environment))
    if problems:
        raise BadConfiguration(problems)
    try:
        return Configuration(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise BadConfiguration([_sentence(problem) for problem in error.errors()]) from None


def known_keys() -> list[str]:
    """Return every key in dotted form, in the order of the classes in `sections`."""
    return list(_keys(Configuration))


def _file_values(path: Path | None) -> dict[str, object]:
    if path is None:
        return _read(DEFAULT_FILE) if DEFAULT_FILE.exists() else {}
    if not path.exists():
        raise BadConfiguration([f"{path}: there is no such file; copy config.example.yaml."])
    return _read(path)


def _read(path: Path) -> dict[str, object]:
    try:
        given = load_mapping(path)
    except BrokenYaml as error:
        raise BadConfiguration([str(error)]) from None
    return _without_empty_sections(Configuration, given)


def _without_empty_sections(
    model: type[BaseModel], given: Mapping[str, object]
) -> dict[str, object]:
    """Leave out sections whose every line is commented out; YAML reads them as null."""
    kept: dict[str, object] = {}
    for name, value in given.items():
        section = _section(model, name)
        if section is None or (value is not None and not isinstance(value, dict)):
            kept[name] = value
        elif value is not None:
            kept[name] = _without_empty_sections(section, value)
    return kept


def _section(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    kind = model.model_fields[name].annotation if name in model.model_fields else None
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _keys(model: type[BaseModel], before: str = "") -> Iterator[str]:
    for name in model.model_fields:
        section = _section(model, name)
        if section is None:
            yield f"{before}{name}"
        else:
            yield from _keys(section, f"{before}{name}.")


def _unknown_names(environment: Mapping[str, str]) -> Iterator[str]:
    known = {ENVIRONMENT_PREFIX + key.upper().replace(".", "__") for key in known_keys()}
    for name in sorted(environment):
        if name.upper().startswith(ENVIRONMENT_PREFIX) and name.upper() not in known:
            yield f"{name}: unknown setting in the environment.{_nearest(name.upper(), known)}"


def _nearest(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    return f" Did you mean {near[0]}?" if near else ""


def _sentence(problem: Mapping[str, object]) -> str:
    location = problem["loc"]
    assert isinstance(location, tuple)
    key = ".".join(str(part) for part in location)
    if problem["type"] == "extra_forbidden":
        return f"{key}: unknown key in the configuration.{_nearest(key, set(known_keys()))}"
    if problem["type"] in ("model_type", "dict_type"):
        return f"{key}: must be a group of keys, each on a line of its own below it."
    reason = str(problem["msg"]).removeprefix("Value error, ")
    return f"{key}: {reason[0].lower()}{reason[1:]}."
