from __future__ import annotations

from bot.sandbox.events import Events


async def test_a_page_that_stopped_reading_is_cut_off() -> None:
    events = Events()
    stream = events.stream()
    await anext(stream)
    for number in range(10_001):
        events.publish({"number": number})

    received = [chunk async for chunk in stream]

    assert len(received) == 10_000
    assert not events.wanted


async def test_after_the_end_no_stream_begins() -> None:
    events = Events()
    events.close()

    assert [chunk async for chunk in events.stream()] == []


async def test_a_page_that_left_is_forgotten() -> None:
    events = Events()
    stream = events.stream()
    await anext(stream)
    assert events.wanted

    await stream.aclose()

    assert not events.wanted
