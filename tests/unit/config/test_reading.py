from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from bot import config
from bot.config import BadConfiguration, Configuration

SECRET = "7123456789:AAHdq-not-to-be-shown-anywhere"

PROMISED = {
    "timezone": "Asia/Shanghai",
    "telegram.token": "",
    "telegram.base_url": "https://api.telegram.org/bot",
    "telegram.base_file_url": "https://api.telegram.org/file/bot",
    "telegram.proxy": None,
    "telegram.mode": "polling",
    "telegram.webhook.listen": "127.0.0.1",
    "telegram.webhook.port": 8443,
    "telegram.webhook.url": "",
    "telegram.webhook.secret_token": "",
    "database.url": "sqlite:///jiaxiao.db",
    "knowledge.path": config.packaged_knowledge(),
    "delivery.messages_per_second": 25,
    "delivery.in_flight": 16,
    "delivery.paid_broadcast": False,
    "notices.second_person": ("school", "urgent"),
    "quiet_hours.primary": "21:20-07:00",
    "quiet_hours.junior": "22:00-06:30",
    "surveys.smallest_group": 5,
    "surveys.smallest_group_text": 10,
    "surveys.keys_path": Path("survey-keys"),
    "backups.keep_days": 30,
    "web.listen": "127.0.0.1",
    "web.port": 8088,
    "web.public_url": "",
}

Load = Callable[[str], Configuration]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def write_and_load(text: str) -> Configuration:
        path = tmp_path / "config.yaml"
        path.write_text(text, encoding="utf-8")
        return config.load(path)

    return write_and_load


def problems(load: Callable[[], object]) -> list[str]:
    with pytest.raises(BadConfiguration) as caught:
        load()
    return caught.value.problems


def value_of(configuration: Configuration, key: str) -> object:
    value: object = configuration
    for part in key.split("."):
        value = getattr(value, part)
    reveal = getattr(value, "get_secret_value", None)
    return reveal() if reveal else value


@pytest.mark.parametrize(("key", "default"), PROMISED.items())
def test_a_promised_key_is_there_with_its_default(key: str, default: object) -> None:
    assert key in config.known_keys()
    assert value_of(config.load(), key) == default


def test_a_knowledge_folder_here_goes_before_the_one_of_the_release(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()

    assert config.load().knowledge.path == Path("knowledge")


def test_the_file_in_this_folder_is_read_when_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("backups:\n  keep_days: 7\n")

    assert config.load().backups.keep_days == 7


def test_a_file_changes_only_what_it_names(load: Load) -> None:
    configuration = load("telegram:\n  mode: webhook\n  webhook:\n    port: 9000\n")

    assert configuration.telegram.webhook.port == 9000
    assert configuration.telegram.webhook.listen == "127.0.0.1"
    assert configuration.telegram.base_url == "https://api.telegram.org/bot"


def test_the_environment_wins_over_the_file(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIAXIAO__TELEGRAM__TOKEN", SECRET)
    monkeypatch.setenv("JIAXIAO__TELEGRAM__WEBHOOK__PORT", "9001")

    telegram = load("telegram:\n  token: other\n  proxy: socks5://here\n").telegram

    assert telegram.token.get_secret_value() == SECRET
    assert (telegram.webhook.port, telegram.proxy) == (9001, "socks5://here")


@pytest.mark.parametrize("key", PROMISED)
def test_every_key_may_come_from_the_environment(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    default = PROMISED[key]
    given = {
        "timezone": "Asia/Urumqi",
        "telegram.mode": "webhook",
        "notices.second_person": "urgent",
        "quiet_hours.primary": "20:00-08:00",
        "quiet_hours.junior": "20:00-08:00",
        "delivery.paid_broadcast": "true",
    }.get(key, "31" if isinstance(default, int) else "elsewhere")
    monkeypatch.setenv("JIAXIAO__" + key.upper().replace(".", "__"), given)

    assert value_of(config.load(), key) != default


def test_an_unknown_key_in_the_file_names_the_nearest(load: Load) -> None:
    assert problems(lambda: load("telegram:\n  tokn: x\n")) == [
        "telegram.tokn: unknown key in the configuration. Did you mean telegram.token?"
    ]


def test_an_unknown_section_in_the_file_is_refused(load: Load) -> None:
    (problem,) = problems(lambda: load("delivry:\n  in_flight: 3\n"))

    assert problem.startswith("delivry: unknown key in the configuration.")


def test_an_unknown_name_in_the_environment_names_the_nearest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIAXIAO__TELEGRAM__TOKN", SECRET)

    (problem,) = problems(config.load)

    assert problem.startswith("JIAXIAO__TELEGRAM__TOKN: unknown setting in the environment.")
    assert problem.endswith("Did you mean JIAXIAO__TELEGRAM__TOKEN?")


def test_an_unknown_section_in_the_environment_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIAXIAO__DELIVRY__IN_FLIGHT", "3")

    (problem,) = problems(config.load)

    assert problem.startswith("JIAXIAO__DELIVRY__IN_FLIGHT: unknown setting")
    assert "JIAXIAO__DELIVERY__IN_FLIGHT" in problem


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("web:\n  port: eight\n", "web.port: input should be a valid integer"),
        ("web:\n  port: 70000\n", "web.port: input should be less than or equal to 65535"),
        ("telegram:\n  mode: push\n", "telegram.mode: input should be 'polling' or 'webhook'"),
        ("telegram: polling\n", "telegram: must be a group of keys"),
        ("timezone: Beijing\n", "timezone: is not a known time zone; write it like Asia/Shanghai"),
        (
            "surveys:\n  smallest_group: 4\n",
            "surveys.smallest_group: input should be greater than or equal to 5.",
        ),
        (
            "surveys:\n  smallest_group_text: 9\n",
            "surveys.smallest_group_text: input should be greater than or equal to 10.",
        ),
        ("delivery:\n  in_flight: 0\n", "delivery.in_flight: input should be greater"),
        ("notices:\n  second_person: [all]\n", "notices.second_person.0: input should be"),
    ],
)
def test_a_wrong_value_names_its_key(load: Load, text: str, beginning: str) -> None:
    (problem,) = problems(lambda: load(text))

    assert problem.startswith(beginning)


def test_every_wrong_key_is_named_at_once(load: Load) -> None:
    found = problems(lambda: load("web:\n  port: eight\nbackups:\n  keep_days: no\n"))

    assert [problem.split(":")[0] for problem in found] == ["backups.keep_days", "web.port"]


@pytest.mark.parametrize(
    "text",
    [
        f"timezone: {SECRET}\n",
        f"telegram: {SECRET}\n",
        f"telegram:\n  token: [{SECRET}]\n",
        f"telegram:\n  token:\n    value: {SECRET}\n",
        f"telegram:\n  mode: {SECRET}\n",
        f"telegram:\n  tokn: {SECRET}\n",
        f"telegram:\n  proxy: [{SECRET}]\n",
        f"telegram:\n  webhook: {SECRET}\n",
        f"telegram:\n  webhook:\n    port: {SECRET}\n",
        f"telegram:\n  token:{SECRET}\n  mode: polling\n",
        f'telegram:\n  token: "{SECRET}\n',
        f"telegram:\n  token: {SECRET}: {SECRET}\n",
        f"delivery:\n  in_flight: {SECRET}\n",
        f"delivery:\n  paid_broadcast: {SECRET}\n",
        f"notices:\n  second_person: {SECRET}\n",
        f"quiet_hours:\n  primary: {SECRET}\n",
        f"timetable:\n  push_at: {SECRET}\n",
        f"web: [{SECRET}]\n",
        f"{SECRET}\n",
    ],
)
def test_no_error_shows_a_value(load: Load, text: str) -> None:
    with pytest.raises(BadConfiguration) as caught:
        load(text)

    assert SECRET not in str(caught.value)
    assert SECRET not in repr(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "name",
    ["TIMEZONE", "TELEGRAM__MODE", "WEB__PORT", "NOTICES__SECOND_PERSON", "QUIET_HOURS__JUNIOR"],
)
def test_no_error_shows_a_value_from_the_environment(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"JIAXIAO__{name}", SECRET)

    (problem,) = problems(config.load)[:1]

    assert SECRET not in problem


def test_printing_the_settings_hides_the_token(load: Load) -> None:
    assert SECRET not in repr(load(f"telegram:\n  token: {SECRET}\n"))


def test_broken_yaml_names_file_and_line(load: Load, tmp_path: Path) -> None:
    (problem,) = problems(lambda: load("web:\n  port: 1\n listen: x\n"))

    assert problem.startswith(f"{tmp_path / 'config.yaml'}, line 3: ")


def test_a_missing_file_says_what_to_copy(tmp_path: Path) -> None:
    missing = tmp_path / "absent.yaml"

    assert problems(lambda: config.load(missing)) == [
        f"{missing}: there is no such file; copy config.example.yaml."
    ]


def test_an_empty_file_means_the_defaults(load: Load) -> None:
    assert load("") == Configuration()


def test_a_section_whose_lines_are_all_commented_out_means_its_defaults(load: Load) -> None:
    configuration = load("telegram:\n  webhook:\n    # port: 1\nweb:\n  # port: 2\n")

    assert configuration == Configuration()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[urgent]", ("urgent",)),
        ("[]", ()),
        ("urgent", ("urgent",)),
        ("school, urgent", ("school", "urgent")),
    ],
)
def test_the_second_person_may_be_a_list_or_words_with_commas(
    load: Load, written: str, expected: tuple[str, ...]
) -> None:
    assert load(f"notices:\n  second_person: {written}\n").notices.second_person == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("school,urgent", ("school", "urgent")), ("urgent", ("urgent",)), ("", ())],
)
def test_the_second_person_may_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, written: str, expected: tuple[str, ...]
) -> None:
    monkeypatch.setenv("JIAXIAO__NOTICES__SECOND_PERSON", written)

    assert config.load().notices.second_person == expected


def test_quiet_hours_are_two_times() -> None:
    assert config.quiet_span("21:20-07:00") == (time(21, 20), time(7, 0))
    assert config.quiet_span(" 21:20 - 07:00 ") == (time(21, 20), time(7, 0))


@pytest.mark.parametrize("written", ["", '""', "~"])
def test_empty_quiet_hours_are_off(load: Load, written: str) -> None:
    assert load(f"quiet_hours:\n  junior: {written}\n").quiet_hours.junior == ""


@pytest.mark.parametrize(
    "written", ["21:20", "21:20-25:00", "late", "21:20+08:00-07:00", "2120-0700", "07:00-07:00"]
)
def test_quiet_hours_that_are_no_two_times_are_refused(load: Load, written: str) -> None:
    (problem,) = problems(lambda: load(f"quiet_hours:\n  primary: {written}\n"))

    assert problem.startswith("quiet_hours.primary: must be two different times like")


def test_quiet_hours_must_leave_time_for_a_notice(load: Load) -> None:
    text = "quiet_hours:\n  primary: 07:00-20:00\n  junior: 19:00-08:00\n"

    assert problems(lambda: load(text)) == [
        "quiet_hours: primary and junior together leave no time of day for a notice."
    ]


def test_quiet_hours_of_the_two_stages_may_overlap(load: Load) -> None:
    quiet = load("quiet_hours:\n  primary: 20:00-07:00\n  junior: 06:00-08:00\n").quiet_hours

    assert (quiet.primary, quiet.junior) == ("20:00-07:00", "06:00-08:00")
