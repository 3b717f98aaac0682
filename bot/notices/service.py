"""Notices: the one door to them, made of the parts of their life."""

from __future__ import annotations

from bot.notices.afterwards import Afterwards
from bot.notices.drafting import Drafting
from bot.notices.sending import Sending


class Notices(Drafting, Sending, Afterwards):
    """What a school tells its parents."""
