"""The living design page: every component in every state, on one page.

It is what a designer looks at, what screenshots are taken of, and what the automatic
accessibility check runs on. All names, days and amounts on it are invented.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from samspel.kit import charts, rows, tables, web
from samspel.kit.filters import today
from samspel.kit.formfields import DateField, KronorField, LongTextField, TimeField
from samspel.kit.rows import Choice, Event, Fact, FileRow, Mark, Piece, Step, Todo, WorkingLine

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PLACE = "kommunstyrelsen 2023-01-31 § 33"
_GUIDELINE = "Riktlinje för exempel, Besök"


class SpecimenForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Namn", help_text="Som det ska stå i protokollet.")
    day = DateField(label="Dag")
    at = TimeField(label="Tid", required=False)
    amount = KronorField(label="Belopp", help_text="I kronor, till exempel 1 730.")
    body = forms.ChoiceField(
        label="Nämnd",
        choices=[("", "Välj nämnd"), ("ks", "Kommunstyrelsen"), ("sn", "Socialnämnden")],
    )
    text = LongTextField(label="Hur var det?", rows=3, required=False)
    way = forms.ChoiceField(
        label="Hur deltar du?",
        widget=forms.RadioSelect,
        choices=[("place", "På plats"), ("distance", "På distans")],
    )
    topics = forms.MultipleChoiceField(
        label="Vad handlar det om?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("food", "Mat"), ("staff", "Personal"), ("house", "Lokaler")],
    )
    sure = forms.BooleanField(label="Jag har läst handlingarna")
    paper = forms.FileField(label="Bilaga", required=False)


def finding(strength: str, state: str, **words: str) -> dict[str, str]:
    """Give a finding as the rules would."""
    return {
        "strength": strength,
        "state": state,
        "clause_heading": _GUIDELINE,
        "clause_text": "Om flera besöker samma verksamhet bör samordning ske.",
        "citation": _PLACE,
        "url": "#riktlinje",
        **words,
    }


ALLOWED = {"outcome": "allowed", "findings": [finding("ska", "met")]}
WARNED = {
    "outcome": "warned",
    "findings": [
        finding(
            "bör",
            "unmet",
            title="Bör samordnas.",
            say="Per-Olof Hägg (S) har samma uppdrag och sitter i möte då. "
            "Du kan välja tiden ändå om du skriver varför.",
        )
    ],
}
STOPPED = {
    "outcome": "stopped",
    "findings": [
        finding(
            "ska",
            "unmet",
            title="Kan inte bokas än.",
            say="Det vore ditt tredje besök i år. Fler än två kräver att ordföranden har "
            "beslutat om det.",
            instead="Föreslå en dag efter nyår, då räknas ett nytt år.",
            who_can="Ordföranden kan besluta om fler besök.",
        )
    ],
}


def specimen(request: HttpRequest) -> HttpResponse:
    """Show the page. With ``?fel=1`` the form is shown with its errors."""
    form = SpecimenForm({"name": "", "amount": "mycket"} if request.GET.get("fel") else None)
    return web.page(request, "kit/specimen.html", {**_context(request), "form": form})


def _context(request: HttpRequest) -> dict[str, Any]:
    """Give everything the page shows."""
    now, day = timezone.now(), today()
    start = now.astimezone(UTC).replace(hour=12, minute=0) + timedelta(days=6)
    return {
        "allowed": ALLOWED,
        "warned": WARNED,
        "stopped": STOPPED,
        "start": start,
        "end": start + timedelta(hours=3, minutes=30),
        "todos": _todos(),
        "events": _events(now),
        "facts_list": [
            Fact("Plats", "Björkskolan, Skolgatan 4", "ingång från lastkajen"),
            Fact("Ni träffar", "Maria Lindqvist, enhetschef"),
            Fact("Dina besök i år", "1 av 2", url="#besok"),
        ],
        "choice_list": _choices(),
        "working": [
            WorkingLine("Första timmen", "980 kr", "4 § första stycket"),
            WorkingLine("Två påbörjade halvtimmar à 375 kr", "750 kr", "4 § andra stycket"),
            WorkingLine("Tillsammans", "1 730 kr"),
        ],
        "step_rows": [
            Step("Besöket", "done", "#steg-1"),
            Step("Det ni fick veta", "done", "#steg-2"),
            Step("Nuläge och behov", "now"),
            Step("Granska och lämna in"),
        ],
        "bar_list": [
            charts.bar("Kultur", "4 hållna", [4], 4),
            charts.bar("Fritid", "3 hållna, 1 bokat", [3, 1], 4),
            charts.bar("Turism", "ingen inbjudan", [], 4, finding=True),
        ],
        "line": charts.line(
            [("2023", 12, "12"), ("2024", 19, "19"), ("2025", 31, "31"), ("2026", 27, "27")]
        ),
        "vote": charts.Vote(7, 6),
        "table_data": _table(request),
        "words": tables.filters(
            request,
            "visa",
            [("", "Alla"), ("utan", "Utan rapport"), ("sena", "Sena")],
            {"": 7, "utan": 2},
        ),
        "query": tables.saved_view(request),
        "as_of_day": day,
        **_errand(),
    }


def _errand() -> dict[str, Any]:
    """Give what an errand shows: the guard, the answers, the files, what happens next."""
    return {
        "pieces": [
            Piece("Matsalen är trång. "),
            Piece("Elin Sjödahl", 1),
            Piece(" på avdelning Linden har fått "),
            Piece("en stroke", 2),
            Piece(" och äter nu på sitt rum."),
        ],
        "marks": [
            Mark(1, "Elin Sjödahl", "ett namn som inte finns bland förtroendevalda", "g1"),
            Mark(2, "en stroke", "ord om någons hälsa", "g2", keep=True),
        ],
        "answers": [
            rows.Answer("Hur ser det ut nu?", "Bemanningen är bättre än i våras.", "#nu"),
            rows.Answer("Vad behövs framåt?", "Två sittningar vid lunch.", "#behov"),
        ],
        "files": [
            FileRow("Tjänsteskrivelse", "#fil", "PDF", 843_000, "sidorna 84–90"),
            FileRow("Jämförelse av alternativen", "#fil", "PDF", 2_410_000),
        ],
        "next_steps": [
            ("I dag", "Sekreteraren får rapporten."),
            ("16 december", "Nämnden tar upp den."),
        ],
    }


def _todos() -> list[Todo]:
    """Give a list of things to do."""
    day = today()
    return [
        Todo(
            "Svara på inbjudan: Köket på Björkskolan",
            "#1",
            day + timedelta(days=1),
            "Kommunstyrelsen · två tider att välja mellan",
        ),
        Todo(
            "Lämna in rapporten: Ekgårdens äldreboende",
            "#2",
            day + timedelta(days=4),
            "Socialnämnden · utkastet är sparat, steg 3 av 5",
        ),
        Todo(
            "Läs handlingarna: nämndens möte",
            "#3",
            None,
            "Socialnämnden · du har läst 5 av 14 ärenden",
        ),
    ]


def _events(now: datetime) -> list[Event]:
    """Give a story."""
    link = Markup('<a class="ds-link" href="#rapport">{}</a>').format("Rapporten")
    return [
        Event(now.date(), "Du har inbjudan. Maria Lindqvist väntar på ditt svar.", now=True),
        Event(
            now - timedelta(days=1), "Per-Olof Hägg (S) svarade att han kan den 24 november."
        ),
        Event(
            now - timedelta(days=3),
            "Maria Lindqvist bjöd in er och föreslog två tider.",
            clause_heading="Verksamheten ansvarar för att bjuda in",
            citation=_PLACE,
            url="#riktlinje",
        ),
        Event(
            now - timedelta(days=270),
            Markup("{} togs upp i kommunstyrelsen, § 41.").format(link),
        ),
    ]


def _choices() -> list[Choice]:
    """Give one choice of each kind."""
    return [
        Choice(
            "1",
            "Tisdag 24 november kl. 13.00–15.00",
            ALLOWED,
            "Får bokas. Det blir ditt andra besök i år.",
            checked=True,
        ),
        Choice("2", "Torsdag 3 december kl. 9.00–11.00", WARNED),
        Choice("3", "Torsdag 10 december kl. 11.00–12.00", STOPPED),
    ]


def _table(request: HttpRequest) -> tables.Table:
    """Give a list that can be sorted."""
    columns = [
        tables.Column("name", _("Verksamhet"), sortable=True),
        tables.Column("who", "Kontaktpolitiker", sub=True),
        tables.Column("held", "Hållna", number=True, sortable=True),
        tables.Column("reports", "Rapporter", number=True),
        tables.Column("state", "Läge"),
        tables.Column("last", "Senaste besök", number=True, wide=True),
    ]
    data = [
        ("Kost", "Anna Ekelöf (C), Per-Olof Hägg (S)", 2, 2, ("Klart", "done"), "26 februari"),
        ("Fritid", "Lena Strand (V)", 3, 1, ("Rapport saknas", "half"), "22 oktober"),
        ("Turism", "Ulla Granath (M)", 0, None, ("Inte påbörjat", "none"), None),
    ]
    made = [
        (
            tables.Cell(name, url="#v", note="Kommunstyrelsen"),
            who,
            held,
            reports,
            tables.Cell(state[0], state=state[1]),
            last,
        )
        for name, who, held, reports, state, last in data
    ]
    return tables.table(request, columns, made, caption="Besök per verksamhet", per_page=2)
