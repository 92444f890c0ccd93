"""Addresses of the pages of cases."""

from __future__ import annotations

from django.urls import path

from samspel.cases.web.views import case, follow_up, listing, papers, reports, settings

app_name = "cases"
urlpatterns = [
    path("", listing.cases, name="list"),
    path("motioner/", listing.clocks, name="clocks"),
    path("nytt/<uuid:body>/", case.enter, name="open"),
    path("diarienummer/<uuid:body>/", settings.pattern, name="pattern"),
    path("mall/<uuid:body>/", settings.template, name="template"),
    path("uppdrag/", follow_up.assignments, name="assignments"),
    path("uppdrag/<uuid:uuid>/", follow_up.assignment, name="assignment"),
    path("uppdrag/<uuid:uuid>/aterrapportera/", follow_up.report_back, name="report-back"),
    path("uppdrag/<uuid:uuid>/andra/", follow_up.change, name="change-assignment"),
    path("uppdrag/<uuid:uuid>/utgar/", follow_up.withdraw, name="withdraw-assignment"),
    path("tjansteskrivelse/<uuid:uuid>/", reports.report, name="report"),
    path(
        "tjansteskrivelse/<uuid:uuid>/tjansteskrivelse.pdf",
        reports.file,
        name="report-file",
    ),
    path("tjansteskrivelse/<uuid:uuid>/skriv/", reports.write, name="write-report"),
    path("tjansteskrivelse/<uuid:uuid>/spara/", reports.autosave, name="save-report"),
    path("tjansteskrivelse/<uuid:uuid>/granska/", reports.review, name="review-report"),
    path("tjansteskrivelse/<uuid:uuid>/tillbaka/", reports.send_back, name="return-report"),
    path("tjansteskrivelse/<uuid:uuid>/klar/", reports.finish, name="finish-report"),
    path("<uuid:uuid>/", case.case, name="case"),
    path("<uuid:uuid>/andra/", case.change, name="change"),
    path("<uuid:uuid>/flytta/", case.move, name="move"),
    path("<uuid:uuid>/koppla/", case.relate, name="relate"),
    path("<uuid:uuid>/sekretess/", case.mark, name="mark"),
    path("<uuid:uuid>/anmalt/", case.report_late, name="report-late"),
    path("<uuid:uuid>/avsluta/", case.close, name="close"),
    path("<uuid:uuid>/oppna-igen/", case.reopen, name="reopen"),
    path("<uuid:uuid>/uppdrag/", follow_up.give, name="give-assignment"),
    path("<uuid:uuid>/tjansteskrivelse/", reports.begin, name="begin-report"),
    path("<uuid:uuid>/handling/", papers.add, name="add-paper"),
    path("<uuid:uuid>/handling/<uuid:paper>/version/", papers.replace, name="replace-paper"),
    path("<uuid:uuid>/handling/<uuid:paper>/namn/", papers.rename, name="rename-paper"),
    path("<uuid:uuid>/handling/<uuid:paper>/flytta/", papers.move, name="move-paper"),
    path("<uuid:uuid>/handling/<uuid:paper>/ta-bort/", papers.remove, name="remove-paper"),
]
