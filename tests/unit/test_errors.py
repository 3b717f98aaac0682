from __future__ import annotations

import pytest

from bot.errors import (
    BadInput,
    BadOption,
    BadSetting,
    JiaxiaoError,
    NotAllowed,
    NotFound,
    WrongMoment,
)
from bot.people.errors import InvitationExpired


def test_an_error_without_words_says_the_first_line_of_its_docstring() -> None:
    assert str(InvitationExpired()) == "The invitation has expired."


def test_an_error_with_words_says_those() -> None:
    assert str(NotFound("Class 7: there is none.")) == "Class 7: there is none."


@pytest.mark.parametrize(
    "family", [BadInput, BadOption, BadSetting, NotFound, NotAllowed, WrongMoment]
)
def test_every_family_can_be_caught_at_the_front_door(family: type[JiaxiaoError]) -> None:
    with pytest.raises(JiaxiaoError):
        raise family


def test_a_family_lends_its_text_to_errors_that_name_none() -> None:
    class SeatTaken(WrongMoment):
        """Somebody sits there."""

    assert SeatTaken.text_key == WrongMoment.text_key
