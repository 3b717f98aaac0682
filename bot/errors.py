"""The family tree of our errors.

An error is a sentence: it says what happened, names the key, row, line or field, and
tells what to do. The sentence is for the command line and the log, so it never holds a
person's name, a chat id, a message or a secret. Towards a parent or teacher the chat
speaks from the catalogue instead: each family knows its text key.

    JiaxiaoError
    ├── BadInput      what was given cannot be used: say which part and how to mend it
    │   ├── BadOption  an option of a command cannot be used
    │   └── BadSetting a key of the configuration cannot be used
    ├── NotFound      what was named is not there (any more)
    ├── NotAllowed    the person may not do this
    └── WrongMoment   it could be done, but not now (expired, already used, already sent)
"""

from __future__ import annotations


class JiaxiaoError(Exception):
    """The root of the tree; `text_key` is what a person in the chat is told."""

    text_key = "failure-unexpected"

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or (self.__doc__ or "").strip().splitlines()[0])


class BadInput(JiaxiaoError):
    """What was given cannot be used."""

    text_key = "failure-bad-input"


class BadOption(BadInput):
    """An option of a command cannot be used."""


class BadSetting(BadInput):
    """A key of the configuration cannot be used."""


class NotFound(JiaxiaoError):
    """What was named is not there."""

    text_key = "failure-not-found"


class NotAllowed(JiaxiaoError):
    """This person may not do this."""

    text_key = "failure-not-allowed"


class WrongMoment(JiaxiaoError):
    """This cannot be done now."""

    text_key = "failure-wrong-moment"
