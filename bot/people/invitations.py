"""Whether an invitation may be used now. Pure: the row and the time go in.

A class code admits any family of the class until it expires or is revoked; all others
admit one person once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.people.errors import InvitationExpired, InvitationUsed
from bot.people.model import Invitation, InvitationKind

VALID_FOR = timedelta(days=14)
LONGEST = timedelta(days=366)


def check_usable(invitation: Invitation, now: datetime) -> None:
    """Refuse an invitation that cannot be used any more.

    Raises:
        InvitationExpired: Its time is over, or the school has revoked it.
        InvitationUsed: It admitted one person, and has.
    """
    if invitation.used_at is not None and is_for_one(invitation):
        raise InvitationUsed
    if invitation.revoked_at is not None or now >= invitation.expires_at:
        raise InvitationExpired


def is_for_one(invitation: Invitation) -> bool:
    """Say whether it admits one person only."""
    return invitation.kind is not InvitationKind.CLASS
