"""Settings: a YAML file, the environment over it, and errors that name the key.

The keys are a promise to schools (they script against them), so unknown ones are refused
with the nearest known name instead of being ignored: a misspelt key that is ignored is a
notice that goes out at the wrong time. Every key may come from the environment, for
example `JIAXIAO__TELEGRAM__TOKEN`. No message here ever shows a value, only keys.
"""

from __future__ import annotations

import difflib
import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.errors import BadSetting
from bot.yaml_loader import BrokenYaml, load_mapping

ENVIRONMENT_PREFIX = "JIAXIAO__"
DEFAULT_FILE = Path("config.yaml")
_CLOCK = r"((?:[01][0-9]|2[0-3]):[0-5][0-9])"
_SPAN = re.compile(rf"{_CLOCK}\s*-\s*{_CLOCK}")


class BadConfiguration(BadSetting):
    """The configuration cannot be used; the sentences name each key."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _default_knowledge() -> Path:
    here = Path("knowledge")
    return here if here.is_dir() else packaged_knowledge()


def packaged_knowledge() -> Path:
    """Return the knowledge that comes with this release: the checkout's, or the wheel's."""
    checkout = Path(__file__).parents[1] / "knowledge"
    return checkout if checkout.is_dir() else Path(__file__).with_name("_knowledge")


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = "is not a known time zone; write it like Asia/Shanghai"
        raise ValueError(message) from error
    return name


def _quiet_hours(value: str) -> str:
    if value:
        quiet_span(value)
    return value


def _empty_is_off(value: object) -> object:
    return "" if value is None else value


def quiet_span(value: str) -> tuple[time, time]:
    """Read quiet hours such as ``21:20-07:00`` as (from, until), in the school's zone.

    Raises:
        ValueError: The text is not two different times with a dash between them.
    """
    match = _SPAN.fullmatch(value.strip())
    begin, end = map(time.fromisoformat, match.groups()) if match else (time(), time())
    if begin == end:
        message = 'must be two different times like "21:20-07:00", or empty to switch it off'
        raise ValueError(message)
    return begin, end


def _listed(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def _mirrors(value: object) -> object:
    """Read the list out of the environment, where it is JSON; a key without a value is none."""
    if value is None:
        return ()
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        message = 'in the environment it must be a list in JSON: [{"name": "…", "url": "…"}]'
        raise ValueError(message) from None


def _is_within(moment: time, span: tuple[time, time]) -> bool:
    begin, end = span
    return begin <= moment < end if begin < end else moment >= begin or moment < end


class Section(BaseModel):
    """A part of the settings; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Webhook(Section):
    """Where Telegram's calls are received when `telegram.mode` is webhook."""

    listen: str = "127.0.0.1"
    port: int = Field(8443, ge=0, le=65535)
    url: str = ""
    secret_token: SecretStr = SecretStr("")


class Telegram(Section):
    """How to reach Telegram, or the sandbox in its place."""

    token: SecretStr = SecretStr("")
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    proxy: str | None = None
    mode: Literal["polling", "webhook"] = "polling"
    webhook: Webhook = Webhook()


class DatabaseSettings(Section):
    """Where the rows are kept."""

    url: str = "sqlite:///jiaxiao.db"


class KnowledgeSettings(Section):
    """Where the answers are."""

    path: Path = Field(default_factory=_default_knowledge)


class DeliverySettings(Section):
    """How fast notices leave."""

    messages_per_second: float = Field(25, gt=0, le=1000)
    in_flight: int = Field(16, ge=1, le=512)
    paid_broadcast: bool = False


class NoticeSettings(Section):
    """Which notices need a second person, and how many a week are much."""

    second_person: Annotated[
        tuple[Literal["school", "urgent"], ...], NoDecode, BeforeValidator(_listed)
    ] = ("school", "urgent")
    weekly_limit: int = Field(10, ge=1, le=1000)


class MirrorSettings(Section):
    """Another channel that notices also go to; its address holds a key and is never shown."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    url: SecretStr
    audiences: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(min_length=1)
    takes_parts: bool = False
    language: Literal["zh-Hans", "zh-Hant", "en"] = "zh-Hans"


class QuietHours(Section):
    """When a family with a child in this stage is left in peace; empty is off."""

    primary: Annotated[str, BeforeValidator(_empty_is_off), AfterValidator(_quiet_hours)] = (
        "21:20-07:00"
    )
    junior: Annotated[str, BeforeValidator(_empty_is_off), AfterValidator(_quiet_hours)] = (
        "22:00-06:30"
    )

    @model_validator(mode="after")
    def _leave_time_to_speak(self) -> Self:
        spans = [quiet_span(value) for value in (self.primary, self.junior) if value]
        ends = [end for _, end in spans]
        if spans and all(any(_is_within(end, span) for span in spans) for end in ends):
            message = "primary and junior together leave no time of day for a notice"
            raise ValueError(message)
        return self


class SurveySettings(Section):
    """What may leave a survey, and where the keys of open waves lie."""

    smallest_group: int = Field(5, ge=3)
    smallest_group_text: int = Field(10, ge=5)
    keys_path: Path = Path("survey-keys")


class RegionHours(Section):
    """The hours of one region, by its code; what is not given is as for all."""

    region: str
    end_of_work: time | None = None
    evening_ends_by: time | None = None


class TimetableSettings(Section):
    """When each school day's service is told to parents, and the hours it is held against."""

    push_at: time = time(7, 20)
    push_minutes: int = Field(40, ge=1, le=240)
    end_of_work: time = time(17, 30)
    evening_ends_by: time | None = None
    regions: tuple[RegionHours, ...] = ()

    def hours_of(self, region: str) -> tuple[time, time | None]:
        """Return when work ends in a region, and until when it allows evening study."""
        named = (hours for hours in self.regions if hours.region == region)
        own = next(named, RegionHours(region=region))
        ends_by = own.evening_ends_by or self.evening_ends_by
        return own.end_of_work or self.end_of_work, ends_by


class BackupSettings(Section):
    """How long backups are kept."""

    keep_days: int = Field(30, ge=1)


class WebSettings(Section):
    """Where the pages for staff listen."""

    listen: str = "127.0.0.1"
    port: int = Field(8088, ge=0, le=65535)
    public_url: str = ""


class Configuration(BaseSettings):
    """All settings; every one has a default except the token."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    timezone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"
    telegram: Telegram = Telegram()
    database: DatabaseSettings = DatabaseSettings()
    knowledge: KnowledgeSettings = Field(default_factory=KnowledgeSettings)
    delivery: DeliverySettings = DeliverySettings()
    notices: NoticeSettings = NoticeSettings()
    quiet_hours: QuietHours = QuietHours()
    surveys: SurveySettings = SurveySettings()
    timetable: TimetableSettings = TimetableSettings()
    mirrors: Annotated[tuple[MirrorSettings, ...], NoDecode, BeforeValidator(_mirrors)] = ()
    backups: BackupSettings = BackupSettings()
    web: WebSettings = WebSettings()

    @field_validator("mirrors")
    @classmethod
    def _call_each_by_a_name(
        cls, mirrors: tuple[MirrorSettings, ...]
    ) -> tuple[MirrorSettings, ...]:
        names = [mirror.name for mirror in mirrors]
        if len(set(names)) < len(names):
            message = "two have the same name; call each by one of its own"
            raise ValueError(message)
        return mirrors

    @property
    def zone(self) -> ZoneInfo:
        """The school's time zone."""
        return ZoneInfo(self.timezone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, which arrives as arguments."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


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
    """Return every key in dotted form, in the order of the classes above."""
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
