"""The methods that put a new message into a chat."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox.botjson import message_object
from bot.sandbox.errors import bad_request, forbidden, too_large
from bot.sandbox.images import Picture, read_picture
from bot.sandbox.keyboards import read_markup
from bot.sandbox.markup import parse_html, trim_end
from bot.sandbox.params import Params, Part
from bot.sandbox.values import (
    Author,
    ChatId,
    FileId,
    JsonObject,
    Kind,
    Message,
    MessageId,
    Person,
    StoredFile,
)
from bot.sandbox.world import World, new_token

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_FILE = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
_WIDEST_PHOTO = 10_000
_LONGEST_SIDE_RATIO = 20
_ATTACHED = "attach://"


def send_message(world: World, params: Params) -> Message:
    """sendMessage: a text."""
    text, entities = read_text(params)
    markup = read_markup(params)
    person = reachable(world, params)
    return world.put_message(
        Message(
            id=world.next_message_id(),
            chat_id=person.id,
            author=Author.BOT,
            date=world.seconds(),
            text=text,
            entities=entities,
            markup=markup,
            reply_to=_answered(world, person, params),
        )
    )


def send_photo(world: World, params: Params) -> Message:
    """sendPhoto: a picture with a caption."""
    return _send_file(world, params, Kind.PHOTO)


def send_document(world: World, params: Params) -> Message:
    """sendDocument: a file with a caption."""
    return _send_file(world, params, Kind.DOCUMENT)


def forward_message(world: World, params: Params) -> Message:
    """forwardMessage: a message again, with its origin."""
    source = _source(world, params, "forward")
    person = reachable(world, params)
    copy = _again(world, source, person)
    return world.put_message(replace(copy, forwarded=True, markup=source.markup))


def copy_message(world: World, params: Params) -> Message:
    """copyMessage: a message's content again, perhaps with another caption."""
    source = _source(world, params, "copy")
    markup = read_markup(params)
    copy = _again(world, source, reachable(world, params))
    if "caption" in params.values and source.file_id is not None:
        caption, entities = read_caption(params)
        copy = replace(copy, text=caption, entities=entities)
    answered = _answered(world, world.people[copy.chat_id], params)
    return world.put_message(replace(copy, markup=markup, reply_to=answered))


def sent_object(world: World, message: Message) -> JsonObject:
    """Return what the sending methods answer: the Message."""
    return message_object(world, message)


def sent_id(_world: World, message: Message) -> JsonObject:
    """Return what copyMessage answers: only the MessageId."""
    return {"message_id": message.id}


def read_chat_id(params: Params) -> ChatId:
    """Return the chat a call is for; a name such as @somebody is never known here.

    Raises:
        Refusal: 400, there is no chat_id or it is no number.
    """
    value = params.text("chat_id").strip()
    if not value:
        raise bad_request("chat_id is empty")
    try:
        return ChatId(int(value))
    except ValueError:
        raise bad_request("chat not found") from None


def reachable(world: World, params: Params) -> Person:
    """Return the person a call is for, who must let the bot write.

    Raises:
        Refusal: 400 for an unknown chat, 403 for one that is closed to the bot.
    """
    person = world.people.get(read_chat_id(params))
    if person is None:
        raise bad_request("chat not found")
    if person.gone:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return person


def read_text(params: Params) -> tuple[str, tuple[JsonObject, ...]]:
    """Return the text of a call and its entities.

    Raises:
        Refusal: 400, the text is empty, too long, or its mark-up is broken.
    """
    text, entities = _parsed(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return text, entities


def read_caption(params: Params) -> tuple[str, tuple[JsonObject, ...]]:
    """Return the caption of a call, which may be empty, and its entities.

    Raises:
        Refusal: 400, the caption is too long or its mark-up is broken.
    """
    caption, entities = _parsed(params, "caption", "caption_entities")
    if len(caption) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return caption, entities


def read_media(world: World, params: Params) -> tuple[StoredFile, str, tuple[JsonObject, ...]]:
    """Return the file a call puts into a message, with its caption.

    Raises:
        Refusal: 400, it is no picture or document, or its caption is too long.
    """
    media = params.json("media")
    if not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: Can't parse JSON object")
    inner = Params(media, params.files)
    try:
        kind = Kind(inner.text("type"))
    except ValueError:
        raise bad_request("can't parse InputMedia: unsupported type") from None
    if kind not in (Kind.PHOTO, Kind.DOCUMENT):
        raise bad_request("can't parse InputMedia: unsupported type")
    caption, entities = read_caption(inner)
    return (
        _file(world, Params({kind.value: inner.text("media")}, params.files), kind),
        caption,
        entities,
    )


def _parsed(params: Params, name: str, entities_name: str) -> tuple[str, tuple[JsonObject, ...]]:
    """Take the mark-up out of a text; white space at its end is cut off, as Telegram does."""
    source = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return trim_end(*parse_html(source))
    if mode:
        raise bad_request("unsupported parse_mode")
    given = params.json(entities_name)
    return source.rstrip(), tuple(given) if isinstance(given, list) else ()


def _answered(world: World, person: Person, params: Params) -> MessageId | None:
    wanted = params.json("reply_parameters")
    reply = Params(wanted) if isinstance(wanted, dict) else params
    message_id = reply.integer("reply_to_message_id" if reply is params else "message_id")
    if not message_id:
        return None
    if world.message(person.id, message_id) is not None:
        return MessageId(message_id)
    if reply.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _send_file(world: World, params: Params, kind: Kind) -> Message:
    caption, entities = read_caption(params)
    markup = read_markup(params)
    person = reachable(world, params)
    file = _file(world, params, kind)
    return world.put_message(
        Message(
            id=world.next_message_id(),
            chat_id=person.id,
            author=Author.BOT,
            date=world.seconds(),
            kind=kind,
            text=caption,
            entities=entities,
            markup=markup,
            reply_to=_answered(world, person, params),
            file_id=file.id,
        )
    )


def _file(world: World, params: Params, kind: Kind) -> StoredFile:
    """Find the file of a call: uploaded under its name, attached, or sent before."""
    named = params.text(kind.value)
    attached = named.removeprefix(_ATTACHED) if named.startswith(_ATTACHED) else kind.value
    part = params.files.get(attached)
    if part is not None:
        return world.add_file(_checked(part, kind))
    if not named or named.startswith(_ATTACHED):
        raise bad_request(f"there is no {kind.value} in the request")
    if named.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = world.files.get(FileId(named))
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind is not kind:
        raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
    return known


def _checked(part: Part, kind: Kind) -> StoredFile:
    size = len(part.content)
    if size == 0:
        raise bad_request("file must be non-empty")
    if size > LARGEST_FILE:
        raise too_large()
    file = StoredFile(
        id=FileId(new_token()),
        kind=kind,
        name=part.name,
        mime=part.mime,
        content=part.content,
    )
    if kind is not Kind.PHOTO:
        return file
    picture = _photo(part.content)
    return replace(file, mime=picture.mime, width=picture.width, height=picture.height)


def _photo(content: bytes) -> Picture:
    if len(content) > LARGEST_PHOTO:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {LARGEST_PHOTO} bytes"
        )
    picture = read_picture(content)
    if picture is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    sides = sorted((picture.width, picture.height))
    if sum(sides) > _WIDEST_PHOTO or sides[1] > _LONGEST_SIDE_RATIO * sides[0]:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return picture


def _source(world: World, params: Params, verb: str) -> Message:
    try:
        from_chat_id = int(params.text("from_chat_id"))
    except ValueError:
        raise bad_request("chat not found") from None
    source = world.message(from_chat_id, params.integer("message_id"))
    if source is None:
        raise bad_request(f"message to {verb} not found")
    return source


def _again(world: World, source: Message, person: Person) -> Message:
    return replace(
        source,
        id=world.next_message_id(),
        chat_id=person.id,
        author=Author.BOT,
        date=world.seconds(),
        markup=None,
        reply_to=None,
        edited=None,
    )
