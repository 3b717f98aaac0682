from __future__ import annotations

from datetime import timedelta

from bot.delivery.flight import Arrival, Flight
from bot.delivery.model import Outgoing, Settlement, State, WhenUnsure
from tests.support.clocks import A_THURSDAY_NOON as NOON


def message(row: int) -> Outgoing:
    return Outgoing(
        id=row,
        batch="notice:1",
        body_id=1,
        address=row,
        attempts=1,
        doubts=0,
        when_unsure=WhenUnsure.RESEND,
    )


def arrival(row: int) -> Arrival:
    return Arrival(Settlement(row, State.DELIVERED, NOON, NOON, doubts=0, message_id=1))


def test_a_place_is_free_only_when_the_fate_is_written_down() -> None:
    flight = Flight(places=2)
    flight.starts(message(1))
    flight.starts(message(2))
    flight.ends(arrival(1))

    assert flight.is_full
    flight.written(arrived_count=1, untried_count=0)
    assert not flight.is_full


def test_a_transaction_that_settles_may_claim_the_places_it_frees() -> None:
    flight = Flight(places=2)
    flight.starts(message(1))
    flight.starts(message(2))
    flight.ends(arrival(1))

    assert flight.room == 1


def test_what_lands_during_a_transaction_waits_for_the_next() -> None:
    flight = Flight(places=2)
    flight.starts(message(1))
    flight.starts(message(2))
    flight.ends(arrival(1))
    arrived, untried = flight.landed()
    flight.ends(arrival(2))

    flight.written(len(arrived), len(untried))

    assert [item.settlement.id for item in flight.landed()[0]] == [2]


def test_the_dispatcher_answers_for_everything_not_written_down() -> None:
    flight = Flight(places=4)
    flight.starts(message(1))
    flight.starts(message(2))
    flight.ends(arrival(2))
    flight.returns(message(3), NOON + timedelta(seconds=1))

    assert sorted(flight.ids) == [1, 2, 3]
    assert not flight.is_empty
