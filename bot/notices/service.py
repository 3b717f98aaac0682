"""Notices: the one door to them, made of the parts of their life."""

from __future__ import annotations

from bot.notices.afterwards import Afterwards
from bot.notices.drafting import Drafting
from bot.notices.load import Loading
from bot.notices.reminders import Reminding
from bot.notices.sending import Sending
from bot.notices.unreached import Listing


class Notices(Drafting, Sending, Afterwards, Reminding, Listing, Loading):
    """What a school tells its parents."""
