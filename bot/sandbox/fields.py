"""Fields of a request to the chat page's API, each of the type it should have."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.requests import Request

from bot.sandbox.errors import PageError


class Fields:
    """The members of a JSON object; a wrong type is refused with the field's name."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def text(self, name: str, default: str | None = None) -> str:
        """Return a string; without a default it must be there."""
        value = self._values.get(name, default)
        if not isinstance(value, str) or not _is_whole(value):
            raise PageError(f"The field “{name}” must be a text.")
        return value

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole number; without a default it must be there."""
        value = self._values.get(name, default)
        try:
            if isinstance(value, (int, str)) and not isinstance(value, bool):
                return int(value)
        except ValueError:
            pass
        raise PageError(f"The field “{name}” must be a whole number.")

    def optional_integer(self, name: str) -> int | None:
        """Return a whole number, or None where it is absent or null."""
        return None if self._values.get(name) is None else self.integer(name)

    def number(self, name: str, default: float) -> float:
        """Return a number that is not negative."""
        value = self._values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            raise PageError(f"The field “{name}” must be a number of 0 or more.")
        return float(value)

    def flag(self, name: str) -> bool:
        """Return true or false; absent is false."""
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            raise PageError(f"The field “{name}” must be true or false.")
        return value

    def names(self) -> frozenset[str]:
        """Return which fields were given."""
        return frozenset(self._values)

    def value(self, name: str) -> object:
        """Return a field as it is, None where it is absent."""
        return self._values.get(name)


def _is_whole(text: str) -> bool:
    """Say whether a text has no half characters, which JSON can write but nobody can send."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


async def read_fields(request: Request) -> Fields:
    """Read the JSON object of a request; an empty body is an empty object.

    Raises:
        PageError: the body is something else.
    """
    body = await request.body()
    try:
        values: object = json.loads(body) if body.strip() else {}
    except (ValueError, RecursionError) as error:
        raise PageError("The body of the request is not JSON.") from error
    if not isinstance(values, dict):
        raise PageError("The body of the request is not a JSON object.")
    return Fields(values)
