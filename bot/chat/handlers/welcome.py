"""Starting, joining by invitation, the seat number, languages, leaving."""

from __future__ import annotations

from bot.chat import menus
from bot.chat.keyboards import Keyboard, button, column, grid
from bot.chat.talk import Talk
from bot.chat.taps import (
    STAYS,
    ChooseLanguage,
    GiveSeat,
    JoinAnother,
    LeaveChild,
    LeavePosts,
    PickSeat,
    ShowSeats,
)
from bot.i18n.catalogue import Words
from bot.i18n.languages import Language
from bot.people.codes import code_in
from bot.people.membership import Joined
from bot.people.model import SEATS, Child, Role

SEATS_A_ROW = 7
SEATS_A_PAGE = 56
"""Eight rows of a phone; nearly every class fits on the first page."""

_JOINED = {
    Role.TEACHER: "join-teacher",
    Role.SCHOOL: "join-school",
    Role.DISTRICT: "join-district",
    Role.EDITOR: "join-editor",
}
_WELCOMES = {
    "welcome-staff": {Role.TEACHER, Role.SCHOOL},
    "welcome-district": {Role.DISTRICT},
    "welcome-editor": {Role.EDITOR},
}
"""What somebody with one of these posts is told besides."""


async def start(talk: Talk) -> None:
    """Greet, or join by the code a deep link carries."""
    if talk.argument:
        await join(talk, talk.argument)
    else:
        await help_(talk)


async def join(talk: Talk, code: str) -> None:
    """Let the person in, tell the family's other chats, and offer the seat keypad."""
    joined = await talk.services.membership.join(talk.address, talk.language, code)
    if joined.role is not None:
        await _welcome_staff(talk, joined)
    elif not joined.is_new:
        await talk.say(_already(talk, joined), _more_buttons(talk, joined))
    else:
        await talk.say(_welcome(talk, joined))
        if joined.asks_seat and joined.child is not None:
            await _ask_seat(talk, joined.child)
        await _tell_others(talk, joined)


def code_carried(text: str) -> str | None:
    """Return an invitation's code that somebody copied or forwarded instead of tapping."""
    return code_in(text)


async def help_(talk: Talk) -> None:
    """Say what the bot can do for this person, and bring a menu of their own up to date.

    Such a menu was set when they joined; a later release may know more commands.
    """
    await talk.say(_greeting(talk))
    chat = talk.person.chat
    if talk.person.posts or (chat is not None and chat.has_chosen_language):
        await menus.show_own(talk)


async def privacy(talk: Talk) -> None:
    """Say in a few sentences what is kept."""
    await talk.say(talk.words("privacy"))


async def another(talk: Talk, tap: JoinAnother) -> None:
    """Add one more child in the same class."""
    await talk.toast()
    joined = await talk.services.membership.join_another(talk.address, tap.school_class)
    if joined.child is not None:
        await _ask_seat(talk, joined.child)


async def show_seats(talk: Talk, tap: ShowSeats) -> None:
    """Show a page of seat numbers."""
    await talk.toast()
    child = _own_child(talk, tap.child)
    if child is None or child.seat is not None:
        await talk.edit(talk.words("seat-known"))
        return
    await talk.edit(_seat_question(talk, child), _seat_page(talk.words, tap))


async def pick_seat(talk: Talk, tap: PickSeat) -> None:
    """Ask whether the number is right; a wrong one would join two families."""
    await talk.toast()
    child = _own_child(talk, tap.child)
    if child is None or child.seat is not None:
        await talk.edit(talk.words("seat-known"))
        return
    words, seat = talk.words, tap.seat
    yes = button(words("seat-button-yes", seat=seat), GiveSeat(child.id, seat))
    again = button(words("seat-button-again"), ShowSeats(child.id, SEATS.start))
    question = words("seat-sure", name=child.school_class.name, seat=seat)
    await talk.edit(question, column([yes, again]))


async def give_seat(talk: Talk, tap: GiveSeat) -> None:
    """Keep the seat number, or leave it open."""
    await talk.toast()
    if tap.seat is None:
        await talk.edit(talk.words("seat-skipped"))
        return
    joined = await talk.services.membership.give_seat(talk.address, tap.child, tap.seat)
    if joined is None or joined.child is None:
        await talk.edit(talk.words("seat-known"))
        return
    await talk.edit(talk.words("seat-kept", seat=joined.child.seat or 0, name=_class(joined)))
    await _tell_others(talk, joined)


async def language(talk: Talk) -> None:
    """Offer the languages."""
    choices = [button(each.own_name, ChooseLanguage(each.value)) for each in Language]
    await talk.say(talk.words("language-question"), column(choices))


async def choose_language(talk: Talk, tap: ChooseLanguage) -> None:
    """Remember the language and speak it from now on."""
    chosen = Language(tap.language) if tap.language in set(Language) else Language.ZH_HANS
    await talk.services.people.choose_language(talk.address, chosen)
    await talk.toast()
    renewed = await talk.in_language(chosen)
    await renewed.edit(renewed.words("language-chosen"))
    await menus.show_own(renewed)


async def leave(talk: Talk) -> None:
    """Offer to leave a class, or the posts at school."""
    words = talk.words
    choices = [
        button(words("leave-button-child", name=_label(words, child)), LeaveChild(child.id, 0))
        for child in talk.person.children
    ]
    if talk.person.is_staff:
        choices.append(button(words("leave-button-posts"), LeavePosts(0)))
    if not choices:
        await talk.say(words("leave-nothing"))
        return
    await talk.say(words("leave-question"), column(choices))


async def leave_child(talk: Talk, tap: LeaveChild) -> None:
    """Ask once more, then leave."""
    await talk.toast()
    child = _own_child(talk, tap.child)
    if child is None:
        await talk.edit(talk.words("leave-done-before"))
    elif tap.is_sure == STAYS:
        await talk.edit(talk.words("leave-stayed"))
    elif not tap.is_sure:
        sure = button(talk.words("leave-button-sure"), LeaveChild(tap.child, 1))
        stay = button(talk.words("leave-button-stay"), LeaveChild(tap.child, STAYS))
        name = _label(talk.words, child)
        await talk.edit(talk.words("leave-sure", name=name), column([sure, stay]))
    else:
        await talk.services.membership.leave(talk.address, tap.child)
        await talk.edit(talk.words("leave-done", name=_label(talk.words, child)))


async def leave_posts(talk: Talk, tap: LeavePosts) -> None:
    """Ask once more, then give the posts up."""
    await talk.toast()
    if tap.is_sure == STAYS:
        await talk.edit(talk.words("leave-stayed"))
        return
    if not tap.is_sure:
        sure = button(talk.words("leave-button-sure"), LeavePosts(1))
        stay = button(talk.words("leave-button-stay"), LeavePosts(STAYS))
        await talk.edit(talk.words("leave-posts-sure"), column([sure, stay]))
        return
    await talk.services.membership.leave_posts(talk.address)
    await talk.edit(talk.words("leave-posts-done"))
    await menus.forget_own(talk)


def _greeting(talk: Talk) -> str:
    words, person = talk.words, talk.person
    parts = [words("welcome")]
    if person.is_parent:
        names = words("list-separator").join(_label(words, c) for c in person.children)
        parts.append(words("welcome-parent", names=names))
    roles = {post.role for post in person.posts}
    parts += [words(text) for text, those in _WELCOMES.items() if roles & those]
    if not person.is_parent and not person.is_staff:
        parts.append(words("welcome-stranger"))
    return "\n\n".join(parts)


def _welcome(talk: Talk, joined: Joined) -> str:
    return talk.words("join-welcome", school=joined.school.name, name=_class(joined))


def _already(talk: Talk, joined: Joined) -> str:
    return talk.words("join-already", school=joined.school.name, name=_class(joined))


def _more_buttons(talk: Talk, joined: Joined) -> Keyboard:
    if joined.child is None:
        return ()
    tap = JoinAnother(joined.child.school_class.id)
    return column([button(talk.words("join-another-button"), tap)])


async def _welcome_staff(talk: Talk, joined: Joined) -> None:
    words = talk.words
    names = words("list-separator").join(item.name for item in joined.classes)
    key = _JOINED[joined.role or Role.TEACHER]
    region = joined.school.region
    await talk.say(words(key, school=joined.school.name, names=names, region=region))
    await menus.show_own(await talk.renewed())


async def _ask_seat(talk: Talk, child: Child) -> None:
    page = _seat_page(talk.words, ShowSeats(child.id, SEATS.start))
    await talk.say(_seat_question(talk, child), page)


async def _tell_others(talk: Talk, joined: Joined) -> None:
    if joined.child is None or joined.child.seat is None:
        return
    for chat in joined.others:
        words = talk.speaking_to(chat.language)
        await talk.tell(chat.address, words("join-told-others", name=_label(words, joined.child)))


def _seat_question(talk: Talk, child: Child) -> str:
    return talk.words("seat-question", name=child.school_class.name)


def _seat_page(words: Words, tap: ShowSeats) -> Keyboard:
    """Return a page of numbers; one tap each, because digits typed quickly get lost."""
    end = min(tap.begin + SEATS_A_PAGE, SEATS.stop)
    numbers = [
        button(str(seat), PickSeat(tap.child, seat)) for seat in range(max(tap.begin, 1), end)
    ]
    if end < SEATS.stop:
        turn = button(words("seat-button-more", begin=end), ShowSeats(tap.child, end))
    else:
        turn = button(words("seat-button-fewer"), ShowSeats(tap.child, SEATS.start))
    skip = button(words("seat-button-skip"), GiveSeat(tap.child, None))
    return (*grid(numbers, SEATS_A_ROW), (turn, skip))


def _own_child(talk: Talk, child_id: int) -> Child | None:
    return next((child for child in talk.person.children if child.id == child_id), None)


def _class(joined: Joined) -> str:
    return joined.child.school_class.name if joined.child else ""


def _label(words: Words, child: Child) -> str:
    name = child.school_class.name
    return words("child-label", name=name, seat=child.seat) if child.seat else name
