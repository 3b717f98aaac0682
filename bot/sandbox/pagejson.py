"""How people and messages look to the chat page: flat, ready to be drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.sandbox.values import FileId, JsonObject, JsonValue, Kind, Message, Person, StoredFile


def person_for_page(person: Person) -> JsonObject:
    """Describe one person of the list at the side."""
    return {
        "id": person.id,
        "name": person.name,
        "language": person.language,
        "started": person.started,
        "blocked": person.blocked,
        "unread": person.unread,
    }


def message_for_page(message: Message, files: Mapping[FileId, StoredFile]) -> JsonObject:
    """Describe one message; a deleted one keeps its place and loses its content."""
    file = None if message.file_id is None or message.deleted else files.get(message.file_id)
    markup: JsonObject = {} if message.markup is None or message.deleted else message.markup
    return {
        "id": message.id,
        "from": message.author.value,
        "kind": message.kind.value,
        "text": "" if message.deleted else message.text,
        "entities": () if message.deleted else message.entities,
        "date": message.date,
        "edited": message.edited,
        "reply_to": message.reply_to,
        "buttons": _buttons(markup.get("inline_keyboard")),
        "keyboard": _buttons(markup.get("keyboard")),
        "force_reply": markup.get("force_reply") is True,
        "placeholder": markup.get("input_field_placeholder"),
        "photo": _photo(file),
        "document": _document(file),
        "forwarded": message.forwarded,
        "deleted": message.deleted,
    }


def _buttons(rows: JsonValue) -> list[list[JsonObject]]:
    if not isinstance(rows, Sequence):
        return []
    return [[_button(button) for button in row] for row in rows if isinstance(row, (list, tuple))]


def _button(button: JsonValue) -> JsonObject:
    if not isinstance(button, Mapping):
        return {"text": str(button)}
    shown = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    if "url" in button:
        shown["url"] = button["url"]
    return shown


def _photo(file: StoredFile | None) -> JsonObject | None:
    if file is None or file.kind is not Kind.PHOTO:
        return None
    return {"url": _url(file), "width": file.width, "height": file.height}


def _document(file: StoredFile | None) -> JsonObject | None:
    if file is None or file.kind is Kind.PHOTO:
        return None
    return {"url": _url(file), "name": file.name, "size": len(file.content), "mime": file.mime}


def _url(file: StoredFile) -> str:
    return f"/sandbox/files/{file.id}"
