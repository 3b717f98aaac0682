"""What can go wrong with a question that somebody is to look at."""

from __future__ import annotations

from bot.errors import BadInput, NotAllowed, NotFound, WrongMoment


class NoSchool(NotAllowed):
    """Somebody who has joined no class cannot ask a school."""

    text_key = "inbox-no-school"


class WhichChild(BadInput):
    """The children attend several schools; say which child the question is about."""

    text_key = "inbox-which-child"


class NothingToKeep(BadInput):
    """Nothing is left of the question that could be shown to anybody."""

    text_key = "inbox-nothing-to-keep"


class TooManyRequests(WrongMoment):
    """This chat has enough questions waiting at school."""

    text_key = "inbox-too-many"


class GroupMissing(NotFound):
    """There is no such question; it may have been answered already."""

    text_key = "inbox-group-gone"


class RequestMissing(NotFound):
    """There is no such request; it may have been answered already."""

    text_key = "inbox-request-gone"


class AnswerUnusable(BadInput):
    """The answer is empty or too long."""

    text_key = "inbox-answer-unusable"


class AnswerUnreadable(AnswerUnusable):
    """The answer holds characters that nothing can show."""

    text_key = "inbox-answer-unreadable"


class KeyUnusable(WrongMoment):
    """The key of the inbox cannot be used."""

    text_key = "failure-busy"
