"""What is sent less often than a text: pictures, documents, and edits of earlier messages."""

from __future__ import annotations

from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest

from bot.chat.blank import blank_picture
from bot.chat.keyboards import inline_markup, markup
from bot.delivery.model import Body, Deed, Delivered, File, FileKind, Outcome, Reason, Refused

_FILE_GONE = Refused(Reason.REFUSED, gone=False, detail="the file is not kept any more")


async def send_file(bot: Bot, address: int, body: Body, *, paid: bool) -> Outcome:
    """Send a picture or a document, by Telegram's name for it or else by its bytes.

    Raises:
        TelegramError: Telegram did not take it.
    """
    file = body.files[0]
    given = file.known_as or file.content
    if given is None:
        return _FILE_GONE
    if file.kind is FileKind.PHOTO:
        return await _send_photo(bot, address, body, given, paid=paid)
    message = await bot.send_document(
        address,
        given,
        body.text or None,
        filename=file.name,
        reply_markup=markup(body.keyboard, body.force_reply),
        allow_paid_broadcast=paid or None,
    )
    known_as = message.document.file_id if message.document else None
    return Delivered(message.message_id, _new(file, known_as))


async def edit(bot: Bot, address: int, body: Body) -> Outcome:
    """Put a body in the place of an earlier message; what stands there already is well.

    Raises:
        TelegramError: Telegram did not take it.
    """
    assert body.edits is not None
    buttons = inline_markup(body.keyboard)
    try:
        match body.deed:
            case Deed.CAPTION:
                await bot.edit_message_caption(
                    address, body.edits, caption=body.text, reply_markup=buttons
                )
            case Deed.BLANK:
                empty = InputMediaPhoto(blank_picture(), body.text)
                await bot.edit_message_media(empty, address, body.edits, reply_markup=buttons)
            case _:
                await bot.edit_message_text(body.text, address, body.edits, reply_markup=buttons)
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise
    return Delivered(body.edits)


async def _send_photo(
    bot: Bot, address: int, body: Body, given: str | bytes, *, paid: bool
) -> Outcome:
    message = await bot.send_photo(
        address,
        given,
        body.text or None,
        filename=body.files[0].name,
        reply_markup=markup(body.keyboard, body.force_reply),
        allow_paid_broadcast=paid or None,
    )
    known_as = message.photo[-1].file_id if message.photo else None
    return Delivered(message.message_id, _new(body.files[0], known_as))


def _new(file: File, known_as: str | None) -> str | None:
    return known_as if file.known_as is None else None
