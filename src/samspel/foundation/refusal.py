"""Refusals: what a service raises when an act may not be done.

A refusal is not a fault. It carries a text for the person who acted, in plain
Swedish: what happened, why, and what to do instead. Every module names its own
refusals in ``errors.py`` as subclasses of these.
"""

from __future__ import annotations


class Refused(Exception):
    """The act was refused, and nothing was written.

    Takes the message to show and the values of its ``%(name)s`` placeholders.
    The message may be a lazy translation; it becomes text when it is read.
    """

    def __init__(self, message: object, **params: object) -> None:
        super().__init__(message)
        self._message = message
        self.params = params

    @property
    def message(self) -> str:
        """The text to show, with its placeholders filled in."""
        text = str(self._message)
        return text % self.params if self.params else text

    def __str__(self) -> str:
        return self.message


class NotAllowed(Refused):
    """The person's mandates and employments do not give the right to do this."""


class Stale(Refused):
    """Somebody else changed the object after the page was read."""
