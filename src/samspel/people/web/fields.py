"""Fields of the register's own forms: a choice among an enum's members, a person by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.text import one_line
from samspel.people.models import Person
from samspel.people.queries import persons_named, persons_searched


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
