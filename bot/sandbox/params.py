"""The parameters of a call, however they came: JSON, URL-encoded, multipart or in the query.

Outside JSON every value is a string, and what is not a string by nature is JSON inside it;
so each reader takes both forms. Refusals are in Telegram's words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.types import Receive, Scope

from bot.sandbox.errors import bad_request, too_large

LARGEST_BODY = 52 * 1024 * 1024
_TRUE = frozenset({"true", "1", "yes"})
_NOT_UTF8 = "strings must be encoded in UTF-8"


@dataclass(frozen=True, slots=True)
class Part:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Params:
    """The parameters of one call by name, and its files by field name."""

    values: Mapping[str, object]
    files: Mapping[str, Part] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a string, empty where it is absent."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, (dict, list)):
            raise bad_request(f"parameter {name} must be a String")
        return str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number, the default where it is absent or no number at all."""
        value = self.values.get(name, default)
        try:
            return int(value) if isinstance(value, (int, str, float)) else default
        except (ValueError, OverflowError):
            return default

    def flag(self, name: str) -> bool:
        """Return whether a flag is set."""
        value = self.values.get(name, False)
        return value is True or str(value).lower() in _TRUE

    def json(self, name: str) -> object:
        """Return a structured value, None where it is absent or empty.

        Raises:
            Refusal: 400, the string is not JSON.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        return _parse_json(value, name)


async def read_params(scope: Scope, receive: Receive) -> Params:
    """Read the parameters of a call.

    Raises:
        Refusal: 400 where the body cannot be read, 413 where it is too large.
    """
    headers: dict[bytes, bytes] = dict(scope["headers"])
    content_type = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
    if int(headers.get(b"content-length", b"0")) > LARGEST_BODY:
        raise too_large()
    query = _pairs(scope["query_string"]) if scope["query_string"] else {}
    if content_type == b"multipart/form-data":
        return await _multipart(scope, receive, query)
    body = await _body(receive)
    if content_type == b"application/json":
        return Params({**query, **_json_object(body)})
    return Params({**query, **_pairs(body)} if body else query)


def _parse_json(text: str, name: str) -> object:
    """Parse JSON, but refuse half characters, which no answer could repeat."""
    try:
        parsed: object = json.loads(text)
        if "\\ud" in text.lower():
            json.dumps(parsed, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise bad_request(_NOT_UTF8) from error
    except (ValueError, RecursionError) as error:
        raise bad_request(f"can't parse {name} JSON object") from error
    return parsed


async def _body(receive: Receive) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        chunk: bytes = message.get("body", b"")
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_BODY:
            raise too_large()
        if not message.get("more_body", False):
            return chunks[0] if len(chunks) == 1 else b"".join(chunks)


def _pairs(encoded: bytes) -> dict[str, object]:
    try:
        text = encoded.decode("ascii")
        return dict(parse_qsl(text, keep_blank_values=True, errors="strict"))
    except ValueError as error:
        raise bad_request(_NOT_UTF8) from error


def _json_object(body: bytes) -> dict[str, object]:
    if not body.strip():
        return {}
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise bad_request(_NOT_UTF8) from error
    values = _parse_json(text, "request")
    if not isinstance(values, dict):
        raise bad_request("object expected")
    return values


async def _multipart(scope: Scope, receive: Receive, query: dict[str, object]) -> Params:
    values: dict[str, object] = dict(query)
    files: dict[str, Part] = {}
    try:
        async with Request(scope, receive).form(max_part_size=LARGEST_BODY) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    files[name] = await _part(value)
                else:
                    values[name] = value
    except MultiPartException as error:
        raise bad_request("can't parse multipart/form-data") from error
    return Params(values, files)


async def _part(upload: UploadFile) -> Part:
    content = await upload.read()
    mime = upload.content_type or "application/octet-stream"
    return Part(upload.filename or "file", mime, content)
