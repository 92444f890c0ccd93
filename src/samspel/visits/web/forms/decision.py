"""The body's decision behind an act: one that is entered already, or entered here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.kit.formfields import DateField, LongTextField, RowField
from samspel.meetings import queries as meetings
from samspel.meetings.enums import DecisionKind
from samspel.meetings.models import Decision
from samspel.meetings.services import record_decision
from samspel.people.models import Body
from samspel.visits.errors import AppointmentRefused

DECISION_FIELDS = ("decision", "decided_on", "paragraph", "decision_text")
_MOST = 60


class DecisionForm(forms.Form):
    """A decision of the body: chosen among those entered, or with its day, § and text.

    ``needed`` is whether the act can't do without one; ``kind`` is what a decision
    entered here is said to be about.
    """

    decided_on = DateField(label=_("Dag för beslutet"), required=False)
    paragraph = forms.CharField(
        label=_("Paragraf"), help_text=_("Till exempel § 33."), max_length=12, required=False
    )
    decision_text = LongTextField(
        label=_("Beslutet, som det står i protokollet"), rows=3, required=False
    )

    def __init__(
        self,
        *args: Any,
        body: Body,
        kind: DecisionKind = DecisionKind.OTHER,
        needed: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.body, self.kind, self.needed = body, kind, needed
        entered: Sequence[Decision] = meetings.decisions_of(body)[:_MOST]
        self.fields["decision"] = RowField(
            entered,
            words=lambda each: f"{each.citation}: {each.title}",
            empty=gettext("Beslutet är inte infört än"),
            label=gettext("Beslut av %(body)s") % {"body": body.name},
            help_text=gettext("Välj i listan, eller fyll i dag, paragraf och text här under."),
            required=False,
        )
        self.order_fields([*DECISION_FIELDS, *self.fields])

    def clean(self) -> dict[str, Any]:
        """Refuse a decision that is half filled in, and none where one is needed."""
        super().clean()
        if self.cleaned_data.get("decision") is not None:
            return self.cleaned_data
        names = DECISION_FIELDS[1:]
        given = [name for name in names if self.cleaned_data.get(name)]
        if not given and not self.needed:
            return self.cleaned_data
        if not given and not any(name in self.errors for name in names):
            self.add_error(
                "decision", _("Välj ett beslut, eller fyll i dag, paragraf och text.")
            )
            return self.cleaned_data
        for name in names[:2]:
            if name not in given and name not in self.errors:
                self.add_error(name, _("Fyll i både dag och paragraf."))
        return self.cleaned_data

    @property
    def names_a_decision(self) -> bool:
        """Whether a decision is chosen or filled in."""
        return bool(self.cleaned_data.get("decision") or self.cleaned_data.get("decided_on"))


def decision_of(
    form: DecisionForm, *, actor: Actor, at: dt.datetime, title: str = ""
) -> Decision | None:
    """Give the decision that the form names; enter it when it is not there yet.

    Part of the act's own transaction. Refuses a decision without its text, and what
    the entering refuses.
    """
    given = form.cleaned_data
    if given.get("decision") is not None:
        chosen: Decision = given["decision"]
        return chosen
    if not given.get("decided_on"):
        return None
    known = meetings.find_decision(form.body, given["decided_on"], given["paragraph"])
    if known is not None:
        return known
    if not given.get("decision_text"):
        raise AppointmentRefused(
            _("Beslutet är inte infört än. Skriv av det ur protokollet, så förs det in.")
        )
    return record_decision(
        form.body,
        decided_on=given["decided_on"],
        paragraph=given["paragraph"],
        title=title or gettext("Beslut om besök"),
        text=given["decision_text"],
        kind=form.kind,
        at=at,
        actor=actor,
    )


def decision_in_mind(form: DecisionForm) -> Decision | None:
    """Give the decision to try with: the one chosen, or one that is not written yet."""
    if form.cleaned_data.get("decision") is not None:
        chosen: Decision = form.cleaned_data["decision"]
        return chosen
    if not form.names_a_decision:
        return None
    return Decision(body=form.body, decided_on=form.cleaned_data["decided_on"])
