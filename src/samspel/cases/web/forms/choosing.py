"""Fields that choose a person or a body among those that the view has found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.people.models import Body, Person


class PersonField(forms.ChoiceField):
    """One of the officials; gives the person, or None where nobody needs to be chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._persons: dict[str, Person] = {}

    def offer(self, people: Iterable[tuple[Person, str]], *, empty: object = "") -> None:
        """Set who can be chosen, with their titles."""
        listed = list(people)
        self._persons = {str(person.pk): person for person, _title in listed}
        first = [("", empty or _("Välj …"))]
        self.choices = [
            *first,
            *((str(person.pk), f"{person.name}, {title}") for person, title in listed),
        ]

    def clean(self, value: Any) -> Person | None:
        """Give the person that was chosen, or None. Refuses whoever was not offered."""
        return self._persons.get(super().clean(value))


class BodyField(forms.ChoiceField):
    """One of the bodies; gives the body, or None where none needs to be chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._bodies: dict[str, Body] = {}

    def offer(self, bodies: Sequence[Body], *, empty: object = "") -> None:
        """Set which bodies can be chosen; without ``empty`` one has to be."""
        self._bodies = {str(body.pk): body for body in bodies}
        first = [("", empty)] if empty else []
        self.choices = [*first, *((str(body.pk), body.name) for body in bodies)]

    def clean(self, value: Any) -> Body | None:
        """Give the body that was chosen, or None. Refuses one that was not offered."""
        return self._bodies.get(super().clean(value))


def fields_of(form: forms.Form, *names: str) -> list[Any]:
    """Give some of a form's fields, to be filled with choices."""
    return [form.fields[name] for name in names]
