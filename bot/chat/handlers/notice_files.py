"""A picture or a PDF sent to the bot while somebody writes a notice: it is attached.

Telegram has the file already and knows it by a name that our bot may use again, so it is
neither uploaded again nor kept here; it is only looked at, as far as bots may fetch files.
"""

from __future__ import annotations

from telegram import Document, Message, PhotoSize
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.chat.after_taps import DetachFiles
from bot.chat.handlers import notice_preview, notices
from bot.chat.keyboards import button, column
from bot.chat.talk import Talk
from bot.delivery.model import FileKind, NewFile
from bot.errors import BadInput
from bot.notices.errors import FileUnusable
from bot.notices.model import Notice, State
from bot.notices.writing import file_checks
from bot.people.errors import NotYourClass

_MOST_FETCHED = int(FileSizeLimit.FILESIZE_DOWNLOAD)
_KINDS = ("application/pdf", "image/jpeg", "image/png", "image/webp")


async def file_given(talk: Talk, message: Message) -> bool:
    """Attach a file to the draft of whoever sends it; False if that is not what it is for."""
    if not talk.person.is_staff or not (message.photo or message.document):
        return False
    notice = await talk.services.notices.draft_in(talk.address)
    if notice is None:
        return False
    try:
        file = await _file(talk, notice, message)
        count = await talk.services.notices.attach(notice.id, file, bot_id=talk.bot.id)
    except BadInput as error:
        await talk.say(talk.words(error.text_key))
        return True
    words = talk.words
    detach = button(words("notices-button-detach"), DetachFiles(notice.id))
    await talk.say(words("notices-attached", name=file.name, count=count), column([detach]))
    if notice.text:
        await talk.say(*await notice_preview.preview(talk, notice))
    elif message.caption:
        await notices.write(talk, notice, message.caption)
    return True


async def detach(talk: Talk, tap: DetachFiles) -> None:
    """Take every file from a draft."""
    await talk.toast()
    notice = await talk.services.notices.find(tap.notice)
    if notice.author_address != talk.address:
        raise NotYourClass
    if notice.state is not State.DRAFT:
        await talk.edit(talk.words("notices-already-sent"))
        return
    await talk.services.notices.detach_all(notice.id)
    await talk.edit(talk.words("notices-detached"))
    if notice.text:
        await talk.say(*await notice_preview.preview(talk, notice))


async def _file(talk: Talk, notice: Notice, message: Message) -> NewFile:
    if message.photo:
        number = len(await talk.services.notices.attached(notice.id)) + 1
        return _photo(message.photo[-1], talk.words("notices-photo-name", number=number))
    assert message.document is not None
    return await _document(talk, message.document)


def _photo(photo: PhotoSize, name: str) -> NewFile:
    return NewFile(FileKind.PHOTO, name, photo.file_size or 0, known_as=photo.file_id)


async def _document(talk: Talk, document: Document) -> NewFile:
    name = file_checks.clean(document.file_name or "")
    size = document.file_size or 0
    file_checks.check_size(name, size, FileKind.DOCUMENT)
    if size <= _MOST_FETCHED:
        file_checks.examined(name, await _content(talk, document))
    elif document.mime_type not in _KINDS:
        raise FileUnusable(f"{name}: neither a PDF nor a picture.")
    return NewFile(FileKind.DOCUMENT, name, size, known_as=document.file_id)


async def _content(talk: Talk, document: Document) -> bytes:
    try:
        found = await talk.bot.get_file(document.file_id)
        return bytes(await found.download_as_bytearray())
    except TelegramError as error:
        raise FileUnusable(f"{type(error).__name__}: Telegram does not give the file.") from error
