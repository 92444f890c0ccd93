"""Addresses of payroll's pages, of statements and of the overview."""

from __future__ import annotations

from django.urls import path

from samspel.remuneration.web.views import files, overview, payroll, runs, statements

urlpatterns = [
    path("korningar/", runs.runs, name="runs"),
    path("korningar/oppna/", runs.open_first, name="open-run"),
    path("korningar/<uuid:uuid>/", runs.run, name="run"),
    path("korningar/<uuid:uuid>/person/<uuid:person>/", runs.person, name="run-person"),
    path("korningar/<uuid:uuid>/dagar/", runs.plan, name="plan-run"),
    path("korningar/<uuid:uuid>/stang/", runs.close, name="close-run"),
    path("korningar/<uuid:uuid>/utbetald/", runs.paid, name="pay-run"),
    path("korningar/<uuid:uuid>/rakna-om/", runs.again, name="settle-again"),
    path("korningar/<uuid:uuid>/overfor/", files.export, name="export-run"),
    path("overforingar/<uuid:uuid>/", files.download, name="payroll-file"),
    path("overforingar/<uuid:uuid>/ta-tillbaka/", files.cancel, name="cancel-file"),
    path("overforingar/<uuid:uuid>/kvittens/", files.receipt, name="receipt"),
    path("lonearter/", payroll.pay_types, name="pay-types"),
    path("lonearter/ny/", payroll.pay_type, name="new-pay-type"),
    path("lonearter/<int:pk>/", payroll.pay_type, name="pay-type"),
    path("lonearter/<int:pk>/ta-bort/", payroll.remove_pay_type, name="remove-pay-type"),
    path("filformat/", payroll.layouts, name="layouts"),
    path("filformat/nytt/", payroll.layout, name="new-layout"),
    path("filformat/<uuid:uuid>/", payroll.layout, name="layout"),
    path("nummer/", payroll.numbers, name="numbers"),
    path("nummer/visa/", payroll.show_numbers, name="show-numbers"),
    path("nummer/<uuid:uuid>/", payroll.number, name="number"),
    path("installningar/", payroll.settings, name="settings"),
    path("besked/", statements.own, name="own-statement"),
    path("besked/alla/<int:year>/", statements.everybody, name="all-statements"),
    path("besked/<uuid:person>/<int:year>/", statements.statement, name="statement"),
    path("besked/<uuid:person>/<int:year>/pdf/", statements.as_pdf, name="statement-pdf"),
    path("oversikt/", overview.overview, name="overview"),
]
