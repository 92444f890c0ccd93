"""The same form sent twice does the act once.

Every form that acts carries a key of its own. The key is used up in the same
transaction as the act: if the act is refused the key is free again, and if the form
comes a second time (a double click, a browser that sends again) the person is led to
where the first one led.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from markupsafe import Markup

from samspel.kit.models import FormKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.http import HttpRequest

FIELD = "form_key"


class AlreadyDoneError(Exception):
    """The form has been carried out before; ``location`` is where the person was led."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


@dataclass(slots=True)
class Receipt:
    """Where the person is led when the act is done; kept with the key."""

    location: str = ""


def hidden_field() -> Markup:
    """Give the hidden field that every form which acts should carry."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, uuid4())


@contextmanager
def once(request: HttpRequest) -> Iterator[Receipt]:
    """Do what stands inside at most once for each form, in one transaction.

    Set ``location`` on the receipt before the end. Raises ``AlreadyDoneError`` when the
    form's key is used; a form without a readable key is carried out as it is.
    """
    key = _key(request)
    receipt = Receipt()
    with transaction.atomic():
        if key is not None:
            _use_up(key, request)
        yield receipt
        if key is not None and receipt.location:
            FormKey.objects.filter(key=key).update(location=receipt.location[:500])


def forget_old(before: datetime) -> int:
    """Forget keys used before an instant; gives how many. For a nightly task."""
    return FormKey.objects.filter(used_at__lt=before).delete()[0]


def _key(request: HttpRequest) -> UUID | None:
    """Read the form's key; anything unreadable is no key."""
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _use_up(key: UUID, request: HttpRequest) -> None:
    """Write the key; a second one waits here until the first is done or undone."""
    user_id = getattr(getattr(request, "user", None), "pk", None) or 0
    try:
        with transaction.atomic():
            FormKey.objects.create(key=key, user_id=user_id)
    except IntegrityError:
        used = FormKey.objects.filter(key=key, user_id=user_id).first()
        raise AlreadyDoneError(used.location if used else "") from None
