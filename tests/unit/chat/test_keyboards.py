from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import ForceReply, InlineKeyboardMarkup

from bot.chat.keyboards import button, column, grid, inline_markup, markup
from bot.chat.taps import ShowClass
from bot.delivery.model import Button

BUTTONS = st.lists(st.builds(button, st.text(min_size=1), st.just(ShowClass(1))), max_size=30)


@given(BUTTONS, st.integers(1, 8))
def test_a_grid_holds_every_button_once_in_rows_of_its_width(
    buttons: list[Button], width: int
) -> None:
    rows = grid(buttons, width)

    assert [item for row in rows for item in row] == buttons
    assert all(len(row) == width for row in rows[:-1])
    assert all(row for row in rows)


def test_a_column_has_one_button_a_row() -> None:
    made = column([button("一班", ShowClass(1)), button("二班", ShowClass(2))])

    assert [[item.label for item in row] for row in made] == [["一班"], ["二班"]]


def test_buttons_become_telegrams_with_their_taps() -> None:
    shown = inline_markup(column([button("一班", ShowClass(1))]))

    assert shown is not None
    assert shown.inline_keyboard[0][0].callback_data == ShowClass(1).pack()


def test_no_buttons_are_no_markup() -> None:
    assert inline_markup(()) is None


@pytest.mark.parametrize(("hint", "shown"), [("提示", "提示"), ("字" * 99, "字" * 64), ("", None)])
def test_a_reply_field_shows_as_much_of_its_hint_as_fits(hint: str, shown: str | None) -> None:
    made = markup((), hint)

    assert isinstance(made, ForceReply)
    assert made.input_field_placeholder == shown


def test_without_a_reply_field_there_are_buttons() -> None:
    assert isinstance(markup(column([button("一班", ShowClass(1))])), InlineKeyboardMarkup)
