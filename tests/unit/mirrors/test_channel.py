"""Apprise against real servers on this machine, and nothing of an address in any log."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator

import pytest
from apprise import Apprise, OverflowMode

from bot.mirrors import channel
from bot.mirrors.channel import Channel, attempt, kind_of, outcome_of
from bot.mirrors.model import Mirror, Outcome, Reason
from bot.mirrors.robots import DingTalk, Feishu, WeCom, asked_what_they_say
from tests.support.channels import WebEnd, a_mail_end, a_web_end


@pytest.fixture
def web() -> Iterator[WebEnd]:
    with a_web_end() as end:
        yield end


def test_title_and_text_arrive_as_they_are(web: WebEnd) -> None:
    assert attempt(web.url, "【通知】三（1）班", "请带水壶。\n<b>&") == Outcome()

    (got,) = web.got
    assert (got["title"], got["message"]) == ("【通知】三（1）班", "请带水壶。\n<b>&")


def test_a_mail_bears_the_title_as_its_subject() -> None:
    with a_mail_end() as mail:
        assert attempt(mail.url, "【通知】三（1）班", "请带水壶。\n<b>&") == Outcome()

    (got,) = mail.got
    assert (got["Subject"], got["To"], got.get_content_type()) == (
        "【通知】三（1）班",
        "office@example.org",
        "text/plain",
    )
    assert got.get_content().splitlines() == ["请带水壶。", "<b>&"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (403, Reason.NOT_LET_IN),
        (404, Reason.NOT_LET_IN),
        (429, Reason.TOO_FAST),
        (503, Reason.THEIR_TROUBLE),
        (400, Reason.REFUSED),
    ],
)
def test_a_refusal_has_its_reason(web: WebEnd, status: int, reason: Reason) -> None:
    web.status = status

    assert attempt(web.url, "t", "b") == Outcome(reason)


def test_the_notices_own_words_are_not_taken_for_a_reason(web: WebEnd) -> None:
    web.status = 503

    assert attempt(web.url, "error=403", "authentication: Read timed out") == Outcome(
        Reason.THEIR_TROUBLE
    )


def test_nobody_there_is_no_doubt() -> None:
    with a_web_end() as web:
        url = web.url
    with a_mail_end() as mail:
        address = mail.url

    assert attempt(url, "t", "b") == Outcome(Reason.UNREACHABLE)
    assert attempt(address, "t", "b") == Outcome(Reason.UNREACHABLE)


def test_an_answer_that_does_not_come_leaves_a_doubt(web: WebEnd) -> None:
    web.holds.clear()

    found = attempt(web.url.replace("rto=30", "rto=0.2"), "t", "b")

    assert found == Outcome(Reason.TIMED_OUT, may_have_arrived=True)


async def test_a_hanging_mirror_is_left_alone_and_not_asked_again(
    web: WebEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "PATIENCE_SECONDS", 1)
    web.holds.clear()
    mirror, posts = Mirror("group", web.url), Channel()

    first = await posts.post(mirror, "t", "b")
    second = await posts.post(mirror, "t", "b")

    assert first == Outcome(Reason.TIMED_OUT, may_have_arrived=True)
    assert second == Outcome(Reason.TIMED_OUT)
    assert len(web.got) == 1
    web.holds.set()
    for thread in [one for one in threading.enumerate() if one.name == "mirror-group"]:
        await asyncio.to_thread(thread.join, 10)
    assert await posts.post(mirror, "t", "c") == Outcome()


async def test_the_loop_goes_on_while_a_mirror_hangs(
    web: WebEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "PATIENCE_SECONDS", 0.3)
    web.holds.clear()
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.005)
            turns += 1

    beside = asyncio.create_task(others())
    await Channel().post(Mirror("group", web.url), "t", "b")
    beside.cancel()

    assert turns > 20


async def test_a_plugin_that_breaks_is_an_outcome(
    web: WebEnd, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Outcome:
        raise KeyError(web.url)

    monkeypatch.setattr(channel, "attempt", broken)

    found = await Channel().post(Mirror("group", web.url), "t", "b")

    assert found == Outcome(Reason.THEIR_TROUBLE, may_have_arrived=True)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("wecombot://botkey123456", "WeCom Bot"),
        ("dingtalk://secret@token12345", "DingTalk"),
        ("feishu://token-123", "Feishu"),
        ("mailto://user:pass@example.com", "E-Mail"),
        ("nonsense://x", Reason.UNREADABLE),
        ("", Reason.UNREADABLE),
    ],
)
def test_an_address_says_what_it_leads_to(url: str, kind: str | Reason) -> None:
    assert kind_of(url) == kind


def test_no_address_gets_into_a_log_or_a_repr(web: WebEnd) -> None:
    heard: list[str] = []
    ear = logging.Handler(logging.DEBUG)
    ear.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(ear)
    root.setLevel(logging.DEBUG)
    try:
        web.status = 403
        attempt(web.url, "t", "b")
        kind_of("nonsense://a-secret-path")
        root.debug("the last line")
    finally:
        root.removeHandler(ear)
        root.setLevel(level)

    assert heard == ["the last line"]
    assert "a-secret-path" not in repr(Mirror("group", web.url))


def robots(web: WebEnd) -> list[WeCom | DingTalk | Feishu]:
    """Return the three robots, their servers on this machine."""
    found = []
    for url in ("wecombot://botkey123456", "dingtalk://secret@token12345", "feishu://token-123"):
        made = Apprise.instantiate(url)
        assert made is not None
        robot = asked_what_they_say(made)
        assert isinstance(robot, WeCom | DingTalk | Feishu)
        robot.notify_url = f"http://127.0.0.1:{web.port}/{{token}}"
        if isinstance(robot, WeCom):
            robot.api_url = f"http://127.0.0.1:{web.port}/key"
        robot.request_rate_per_sec = 0
        found.append(robot)
    return found


@pytest.mark.parametrize("said", [{"errcode": 0}, {"code": 0}, {"StatusCode": 0}])
def test_robots_post_text_and_read_the_answer(web: WebEnd, said: dict[str, int]) -> None:
    web.said = said

    accepted = [robot.notify(body="请带水壶。", title="【通知】") for robot in robots(web)]

    assert accepted == [True, True, True]
    wecom, dingtalk, feishu = web.got
    assert "【通知】" in wecom["text"]["content"]
    assert "请带水壶。" in dingtalk["text"]["content"]
    assert "请带水壶。" in feishu["content"]["text"]


@pytest.mark.parametrize("said", [{"errcode": 93000}, {"code": 19001}, [], {"code": "x"}])
def test_a_robot_that_says_no_with_200_has_not_accepted(web: WebEnd, said: object) -> None:
    web.said = said

    assert [robot.notify(body="b", title="t") for robot in robots(web)] == [False, False, False]


@pytest.mark.parametrize(
    ("code", "reason"),
    [(93000, Reason.NOT_LET_IN), (45009, Reason.TOO_FAST), (310000, Reason.REFUSED)],
)
def test_a_robots_code_is_a_reason(code: int, reason: Reason) -> None:
    assert outcome_of([f"answer={code}"]) == Outcome(reason)


def test_no_part_for_wecom_is_longer_than_it_takes(web: WebEnd) -> None:
    web.said = {"errcode": 0}
    wecom = robots(web)[0]

    assert wecom.notify(body="字" * 1500, title="【通知】", overflow=OverflowMode.SPLIT)

    sizes = [len(item["text"]["content"].encode()) for item in web.got]
    assert max(sizes) <= 2048
    assert sum(sizes) >= 3 * 1500


def test_other_channels_are_left_as_they_are() -> None:
    made = Apprise.instantiate("json://127.0.0.1:1/")
    assert made is not None

    assert asked_what_they_say(made) is made
