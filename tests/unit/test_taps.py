from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.taps import MAX_BYTES, Tap, UnreadableTap, prefix_of


@dataclass(frozen=True)
class Pick(Tap):
    prefix: ClassVar[str] = "pk"
    child: int
    note: str
    seat: int | None = None
    hint: str | None = None


@dataclass(frozen=True)
class Close(Tap):
    prefix: ClassVar[str] = "cl"


NUMBERS = st.integers(-(10**9), 10**9)
SHORT = st.text(
    st.characters(exclude_characters=":", exclude_categories=["Cs"]), min_size=1, max_size=4
)


@given(st.builds(Pick, NUMBERS, SHORT | st.just(""), st.none() | NUMBERS, st.none() | SHORT))
def test_what_is_packed_comes_back_the_same(tap: Pick) -> None:
    assert Pick.unpack(tap.pack()) == tap


@given(st.integers(), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_button_never_carries_more_than_telegram_does(child: int, note: str) -> None:
    try:
        packed = Pick(child, note).pack()
    except BadInput:
        return
    assert len(packed.encode()) <= MAX_BYTES


@given(st.text())
def test_nothing_that_comes_back_can_crash_us(packed: str) -> None:
    try:
        tap = Pick.unpack(packed)
    except UnreadableTap:
        return
    assert isinstance(tap.child, int)


def test_sixty_four_bytes_fit_and_sixty_five_do_not() -> None:
    longest = MAX_BYTES - len(Pick(1, "").pack())

    assert len(Pick(1, "a" * longest).pack().encode()) == MAX_BYTES
    with pytest.raises(BadInput, match="longer than 64 bytes"):
        Pick(1, "a" * (longest + 1)).pack()


def test_chinese_counts_in_bytes() -> None:
    with pytest.raises(BadInput, match="longer than 64 bytes"):
        Pick(1, "课" * 21).pack()


def test_a_colon_in_a_field_is_refused() -> None:
    with pytest.raises(BadInput, match="colon"):
        Pick(1, "a:b").pack()


def test_a_tap_without_fields_is_its_prefix() -> None:
    assert Close().pack() == "cl"
    assert Close.unpack("cl") == Close()


@pytest.mark.parametrize(
    "packed",
    [
        pytest.param("cl:1:a::", id="another kind"),
        pytest.param("pk:1:a", id="too few parts"),
        pytest.param("pk:1:a:::", id="too many parts"),
        pytest.param("pk:one:a::", id="a word for a number"),
        pytest.param("pk::a::", id="nothing for a number"),
        pytest.param("pk:１:a::", id="a wide digit"),
        pytest.param("pk:1_0:a::", id="an underscore"),
        pytest.param("pk:9999999999999999999:a::", id="more than the database keeps"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_payload_of_another_kind_or_shape_is_refused(packed: str) -> None:
    with pytest.raises(UnreadableTap):
        Pick.unpack(packed)


def test_the_prefix_tells_the_kind() -> None:
    assert prefix_of(Pick(1, "a").pack()) == "pk"
    assert prefix_of("cl") == "cl"
