"""Whom a notice in the chat is for: one audience by a tap, or several ticked off.

The ticks are the draft's own audiences, so nothing is remembered between two taps.
"""

from __future__ import annotations

from datetime import timedelta

from bot.chat.keyboards import Keyboard, button, grid
from bot.chat.talk import Talk
from bot.chat.taps import ChangeDraft, ComposeFor, PickWhom
from bot.notices.model import Notice, State
from bot.people import audience, permissions
from bot.people.audience import Audience, Kind
from bot.people.errors import NotYourClass
from bot.people.model import Role, StaffMember

SEVERAL, COURSES, CHOSEN = "several", "courses", "chosen"
ASKED_WITHIN = timedelta(days=14)
MOST_TICKED = 40
"""Audiences offered to be ticked; Telegram shows at most 100 buttons."""
MOST_COURSES = 8
"""Courses beside the classes; more of them have a list of their own."""
MOST_LISTED = 90


async def compose(talk: Talk) -> None:
    """Offer the audiences this person may write to."""
    offered = await audiences(talk)
    courses = [pair for pair in offered if pair[0].kind is Kind.COURSE]
    if len(courses) > MOST_COURSES:
        offered = [pair for pair in offered if pair[0].kind is not Kind.COURSE]
    choices = [button(label, ComposeFor(_packed(whom))) for whom, label in offered]
    if len(courses) > MOST_COURSES:
        choices.append(button(talk.words("notices-whom-courses"), ComposeFor(COURSES)))
    if len(choices) > 1:
        choices.append(button(talk.words("notices-whom-several"), ComposeFor(SEVERAL)))
    await talk.say(talk.words("notices-whom-question"), grid(choices, 2))


async def begin(talk: Talk, tap: ComposeFor) -> None:
    """Begin a draft and ask for its text, or for whom it is."""
    await talk.toast()
    if tap.audience == SEVERAL:
        await _begin_several(talk)
        return
    if tap.audience == COURSES:
        await _list_courses(talk)
        return
    whom = _unpacked(tap.audience)
    post = await post_for(talk, whom)
    notice_id = await talk.services.notices.draft(post, talk.address, [whom])
    label = dict(await audiences(talk)).get(whom, "")
    await talk.edit(talk.words("notices-whom-chosen", whom=label))
    await ask_text(talk, notice_id)


async def pick(talk: Talk, tap: PickWhom) -> None:
    """Tick an audience, or take its tick away."""
    await talk.toast()
    notice = await talk.services.notices.find(tap.notice)
    await check_author(talk, notice)
    whom = _unpacked(tap.audience)
    await post_for(talk, whom)
    held = notice.audiences
    ticked = tuple(each for each in held if each != whom) if whom in held else (*held, whom)
    changed = await talk.services.notices.address_to(notice.id, ticked)
    await talk.edit_buttons(await _ticks(talk, changed))


async def chosen(talk: Talk, notice: Notice) -> None:
    """Go on to the text once somebody is ticked."""
    if not notice.audiences:
        await talk.say(talk.words("notices-whom-none"))
        return
    labels = dict(await audiences(talk))
    names = [labels.get(whom, "") for whom in notice.audiences]
    listed = talk.words("list-separator").join(name for name in names if name)
    await talk.edit(talk.words("notices-whom-chosen", whom=listed))
    if notice.state is State.DRAFT:
        await ask_text(talk, notice.id)


async def ask_text(talk: Talk, notice_id: int) -> None:
    """Ask what the notice says."""
    words = talk.words
    message_id = await talk.say(
        words("notices-text-question"), force_reply=words("notices-text-hint")
    )
    await talk.services.notices.prompted_by(notice_id, message_id)


async def audiences(talk: Talk) -> list[tuple[Audience, str]]:
    """List whom a person may write to, each with its label."""
    found = {**_regions(talk), **_schools(talk)}
    since = talk.services.clock.now() - ASKED_WITHIN
    for notice in await talk.services.notices.asked_by(talk.address, since):
        whom = Audience(Kind.UNCONFIRMED, notice.id)
        found[whom] = talk.words("notices-whom-unconfirmed", number=str(notice.id))
    return list(found.items())


async def post_for(talk: Talk, whom: Audience) -> StaffMember:
    """Return the post that lets somebody write to an audience.

    Raises:
        NotYourClass: None does, for instance because the button is old or forged.
        ClassMissing: It is a class that is not there any more.
        CourseMissing: It is a course that is not there any more.
    """
    if whom.kind is Kind.UNCONFIRMED:
        earlier = await talk.services.notices.find(whom.number)
        posts = [await post_for(talk, each) for each in earlier.audiences]
        if not posts:
            raise NotYourClass
        return posts[0]
    post = permissions.post_to_tell(talk.person, whom)
    if post is None:
        if whom.kind is Kind.COURSE:
            await talk.services.course_givers.course(whom.number)
        if whom.kind is Kind.CLASS:
            await talk.services.notices.school_of([whom])
        raise NotYourClass
    return post


async def check_author(talk: Talk, notice: Notice) -> None:
    """Refuse whoever has not written a notice, or may not write to its audiences any more.

    Raises:
        NotYourClass: It is so.
    """
    if notice.author_address != talk.address:
        raise NotYourClass
    if notice.reminds_of is None:  # Whoever may tell them, may remind them.
        for whom in notice.audiences:
            await post_for(talk, whom)


async def _list_courses(talk: Talk) -> None:
    keys = [
        button(label, ComposeFor(_packed(whom)))
        for whom, label in await audiences(talk)
        if whom.kind is Kind.COURSE
    ]
    await talk.edit(talk.words("notices-whom-question"), grid(keys[:MOST_LISTED], 2))


async def _begin_several(talk: Talk) -> None:
    offered = await audiences(talk)
    if not offered:
        raise NotYourClass
    post = await post_for(talk, offered[0][0])
    notice_id = await talk.services.notices.draft(post, talk.address, [])
    notice = await talk.services.notices.find(notice_id)
    await talk.edit(talk.words("notices-whom-tick"), await _ticks(talk, notice))


async def _ticks(talk: Talk, notice: Notice) -> Keyboard:
    keys = []
    for whom, label in (await audiences(talk))[:MOST_TICKED]:
        mark = "☑" if whom in notice.audiences else "☐"
        keys.append(button(f"{mark} {label}", PickWhom(notice.id, _packed(whom))))
    done = button(talk.words("notices-whom-done"), ChangeDraft(notice.id, CHOSEN))
    return (*grid(keys, 2), (done,))


def _regions(talk: Talk) -> dict[Audience, str]:
    posts = permissions.posts_for(talk.person, permissions.Action.TELL_DISTRICT)
    return {
        Audience(Kind.DISTRICT, region=post.school.region): talk.words(
            "notices-whole-district", region=post.school.region
        )
        for post in posts
    }


def _schools(talk: Talk) -> dict[Audience, str]:
    words, found = talk.words, dict[Audience, str]()
    for post in talk.person.posts:
        if post.role is Role.SCHOOL:
            found[Audience(Kind.SCHOOL, post.school.id)] = words("notices-whole-school")
            found[Audience(Kind.STAFF, post.school.id)] = words("notices-all-staff")
            for grade in sorted({item.grade for item in post.classes}):
                key = Audience(Kind.GRADE, post.school.id, grade)
                found[key] = words("grade", number=grade)
        for item in post.classes:
            found[Audience(Kind.CLASS, item.id)] = item.name
        for course in post.courses:
            label = words("notices-whom-course", name=course.name)
            found[Audience(Kind.COURSE, course.id)] = label
    return found


def _packed(whom: Audience) -> str:
    return str(whom).replace(":", "-", 1)


def _unpacked(packed: str) -> Audience:
    return audience.parse(packed.replace("-", ":", 1))
