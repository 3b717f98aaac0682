from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.audience import Audience, BadAudience, Kind, parse, parse_all

NUMBERS = st.integers(1, 10**9)
NUMBERED = [Kind.SCHOOL, Kind.CLASS, Kind.COURSE, Kind.STAFF, Kind.UNCONFIRMED]
AUDIENCES = (
    st.builds(Audience, st.sampled_from(NUMBERED), NUMBERS)
    | st.builds(Audience, st.just(Kind.GRADE), NUMBERS, st.integers(1, 9))
    | st.builds(
        lambda region: Audience(Kind.DISTRICT, region=region),
        st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True),
    )
)


@given(AUDIENCES)
def test_what_is_written_is_read_the_same(audience: Audience) -> None:
    assert parse(str(audience)) == audience


@given(st.text())
def test_nothing_that_is_typed_can_crash_us(written: str) -> None:
    try:
        audience = parse(written)
    except BadAudience:
        return
    assert parse(str(audience)) == audience


@pytest.mark.parametrize(
    ("written", "audience"),
    [
        ("school:1", Audience(Kind.SCHOOL, 1)),
        ("grade:1/3", Audience(Kind.GRADE, 1, 3)),
        ("class:12", Audience(Kind.CLASS, 12)),
        ("course:4", Audience(Kind.COURSE, 4)),
        ("district:example-city", Audience(Kind.DISTRICT, region="example-city")),
        ("staff:2", Audience(Kind.STAFF, 2)),
        ("unconfirmed:7", Audience(Kind.UNCONFIRMED, 7)),
        ("  class:12 ", Audience(Kind.CLASS, 12)),
    ],
)
def test_every_promised_form_is_understood(written: str, audience: Audience) -> None:
    assert parse(written) == audience


@pytest.mark.parametrize(
    "written",
    [
        "",
        "class",
        "class:",
        "class:one",
        "class:１",
        "class:1/3",
        "course:足球",
        "class:-1",
        "class:1 2",
        "grade:1",
        "grade:1/",
        "district:x/3",
        "parents:1",
        "Class:1",
        "class:9999999999999999999",
    ],
)
def test_another_form_is_refused_with_the_known_ones(written: str) -> None:
    with pytest.raises(BadAudience) as caught:
        parse(written)

    assert str(caught.value).startswith(f"--to {written}: write school:ID, grade:ID/3, class:ID")


@pytest.mark.parametrize("grade", ["0", "10"])
def test_a_grade_is_one_to_nine(grade: str) -> None:
    with pytest.raises(BadAudience, match="the grade must be 1 to 9"):
        parse(f"grade:1/{grade}")


def test_an_audience_named_twice_counts_once() -> None:
    assert parse_all(["class:1", "class:2", "class:1"]) == (
        Audience(Kind.CLASS, 1),
        Audience(Kind.CLASS, 2),
    )


def test_no_audience_at_all_is_refused() -> None:
    with pytest.raises(BadAudience, match="--to: name at least one audience"):
        parse_all([])
