"""The group robots of WeCom, DingTalk and Feishu, asked what they say.

They answer 200 to everything and tell a wrong key, a missing keyword or too many messages
only in the answer, at which Apprise does not look. So a notice nobody saw would count as
sent. Here they post themselves, by Apprise's own addresses and limits, and read the answer.

WeCom takes 2,048 bytes, which Apprise counts as characters; a Chinese one has three.
Source: the makers' pages on custom robots and their lists of error codes.
"""

from __future__ import annotations

from typing import Any, Final

import requests
from apprise import NotifyBase, NotifyFormat, NotifyType
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.wecombot import NotifyWeComBot

SECONDS_APART: Final = 3
"""Each takes twenty messages a minute; a long text is several."""

_OK: Final = 200


JsonObject = dict[str, Any]


class WeCom(NotifyWeComBot):
    """A group robot of WeCom."""

    body_maxlen = 640
    request_rate_per_sec = SECONDS_APART

    def send(
        self, body: str, title: str = "", notify_type: NotifyType = NotifyType.INFO, **_: Any
    ) -> bool:
        """Post one message."""
        del title, notify_type  # Apprise puts a title into the body of those that have none.
        return _accepted(self, self.api_url, {"msgtype": "text", "text": {"content": body}})


class DingTalk(NotifyDingTalk):
    """A group robot of DingTalk, signed where a secret is given."""

    request_rate_per_sec = SECONDS_APART

    def send(
        self,
        body: str,
        title: str = "",
        notify_type: NotifyType = NotifyType.INFO,
        body_format: NotifyFormat | None = None,
        **_: Any,
    ) -> bool:
        """Post one message."""
        del notify_type, body_format
        text = f"{title}\n{body}" if title else body
        params = None
        if self.secret:
            timestamp, signature = self.get_signature()
            params = {"timestamp": timestamp, "sign": signature}
        url = self.notify_url.format(token=self.token)
        return _accepted(self, url, {"msgtype": "text", "text": {"content": text}}, params)


class Feishu(NotifyFeishu):
    """A group robot of Feishu."""

    request_rate_per_sec = SECONDS_APART

    def send(
        self, body: str, title: str = "", notify_type: NotifyType = NotifyType.INFO, **_: Any
    ) -> bool:
        """Post one message."""
        del title, notify_type  # The same as for WeCom.
        url = self.notify_url.format(token=self.token)
        return _accepted(self, url, {"msg_type": "text", "content": {"text": body}})


_OURS: Final[dict[type[NotifyBase], type[NotifyBase]]] = {
    NotifyWeComBot: WeCom,
    NotifyDingTalk: DingTalk,
    NotifyFeishu: Feishu,
}


def asked_what_they_say(notifier: NotifyBase) -> NotifyBase:
    """Return the same channel as one that reads its answers, if it is such a robot."""
    ours = _OURS.get(type(notifier))
    if ours is None:
        return notifier
    found = ours(**(ours.parse_url(notifier.url()) or {}))
    assert isinstance(found, NotifyBase)
    return found


def _accepted(
    robot: NotifyBase, url: str, message: JsonObject, params: dict[str, str] | None = None
) -> bool:
    robot.throttle()
    try:
        answer = requests.post(
            url,
            json=message,
            params=params,
            timeout=robot.request_timeout,
            verify=robot.verify_certificate,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        robot.logger.debug("Socket Exception: %s", error)
        return False
    if answer.status_code != _OK:
        robot.logger.warning("error=%d", answer.status_code)
        return False
    code = _code(answer)
    if code:
        robot.logger.warning("answer=%d", code)
    return code == 0


def _code(answer: requests.Response) -> int:
    try:
        said = answer.json()
    except ValueError:
        return -1
    if not isinstance(said, dict):
        return -1
    code = said.get("errcode", said.get("code", said.get("StatusCode", -1)))
    return code if isinstance(code, int) else -1
