"""Forms that begin a visit: the unit invites, the politician proposes, the secretary books."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import DateField, LongTextField, RowsField
from samspel.meetings.enums import DecisionKind
from samspel.people.models import Operation, Person, Unit
from samspel.visits.enums import Initiator, Place, VisitKind
from samspel.visits.web.forms.decision import DecisionForm
from samspel.visits.web.forms.fields import EnumField, TimeForm
from samspel.visits.web.forms.times import TimesForm

Words = Callable[[Any], str]
# A party's visit is another act: every party gets the same offer first.
BOOKABLE = (
    VisitKind.CONTACT,
    VisitKind.GROUP,
    VisitKind.STUDY,
    VisitKind.EVENT,
    VisitKind.SUPERVISION,
)


class InviteForm(TimesForm):
    """Several times, who is asked, and what the unit wants to say."""

    message = LongTextField(
        label=_("Något att säga till besökarna"),
        help_text=_("Till exempel vad ni vill visa eller ta upp."),
        required=False,
        rows=3,
    )
    where = forms.CharField(
        label=_("Plats"),
        help_text=_("Lämna tomt för enhetens egen adress."),
        max_length=200,
        required=False,
    )
    answer_by = DateField(label=_("Svar senast"), required=False)

    def __init__(
        self, *args: Any, persons: Iterable[Person], words: Words, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["persons"] = RowsField(
            persons,
            words=words,
            label=gettext("Vilka bjuder ni in?"),
            error_messages={"required": gettext("Välj minst en person.")},
        )
        self.order_fields(["persons", *self.fields])


class ProposeForm(TimeForm):
    """A time that the politician proposes, and who is asked along."""

    message = LongTextField(
        label=_("Något att säga till enheten"),
        help_text=_("Till exempel vad du vill höra om."),
        required=False,
        rows=3,
    )

    def __init__(
        self, *args: Any, others: Iterable[Person], words: Words, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        known = list(others)
        if known:
            self.fields["persons"] = RowsField(
                known,
                words=words,
                label=gettext("Vilka mer ska med?"),
                help_text=gettext("De är också kontaktpolitiker för verksamheten."),
                required=False,
            )


class BookForm(TimeForm, DecisionForm):
    """A visit that the secretary books for others."""

    where = forms.CharField(
        label=_("Plats"),
        help_text=_("Lämna tomt för enhetens egen adress."),
        max_length=200,
        required=False,
    )
    message = LongTextField(
        label=_("Något att säga till dem som kommer"), required=False, rows=3
    )

    def __init__(
        self,
        *args: Any,
        places: Iterable[Unit | Operation],
        persons: Iterable[Person],
        words: Words,
        **options: Any,
    ) -> None:
        super().__init__(*args, needed=False, kind=DecisionKind.OTHER, **options)
        self.fields["kind"] = EnumField(BOOKABLE, label=gettext("Slag av besök"))
        self.fields["place"] = PlaceField(places, label=gettext("Vad ska besökas?"))
        self.fields["initiator"] = EnumField(
            Initiator, label=gettext("Hur besöket har kommit till")
        )
        self.fields["persons"] = RowsField(
            persons,
            words=words,
            label=gettext("Vilka gör besöket?"),
            error_messages={"required": gettext("Välj minst en person.")},
        )
        self.fields["room"] = EnumField(
            Place, empty=gettext("Inte bestämt"), label=gettext("Var ses ni?"), required=False
        )
        first = ("kind", "place", "day", "start", "end", "persons", "initiator")
        self.order_fields([*first, "decision", "decided_on", "paragraph", "decision_text"])


class PlaceField(forms.TypedChoiceField):
    """A unit or an operation; gives the place."""

    def __init__(self, places: Iterable[Unit | Operation], **options: Any) -> None:
        known = {key_of(place): place for place in places}
        super().__init__(
            choices=[("", gettext("Välj …")), *((key, words_of(known[key])) for key in known)],
            coerce=lambda key: known[key],
            empty_value=None,
            **options,
        )


class PlacesField(forms.TypedMultipleChoiceField):
    """Several units and operations; gives the places."""

    def __init__(self, places: Iterable[Unit | Operation], **options: Any) -> None:
        known = {key_of(place): place for place in places}
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(
            choices=[(key, words_of(known[key])) for key in known],
            coerce=lambda key: known[key],
            empty_value=[],
            **options,
        )


def key_of(place: Unit | Operation) -> str:
    """Give the key by which a form names a place."""
    return f"{'e' if isinstance(place, Unit) else 'v'}{place.pk}"


def words_of(place: Unit | Operation) -> str:
    """Name a place: the unit with its operation, or the whole operation."""
    if isinstance(place, Unit):
        return f"{place.name} ({place.operation.name})"
    return gettext("%(operation)s, hela verksamheten") % {"operation": place.name}
