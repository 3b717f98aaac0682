"""Opened answers side by side in a few bytes each, and the order they are written in; pure.

A million answers as objects would take more memory than the whole service. The order is that
of the random numbers under which they are written: nobody can foretell it or work it back, and
a database takes rows fastest in the order of their key.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.surveys.model import Answer

ID_LENGTH: Final = 16
"""Bytes of the random number a row is written under."""

PlainAnswer = tuple[bytes, int, str]
"""A row to be written: its random number, the grade, the choices."""


class PackedAnswers:
    """Answers of one wave.

    Args:
        questions: How many questions it asks; each is one character of an answer.
    """

    def __init__(self, questions: int) -> None:
        self._width = 1 + questions
        self._cells = bytearray()

    def __len__(self) -> int:
        return len(self._cells) // self._width

    def add(self, answers: Iterable[Answer]) -> None:
        """Take answers in; one that does not fit the wave's questions is left out."""
        written = (f"{each.grade}{each.choices}" for each in answers)
        fitting = (one for one in written if len(one) == self._width and one.isascii())
        self._cells += "".join(fitting).encode()

    def in_random_order(self, at_a_time: int) -> Iterator[list[PlainAnswer]]:
        """Give all answers under new random numbers, in the order of these numbers."""
        # Imported on use: the service only needs it when a wave closes.
        import numpy as np  # noqa: PLC0415

        drawn = secrets.token_bytes(ID_LENGTH * len(self))
        order = np.argsort(np.frombuffer(drawn, f"S{ID_LENGTH}"))
        for start in range(0, len(order), at_a_time):
            yield [self._row(drawn, int(place)) for place in order[start : start + at_a_time]]

    def _row(self, drawn: bytes, place: int) -> PlainAnswer:
        number = drawn[place * ID_LENGTH : (place + 1) * ID_LENGTH]
        cells = self._cells[place * self._width : (place + 1) * self._width].decode()
        return number, int(cells[0]), cells[1:]


def comments_in_random_order(comments: Sequence[str]) -> list[tuple[bytes, str]]:
    """Put comments under random numbers, in the order of these numbers."""
    return sorted((secrets.token_bytes(ID_LENGTH), each) for each in comments)
