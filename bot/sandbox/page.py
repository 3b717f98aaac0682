"""The API of the chat page, which tests and scripts use as well.

Everything is JSON under /sandbox; `docs/sandbox.md` lists it. A request that a foreign web
page makes the browser send is refused, so that nobody's open tab can play a parent.
"""

from __future__ import annotations

import re
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox import acting
from bot.sandbox.errors import PageError
from bot.sandbox.fields import Fields, read_fields
from bot.sandbox.pagejson import message_for_page, person_for_page
from bot.sandbox.settings import visible_menu
from bot.sandbox.values import ChatId, FileId, Kind
from bot.sandbox.world import World

_STATIC = Path(__file__).parent / "static"
_LONGEST_NAME = 64
_LARGEST_UPLOAD = 20 * 1024 * 1024
_SHOWN_IN_PLACE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_HIGHEST_ID = 2**52
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")


class Page:
    """The routes of the chat page over one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[BaseRoute]:
        """Return all routes, the page's own files included."""
        chat = "/sandbox/chats/{id:int}"
        person = "/sandbox/people/{id:int}"
        return [
            Route("/", self.index),
            Route("/sandbox/world", self.world),
            Route("/sandbox/people", self.add_person, methods=["POST"]),
            Route(person, self.remove_person, methods=["DELETE"]),
            Route(f"{person}/block", self.block, methods=["POST"]),
            Route(f"{person}/commands", self.commands),
            Route(f"{chat}/messages", self.messages),
            Route(f"{chat}/messages", self.write, methods=["POST"]),
            Route(f"{chat}/start", self.start, methods=["POST"]),
            Route(f"{chat}/taps", self.tap, methods=["POST"]),
            Route(f"{chat}/files", self.send_file, methods=["POST"]),
            Route(f"{chat}/read", self.read, methods=["POST"]),
            Route("/sandbox/events", self.events),
            Route("/sandbox/files/{id}", self.file),
            Mount("/static", StaticFiles(directory=_STATIC, check_dir=False)),
        ]

    async def index(self, _request: Request) -> Response:
        """Serve the chat page itself."""
        return FileResponse(_STATIC / "index.html", headers={"cache-control": "no-cache"})

    async def world(self, _request: Request) -> Response:
        """Describe the bot and the people."""
        world = self._world
        texts = world.settings.texts.items()
        bot = {
            "id": world.bot.id,
            "username": world.bot.username,
            "name": world.bot.name,
            "descriptions": {
                lang: text for (which, lang), text in texts if which == "description"
            },
        }
        people = [person_for_page(person) for person in world.people.values() if not person.gone]
        menu = visible_menu(world.settings, ChatId(0), "")
        return JSONResponse({"bot": bot, "people": people, "commands": menu})

    async def add_person(self, request: Request) -> Response:
        """Let a person appear, who may have met the bot long ago (`started`)."""
        fields = await read_fields(request)
        name = fields.text("name").strip()
        if not 0 < len(name) <= _LONGEST_NAME:
            raise PageError(f"A person needs a name of 1 to {_LONGEST_NAME} characters.")
        person_id = fields.optional_integer("id")
        if person_id is not None and not 0 < person_id < _HIGHEST_ID:
            raise PageError("The id of a person is a positive number.")
        language = fields.text("language", "zh-hans")
        if not _LANGUAGE.fullmatch(language):
            raise PageError("A language is a tag such as zh-hans, zh-hant or en.")
        person = self._world.add_person(name, language, person_id)
        if fields.flag("started"):
            person = self._world.put_person(replace(person, started=True))
        return JSONResponse(person_for_page(person), HTTPStatus.CREATED)

    async def remove_person(self, request: Request) -> Response:
        """Let a person delete the account."""
        acting.leave(self._world, _id(request))
        return JSONResponse({})

    async def block(self, request: Request) -> Response:
        """Let a person block or unblock the bot."""
        fields = await read_fields(request)
        person = acting.block(self._world, _id(request), blocked=fields.flag("blocked"))
        return JSONResponse(person_for_page(person))

    async def commands(self, request: Request) -> Response:
        """Return the command menu this person sees."""
        person = self._world.person(_id(request))
        return JSONResponse(visible_menu(self._world.settings, person.id, person.language))

    async def messages(self, request: Request) -> Response:
        """Return the messages of a chat, those after an id if one is given."""
        person = self._world.person(_id(request))
        after = Fields(dict(request.query_params)).integer("after", 0)
        chat = self._world.messages[person.id].values()
        files = self._world.files
        return JSONResponse([message_for_page(one, files) for one in chat if one.id > after])

    async def write(self, request: Request) -> Response:
        """Let a person write."""
        fields = await read_fields(request)
        reply_to = fields.optional_integer("reply_to")
        message = acting.write(self._world, _id(request), fields.text("text"), reply_to)
        return JSONResponse(message_for_page(message, {}), HTTPStatus.CREATED)

    async def start(self, request: Request) -> Response:
        """Let a person press Start."""
        fields = await read_fields(request)
        message = acting.start(self._world, _id(request), fields.text("payload", ""))
        return JSONResponse(message_for_page(message, {}), HTTPStatus.CREATED)

    async def tap(self, request: Request) -> Response:
        """Let a person tap a button."""
        fields = await read_fields(request)
        callback = acting.tap(
            self._world,
            _id(request),
            fields.integer("message_id"),
            fields.text("data"),
            forged=fields.flag("forged"),
        )
        return JSONResponse({"callback_id": callback.id}, HTTPStatus.CREATED)

    async def send_file(self, request: Request) -> Response:
        """Let a person send a file (multipart: file, kind, caption)."""
        async with request.form(max_files=1) as form:
            sent = form.get("file")
            if not isinstance(sent, UploadFile):
                raise PageError("Send the file as multipart field “file”.")
            upload = acting.Upload(
                kind=_kind(str(form.get("kind") or Kind.DOCUMENT)),
                name=sent.filename or "file",
                mime=sent.content_type or "application/octet-stream",
                content=await sent.read(_LARGEST_UPLOAD + 1),
            )
            caption = str(form.get("caption") or "")
        if len(upload.content) > _LARGEST_UPLOAD:
            raise PageError("The sandbox takes files of up to 20 MB.", 413)
        message = acting.send_file(self._world, _id(request), upload, caption)
        return JSONResponse(message_for_page(message, self._world.files), HTTPStatus.CREATED)

    async def read(self, request: Request) -> Response:
        """Let a person look at the chat."""
        return JSONResponse(person_for_page(acting.read(self._world, _id(request))))

    async def events(self, _request: Request) -> Response:
        """Stream what happens as Server-Sent Events."""
        return StreamingResponse(
            self._world.events.stream(),
            media_type="text/event-stream",
            headers={"cache-control": "no-store"},
        )

    async def file(self, request: Request) -> Response:
        """Return a file's bytes; only pictures are shown in place, the rest is saved."""
        file = self._world.files.get(FileId(request.path_params["id"]))
        if file is None:
            raise PageError("There is no such file.", HTTPStatus.NOT_FOUND)
        headers = {"x-content-type-options": "nosniff", "cache-control": "private, max-age=86400"}
        if file.mime not in _SHOWN_IN_PLACE:
            headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return Response(file.content, media_type=file.mime, headers=headers)


class OwnOrigin:
    """Refuses what a page of another origin makes the browser send."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Compare the origin the browser names, if any, with this server."""
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            sentence = {"error": "Only the sandbox's own page may do this."}
            await JSONResponse(sentence, HTTPStatus.FORBIDDEN)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def answer_error(_request: Request, error: Exception) -> Response:
    """Turn an error into the JSON answer {"error": sentence}."""
    if isinstance(error, PageError):
        return JSONResponse({"error": error.sentence}, error.status)
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code)


def _id(request: Request) -> int:
    return int(request.path_params["id"])


def _kind(name: str) -> Kind:
    try:
        kind = Kind(name)
    except ValueError:
        kind = Kind.TEXT
    if kind is Kind.TEXT:
        raise PageError("The kind of a file is photo, document, sticker or voice.")
    return kind
