"""A page that is not for the person: 404, or 403 with the words of the refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404

from samspel.foundation.refusal import NotAllowed

Thing = TypeVar("Thing")
Person = TypeVar("Person")


class Denied(PermissionDenied):
    """The page is not for this person; carries the words of the refusal."""

    def __init__(self, refusal: NotAllowed) -> None:
        super().__init__(refusal.message)
        self.message = refusal.message


def allowed(require: Callable[[Thing, Person], None], thing: Thing, person: Person) -> Thing:
    """Give the thing if the policy lets the person; else Denied with its words."""
    try:
        require(thing, person)
    except NotAllowed as refusal:
        raise Denied(refusal) from refusal
    return thing


def or_404(thing: Thing | None) -> Thing:
    """Give the thing that a query found; where it found none that the person may see, 404."""
    if thing is None:
        raise Http404
    return thing
