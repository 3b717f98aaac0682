"""The second person's word in the chat: agree, or return the notice with or without a reason.

Nothing is remembered between two steps: the notice's number is in the button, and in the
question the reason replies to.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.chat.keyboards import button, column
from bot.chat.talk import Talk
from bot.notices.approving.approval import deciding
from bot.notices.taps import ApproveNotice, ReturnNotice
from bot.taps import UnreadableTap

ASK, REASON, NOW, BACK = "ask", "reason", "now", "back"


async def approve(talk: Talk, tap: ApproveNotice) -> None:
    """Agree to a notice."""
    await talk.toast()
    await talk.services.notices.approvals.approve(tap.notice, deciding(talk.person))
    await _settled(talk, "notices-second-agreed")


async def send_back(talk: Talk, tap: ReturnNotice) -> None:
    """Do the step of returning a notice that the button names."""
    await talk.toast()
    step = _STEPS.get(tap.step)
    if step is None:
        raise UnreadableTap
    await step(talk, tap.notice)


async def reason_given(talk: Talk) -> bool:
    """Take a reply to our question as the reason; False if it was no such reply."""
    quoted = talk.quoted
    if quoted is None:
        return False
    for notice in await talk.services.notices.approvals.awaiting():
        if quoted.text == _question(talk, notice.id):
            approvals = talk.services.notices.approvals
            await approvals.send_back(notice.id, deciding(talk.person), talk.text)
            await talk.say(talk.words("notices-second-returned"))
            return True
    return False


async def _offer(talk: Talk, notice: int) -> None:
    words = talk.words
    await talk.edit_buttons(
        column(
            [
                button(words("notices-second-with-reason"), ReturnNotice(notice, REASON)),
                button(words("notices-second-without"), ReturnNotice(notice, NOW)),
                button(words("notices-button-back"), ReturnNotice(notice, BACK)),
            ]
        )
    )


async def _ask_reason(talk: Talk, notice: int) -> None:
    await talk.say(_question(talk, notice), force_reply=talk.words("notices-second-reason-hint"))


async def _return_now(talk: Talk, notice: int) -> None:
    await talk.services.notices.approvals.send_back(notice, deciding(talk.person))
    await _settled(talk, "notices-second-returned")


async def _offer_both(talk: Talk, notice: int) -> None:
    words = talk.words
    yes = button(words("notices-second-yes"), ApproveNotice(notice))
    no = button(words("notices-second-no"), ReturnNotice(notice, ASK))
    await talk.edit_buttons(((yes, no),))


async def _settled(talk: Talk, key: str) -> None:
    """Take the buttons away and say what was done; what was agreed to stays to be read."""
    await talk.edit_buttons(())
    await talk.say(talk.words(key), replying=True)


def _question(talk: Talk, notice: int) -> str:
    return talk.words("notices-second-reason", number=str(notice))


_STEPS: Mapping[str, Callable[[Talk, int], Awaitable[None]]] = {
    ASK: _offer,
    REASON: _ask_reason,
    NOW: _return_now,
    BACK: _offer_both,
}
