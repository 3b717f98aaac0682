"""Writing a notice in the chat, and a parent's “已阅”.

The dialogue needs no memory: the audience is in a button, the text is a reply to the
bot's question (or a text the author says is meant for it), everything else is the draft's
row. A preview is shown exactly as parents will see it before anything leaves.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.talk import Talk
from bot.chat.taps import ChangeDraft, ComposeFor, SendAt, StopNotice, TextIsFor
from bot.clock import at_school
from bot.errors import BadInput
from bot.notices import progress
from bot.notices.model import OPEN, Notice, State
from bot.notices.taps import ReadNotice
from bot.people import audience, permissions
from bot.people.audience import Audience, Kind
from bot.people.errors import NotYourClass
from bot.people.model import ClassId, Role, StaffMember
from bot.people.permissions import Action

ASK, UNASK, LATER, REWRITE, DROP, SEND = "ask", "unask", "later", "rewrite", "drop", "send"
_CLOCK_TIMES = (time(7, 30), time(12, 0), time(16, 30), time(18, 30))
_TYPED_TIME = re.compile(
    r"\s*(?:(\d{4})-)?(\d{1,2})[-/月.](\d{1,2})日?\s+(\d{1,2})[:：](\d{2})\s*"
)


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
    if notice.text and (moment := _moment(talk, talk.text)):
        await _settle_time(talk, notice, moment)
    elif notice.text and "notices-when" in _prompts(talk, quoted.text):
        await talk.say(talk.words("notices-time-unreadable"))
        await _ask_time(talk, notice)
    else:
        await _write(talk, notice, talk.text)
    return True


async def ask_what_it_is(talk: Talk) -> bool:
    """Ask an author who typed without replying what the text is; False without a draft."""
    notice = await talk.services.notices.draft_in(talk.address)
    if notice is None or notice.text:
        return False
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
    await _write(talk, notice, quoted.text)
    return None


async def change(talk: Talk, tap: ChangeDraft) -> None:
    """Do what a button under the preview says."""
    await talk.toast()
    notices = talk.services.notices
    notice = await notices.find(tap.notice)
    _check_author(talk, notice)
    if notice.state is not State.DRAFT:
        await talk.edit(talk.words("notices-already-sent"))
        return
    match tap.step:
        case "ask" | "unask":
            notice = await notices.ask_confirmation(notice.id, wanted=tap.step == ASK)
            await talk.edit(await _preview_text(talk, notice), _preview_buttons(talk, notice))
        case "later":
            await talk.edit_buttons(_time_buttons(talk, notice))
        case "time":
            await _ask_time(talk, notice)
        case "rewrite":
            await talk.edit_buttons(())
            await _ask_text(talk, notice.id)
        case "drop":
            await notices.discard(notice.id)
            await talk.edit(talk.words("notices-dropped"))
        case "back":
            await talk.edit_buttons(_preview_buttons(talk, notice))
        case _:
            await _send(talk, notice, None)


async def send_at(talk: Talk, tap: SendAt) -> None:
    """Send at the time of a button."""
    await talk.toast()
    notice = await talk.services.notices.find(tap.notice)
    _check_author(talk, notice)
    await _send(talk, notice, datetime.fromtimestamp(tap.minute * 60, UTC))


async def stop(talk: Talk, tap: StopNotice) -> None:
    """Stop a notice that waits or is on its way."""
    await talk.toast()
    notice = await talk.services.notices.find(tap.notice)
    _check_author(talk, notice)
    await talk.services.notices.cancel(notice.id)
    status = await talk.services.notices.status(notice.id)
    await talk.edit(progress.text(await talk.services.notices.find(notice.id), status, talk.words))


async def read(talk: Talk, tap: ReadNotice) -> None:
    """Note a parent's “已阅” and show it on the button."""
    is_first = await talk.services.notices.confirm(tap.notice, talk.address)
    await talk.toast(talk.words("notices-read-thanks" if is_first else "notices-read-before"))
    await talk.edit_buttons(((button(talk.words("notices-read-done"), tap),),))


async def _write(talk: Talk, notice: Notice, text: str) -> None:
    try:
        notice = await talk.services.notices.write(notice.id, text)
    except BadInput as error:
        await talk.say(talk.words(error.text_key))
        await _ask_text(talk, notice.id)
        return
    await talk.say(await _preview_text(talk, notice), _preview_buttons(talk, notice))


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
    if moment <= talk.services.clock.now():
        await talk.say(words("notices-time-passed"))
        await _ask_time(talk, notice)
        return
    sure = button(
        words("notices-button-send-at", when=_spoken(talk, moment)), _send_tap(notice, moment)
    )
    back = button(words("notices-button-drop"), ChangeDraft(notice.id, DROP))
    await talk.say(words("notices-time-sure", when=_spoken(talk, moment)), column([sure, back]))


async def _send(talk: Talk, notice: Notice, moment: datetime | None) -> None:
    notices = talk.services.notices
    sent = await notices.send(notice.id, at=moment)
    status = await notices.status(sent.id)
    text = progress.text(sent, status, talk.words, when=_when(talk, sent))
    stop_button = button(talk.words("notices-button-stop"), StopNotice(sent.id))
    await talk.edit_buttons(())
    message_id = await talk.say(text, column([stop_button]) if sent.state in OPEN else ())
    await notices.show_progress_in(sent.id, message_id)


async def _preview_text(talk: Talk, notice: Notice) -> str:
    words, notices = talk.words, talk.services.notices
    body = await notices.preview(notice, talk.language)
    reach = await notices.reach(notice)
    button_line = words("notices-preview-button") if notice.asks_confirmation else ""
    summary = words(
        "notices-preview-reach",
        chats=reach.chats,
        children=reach.children,
        unreached=reach.unreached,
    )
    heading = words("notices-preview-heading")
    shown = f"{body.text}\n{button_line}" if button_line else body.text
    return f"{heading}\n\n{shown}\n\n{summary}"


def _preview_buttons(talk: Talk, notice: Notice) -> Keyboard:
    words, asked = talk.words, notice.asks_confirmation
    ask = button(
        words("notices-button-unask" if asked else "notices-button-ask"),
        ChangeDraft(notice.id, UNASK if asked else ASK),
    )
    return (
        (ask,),
        (
            button(words("notices-button-send"), ChangeDraft(notice.id, SEND)),
            button(words("notices-button-later"), ChangeDraft(notice.id, LATER)),
        ),
        (
            button(words("notices-button-rewrite"), ChangeDraft(notice.id, REWRITE)),
            button(words("notices-button-drop"), ChangeDraft(notice.id, DROP)),
        ),
    )


def _time_buttons(talk: Talk, notice: Notice) -> Keyboard:
    clock = talk.services.clock
    here = at_school(clock.now(), clock)
    moments = [
        datetime.combine(here.date() + timedelta(days=ahead), at, clock.zone)
        for ahead in (0, 1)
        for at in _CLOCK_TIMES
    ]
    later = [moment for moment in moments if moment > here + timedelta(minutes=5)][:6]
    keys = [button(_spoken(talk, moment), _send_tap(notice, moment)) for moment in later]
    words = talk.words
    return (
        *grid(keys, 2),
        (button(words("notices-button-type-time"), ChangeDraft(notice.id, "time")),),
        (button(words("notices-button-back"), ChangeDraft(notice.id, "back")),),
    )


def _send_tap(notice: Notice, moment: datetime) -> SendAt:
    return SendAt(notice.id, int(moment.timestamp()) // 60)


def _moment(talk: Talk, typed: str) -> datetime | None:
    """Read a typed time such as 11-22 16:30; a day that has passed means next year."""
    match = _TYPED_TIME.fullmatch(typed)
    if match is None:
        return None
    clock = talk.services.clock
    here = at_school(clock.now(), clock)
    year, month, day, hour, minute = match.groups()
    try:
        moment = datetime(
            int(year or here.year), int(month), int(day), int(hour), int(minute),
            tzinfo=clock.zone,
        )  # fmt: skip
        if year is None and moment < here - timedelta(days=1):
            moment = moment.replace(year=here.year + 1)
    except ValueError:
        return None
    return moment


def _spoken(talk: Talk, moment: datetime) -> str:
    clock = talk.services.clock
    here, there = at_school(clock.now(), clock), at_school(moment, clock)
    days = (there.date() - here.date()).days
    words = talk.words
    if days in (0, 1):
        day = words("notices-today" if days == 0 else "notices-tomorrow")
    else:
        day = words("notices-date", month=there.month, day=there.day)
    return f"{day} {there:%H:%M}"


def _when(talk: Talk, notice: Notice) -> str:
    return _spoken(talk, notice.send_at) if notice.send_at else ""


def _audiences(talk: Talk) -> list[tuple[Audience, str]]:
    words = talk.words
    found: dict[Audience, str] = {}
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
    """Return the post that lets this person write to an audience.

    Raises:
        NotYourClass: None does, for instance with an old or forged button.
    """
    person = talk.person
    for post in person.posts:
        if whom.kind is Kind.CLASS:
            class_id = ClassId(whom.number)
            if permissions.has_class(post, class_id) and permissions.may_in_class(
                person, Action.TELL_CLASS, class_id
            ):
                return post
        elif post.school.id == whom.number and permissions.may_in_school(
            person, Action.TELL_SCHOOL, post.school.id
        ):
            return post
    raise NotYourClass


def _check_author(talk: Talk, notice: Notice) -> None:
    if notice.author_address != talk.address:
        raise NotYourClass
    for whom in notice.audiences:
        _post_for(talk, whom)


def _prompts(talk: Talk, text: str) -> set[str]:
    return {key for key in ("notices-when",) if talk.words(key) == text}
