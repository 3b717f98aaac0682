"""The second person's word in the chat: agree, or return with or without a reason.

What is decided about is a notice, or a correction of one; the steps are the same. Nothing is
remembered between two steps: the number is in the button, and in the question the reason
replies to.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.chat.keyboards import button, column
from bot.chat.talk import Talk
from bot.errors import BadInput
from bot.notices.approving.second import deciding
from bot.notices.taps import ApproveCorrection, ApproveNotice, ReturnCorrection, ReturnNotice
from bot.taps import Tap, UnreadableTap

ASK, REASON, NOW, BACK = "ask", "reason", "now", "back"
_WHY_NOTICE, _WHY_CORRECTION = "notices-second-reason", "notices-second-correction-reason"


@dataclass(frozen=True)
class _Asked:
    """What somebody is asked about.

    Attributes:
        yes: The button that agrees.
        no: The button for a step of returning.
        send_back: Returns it, with a reason or an empty one.
        question: What asks for the reason; no two are alike.
    """

    yes: Tap
    no: Callable[[str], Tap]
    send_back: Callable[[str], Awaitable[object]]
    question: str


async def approve(talk: Talk, tap: ApproveNotice) -> None:
    """Agree to a notice."""
    await talk.toast()
    await talk.services.notices.approvals.approve(tap.notice, deciding(talk.person))
    await _settled(talk, "notices-second-agreed")


async def approve_correction(talk: Talk, tap: ApproveCorrection) -> None:
    """Agree to a correction."""
    await talk.toast()
    await talk.services.notices.approve_correction(tap.correction, deciding(talk.person))
    await _settled(talk, "notices-second-correction-agreed")


async def send_back(talk: Talk, tap: ReturnNotice) -> None:
    """Do the step of returning a notice that the button names."""
    await _step(talk, _of_notice(talk, tap.notice), tap.step)


async def send_correction_back(talk: Talk, tap: ReturnCorrection) -> None:
    """Do the step of returning a correction that the button names."""
    await _step(talk, _of_correction(talk, tap.correction), tap.step)


async def reason_given(talk: Talk) -> bool:
    """Take a reply to our question as the reason; False if it was no such reply."""
    for key, asked_about in _QUESTIONS.items():
        number = _number(talk, key)
        if number is not None:
            await _return_because(talk, asked_about(talk, number))
            return True
    return False


def _number(talk: Talk, key: str) -> int | None:
    """Return the number in a question of ours that is replied to; None if it is another."""
    question = re.escape(talk.words(key, number="#")).replace(re.escape("#"), "([0-9]{1,9})")
    found = re.fullmatch(question, talk.quoted.text) if talk.quoted else None
    return int(found[1]) if found else None


async def _return_because(talk: Talk, asked: _Asked) -> None:
    try:
        await asked.send_back(talk.text)
    except BadInput as error:
        await talk.say(talk.words(error.text_key))
        await _ask_reason(talk, asked)
        return
    await talk.say(talk.words("notices-second-returned"))


def _of_notice(talk: Talk, number: int) -> _Asked:
    async def returned(because: str) -> None:
        approvals = talk.services.notices.approvals
        await approvals.send_back(number, deciding(talk.person), because)

    return _Asked(
        ApproveNotice(number),
        lambda step: ReturnNotice(number, step),
        returned,
        talk.words(_WHY_NOTICE, number=str(number)),
    )


def _of_correction(talk: Talk, number: int) -> _Asked:
    async def returned(because: str) -> None:
        notices = talk.services.notices
        await notices.return_correction(number, deciding(talk.person), because)

    return _Asked(
        ApproveCorrection(number),
        lambda step: ReturnCorrection(number, step),
        returned,
        talk.words(_WHY_CORRECTION, number=str(number)),
    )


async def _step(talk: Talk, asked: _Asked, name: str) -> None:
    await talk.toast()
    step = _STEPS.get(name)
    if step is None:
        raise UnreadableTap
    await step(talk, asked)


async def _offer(talk: Talk, asked: _Asked) -> None:
    words = talk.words
    await talk.edit_buttons(
        column(
            [
                button(words("notices-second-with-reason"), asked.no(REASON)),
                button(words("notices-second-without"), asked.no(NOW)),
                button(words("notices-button-back"), asked.no(BACK)),
            ]
        )
    )


async def _ask_reason(talk: Talk, asked: _Asked) -> None:
    await talk.say(asked.question, force_reply=talk.words("notices-second-reason-hint"))


async def _return_now(talk: Talk, asked: _Asked) -> None:
    await asked.send_back("")
    await _settled(talk, "notices-second-returned")


async def _offer_both(talk: Talk, asked: _Asked) -> None:
    words = talk.words
    yes = button(words("notices-second-yes"), asked.yes)
    no = button(words("notices-second-no"), asked.no(ASK))
    await talk.edit_buttons(((yes, no),))


async def _settled(talk: Talk, key: str) -> None:
    """Take the buttons away and say what was done; what was agreed to stays to be read."""
    await talk.edit_buttons(())
    await talk.say(talk.words(key), replying=True)


_QUESTIONS: Mapping[str, Callable[[Talk, int], _Asked]] = {
    _WHY_NOTICE: _of_notice,
    _WHY_CORRECTION: _of_correction,
}

_STEPS: Mapping[str, Callable[[Talk, _Asked], Awaitable[None]]] = {
    ASK: _offer,
    REASON: _ask_reason,
    NOW: _return_now,
    BACK: _offer_both,
}
