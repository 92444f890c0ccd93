"""Payroll's pages, statements, the overview and what the public sees, as they are read."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from samspel.audit.models import AuditEntry
from samspel.remuneration.models import PayeeNumber, RemunerationSettings, Run
from samspel.remuneration.services import mark_paid, statement_pdf
from tests.pages import said
from tests.remuneration.acting import TODAY
from tests.remuneration.ledger import adopt_rules, certified
from tests.remuneration.scene_runs import payroll_scene
from tests.stages import staged


@staged
def scene(town):
    return payroll_scene(town)


@pytest.fixture
def payroll(as_person):
    return as_person("yvonne")


def at(route: str, *args: object) -> str:
    return reverse(f"remuneration:{route}", args=args)


def test_the_first_run_is_opened_on_a_page(town, payroll):
    adopt_rules(town)

    answer = payroll.post(at("open-run"), {"month": "2026-03-15"}, follow=True)

    assert "Lönekörning mars 2026" in said(answer)
    assert Run.objects.get().month == dt.date(2026, 3, 1)


def test_without_rules_the_page_says_so(town, payroll):
    answer = payroll.post(at("open-run"), {"month": "2026-03-15"})

    assert answer.status_code == 422
    assert Run.objects.count() == 0


def test_the_list_holds_every_run_with_its_sum(scene, payroll):
    page = said(payroll.get(at("runs")))

    assert "3 068 kr" in page
    assert [word in page for word in ("Överförd", "Stängd", "Öppen")] == [True] * 3


def test_a_closed_run_shows_each_correction_with_what_it_was(scene, payroll):
    page = said(payroll.get(at("run", scene.closed.uuid)))

    assert "Rättelse: underlaget har ändrats. Var 1 730 kr i februari, blir 1 210 kr." in page
    assert "−520 kr" in page


def test_an_open_run_says_what_it_would_pay_and_what_is_not_in_it(town, scene, payroll):
    certified(town.person("ulla"), town.body("KS"), dt.date(2026, 4, 8))
    waiting = certified(town.person("perolof"), town.body("KS"), dt.date(2026, 4, 9))
    waiting.state = "submitted"
    waiting.save()
    waiting.kept_facts.model.objects.none()

    page = said(payroll.get(at("run", scene.open.uuid)))

    assert "Ulla Granath" in page
    assert f"Per-Olof Hägg: {waiting.subject}, Kommunstyrelsen" in page
    assert "Inlämnat." in page


def test_a_run_that_should_have_been_closed_says_so_where_payroll_looks(
    scene, payroll, as_person
):
    late = "Körningen är fortfarande öppen, fast den skulle ha stängts"
    run, todo = scene.open, "Stäng lönekörningen för april 2026"

    assert late in said(payroll.get(at("run", run.uuid)))
    assert f"{run.closes_on.day} april 2026, har passerat" in said(payroll.get(at("runs")))
    assert todo in said(payroll.get("/min-sida/"))
    assert todo not in said(as_person("lena").get("/min-sida/"))

    Run.objects.filter(pk=run.pk).update(closes_on=TODAY, pays_on=TODAY)

    assert late not in said(payroll.get(at("run", run.uuid)))
    assert "har passerat" not in said(payroll.get(at("runs")))
    assert todo in said(payroll.get("/min-sida/"))


def test_closing_asks_first_and_leads_to_the_closed_run(scene, payroll):
    page = said(payroll.get(at("close-run", scene.open.uuid)))
    assert "En stängd körning ändras aldrig." in page

    answer = payroll.post(at("close-run", scene.open.uuid), follow=True)

    assert "Nästa månads körning är öppen." in said(answer)


def test_settling_again_says_that_every_row_is_the_same(scene, payroll):
    answer = payroll.post(at("settle-again", scene.closed.uuid), follow=True)

    assert "Samma rader, till öret: 1 210 kr." in said(answer)


def test_numbers_are_hidden_until_they_are_asked_for(scene, payroll):
    hidden = said(payroll.get(at("numbers")))
    assert "18900113-****" in hidden
    assert "9816" not in hidden

    shown = said(payroll.post(at("show-numbers")))

    assert "18900113-9816" in shown
    assert AuditEntry.objects.filter(act="remuneration.payee.shown").count() == 1


def test_a_number_that_is_none_is_refused_and_not_kept(scene, payroll):
    answer = payroll.post(at("number", scene.lena.uuid), {"identity_number": "18900113-9817"})

    assert answer.status_code == 422
    assert PayeeNumber.objects.get(person=scene.lena).identity_number == "189001139816"


def test_a_line_of_columns_that_can_not_be_read_is_named(scene, payroll):
    answer = payroll.post(
        at("new-layout"),
        {
            "name": "Ny",
            "kind": "columns",
            "columns": "belopp\nskostorlek",
            "decimal_sign": ",",
            "encoding": "utf-8",
            "line_end": "lf",
        },
    )

    assert answer.status_code == 422
    assert "Rad 2 går inte att läsa: skostorlek" in answer.content.decode()


def test_a_layout_is_shown_as_it_was_written(scene, payroll):
    form = {
        "name": "Ny",
        "kind": "columns",
        "columns": "belopp | Kr | 12 | höger | 0 | 2 | minus efter",
        "decimal_sign": ",",
        "encoding": "cp1252",
        "line_end": "crlf",
    }
    payroll.post(at("new-layout"), form)

    layout = scene.paxml.__class__.objects.get(name="Ny")
    page = said(payroll.get(at("layout", layout.uuid)))
    assert "belopp | Kr | 12 | höger | 0 | 2 | minus efter | %Y-%m-%d" in page

    books = {"kind": "bookkeeping", "columns": "kontosträng\nbelopp", "separator": "tab"}
    wrong = payroll.post(at("layout", layout.uuid), {**form, "counter": "2890"})
    long = payroll.post(at("layout", layout.uuid), {**form, "separator": "||"})
    payroll.post(at("layout", layout.uuid), {**form, **books, "counter": "2890"})
    layout.refresh_from_db()
    shown = payroll.get(at("layout", layout.uuid)).content.decode()

    assert (wrong.status_code, long.status_code) == (422, 422)
    assert (layout.separator, layout.columns[0]["counter"]) == ("\t", "2890")
    assert 'value="tab"' in shown
    assert 'value="2890"' in shown


def test_a_run_that_has_gone_to_payroll_meanwhile_is_refused_in_words(scene, payroll):
    answer = payroll.post(at("export-run", scene.sent.uuid), {"layout": scene.paxml.uuid})

    assert "annars betalas allt två gånger" in said(answer)
    assert f"{scene.paxml.uuid} går inte" not in said(answer)


def test_a_file_is_handed_out_with_its_name(scene, payroll):
    answer = payroll.post(at("payroll-file", scene.file.uuid))

    assert answer.content == bytes(scene.file.content)
    assert "arvoden-2026-02-1.xml" in answer["Content-Disposition"]


def test_one_reads_ones_own_statement_month_by_month(scene, as_person):
    answer = as_person("lena").get(at("own-statement"), follow=True)

    page = said(answer)
    assert "Utbetald ersättning 2026" in page
    assert "3 068 kr" in page
    assert "Rättelse: underlaget har ändrats. Var 1 730 kr i februari, blir 1 210 kr." in page


@pytest.mark.parametrize("who", ["ulla", "karin", "ingrid", "tomas", "margareta"])
def test_nobody_else_reads_it(scene, as_person, who):
    client = as_person(who)

    assert client.get(at("statement", scene.lena.uuid, 2026)).status_code == 404
    assert client.get(at("statement-pdf", scene.lena.uuid, 2026)).status_code == 404


def test_a_statement_is_an_accessible_pdf(scene, as_person):
    answer = as_person("lena").get(at("statement-pdf", scene.lena.uuid, 2026) + "?manad=2")

    pdf = pikepdf.open(io.BytesIO(answer.content))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "sv"
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"


def test_somebody_who_has_been_paid_nothing_gets_an_empty_statement(scene, as_person):
    page = said(as_person("ulla").get(at("own-statement"), follow=True))

    assert "Ingen ersättning har betalats ut 2026." in page


def test_everybodys_statements_come_in_a_zip_and_in_one_pdf(scene, payroll):
    packed = payroll.post(at("all-statements", 2026), {"som": "zip"})
    whole = payroll.post(at("all-statements", 2026), {"som": "pdf", "manad": "2"})

    names = zipfile.ZipFile(io.BytesIO(packed.content)).namelist()
    assert [name.split(" ")[0] for name in sorted(names)] == ["Strand", "Åkesson"]
    assert len(pikepdf.open(io.BytesIO(whole.content)).pages) == 1


def test_nothing_paid_gives_no_file_and_says_so(scene, payroll):
    answer = payroll.post(at("all-statements", 2025), {"som": "zip"}, follow=True)

    assert "Ingen ersättning har betalats ut då." in said(answer)


def test_the_same_statement_is_the_same_bytes(scene):
    moment = timezone.now()

    one = statement_pdf(scene.lena, year=2026, month=None, at=moment)

    assert statement_pdf(scene.lena, year=2026, month=None, at=moment) == one


@pytest.mark.parametrize(
    ("side", "word"),
    [("", "Socialnämnden"), ("parti", "Vänsterpartiet (V)"), ("slag", "Bilersättning")],
)
def test_the_overview_adds_up_from_every_side(scene, as_person, side, word):
    address = at("overview") + f"?vy={side}"
    page = said(as_person("margareta").get(address))

    assert "2 förtroendevalda har fått 4 278 kr under 2026" in page
    assert word in page
    rows = as_person("yvonne").get(address + "&format=csv").content.decode("utf-8-sig")
    sums = [Decimal(line.split(";")[-1].replace(",", ".")) for line in rows.splitlines()[1:]]
    assert sum(sums) == Decimal("4278.00")


def test_the_overview_is_not_for_everybody(scene, as_person):
    assert as_person("lena").get(at("overview")).status_code == 403


def test_the_number_of_statements_does_not_hang_on_the_number_of_rows(
    town, scene, payroll, statement_count
):
    pages = [at("runs"), at("run", scene.closed.uuid), at("overview"), at("numbers")]
    of_the_open = [at("run", scene.open.uuid), at("close-run", scene.open.uuid)]

    def counted(pages: list[str]) -> list[int]:
        found = []
        for page in pages:
            with statement_count() as few:
                payroll.get(page)
            found.append(len(few))
        return found

    certified(town.person("karin"), town.body("KS"), dt.date(2026, 4, 20))
    payroll.get(of_the_open[0])
    before, still_open = counted(pages), counted(of_the_open)
    for day in range(1, 20):
        certified(town.person("karin"), town.body("KS"), dt.date(2026, 4, day))
    assert counted(of_the_open) == still_open
    payroll.post(at("close-run", scene.open.uuid))

    assert counted(pages) == before
    assert max(before + still_open) <= 12


def public(client, year: str = ""):
    return client.get(reverse("portal:remuneration") + year)


def test_the_public_sees_nothing_that_is_not_published(scene, client):
    assert public(client).status_code == 404
    assert "ersattning" not in client.get(reverse("portal:elected")).content.decode()


def test_the_public_sees_what_has_been_paid_and_nobody_with_a_protected_identity(
    town, scene, client
):
    municipality = RemunerationSettings._meta.get_field("municipality").related_model
    RemunerationSettings.objects.create(
        municipality=municipality.objects.get(), is_published=True, publish_from=2026
    )
    assert "Ingen ersättning har betalats ut än." in said(public(client))
    mark_paid(scene.sent, actor=town.actor("yvonne"), at=timezone.now())

    page = said(public(client))

    assert "Lena Strand" in page
    assert "1 858 kr" in page
    assert "Åkesson" not in page
    assert "3 068" not in page
    assert "En förtroendevald med skyddade personuppgifter visas inte" in page
    assert public(client, "?ar=2025").status_code == 404
