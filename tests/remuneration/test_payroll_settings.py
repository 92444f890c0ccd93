"""What payroll keeps: pay types, layouts and numbers, each change in the trail; and weeding."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.audit.models import AuditEntry
from samspel.documents import services as documents
from samspel.documents.models import Document
from samspel.documents.storage import path_of
from samspel.foundation.identity_numbers import NotAnIdentityNumber
from samspel.remuneration import services
from samspel.remuneration.calculation.layout import layout_of
from samspel.remuneration.enums import FileKind
from samspel.remuneration.errors_runs import PayrollSettingRefused
from samspel.remuneration.models import (
    FileLayout,
    IncomeCertificate,
    PayeeNumber,
    PayType,
)
from samspel.remuneration.queries.payroll import remuneration_settings
from samspel.remuneration.tasks import weed
from tests.remuneration.acting import certificate, picture
from tests.remuneration.scene_runs import payroll_scene

NOW = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)
FEE = {"pays": "fee", "code": "510", "name": "Arvode", "account": "5110-{organ}"}


@pytest.fixture
def payroll(town):
    return town.actor("yvonne")


def test_a_change_of_a_pay_type_tells_what_it_was(town, payroll):
    row = services.keep_pay_type(FEE, actor=payroll)

    services.keep_pay_type({**FEE, "code": "511"}, actor=payroll, pay_type=row)

    last = AuditEntry.objects.filter(act="remuneration.pay_type.kept").latest("id")
    assert (last.facts["was"]["code"], last.facts["is"]["code"]) == ("510", "511")


def test_a_payment_has_one_pay_type(town, payroll):
    services.keep_pay_type(FEE, actor=payroll)

    with pytest.raises(PayrollSettingRefused, match="redan en löneart"):
        services.keep_pay_type({**FEE, "code": "9"}, actor=payroll)

    assert PayType.objects.count() == 1


def test_a_layout_needs_columns_that_can_be_read(town, payroll):
    given = {"name": "Ny", "kind": FileKind.COLUMNS.value}

    with pytest.raises(PayrollSettingRefused, match="minst en kolumn"):
        services.keep_layout({**given, "columns": []}, actor=payroll)
    with pytest.raises(PayrollSettingRefused, match="går inte att läsa"):
        services.keep_layout({**given, "columns": [{"field": "shoe"}]}, actor=payroll)
    with pytest.raises(PayrollSettingRefused, match="Lägg till en kolumn") as lacking:
        services.keep_layout({**given, "columns": [{"field": "name"}]}, actor=payroll)
    assert lacking.value.params["what"] == "belopp"

    assert FileLayout.objects.count() == 0


def test_two_layouts_have_two_names(town, payroll):
    given = {"name": "Ny", "kind": FileKind.PAXML.value, "columns": []}
    services.keep_layout(given, actor=payroll)

    with pytest.raises(PayrollSettingRefused, match="redan ett filformat"):
        services.keep_layout(given, actor=payroll)


def test_a_layout_reads_what_is_left_out_as_usual():
    (column,) = layout_of(
        {
            "columns": [{"field": "amount"}],
            "separator": ";",
            "decimal_sign": ",",
            "encoding": "utf-8",
            "line_end": "lf",
            "has_header": False,
            "kind": "columns",
        }
    ).columns

    assert (column.width, column.decimals, column.pad) == (0, 2, " ")


def test_a_number_is_kept_in_twelve_digits_and_never_in_the_trail(town, payroll):
    row = services.keep_numbers(
        town.person("lena"),
        identity_number="18900113-9816",
        employee_number="4711",
        actor=payroll,
        at=NOW,
    )

    assert (row.identity_number, row.employee_number) == ("189001139816", "4711")
    kept = AuditEntry.objects.get(act="remuneration.payee.kept")
    assert kept.facts == {"changed": ["identity_number", "employee_number"]}
    assert kept.subject_name == "Lena Strand"


def test_what_is_no_number_is_refused(town, payroll):
    with pytest.raises(NotAnIdentityNumber):
        services.keep_numbers(
            town.person("lena"),
            identity_number="189001139817",
            employee_number="",
            actor=payroll,
            at=NOW,
        )

    assert PayeeNumber.objects.count() == 0


def test_two_persons_never_have_the_same_number(town, payroll):
    given = {"identity_number": "", "employee_number": "4711", "actor": payroll, "at": NOW}
    services.keep_numbers(town.person("lena"), **given)

    with pytest.raises(PayrollSettingRefused, match="en annan person"):
        services.keep_numbers(town.person("ulla"), **given)


def test_another_retention_needs_the_decision_behind_it(town, payroll):
    with pytest.raises(PayrollSettingRefused, match="beslutet bakom"):
        services.change_settings({"keep_years": 3}, actor=payroll)

    assert remuneration_settings().keep_years == 7


def test_publishing_needs_a_year_to_begin_with(town, payroll):
    with pytest.raises(PayrollSettingRefused, match="vilket år"):
        services.change_settings({"is_published": True}, actor=payroll)


def test_what_is_older_than_the_records_plan_says_is_weeded(
    town, payroll, django_capture_on_commit_callbacks
):
    scene = payroll_scene(town)
    old = certificate(town)
    old.document = documents.store(picture(), owner=old, actor=town.actor("lena"), at=NOW)
    old.save()
    path = path_of(old.document.sha256)
    assert path.exists()
    services.change_settings({"keep_years": 1, "citation": "KF § 9"}, actor=payroll)
    later = dt.datetime(2028, 1, 1, 3, tzinfo=dt.UTC)
    assert services.weed_numbers(actor=payroll, at=NOW) == 7  # of those who had no duty

    with django_capture_on_commit_callbacks(execute=True):
        weeded = services.weed_numbers(actor=payroll, at=later)

    assert not path.exists()
    assert Document.objects.get().removed_at == later
    scene.file.refresh_from_db()
    assert (scene.file.content, scene.file.payload) == (None, None)
    assert (scene.file.total, len(scene.file.sha256)) == (Decimal("3068.00"), 64)
    assert PayeeNumber.objects.count() == 0
    assert IncomeCertificate.objects.get().hourly is None
    assert weeded == 5


def test_a_weeded_file_is_neither_handed_out_nor_taken_back(town, payroll):
    scene = payroll_scene(town)
    services.change_settings({"keep_years": 1, "citation": "KF § 9"}, actor=payroll)
    services.weed_numbers(actor=payroll, at=dt.datetime(2028, 1, 1, 3, tzinfo=dt.UTC))
    scene.file.refresh_from_db()

    with pytest.raises(services.exporting.ExportRefused, match="gallrad"):
        services.hand_out(scene.file, actor=payroll)
    with pytest.raises(services.exporting.ExportRefused, match="gallrad"):
        services.cancel_file(scene.file, actor=payroll, at=NOW)


def test_the_clock_weeds_nothing_that_is_kept(town):
    payroll_scene(town)
    PayeeNumber.objects.exclude(person__duties__isnull=False).delete()

    weed()

    assert PayeeNumber.objects.count() == 2
    assert not AuditEntry.objects.filter(act="remuneration.numbers.weeded").exists()
