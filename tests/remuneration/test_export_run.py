"""A closed run becomes a file once, valid and exact to the öre; a batch of its own takes it back."""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.remuneration.enums import RunState
from samspel.remuneration.errors_runs import ExportRefused, RunRefused
from samspel.remuneration.models import Entry, PayeeNumber, PayrollFile, PayType, Run
from samspel.remuneration.queries.runs import layouts_left
from samspel.remuneration.services import (
    cancel_file,
    export_run,
    hand_out,
    mark_paid,
    record_receipt,
)
from samspel.remuneration.web.showing_runs import shown_file
from tests.remuneration.ledger import (
    MARCH,
    adopt_rules,
    booking_layout,
    certified,
    closed,
    closing_time,
    column_layout,
    numbers,
    opened,
    paxml_layout,
    pay_types,
)
from tests.stages import staged

AT = closing_time(MARCH)
PAYDAY = AT.replace(day=27)
OWN_SCHEMA = Path(__file__).parent / "paxml_subset.xsd"


@staged
def run(town):
    adopt_rules(town)
    pay_types()
    numbers(town)
    opened(town)
    certified(town.person("lena"), town.body("KS"), dt.date(2026, 3, 4), km=Decimal(40))
    certified(town.person("sofia"), town.body("SN"), dt.date(2026, 3, 9), minutes=120)
    return closed(town)


def parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content)


def valid(content: bytes, schema: Path) -> bool:
    return etree.XMLSchema(etree.parse(schema)).validate(parsed(content))


def exported(town, run, layout=None) -> PayrollFile:
    return export_run(run, layout or paxml_layout(), actor=town.actor("yvonne"), at=AT)


def test_the_file_holds_every_row_under_its_pay_type(town, run):
    file = exported(town, run)

    rows = [
        (each.get("persnr"), each.findtext("lonart"), Decimal(each.findtext("belopp")))
        for each in parsed(bytes(file.content)).iter("lonetrans")
    ]
    assert rows == [
        ("189001139816", "510", Decimal("1730.00")),
        ("189001139816", "550", Decimal("28.00")),
        ("189001139816", "551", Decimal("100.00")),
        ("189001189803", "510", Decimal("1210.00")),
    ]
    assert file.total == sum(Entry.objects.values_list("amount", flat=True))
    run.refresh_from_db()
    assert run.state == RunState.EXPORTED


def test_the_file_is_valid(town, run):
    content = bytes(exported(town, run).content)

    assert valid(content, OWN_SCHEMA)
    assert content.startswith(b'<?xml version="1.0" encoding="iso-8859-1"?>')


@pytest.mark.skipif(
    "SAMSPEL_PAXML_XSD" not in os.environ, reason="the format's own schema is not at hand"
)
def test_the_file_is_valid_against_the_formats_own_schema(town, run):
    content = bytes(exported(town, run).content)

    assert valid(content, Path(os.environ["SAMSPEL_PAXML_XSD"]))


def test_a_name_with_signs_of_markup_is_only_text(town, run):
    PayType.objects.update(name='Arvode <&"> ł')

    file = exported(town, run)

    assert parsed(bytes(file.content)).findtext(".//benamning") == 'Arvode <&"> ł'


def test_a_run_without_rows_is_a_file_without_rows(town):
    adopt_rules(town)
    run = closed(town, opened(town))

    content = bytes(exported(town, run).content)

    assert valid(content, OWN_SCHEMA)
    assert parsed(content).find("lonetransaktioner") is None


def test_a_run_is_never_exported_twice_in_a_layout(town, run):
    layout = paxml_layout()
    exported(town, run, layout)

    with pytest.raises(ExportRefused, match="redan överförd"):
        exported(town, run, layout)

    assert PayrollFile.objects.count() == 1


def test_a_file_is_taken_back_sign_by_sign_even_when_the_pay_types_have_changed(town, run):
    layout = paxml_layout()
    file = exported(town, run, layout)
    PayType.objects.update(account="9999")

    back = cancel_file(file, actor=town.actor("yvonne"), at=AT)

    def rows(one: PayrollFile) -> list[tuple[str | None, Decimal]]:
        found = parsed(bytes(one.content)).iter("lonetrans")
        return [(each.findtext("kontonr"), Decimal(each.findtext("belopp"))) for each in found]

    assert rows(back) == [(account, -amount) for account, amount in rows(file)]
    assert back.total == -file.total
    run.refresh_from_db()
    assert run.state == RunState.CLOSED
    assert exported(town, run, layout).number == 3


def test_a_cancelling_batch_is_not_taken_back(town, run):
    back = cancel_file(exported(town, run), actor=town.actor("yvonne"), at=AT)

    with pytest.raises(ExportRefused, match="redan återtagen"):
        cancel_file(back, actor=town.actor("yvonne"), at=AT)


def test_a_run_goes_to_payroll_in_one_layout_and_to_the_books_beside_it(town, run):
    first, second, books = paxml_layout(), column_layout(), booking_layout()
    file = exported(town, run, first)

    assert layouts_left(run) == [books]
    assert exported(town, run, books).name == "bokforing-2026-03-1.txt"
    with pytest.raises(ExportRefused, match=r"PAXml.*betalas allt två gånger"):
        exported(town, run, second)
    cancel_file(file, actor=town.actor("yvonne"), at=AT)
    assert set(layouts_left(run)) == {first, second}
    assert exported(town, run, second).name == "arvoden-2026-03-1.txt"


def test_a_run_is_not_said_to_be_paid_before_the_day_it_is(town, run):
    exported(town, run)

    with pytest.raises(RunRefused, match="betalas ut fredag 27"):
        mark_paid(run, actor=town.actor("yvonne"), at=PAYDAY - dt.timedelta(days=1))


def test_what_is_paid_is_not_taken_back_but_the_books_are(town, run):
    file, books = exported(town, run), exported(town, run, booking_layout())
    assert shown_file(file, run).may_be_cancelled
    paid = mark_paid(run, actor=town.actor("yvonne"), at=PAYDAY)

    with pytest.raises(ExportRefused, match="rättas i nästa körning"):
        cancel_file(file, actor=town.actor("yvonne"), at=AT)
    assert not shown_file(file, paid).may_be_cancelled
    assert shown_file(books, paid).may_be_cancelled
    assert cancel_file(books, actor=town.actor("yvonne"), at=AT).cancels_id == books.pk
    assert Run.objects.get(pk=run.pk).standing is RunState.PAID


def test_columns_have_their_widths_signs_encoding_and_line_ends(town, run):
    back = cancel_file(exported(town, run, column_layout()), actor=town.actor("yvonne"), at=AT)

    assert bytes(back.content).decode("cp1252") == (
        "1890011398160051020260304    1730,00-Lena Stran\r\n"
        "1890011398160055020260304      28,00-Lena Stran\r\n"
        "1890011398160055120260304     100,00-Lena Stran\r\n"
        "1890011898030051020260309    1210,00-Sofia Åkes\r\n"
    )


def test_a_number_that_does_not_fit_is_refused_never_cut(town, run):
    layout = column_layout()
    layout.columns[3]["width"] = 4
    layout.save()

    with pytest.raises(ExportRefused, match="får inte plats"):
        exported(town, run, layout)

    run.refresh_from_db()
    assert run.state == RunState.CLOSED


def test_the_books_get_one_row_per_account_string_and_no_person(town, run):
    file = exported(town, run, booking_layout())

    assert bytes(file.content).decode() == (
        "Konto;Belopp\r\n5110-KS-100;1730,00\r\n5110-SN-100;1210,00\r\n"
        "5510-KS-100;28,00\r\n5520-KS-100;100,00\r\n"
    )
    run.refresh_from_db()
    assert run.state == RunState.CLOSED


def test_the_books_may_have_a_counter_account_and_are_taken_back_with_it(town, run):
    layout = booking_layout()
    layout.columns[0]["counter"] = "2890"
    layout.save()

    file = exported(town, run, layout)
    back = cancel_file(file, actor=town.actor("yvonne"), at=AT)

    assert bytes(file.content).decode().endswith("5520-KS-100;100,00\r\n2890;-3068,00\r\n")
    assert bytes(back.content).decode().endswith("5520-KS-100;-100,00\r\n2890;3068,00\r\n")
    assert (file.total, back.total) == (Decimal(3068), Decimal(-3068))


def test_a_payment_without_a_pay_type_is_refused_by_name(town, run):
    PayType.objects.filter(pays="mileage", is_tax_free=True).delete()

    with pytest.raises(ExportRefused, match="löneart") as refused:
        exported(town, run)

    assert refused.value.params["what"] == "bilersättning (bilersattning, skattefri)"
    assert PayrollFile.objects.count() == 0


def test_the_pay_type_of_a_rule_goes_before_the_one_of_its_sort(town, run):
    PayType.objects.create(
        pays="fee", rule="sammantradesarvode", code="777", name="Sammanträde", account="5"
    )

    file = exported(town, run)

    assert parsed(bytes(file.content)).findtext(".//lonart") == "777"


def test_somebody_whom_payroll_can_not_tell_is_named(town, run):
    PayeeNumber.objects.filter(person=town.person("lena")).delete()

    with pytest.raises(ExportRefused, match="anställningsnummer saknas") as refused:
        exported(town, run)

    assert refused.value.params["names"] == "Lena Strand"


def test_an_open_run_is_not_exported(town, run):
    following = closed(town).__class__.objects.get(state=RunState.OPEN)

    with pytest.raises(ExportRefused, match="öppen"):
        exported(town, following)


@pytest.mark.parametrize("who", ["karin", "ingrid", "tomas", "margareta", "lena"])
def test_nobody_but_payroll_makes_or_reads_a_file(town, run, who):
    layout = paxml_layout()
    file = exported(town, run, layout)
    before = AuditEntry.objects.count()

    with pytest.raises(NotAllowed):
        cancel_file(file, actor=town.actor(who), at=AT)
    with pytest.raises(NotAllowed):
        hand_out(file, actor=town.actor(who))

    assert AuditEntry.objects.count() == before


def test_each_reading_of_a_file_is_a_disclosure_in_the_trail(town, run):
    file = exported(town, run)

    content = hand_out(file, actor=town.actor("yvonne"))

    assert content == bytes(file.content)
    kept = AuditEntry.objects.filter(act="remuneration.file.read").get()
    assert (kept.actor_name, kept.facts) == ("Yvonne Bäck", {"batch": str(file.uuid)})
    assert "189001139816" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_a_receipt_is_kept_with_the_file(town, run):
    file = record_receipt(
        exported(town, run), receipt=" LÖN-4711 ", actor=town.actor("yvonne"), at=AT
    )

    assert (file.receipt, file.received_at) == ("LÖN-4711", AT)


def test_an_empty_receipt_is_refused(town, run):
    file = exported(town, run)

    with pytest.raises(ExportRefused, match="svarat"):
        record_receipt(file, receipt=" ", actor=town.actor("yvonne"), at=AT)


def test_exporting_takes_at_most_fifteen_statements(town, run, statement_count):
    layout, actor = paxml_layout(), town.actor("yvonne")

    with statement_count() as few:
        export_run(run, layout, actor=actor, at=AT)

    sent = [each["sql"] for each in few if "SAVEPOINT" not in each["sql"]]
    assert len(sent) <= 15
