from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.people.errors import InvitationExpired, InvitationUsed
from bot.people.invitations import check_usable
from bot.people.model import ClassId, Invitation, InvitationKind, SchoolId
from tests.support.clocks import A_THURSDAY_NOON as NOW

A_MOMENT = timedelta(seconds=1)
FOR_ONE = [InvitationKind.SEAT, InvitationKind.TEACHER, InvitationKind.SCHOOL]

CLASS_CODE = Invitation(
    id=1,
    kind=InvitationKind.CLASS,
    school_id=SchoolId(1),
    class_id=ClassId(1),
    seat=None,
    expires_at=NOW + timedelta(days=1),
    revoked_at=None,
    used_at=None,
)


@pytest.mark.parametrize("kind", InvitationKind)
def test_a_fresh_invitation_may_be_used(kind: InvitationKind) -> None:
    check_usable(replace(CLASS_CODE, kind=kind), NOW)


def test_a_class_code_admits_one_family_after_the_other() -> None:
    check_usable(replace(CLASS_CODE, used_at=NOW), NOW)


@pytest.mark.parametrize("kind", FOR_ONE)
def test_a_code_for_one_person_admits_one(kind: InvitationKind) -> None:
    with pytest.raises(InvitationUsed):
        check_usable(replace(CLASS_CODE, kind=kind, used_at=NOW - A_MOMENT), NOW)


@pytest.mark.parametrize("kind", InvitationKind)
def test_an_invitation_lasts_until_its_time_and_not_longer(kind: InvitationKind) -> None:
    invitation = replace(CLASS_CODE, kind=kind, expires_at=NOW)

    check_usable(invitation, NOW - A_MOMENT)
    with pytest.raises(InvitationExpired):
        check_usable(invitation, NOW)


@pytest.mark.parametrize("kind", InvitationKind)
def test_a_revoked_invitation_admits_nobody(kind: InvitationKind) -> None:
    with pytest.raises(InvitationExpired):
        check_usable(replace(CLASS_CODE, kind=kind, revoked_at=NOW - A_MOMENT), NOW)


def test_whoever_used_up_a_code_is_told_that_rather_than_that_it_expired() -> None:
    used = replace(
        CLASS_CODE, kind=InvitationKind.SEAT, used_at=NOW - A_MOMENT, expires_at=NOW - A_MOMENT
    )

    with pytest.raises(InvitationUsed):
        check_usable(used, NOW)
