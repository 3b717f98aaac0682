"""Writing a notice in the chat, and a parent's “已阅”.

The dialogue needs no memory: the audience is in a button, the text is a reply to the
bot's question (or a text the author says is meant for it), everything else is the draft's
row. A preview is shown exactly as parents will see it before anything leaves.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from bot.audit.model import InChat
from bot.chat import moments
from bot.chat.after_buttons import after_buttons
from bot.chat.handlers import notice_preview
from bot.chat.handlers.notice_preview import AGREE, ASK, DROP, LATER, REWRITE, SEND, UNASK, WHY
from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.talk import Talk
from bot.chat.taps import ChangeDraft, ComposeFor, SendAt, StopNotice, TextIsFor
from bot.clock import at_school
from bot.errors import BadInput
from bot.notices import progress, saying, timing
from bot.notices.model import OPEN, Asks, Notice, State
from bot.notices.taps import AgreeNotice, ReadNotice
from bot.people import audience, permissions
from bot.people.audience import Audience, Kind
from bot.people.errors import NotYourClass
from bot.people.model import Role, StaffMember
from bot.taps import UnreadableTap

TYPE_TIME, BACK = "time", "back"


async def compose(talk: Talk) -> None:
    """Offer the audiences this person may write to."""
    choices = [
        button(label, ComposeFor(str(whom).replace(":", "-"))) for whom, label in _audiences(talk)
    ]
    await talk.say(talk.words("notices-whom-question"), grid(choices, 2))


async def begin(talk: Talk, tap: ComposeFor) -> None:
    """Begin a draft and ask for its text."""
    await talk.toast()
    whom = audience.parse(tap.audience.replace("-", ":", 1))
    post = _post_for(talk, whom)
    notice_id = await talk.services.notices.draft(post, talk.address, [whom])
    label = dict(_audiences(talk)).get(whom, "")
    await talk.edit(talk.words("notices-whom-chosen", whom=label))
    await _ask_text(talk, notice_id)


async def text_given(talk: Talk) -> bool:
    """Take a reply to the bot's question as the text; False if it was no such reply."""
    notice = await talk.services.notices.draft_in(talk.address)
    quoted = talk.quoted
    if notice is None or quoted is None or quoted.message_id != notice.prompt_message_id:
        return False
    if notice.text and notice_preview.REASON_QUESTION in _prompts(talk, quoted.text):
        await notice_preview.why_given(talk, notice)
    elif notice.text and (moment := moments.typed(talk.text, _here(talk))):
        await _settle_time(talk, notice, moment)
    elif notice.text and "notices-when" in _prompts(talk, quoted.text):
        await talk.say(talk.words("notices-time-unreadable"))
        await _ask_time(talk, notice)
    else:
        await write(talk, notice, talk.text)
    return True


async def ask_what_it_is(talk: Talk) -> bool:
    """Ask an author who typed without replying what the text is; False without a draft.

    A time typed under a preview needs no question: the author is asked whether it is right.
    """
    notice = await talk.services.notices.draft_in(talk.address)
    if notice is None:
        return False
    if notice.text:
        return await _took_for_a_time(talk, notice)
    words = talk.words
    choices = [
        button(words("notices-button-is-text"), TextIsFor(notice.id)),
        button(words("notices-button-is-question"), TextIsFor(None)),
    ]
    await talk.say(words("notices-is-this-text"), column(choices), replying=True)
    return True


async def text_is_for(talk: Talk, tap: TextIsFor) -> str | None:
    """Use the text the question replied to; returns it when it is a question after all."""
    await talk.toast()
    quoted = talk.quoted
    if quoted is None or not quoted.text:
        await talk.edit(talk.words("notices-text-gone"))
        return None
    if tap.notice is None:
        await talk.edit(talk.words("notices-taken-as-question"))
        return quoted.text
    notice = await talk.services.notices.find(tap.notice)
    _check_author(talk, notice)
    await talk.edit(talk.words("notices-taken-as-text"))
    await write(talk, notice, quoted.text)
    return None


async def change(talk: Talk, tap: ChangeDraft) -> None:
    """Do what a button under the preview says."""
    await talk.toast()
    step = _STEPS.get(tap.step)
    if step is None:
        raise UnreadableTap
    notice = await talk.services.notices.find(tap.notice)
    _check_author(talk, notice)
    if notice.state is State.DRAFT:
        await step(talk, notice)
    else:
        await _sent_before(talk, notice)


async def send_at(talk: Talk, tap: SendAt) -> None:
    """Send at the time of a button."""
    await talk.toast()
    try:
        moment = datetime.fromtimestamp(tap.minute * 60, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise UnreadableTap from error
    notice = await talk.services.notices.find(tap.notice)
    _check_author(talk, notice)
    if notice.state is State.DRAFT:
        await _send(talk, notice, moment)
    else:
        await _sent_before(talk, notice)


async def stop(talk: Talk, tap: StopNotice) -> None:
    """Stop a notice that waits or is on its way."""
    await talk.toast()
    notice = await talk.services.notices.find(tap.notice)
    _check_author(talk, notice)
    await talk.services.notices.cancel(notice.id, by=InChat(talk.address))
    status = await talk.services.notices.status(notice.id)
    await talk.edit(progress.text(await talk.services.notices.find(notice.id), status, talk.words))


async def read(talk: Talk, tap: ReadNotice) -> None:
    """Note a parent's “已阅” and show it; where agreement is asked, they may still agree."""
    words, notices = talk.words, talk.services.notices
    is_first = await notices.confirm(tap.notice, talk.address, under=talk.message_id)
    await talk.toast(words("notices-read-thanks" if is_first else "notices-read-before"))
    if await notices.has_agreed(tap.notice, talk.address):
        return
    done = button(words("notices-read-done"), tap)
    if (await notices.find(tap.notice)).asks is Asks.AGREE:
        agree = button(words("notices-agree-button"), AgreeNotice(tap.notice))
        await talk.edit_buttons(column([agree, done]))
    else:
        await talk.edit_buttons(column([done]))


async def agree(talk: Talk, tap: AgreeNotice) -> None:
    """Note a parent's “已阅并同意” and show it on the button."""
    is_first = await talk.services.notices.confirm(
        tap.notice, talk.address, agrees=True, under=talk.message_id
    )
    await talk.toast(talk.words("notices-agree-thanks" if is_first else "notices-agree-before"))
    await talk.edit_buttons(column([button(talk.words("notices-agree-done"), tap)]))


async def write(talk: Talk, notice: Notice, text: str) -> None:
    """Give a draft its text and show its preview; ask again if it cannot be sent."""
    try:
        notice = await talk.services.notices.write(notice.id, text)
    except BadInput as error:
        await talk.say(talk.words(error.text_key))
        await _ask_text(talk, notice.id)
        return
    await talk.say(*await notice_preview.preview(talk, notice))


async def _took_for_a_time(talk: Talk, notice: Notice) -> bool:
    moment = moments.typed(talk.text, _here(talk))
    if moment is not None:
        await _settle_time(talk, notice, moment)
    return moment is not None


async def _ask_text(talk: Talk, notice_id: int) -> None:
    words = talk.words
    message_id = await talk.say(
        words("notices-text-question"), force_reply=words("notices-text-hint")
    )
    await talk.services.notices.prompted_by(notice_id, message_id)


async def _ask_time(talk: Talk, notice: Notice) -> None:
    words = talk.words
    message_id = await talk.say(words("notices-when"), force_reply=words("notices-when-hint"))
    await talk.services.notices.prompted_by(notice.id, message_id)


async def _settle_time(talk: Talk, notice: Notice, moment: datetime) -> None:
    words = talk.words
    try:
        timing.check(moment, talk.services.clock.now())
    except BadInput as error:
        await talk.say(words(error.text_key))
        await _ask_time(talk, notice)
        return
    sure = button(
        words("notices-button-send-at", when=_spoken(talk, moment)), _send_tap(notice, moment)
    )
    back = button(words("notices-button-drop"), ChangeDraft(notice.id, DROP))
    await talk.say(words("notices-time-sure", when=_spoken(talk, moment)), column([sure, back]))


async def _ask(talk: Talk, notice: Notice, *, what: Asks) -> None:
    changed = await talk.services.notices.ask(notice.id, what)
    await talk.edit(*await notice_preview.preview(talk, changed))


async def _offer_times(talk: Talk, notice: Notice) -> None:
    await talk.edit_buttons(_time_buttons(talk, notice))


async def _rewrite(talk: Talk, notice: Notice) -> None:
    await talk.edit_buttons(())
    await _ask_text(talk, notice.id)


async def _drop(talk: Talk, notice: Notice) -> None:
    await talk.services.notices.discard(notice.id)
    await talk.edit(talk.words("notices-dropped"))


async def _back(talk: Talk, notice: Notice) -> None:
    found = await talk.services.rehearsals.findings(notice)
    await talk.edit_buttons(notice_preview.buttons(talk.words, notice, found))


async def _send(talk: Talk, notice: Notice, moment: datetime | None = None) -> None:
    if await notice_preview.is_stopped(talk, notice, moment):
        return
    sent = await talk.services.notices.send(notice.id, at=moment, by=InChat(talk.address))
    await talk.edit_buttons(())
    await _show_progress(talk, sent)


async def _sent_before(talk: Talk, notice: Notice) -> None:
    """Answer a second tap; the first may have been cut short before its author was told."""
    if notice.state in OPEN and notice.progress_message_id is None:
        await talk.edit_buttons(())
        await _show_progress(talk, notice)
    else:
        await talk.edit(talk.words("notices-already-sent"))


async def _show_progress(talk: Talk, notice: Notice) -> None:
    notices = talk.services.notices
    status = await notices.status(notice.id)
    when = _spoken(talk, notice.send_at) if notice.send_at else ""
    text = progress.text(notice, status, talk.words, when=when)
    message_id = await talk.say(text, after_buttons(notice, status, talk.words))
    await notices.show_progress_in(notice.id, message_id)


_STEPS: Mapping[str, Callable[[Talk, Notice], Awaitable[None]]] = {
    ASK: partial(_ask, what=Asks.READ),
    AGREE: partial(_ask, what=Asks.AGREE),
    UNASK: partial(_ask, what=Asks.NOTHING),
    LATER: _offer_times,
    TYPE_TIME: _ask_time,
    REWRITE: _rewrite,
    DROP: _drop,
    BACK: _back,
    SEND: _send,
    WHY: notice_preview.ask_why,
}


def _time_buttons(talk: Talk, notice: Notice) -> Keyboard:
    keys = [
        button(_spoken(talk, moment), _send_tap(notice, moment))
        for moment in moments.offered(_here(talk))
    ]
    words = talk.words
    return (
        *grid(keys, 2),
        (button(words("notices-button-type-time"), ChangeDraft(notice.id, TYPE_TIME)),),
        (button(words("notices-button-back"), ChangeDraft(notice.id, BACK)),),
    )


def _send_tap(notice: Notice, moment: datetime) -> SendAt:
    return SendAt(notice.id, int(moment.timestamp()) // 60)


def _spoken(talk: Talk, moment: datetime) -> str:
    return saying.spoken(moment, _here(talk), talk.words)


def _here(talk: Talk) -> datetime:
    clock = talk.services.clock
    return at_school(clock.now(), clock)


def _audiences(talk: Talk) -> list[tuple[Audience, str]]:
    words = talk.words
    found: dict[Audience, str] = {}
    for post in permissions.posts_for(talk.person, permissions.Action.TELL_DISTRICT):
        region = post.school.region
        found[Audience(Kind.DISTRICT, region=region)] = words(
            "notices-whole-district", region=region
        )
    for post in talk.person.posts:
        if post.role is Role.SCHOOL:
            found[Audience(Kind.SCHOOL, post.school.id)] = words("notices-whole-school")
            found[Audience(Kind.STAFF, post.school.id)] = words("notices-all-staff")
            for grade in sorted({item.grade for item in post.classes}):
                key = Audience(Kind.GRADE, post.school.id, grade)
                found[key] = words("grade", number=grade)
        for item in post.classes:
            found[Audience(Kind.CLASS, item.id)] = item.name
    return list(found.items())


def _post_for(talk: Talk, whom: Audience) -> StaffMember:
    post = permissions.post_to_tell(talk.person, whom)
    if post is None:
        # None lets them, for instance because the button is old or forged.
        raise NotYourClass
    return post


def _check_author(talk: Talk, notice: Notice) -> None:
    if notice.author_address != talk.address:
        raise NotYourClass
    if notice.reminds_of is None:  # Whoever may tell them, may remind them.
        for whom in notice.audiences:
            _post_for(talk, whom)


def _prompts(talk: Talk, text: str) -> set[str]:
    asked = ("notices-when", notice_preview.REASON_QUESTION)
    return {key for key in asked if talk.words(key) == text}
