from __future__ import annotations

import re

import pytest

from bot.people import codes

WIDE = "".join(chr(ord(letter) + 0xFEE0) for letter in "abcd-efgh-jkmn")
"""As a Chinese keyboard types it when set to full width."""


def test_a_fresh_code_fits_a_deep_link() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", codes.new_code())


def test_no_code_is_given_twice() -> None:
    assert len({codes.new_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize("character", "0o1il")
def test_no_code_holds_a_character_people_mix_up(character: str) -> None:
    assert character not in codes.ALPHABET


@pytest.mark.parametrize(
    "typed",
    ["ABCD EFGH JKMN", "abcd-efgh-jkmn", " abcdefghjkmn\n", WIDE],
)
def test_a_code_copied_by_hand_is_understood(typed: str) -> None:
    assert codes.looks_like_code(typed)
    assert codes.hash_of(typed) == codes.hash_of("abcdefghjkmn")


@pytest.mark.parametrize(
    "typed", ["", "abcdefghjkm", "abcdefghjkmnp", "作业做到几点才算太晚呢请问", "0o1il0o1il0o"]
)
def test_other_words_are_not_taken_for_a_code(typed: str) -> None:
    assert not codes.looks_like_code(typed)


@pytest.mark.parametrize(
    "message",
    [
        "ABCD efgh-jkmn",
        "https://t.me/school_bot?start=abcdefghjkmn",
        "邀请码：abcd efgh jkmn",
        "邀請碼 abcdefghjkmn，謝謝",
        "请点链接加入：\nhttps://t.me/school_bot?start=abcdefghjkmn\n\n12月6日前有效。",
    ],
)
def test_a_code_is_found_in_what_parents_forward(message: str) -> None:
    assert codes.code_in(message) == "abcdefghjkmn"


@pytest.mark.parametrize(
    "message",
    ["邀请码在哪里", "start=abcdefghjkmnpq", "邀请码 abcdefghjkm", "the rest code gets no secret"],
)
def test_a_message_about_codes_carries_none(message: str) -> None:
    assert codes.code_in(message) is None


def test_what_is_kept_does_not_tell_the_code() -> None:
    assert "abcdefghjkmn" not in codes.hash_of("abcdefghjkmn")
    assert len(codes.hash_of("abcdefghjkmn")) == 64
