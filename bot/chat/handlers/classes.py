"""A teacher's view of a class: seats, how many chats read along, and removing one."""

from __future__ import annotations

from bot.audit.model import InChat
from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.talk import Talk
from bot.chat.taps import InviteClass, RemoveReader, RevokeCodes, ShowClass, ShowSeat
from bot.clock import at_school
from bot.people.errors import NotYourClass
from bot.people.model import ClassId, SeatCount
from bot.people.permissions import Action, may_in_class


async def choose(talk: Talk) -> None:
    """Offer the teacher's classes; a single one is shown at once."""
    classes = {item.id: item for post in talk.person.posts for item in post.classes}
    if len(classes) == 1:
        await talk.say(*await _class_view(talk, next(iter(classes))))
        return
    choices = [button(item.name, ShowClass(item.id)) for item in classes.values()]
    key = "classes-question" if choices else "classes-none"
    await talk.say(talk.words(key), grid(choices, 2))


async def show(talk: Talk, tap: ShowClass) -> None:
    """Show the seats of a class."""
    await talk.toast()
    await talk.edit(*await _class_view(talk, ClassId(tap.school_class)))


async def invite(talk: Talk, tap: InviteClass) -> None:
    """Give the teacher a message to hand on to the parents of the class."""
    await talk.toast()
    class_id = ClassId(tap.school_class)
    _check(talk, class_id, Action.INVITE)
    made = await talk.services.office.invite_family(class_id, by=InChat(talk.address))
    until = at_school(made.expires_at, talk.services.clock)
    words = talk.words
    date = words("notices-date", month=until.month, day=until.day)
    name = _name(talk, class_id)
    await talk.say(
        words("classes-invitation", name=name, link=made.link or "", code=made.code, date=date)
    )


async def revoke(talk: Talk, tap: RevokeCodes) -> None:
    """Make the invitations handed on so far useless; whoever has joined stays."""
    class_id = ClassId(tap.school_class)
    _check(talk, class_id, Action.INVITE)
    count = await talk.services.office.revoke_class_codes(class_id, by=InChat(talk.address))
    await talk.toast(talk.words("classes-revoked" if count else "classes-nothing-to-revoke"))


async def show_seat(talk: Talk, tap: ShowSeat) -> None:
    """Show the chats of a seat, each with a button that removes it."""
    await talk.toast()
    child, chats = await talk.services.people.readers(tap.child)
    if child is None:
        await talk.edit(talk.words("classes-seat-gone"))
        return
    _check(talk, child.school_class.id)
    words = talk.words
    choices = [
        button(words("classes-button-remove", number=place), RemoveReader(child.id, chat.id))
        for place, chat in enumerate(chats, start=1)
    ]
    back = button(words("classes-button-back"), ShowClass(child.school_class.id))
    seat = _seat(talk, SeatCount(child, len(chats)))
    key = "classes-seat" if chats else "classes-seat-empty"
    await talk.edit(words(key, seat=seat), column([*choices, back]))


async def remove(talk: Talk, tap: RemoveReader) -> None:
    """Remove a chat from a seat, and tell that chat."""
    child, _ = await talk.services.people.readers(tap.child)
    if child is None:
        await talk.toast()
        await talk.edit(talk.words("classes-seat-gone"))
        return
    _check(talk, child.school_class.id)
    chat = await talk.services.membership.remove_from_class(
        tap.child, tap.chat, by=InChat(talk.address)
    )
    await talk.toast(talk.words("classes-removed"))
    await talk.edit(*await _class_view(talk, child.school_class.id))
    if chat is not None and chat.gone_at is None:
        words = talk.speaking_to(chat.language)
        await talk.tell(chat.address, words("classes-told-removed", name=child.school_class.name))


async def _class_view(talk: Talk, class_id: ClassId) -> tuple[str, Keyboard]:
    _check(talk, class_id)
    seats = await talk.services.people.seats(class_id)
    chats = sum(seat.chat_count for seat in seats)
    text = talk.words("classes-heading", name=_name(talk, class_id), seats=len(seats), chats=chats)
    choices = [button(_seat(talk, seat), ShowSeat(seat.child.id)) for seat in seats[:90]]
    invite_button = button(talk.words("classes-button-invite"), InviteClass(class_id))
    revoke_button = button(talk.words("classes-button-revoke"), RevokeCodes(class_id))
    return text, (*grid(choices, 3), (invite_button, revoke_button))


def _name(talk: Talk, class_id: ClassId) -> str:
    classes = (item for post in talk.person.posts for item in post.classes)
    return next(item.name for item in classes if item.id == class_id)


def _seat(talk: Talk, seat: SeatCount) -> str:
    if seat.child.seat is None:
        return talk.words("classes-no-seat", count=seat.chat_count)
    return talk.words("classes-seat-label", seat=seat.child.seat, count=seat.chat_count)


def _check(talk: Talk, class_id: ClassId, action: Action = Action.SEE_CLASS) -> None:
    if not may_in_class(talk.person, action, class_id):
        raise NotYourClass
