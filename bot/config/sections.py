"""Every setting with its default, part by part."""

from __future__ import annotations

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
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.config.values import (
    empty_is_off,
    is_within,
    known_zone,
    listed,
    mirror_list,
    quiet_hours,
    quiet_span,
)

ENVIRONMENT_PREFIX = "JIAXIAO__"


def _default_knowledge() -> Path:
    here = Path("knowledge")
    return here if here.is_dir() else packaged_knowledge()


def packaged_knowledge() -> Path:
    """Return the knowledge that comes with this release: the checkout's, or the wheel's."""
    checkout = Path(__file__).parents[2] / "knowledge"
    return checkout if checkout.is_dir() else Path(__file__).parents[1] / "_knowledge"


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
        tuple[Literal["school", "urgent"], ...], NoDecode, BeforeValidator(listed)
    ] = ("school", "urgent")
    weekly_limit: int = Field(10, ge=1, le=1000)


class MirrorSettings(Section):
    """Another channel that notices also go to; its address holds a key and is never shown."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    url: SecretStr
    audiences: Annotated[tuple[str, ...], BeforeValidator(listed)] = Field(min_length=1)
    takes_parts: bool = False
    language: Literal["zh-Hans", "zh-Hant", "en"] = "zh-Hans"


class QuietHours(Section):
    """When a family with a child in this stage is left in peace; empty is off."""

    primary: Annotated[str, BeforeValidator(empty_is_off), AfterValidator(quiet_hours)] = (
        "21:20-07:00"
    )
    junior: Annotated[str, BeforeValidator(empty_is_off), AfterValidator(quiet_hours)] = (
        "22:00-06:30"
    )

    @model_validator(mode="after")
    def _leave_time_to_speak(self) -> Self:
        spans = [quiet_span(value) for value in (self.primary, self.junior) if value]
        ends = [end for _, end in spans]
        if spans and all(any(is_within(end, span) for span in spans) for end in ends):
            message = "primary and junior together leave no time of day for a notice"
            raise ValueError(message)
        return self


class SurveySettings(Section):
    """What may leave a survey, and where the keys of open waves lie.

    Groups of fewer than five, and fewer than ten comments, never leave, whatever a school wishes.
    """

    smallest_group: int = Field(5, ge=5)
    smallest_group_text: int = Field(10, ge=10)
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

    timezone: Annotated[str, AfterValidator(known_zone)] = "Asia/Shanghai"
    telegram: Telegram = Telegram()
    database: DatabaseSettings = DatabaseSettings()
    knowledge: KnowledgeSettings = Field(default_factory=KnowledgeSettings)
    delivery: DeliverySettings = DeliverySettings()
    notices: NoticeSettings = NoticeSettings()
    quiet_hours: QuietHours = QuietHours()
    surveys: SurveySettings = SurveySettings()
    timetable: TimetableSettings = TimetableSettings()
    mirrors: Annotated[tuple[MirrorSettings, ...], NoDecode, BeforeValidator(mirror_list)] = ()
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
