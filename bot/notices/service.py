"""Notices: the one door to them, made of the parts of their life."""

from __future__ import annotations

from bot.notices.afterwards.parting import Parting
from bot.notices.afterwards.reminders import Reminding
from bot.notices.afterwards.status import Afterwards
from bot.notices.afterwards.unreached import Listing
from bot.notices.announcing import Announcing
from bot.notices.beforehand.load import Loading
from bot.notices.writing.drafting import Drafting


class Notices(Drafting, Announcing, Afterwards, Reminding, Listing, Loading, Parting):
    """What a school tells its parents."""
