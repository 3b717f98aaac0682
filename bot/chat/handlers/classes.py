"""A teacher's view of a class: seats, how many chats read along, and removing one."""

from __future__ import annotations

from bot.audit.model import InChat
from bot.chat.handlers.welcome import SEATS_A_PAGE, SEATS_A_ROW
from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.talk import Talk
from bot.chat.taps import (
    DropSeat,
    InviteClass,
    MoveSeat,
    OfferSeats,
    RemoveReader,
    RevokeCodes,
    RevokeSure,
    ShowClass,
    ShowSeat,
)
from bot.clock import at_school
from bot.people.errors import NotYourClass
from bot.people.model import SEATS, Child, ClassId, SeatCount
from bot.people.permissions import Action, may, may_in_class, posts_for


async def choose(talk: Talk) -> None:
    """Offer the teacher's classes, a single one at once; show a district its totals."""
    regions = {post.school.region for post in posts_for(talk.person, Action.SEE_TOTALS)}
    if regions and not may(talk.person, [Action.SEE_CLASS]):
        for region in sorted(regions):
            await talk.say(await _totals(talk, region))
        return
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


async def ask_revoke(talk: Talk, tap: RevokeCodes) -> None:
    """Say who could not join any more, and ask once more."""
    class_id, words = ClassId(tap.school_class), talk.words
    _check(talk, class_id, Action.INVITE)
    count = await talk.services.office.open_class_codes(class_id)
    if not count:
        await talk.toast(words("classes-nothing-to-revoke"))
        return
    await talk.toast()
    seats = await talk.services.people.seats(class_id)
    missing = sum(not seat.chat_count for seat in seats)
    text = words(
        "classes-revoke-sure",
        name=_name(talk, class_id),
        codes=count,
        listed=len(seats),
        missing=missing,
    )
    sure = button(words("classes-button-revoke-sure"), RevokeSure(class_id))
    back = button(words("classes-button-back"), ShowClass(class_id))
    await talk.edit(text, column([sure, back]))


async def revoke(talk: Talk, tap: RevokeSure) -> None:
    """Make the invitations handed on so far useless; whoever has joined stays."""
    class_id = ClassId(tap.school_class)
    _check(talk, class_id, Action.INVITE)
    count = await talk.services.office.revoke_class_codes(class_id, by=InChat(talk.address))
    await talk.toast(talk.words("classes-revoked" if count else "classes-nothing-to-revoke"))
    await talk.edit(*await _class_view(talk, class_id))


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
    choices.append(button(words("classes-button-change-seat"), OfferSeats(child.id, SEATS.start)))
    if not chats:
        choices.append(button(words("classes-button-drop-seat"), DropSeat(child.id, 0)))
    back = button(words("classes-button-back"), ShowClass(child.school_class.id))
    seat = _seat(talk, SeatCount(child, len(chats)))
    key = "classes-seat" if chats else "classes-seat-empty"
    await talk.edit(words(key, seat=seat), column([*choices, back]))


async def offer_seats(talk: Talk, tap: OfferSeats) -> None:
    """Show the numbers that a child of the class may have instead, a page at a time."""
    await talk.toast()
    child = await _child(talk, tap.child)
    if child is None:
        return
    class_id = child.school_class.id
    read = {
        seat.child.seat for seat in await talk.services.people.seats(class_id) if seat.chat_count
    }
    end = min(max(tap.begin, SEATS.start) + SEATS_A_PAGE, SEATS.stop)
    numbers = [
        button(str(seat), MoveSeat(child.id, seat))
        for seat in range(max(tap.begin, SEATS.start), end)
        if seat not in read
    ]
    words = talk.words
    if end < SEATS.stop:
        turn = button(words("seat-button-more", begin=end), OfferSeats(child.id, end))
    else:
        turn = button(words("seat-button-fewer"), OfferSeats(child.id, SEATS.start))
    back = button(words("classes-button-back"), ShowClass(class_id))
    text = words("classes-which-seat", seat=child.seat or 0)
    await talk.edit(text, (*grid(numbers, SEATS_A_ROW), (turn, back)))


async def move_seat(talk: Talk, tap: MoveSeat) -> None:
    """Put a seat number right, and tell whoever reads along for it."""
    child = await _child(talk, tap.child)
    if child is None:
        return
    moved = await talk.services.class_lists.change_seat(
        child.id, tap.seat, by=InChat(talk.address)
    )
    await talk.toast(talk.words("classes-seat-changed", seat=tap.seat))
    await talk.edit(*await _class_view(talk, moved.school_class.id))
    _, readers = await talk.services.people.readers(child.id)
    for reader in readers:
        if reader.gone_at is None and reader.address != talk.address:
            words, name = talk.speaking_to(reader.language), moved.school_class.name
            await talk.tell(
                reader.address, words("classes-told-seat-changed", name=name, seat=tap.seat)
            )


async def drop_seat(talk: Talk, tap: DropSeat) -> None:
    """Ask once more, then take a seat nobody reads along for off the list."""
    child = await _child(talk, tap.child)
    if child is None:
        return
    words = talk.words
    if not tap.is_sure:
        await talk.toast()
        sure = button(words("classes-button-drop-sure"), DropSeat(child.id, 1))
        back = button(words("classes-button-back"), ShowClass(child.school_class.id))
        await talk.edit(words("classes-drop-sure", seat=child.seat or 0), column([sure, back]))
        return
    await talk.services.class_lists.remove_seat(child.id, by=InChat(talk.address))
    await talk.toast(words("classes-seat-dropped"))
    await talk.edit(*await _class_view(talk, child.school_class.id))


async def remove(talk: Talk, tap: RemoveReader) -> None:
    """Remove a chat from a seat, and tell that chat."""
    child, _ = await talk.services.people.readers(tap.child)
    if child is None:
        await talk.toast()
        await talk.edit(talk.words("classes-seat-gone"))
        return
    _check(talk, child.school_class.id, Action.CHANGE_CLASS)
    chat = await talk.services.membership.remove_from_class(
        tap.child, tap.chat, by=InChat(talk.address)
    )
    await talk.toast(talk.words("classes-removed"))
    await talk.edit(*await _class_view(talk, child.school_class.id))
    if chat is not None and chat.gone_at is None:
        words = talk.speaking_to(chat.language)
        await talk.tell(chat.address, words("classes-told-removed", name=child.school_class.name))


async def _child(talk: Talk, child_id: int) -> Child | None:
    """Find a child whose seat this person may change; None if it is not there any more."""
    child, _ = await talk.services.people.readers(child_id)
    if child is None:
        await talk.toast()
        await talk.edit(talk.words("classes-seat-gone"))
        return None
    _check(talk, child.school_class.id, Action.CHANGE_CLASS)
    return child


async def _totals(talk: Talk, region: str) -> str:
    words = talk.words
    lines = [
        words(
            "classes-totals-school",
            school=one.school.name,
            classes=one.classes,
            children=one.children,
            reached=one.children_reached,
        )
        for one in await talk.services.people.totals(region)
    ]
    return "\n".join([words("classes-totals-heading", region=region), *lines])


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
