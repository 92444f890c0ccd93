"""Forms of the remuneration: as few fields as there are things only the person knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.enums import capital_choices, choices_of
from samspel.kit.formfields import DateField, KronorField, LongTextField, TimeField
from samspel.meetings.models import Decision
from samspel.people.models import Body, Mandate, Person
from samspel.remuneration.enums import (
    CLAIMABLE,
    CertificateState,
    Certifier,
    DutyKind,
    Income,
    Presence,
)
from samspel.remuneration.models import IncomeCertificate
from samspel.remuneration.services.certificates import Income as ToldIncome
from samspel.remuneration.web.forms_parts import AsksForTheFileAgain, picture_or_pdf

_MINUTES = 60
_KINDS = capital_choices(CLAIMABLE)


def after_midnight(at: dt.time | None) -> int:
    """Give a time on the clock as minutes after midnight."""
    return 0 if at is None else at.hour * _MINUTES + at.minute


def clock(minutes: int | None) -> dt.time | None:
    """Give minutes after midnight as a time on the clock."""
    return None if minutes is None else dt.time(minutes // _MINUTES, minutes % _MINUTES)


class _Times(forms.Form):
    """From when until when; the time between is what counts."""

    from_at = TimeField(label=_("Från"), required=False)
    to_at = TimeField(label=_("Till"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("from_at"), given.get("to_at")
        if (first is None) != (last is None):
            self.add_error("to_at", _("Ange både när det började och när det slutade."))
        elif first is not None and last is not None and last <= first:
            self.add_error("to_at", _("Slutet är före början. Rätta klockslagen."))
        return given

    @property
    def starts(self) -> int:
        """When it began, in minutes after midnight."""
        return after_midnight(self.cleaned_data.get("from_at"))

    @property
    def minutes(self) -> int:
        """How long it was."""
        return after_midnight(self.cleaned_data.get("to_at")) - self.starts


class ClaimForm(_Times):
    """A duty that the system does not know of."""

    kind = forms.ChoiceField(label=_("Vad har du gjort?"), choices=())
    body = forms.ModelChoiceField(label=_("För vilket organ?"), queryset=Body.objects.none())
    subject = forms.CharField(
        label=_("Vad gällde det?"),
        max_length=200,
        help_text=_("Till exempel: Kurs i ekonomistyrning."),
    )
    on = DateField(label=_("Vilken dag?"))
    decision = forms.ModelChoiceField(
        label=_("Beslut som tillåter det"),
        queryset=Decision.objects.none(),
        required=False,
        help_text=_("Utan beslut ersätts bara det som reglementet tillåter ändå."),
    )
    note = LongTextField(label=_("Något mer?"), required=False, max_length=500, rows=3)
    field_order = ("kind", "body", "subject", "on", "from_at", "to_at", "decision", "note")

    def __init__(
        self,
        *args: Any,
        bodies: Iterable[Body] = (),
        decisions: Iterable[Decision] = (),
        kind: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = _KINDS  # type: ignore[attr-defined]  # Django types no field by its name
        offer(self.fields["body"], Body, bodies)
        offer(self.fields["decision"], Decision, decisions)
        if kind:
            del self.fields["kind"]
            del self.fields["body"]
            self.fields["from_at"].label = _("Från")

    @property
    def asked(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        wanted: dict[str, Any] = {
            name: given[name] for name in ("subject", "on", "decision", "note")
        }
        if "kind" in given:
            wanted |= {"kind": DutyKind(given["kind"])}
        return {**wanted, "starts": self.starts, "minutes": self.minutes}


def offer(field: forms.Field, model: Any, rows: Iterable[Any]) -> None:
    """Offer certain rows, fetched once: what is chosen is looked up among them.

    Where one of several must be chosen, none is chosen beforehand.
    """
    found = list(rows)
    field.queryset = model.objects.filter(pk__in=[each.pk for each in found])  # type: ignore[attr-defined]  # Django types no field by its name
    empty = _("Välj …") if field.required else _("Inget")
    first = [("", str(empty))] if len(found) > 1 or not field.required else []
    field.choices = [*first, *((each.pk, _named(each)) for each in found)]  # type: ignore[attr-defined]  # Django types no field by its name


def _named(row: Any) -> str:
    if isinstance(row, Decision):
        return f"{row.body.short_name} {row.decided_on} {row.paragraph}: {row.title}"[:120]
    if isinstance(row, IncomeCertificate):
        asked = f" ({_('inte besvarat än')})" if row.state == CertificateState.ASKED else ""
        return f"{row.employer}, {row.valid_from}–{row.valid_until}{asked}"
    return str(row)


class LostForm(_Times):
    """Earnings that the duty cost."""

    income = forms.ChoiceField(
        label=_("Hur får du din inkomst?"),
        choices=capital_choices(Income),
        widget=forms.RadioSelect,
        initial=Income.EMPLOYED.value,
    )
    certificate = forms.ModelChoiceField(
        label=_("Intyg om din inkomst"),
        queryset=IncomeCertificate.objects.none(),
        required=False,
        help_text=_("Den som attesterar ser att du har ett intyg, men inte vad du tjänar."),
    )
    field_order = ("from_at", "to_at", "income", "certificate")

    def __init__(
        self, *args: Any, papers: Iterable[IncomeCertificate] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["from_at"].label = _("Du förlorade inkomst från")
        self.fields["from_at"].required = self.fields["to_at"].required = True
        found = list(papers)
        offer(self.fields["certificate"], IncomeCertificate, found)
        if not found:
            self.fields["certificate"].help_text = _(
                "Du har inget intyg som gäller den dagen. Lägg till ett under Intyg om inkomst."
            )


class CompanionsForm(forms.Form):
    """Those who were at the same meeting, by their mandates."""

    others = forms.TypedMultipleChoiceField(
        label=_("De här var också med"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en person.")},
    )

    def __init__(self, *args: Any, seats: Iterable[Mandate], **options: Any) -> None:
        super().__init__(*args, **options)
        known = {str(each.pk): each for each in seats}
        field = self.fields["others"]
        field.coerce = known.__getitem__  # type: ignore[attr-defined]  # Django types no field by its name
        field.choices = [  # type: ignore[attr-defined]  # Django types no field by its name
            (key, str(each.person)) for key, each in known.items()
        ]


class _IncomeForm(forms.Form):
    hourly = KronorField(label=_("Lön per timme"), required=False)
    monthly = KronorField(label=_("Lön per månad"), required=False)
    yearly = KronorField(label=_("Lön per år"), required=False)
    has_lost_holiday_pay = forms.BooleanField(
        label=_("Semesterlön går också förlorad"), required=False
    )
    works_from = TimeField(label=_("Arbetar vanligen från"), required=False)
    works_to = TimeField(label=_("Arbetar vanligen till"), required=False)
    works_weekends = forms.BooleanField(label=_("Arbetar även helger"), required=False)

    @property
    def told(self) -> ToldIncome:
        """The income as the service takes it."""
        given = self.cleaned_data
        first, last = given["works_from"], given["works_to"]
        return ToldIncome(
            hourly=given["hourly"],
            monthly=given["monthly"],
            yearly=given["yearly"],
            has_lost_holiday_pay=given["has_lost_holiday_pay"],
            works_from=None if first is None else after_midnight(first),
            works_to=None if last is None else after_midnight(last),
            works_weekends=given["works_weekends"],
        )


class UploadForm(AsksForTheFileAgain, _IncomeForm):
    """A certificate that the person has."""

    employer = forms.CharField(label=_("Arbetsgivare"), max_length=120)
    valid_from = DateField(label=_("Gäller från och med"))
    valid_until = DateField(label=_("Gäller till och med"))
    file = forms.FileField(
        label=_("Intyget"), help_text=_("En bild eller en PDF."), widget=picture_or_pdf()
    )
    field_order = ("employer", "valid_from", "valid_until", "file")
    file_field = "file"


class AskForm(forms.Form):
    """A question to the employer."""

    employer = forms.CharField(label=_("Arbetsgivare"), max_length=120)
    email = forms.EmailField(
        label=_("Arbetsgivarens e-post"),
        help_text=_("Till chefen eller löneavdelningen. De får en adress där de svarar."),
    )
    valid_from = DateField(label=_("Från och med"))
    valid_until = DateField(label=_("Till och med"))


class EmployerForm(_IncomeForm):
    """The employer's answer."""

    confirms = forms.ChoiceField(
        label=_("Vad svarar du?"),
        choices=[
            ("ja", _("Jag intygar inkomsten")),
            ("nej", _("Jag kan inte intyga den")),
        ],
        widget=forms.RadioSelect,
        initial="ja",
    )
    answer = LongTextField(
        label=_("Varför inte?"),
        required=False,
        max_length=500,
        rows=3,
        help_text=_("Skriv det bara om du inte kan intyga inkomsten."),
    )
    answered_by = forms.CharField(label=_("Ditt namn"), max_length=120)
    field_order = ("confirms", "hourly", "monthly", "yearly")


class StepForm(forms.Form):
    """A step of certification: why, where the rules ask, and what was seen."""

    reason = forms.CharField(max_length=500, required=False)
    seen_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why something is taken away."""

    reason = LongTextField(label=_("Varför?"), max_length=500, rows=4)


class AnswerForm(ReasonForm):
    """Why something is returned or refused, and what was seen."""

    seen_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class CorrectForm(_Times):
    """What the minutes say about when somebody came and went."""

    presence = forms.ChoiceField(label=_("Hur var personen med?"))
    reason = LongTextField(
        label=_("Varför rättas tiderna?"),
        max_length=500,
        rows=3,
        help_text=_("Skriv vad rättelsen grundas på, till exempel protokollet."),
    )
    field_order = ("from_at", "to_at", "presence", "reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["presence"].choices = choices_of(Presence)  # type: ignore[attr-defined]  # Django types no field by its name
        self.fields["from_at"].required = self.fields["to_at"].required = True


class StandInForm(forms.Form):
    """Who takes a step in another's place."""

    step = forms.ChoiceField(label=_("Vilket steg?"))
    instead_of = forms.ModelChoiceField(
        label=_("I stället för"), queryset=Person.objects.none()
    )
    person = forms.ModelChoiceField(label=_("Ersättare"), queryset=Person.objects.none())
    valid_from = DateField(label=_("Från och med"))
    last_day = DateField(label=_("Till och med"), required=False)
    decided = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_("Organ, dag och paragraf."),
    )

    def __init__(self, *args: Any, people: Iterable[Person] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        found = list(people)
        self.fields["step"].choices = capital_choices(Certifier)  # type: ignore[attr-defined]  # Django types no field by its name
        offer(self.fields["instead_of"], Person, found)
        offer(self.fields["person"], Person, found)


class OfficeForm(forms.Form):
    """A fixed fee for a mandate."""

    mandate = forms.ModelChoiceField(label=_("Uppdrag"), queryset=Mandate.objects.none())
    office = forms.ChoiceField(label=_("Fast arvode"))
    on = DateField(label=_("Från och med"))
    last_day = DateField(label=_("Till och med"))
    occupancy = forms.DecimalField(
        label=_("Andel av heltid i procent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        initial=0,
        help_text=_("Avgör om det som i övrigt ersätts faller bort."),
    )
    times = forms.IntegerField(
        label=_("Antal"),
        min_value=1,
        max_value=99,
        initial=1,
        help_text=_("Bara när arvodet betalas per mandat."),
    )

    def __init__(
        self,
        *args: Any,
        mandates: Iterable[Mandate] = (),
        offices: Iterable[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        offer(self.fields["mandate"], Mandate, mandates)
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined]  # Django types no field by its name


class EndForm(forms.Form):
    """The first day on which something no longer holds."""

    on = DateField(label=_("Gäller inte längre från och med"))
