"""Fields of the register's forms: a choice among rows, a person by name, a last day.

Choices are read before the page is drawn, so a form never asks the database while it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.text import one_line
from samspel.kit.formfields import DateField
from samspel.people.models import Person
from samspel.people.queries import persons_named, persons_searched


class RowField(forms.TypedChoiceField):
    """A choice among rows that are read already; gives the row, or None."""

    def __init__(
        self,
        rows: Iterable[models.Model],
        *,
        words: Callable[[Any], str] = str,
        empty: str = "",
        **options: Any,
    ) -> None:
        known = {str(row.pk): row for row in rows}
        listed = [(key, words(row)) for key, row in known.items()]
        super().__init__(
            choices=[("", empty or gettext("Välj …")), *listed],
            coerce=lambda key: known[key],
            empty_value=None,
            **options,
        )


class RowsField(forms.TypedMultipleChoiceField):
    """Several of the rows; gives a list of them."""

    def __init__(
        self, rows: Iterable[models.Model], *, words: Callable[[Any], str] = str, **options: Any
    ) -> None:
        known = {str(row.pk): row for row in rows}
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(
            choices=[(key, words(row)) for key, row in known.items()],
            coerce=lambda key: known[key],
            empty_value=[],
            **options,
        )


class EnumField(forms.TypedChoiceField):
    """A choice among an enum's members; gives the member."""

    def __init__(self, members: Iterable[LabelledEnum], **options: Any) -> None:
        known = {member.value: member for member in members}
        super().__init__(
            # Lazy: a form's fields are made once, and read in either language.
            choices=[(value, _(member.label)) for value, member in known.items()],
            coerce=lambda value: known[value],
            empty_value=None,
            **options,
        )


class PersonField(forms.CharField):
    """A person of the register, by the name as it is written; gives the person.

    Where several have the name, the e-mail address tells them apart.
    """

    def __init__(self, **options: Any) -> None:
        attrs = {"autocomplete": "off", "spellcheck": "false"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=200, **options)

    def clean(self, value: Any) -> Any:
        """Find the person; says who may have been meant where nobody has that name."""
        text = one_line(super().clean(value))
        if not text:
            return None
        if "@" in text:
            found = list(Person.objects.filter(email__iexact=text, is_protected=False))
        else:
            found = persons_named(text)
        if len(found) == 1:
            return found[0]
        raise ValidationError(_advice(text, found))


class LastDayField(DateField):
    """A last day, as people say it; gives the day after, as the register keeps it."""

    def clean(self, value: Any) -> Any:
        """Give the first day when it no longer holds."""
        day = super().clean(value)
        return day + dt.timedelta(days=1) if day else None

    def prepare_value(self, value: Any) -> Any:
        """Show the last day of what is kept."""
        return value - dt.timedelta(days=1) if isinstance(value, dt.date) else value


class VersionField(forms.IntegerField):
    """Which version the page showed, so that a stale page is refused."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)


def _advice(text: str, found: list[Person]) -> str:
    """Say why no one person was found, and what to write instead."""
    if found:
        return gettext(
            "Det finns %(count)s personer som heter %(text)s. Skriv e-postadressen i stället."
        ) % {"count": len(found), "text": text}
    near = persons_searched(text, limit=3)
    if near:
        names = ", ".join(person.name for person in near)
        return gettext("Ingen heter %(text)s. Menade du någon av dem här: %(names)s?") % {
            "text": text,
            "names": names,
        }
    return gettext("Ingen i registret heter %(text)s. Lägg upp personen först.") % {
        "text": text
    }


OPTIONAL_LAST_DAY = _("Lämna tomt om slutet inte är bestämt.")
