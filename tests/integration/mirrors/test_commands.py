"""What an operator types about mirrors; no address is ever printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.channels import WebEnd, a_web_end
from tests.support.command_line import Desk

SECRET = "a-secret-path"


@pytest.fixture
def web() -> Iterator[WebEnd]:
    with a_web_end() as end:
        yield end


@pytest.fixture
def desk(
    tmp_path: Path,
    database_template: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    web: WebEnd,
) -> Desk:
    """A school with a group, a robot and an address nobody can read."""
    (tmp_path / "school.db").write_bytes(database_template.read_bytes())
    (tmp_path / "config.yaml").write_text(
        "database: {url: 'sqlite:///school.db'}\n"
        "mirrors:\n"
        f"  - {{name: group, url: '{web.url}', audiences: ['class:1']}}\n"
        f"  - {{name: robot, url: 'wecombot://{SECRET}', audiences: ['school:1']}}\n"
    )
    monkeypatch.chdir(tmp_path)
    found = Desk(tmp_path, capsys)
    found.gets("school", "add", "阳光小学", "--region", "example")
    found.gets("class", "add", "--school", "1", "--grade", "3", "--name", "三（1）班")
    return found


def spoil(desk: Desk, before: str, after: str) -> None:
    path = desk.folder / "config.yaml"
    path.write_text(path.read_text().replace(before, after))


def test_mirrors_are_listed_without_their_addresses(desk: Desk) -> None:
    group, robot = desk.gets("mirror", "list")
    told = desk.types("mirror", "list").out

    assert (group["name"], group["kind"], group["audiences"]) == ("group", "JSON", ["class:1"])
    assert (robot["kind"], robot["sent"], robot["waiting"]) == ("WeCom Bot", 0, 0)
    assert "robot                WeCom Bot" in told
    assert SECRET not in told


def test_without_mirrors_the_list_says_so(desk: Desk) -> None:
    (desk.folder / "config.yaml").write_text("database: {url: 'sqlite:///school.db'}\n")

    assert desk.types("mirror", "list").out == "No mirror is set up.\n"
    line = desk.is_refused("mirror", "test", "group", code=1)
    assert line == "group: the settings have no mirror of this name; there are: none."


def test_a_test_posts_a_line(desk: Desk, web: WebEnd) -> None:
    assert desk.gets("mirror", "test", "group") == {"name": "group", "ok": True}

    assert web.titles == ["【测试】"]


def test_a_test_that_is_not_accepted_says_why(desk: Desk, web: WebEnd) -> None:
    web.status = 403

    line = desk.is_refused("mirror", "test", "group", code=1)

    assert line.startswith("group: the key or password is wrong")


def test_check_reads_every_address(desk: Desk) -> None:
    def mirrors() -> dict[str, object]:
        checked = desk.types("check", "--json")
        assert SECRET not in checked.out + checked.err
        (found,) = [one for one in json.loads(checked.out)["checks"] if one["part"] == "mirrors"]
        return dict(found)

    assert (
        mirrors()["detail"] == "group (JSON), robot (WeCom Bot); `jiaxiao mirror test` tries one"
    )
    spoil(desk, "wecombot://", "nonsense://")
    assert mirrors() == {
        "part": "mirrors",
        "ok": False,
        "detail": "robot: Apprise cannot read the url; compare it with Apprise's pages",
        "warning": False,
    }
    spoil(desk, "class:1", "unconfirmed:1")
    assert mirrors()["detail"] == (
        "mirrors.0.audiences: name schools, grades, classes, districts or staff only."
    )


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("name: robot", "name: group", "mirrors: two have the same name; call each by one"),
        ("name: robot", "name: Ä", "mirrors.1.name: string should match pattern"),
        ("['class:1']", "[]", "mirrors.0.audiences: tuple should have at least 1 item"),
        (", audiences: ['class:1']", "", "mirrors.0.audiences: field required"),
        ("['class:1']", "['klass:1']", "mirrors.0.audiences: klass:1: write school:ID"),
    ],
)
def test_a_mirror_that_is_not_set_up_right_is_named(
    desk: Desk, before: str, after: str, line: str
) -> None:
    spoil(desk, before, after)

    said = desk.is_refused("mirror", "list", code=2)

    assert said.startswith(line)
    assert SECRET not in said


def test_mirrors_come_from_the_environment_as_json(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = '[{"name": "mail", "url": "mailto://a:b@example.com", "audiences": "school:1,staff:1"}]'
    monkeypatch.setenv("JIAXIAO__MIRRORS", one)

    (mail,) = desk.gets("mirror", "list")

    assert (mail["kind"], mail["audiences"]) == ("E-Mail", ["school:1", "staff:1"])
    monkeypatch.setenv("JIAXIAO__MIRRORS", f"[{SECRET}")
    said = desk.is_refused("mirror", "list", code=2)
    assert said.startswith("mirrors: in the environment it must be a list in JSON")
    assert SECRET not in said


def test_an_empty_key_is_no_mirror(desk: Desk) -> None:
    (desk.folder / "config.yaml").write_text("database: {url: 'sqlite:///school.db'}\nmirrors:\n")

    assert desk.gets("mirror", "list") == []
