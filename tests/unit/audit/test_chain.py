"""The chain of hashes: whatever is done to an entry afterwards is found, at its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.audit.chain import BEFORE_THE_FIRST, Verdict, Walk, hash_of, linked
from bot.audit.model import Entry, Unfit, check_details

AT = datetime(2026, 9, 1, 8, tzinfo=UTC)

details = st.dictionaries(
    st.sampled_from(["count", "role", "days"]),
    st.one_of(st.integers(), st.booleans(), st.none(), st.text("abc:-1", max_size=9)),
)


def chain_of(contents: list[dict[str, int | str | bool | None]]) -> list[Entry]:
    entries: list[Entry] = []
    for number, content in enumerate(contents):
        entries.append(
            linked(
                entries[-1] if entries else None,
                at=AT + timedelta(seconds=number),
                actor=number % 3 or None,
                action="class.added",
                subject=("class", number),
                details=content,
            )
        )
    return entries


def walked(entries: list[Entry], head: str | None = None) -> Verdict:
    walk = Walk(head)
    walk.past(entries)
    return walk.verdict()


@given(st.lists(details, max_size=12))
def test_what_was_linked_is_sound(contents: list[dict[str, int | str | bool | None]]) -> None:
    entries = chain_of(contents)

    verdict = walked(entries)

    assert verdict.is_sound
    assert verdict.count == len(entries)
    assert verdict.head == (entries[-1].hash if entries else BEFORE_THE_FIRST)


@given(
    st.integers(0, 7),
    st.sampled_from(
        [
            {"at": AT - timedelta(days=1)},
            {"actor": 99},
            {"action": "school.added"},
            {"subject": "school"},
            {"subject_number": 4711},
            {"details": '{"count":99}'},
            {"previous": "1" * 64},
            {"hash": "1" * 64},
        ]
    ),
)
def test_a_changed_column_breaks_the_chain_at_its_entry(
    place: int, change: dict[str, Any]
) -> None:
    entries = chain_of([{}] * 8)
    entries[place] = Entry(**{**vars(entries[place]), **change})

    verdict = walked(entries)

    assert verdict.broken == place + 1
    assert not verdict.is_sound


@given(st.integers(0, 6))
def test_an_entry_hashed_anew_breaks_the_chain_at_the_next(place: int) -> None:
    entries = chain_of([{}] * 8)
    forged = replace(entries[place], action="school.added")
    entries[place] = replace(forged, hash=hash_of(forged))

    assert walked(entries).broken == place + 2


@given(st.integers(0, 6))
def test_a_removed_entry_is_missed_at_its_place(place: int) -> None:
    entries = chain_of([{}] * 8)
    del entries[place]

    verdict = walked(entries)

    assert verdict.broken == place + 1
    assert verdict.problem == f"entry {place + 1} is missing"


@given(st.integers(0, 6))
def test_two_entries_that_change_places_are_found(place: int) -> None:
    entries = chain_of([{}] * 8)
    entries[place], entries[place + 1] = entries[place + 1], entries[place]

    assert walked(entries).broken == place + 1


@given(st.integers(1, 7))
def test_a_tail_that_is_cut_off_is_found_by_a_hash_kept_elsewhere(length: int) -> None:
    entries = chain_of([{}] * 8)
    kept = entries[-1].hash

    assert walked(entries[:length]).is_sound
    assert "cut off" in walked(entries[:length], head=kept).problem


def test_a_kept_hash_is_found_when_entries_have_followed_it() -> None:
    entries = chain_of([{}] * 8)

    assert walked(entries, head=entries[3].hash).is_sound
    assert walked(entries, head=BEFORE_THE_FIRST).is_sound


def test_an_account_rewritten_from_the_start_is_found_by_a_hash_kept_elsewhere() -> None:
    kept = chain_of([{"count": 1}] * 8)[-1].hash

    assert not walked(chain_of([{"count": 2}] * 8), head=kept).is_sound


@pytest.mark.parametrize("value", ["王老师", "a sentence, with a comma", "x" * 61, "1\n2"])
def test_a_detail_that_could_be_a_name_or_a_text_is_refused(value: str) -> None:
    with pytest.raises(Unfit, match="numbers and short codes only"):
        check_details({"what": value})


def test_numbers_and_short_codes_are_taken() -> None:
    check_details({"role": "teacher", "whom": "class:3 grade:1/2", "count": 3, "urgent": False})
