"""Addresses of the guidelines' pages."""

from __future__ import annotations

from django.urls import path

from samspel.rulebooks.web.views import (
    amount_rules,
    amount_values,
    amounts,
    beginning,
    cases,
    comparing,
    drafts,
    files,
    lists,
    provisions,
    reading,
    steps,
    verdicts,
)

app_name = "rulebooks"
urlpatterns = [
    path("", lists.list_guidelines, name="list"),
    path("nytt/", beginning.start, name="start"),
    path("nytt/rattat/", beginning.mend, name="mend"),
    path("forlagor/", beginning.models_shipped, name="shipped"),
    path("anvandning/", verdicts.list_verdicts, name="verdicts"),
    path("anvandning/<int:key>/", verdicts.verdict, name="verdict"),
    path("<uuid:uuid>/", reading.text, name="text"),
    path("<uuid:uuid>/om/", reading.version_page, name="version"),
    path("<uuid:uuid>/belopp/", amounts.amounts_page, name="amounts"),
    path("<uuid:uuid>/belopp/varden/nytt/", amount_values.value_new, name="amount_value_new"),
    path("<uuid:uuid>/belopp/varden/<str:value_id>/", amount_values.value, name="amount_value"),
    path(
        "<uuid:uuid>/belopp/varden/<str:value_id>/ta-bort/",
        amount_values.value_remove,
        name="amount_value_remove",
    ),
    path(
        "<uuid:uuid>/belopp/varden/<str:value_id>/dagar/ny/",
        amount_values.day,
        name="amount_day_new",
    ),
    path(
        "<uuid:uuid>/belopp/varden/<str:value_id>/dagar/<str:first>/",
        amount_values.day,
        name="amount_day",
    ),
    path(
        "<uuid:uuid>/belopp/varden/<str:value_id>/dagar/<str:first>/ta-bort/",
        amount_values.day_remove,
        name="amount_day_remove",
    ),
    path("<uuid:uuid>/belopp/regler/ny/", amount_rules.rule_new, name="amount_rule_new"),
    path("<uuid:uuid>/belopp/regler/<str:rule_id>/", amount_rules.rule, name="amount_rule"),
    path(
        "<uuid:uuid>/belopp/regler/<str:rule_id>/ta-bort/",
        amount_rules.rule_remove,
        name="amount_rule_remove",
    ),
    path("<uuid:uuid>/hamta/", reading.download, name="download"),
    path("<uuid:uuid>/andringar/", comparing.compare_page, name="compare"),
    path("<uuid:uuid>/prova/", comparing.trial_page, name="trial"),
    path("<uuid:uuid>/nytt-utkast/", beginning.redraft, name="redraft"),
    path("<uuid:uuid>/uppgifter/", drafts.facts, name="facts"),
    path("<uuid:uuid>/stycken/nytt/", drafts.clause_new, name="clause_new"),
    path("<uuid:uuid>/stycken/<str:clause_id>/", drafts.clause, name="clause_edit"),
    path(
        "<uuid:uuid>/stycken/<str:clause_id>/ta-bort/",
        drafts.clause_remove,
        name="clause_remove",
    ),
    path("<uuid:uuid>/bestammelser/ny/", provisions.provision_new, name="provision_new"),
    path(
        "<uuid:uuid>/bestammelser/<str:provision_id>/", provisions.provision, name="provision"
    ),
    path(
        "<uuid:uuid>/bestammelser/<str:provision_id>/ta-bort/",
        provisions.provision_remove,
        name="provision_remove",
    ),
    path(
        "<uuid:uuid>/bestammelser/<str:provision_id>/varden/nytt/",
        provisions.value,
        name="value_new",
    ),
    path(
        "<uuid:uuid>/bestammelser/<str:provision_id>/varden/<str:day>/",
        provisions.value,
        name="value",
    ),
    path(
        "<uuid:uuid>/bestammelser/<str:provision_id>/varden/<str:day>/ta-bort/",
        provisions.value_remove,
        name="value_remove",
    ),
    path("<uuid:uuid>/fall/", cases.list_cases, name="cases"),
    path("<uuid:uuid>/fall/nytt/", cases.case_new, name="case_new"),
    path("<uuid:uuid>/fall/forslag/", cases.suggestions, name="suggestions"),
    path("<uuid:uuid>/fall/flytta/", drafts.move_cases, name="move_cases"),
    path("<uuid:uuid>/fall/<int:number>/", cases.case, name="case"),
    path("<uuid:uuid>/fall/<int:number>/ta-bort/", cases.case_remove, name="case_remove"),
    path("<uuid:uuid>/filer/", files.list_files, name="files"),
    path("<uuid:uuid>/filer/ny/", files.file_new, name="file_new"),
    path("<uuid:uuid>/filer/<str:name>/", files.file, name="file"),
    path("<uuid:uuid>/filer/<str:name>/ta-bort/", files.file_remove, name="file_remove"),
    path("<uuid:uuid>/foresla/", steps.propose, name="propose"),
    path("<uuid:uuid>/foreslagen/", steps.proposed, name="proposed"),
    path("<uuid:uuid>/bekrafta/", steps.confirm, name="confirm"),
    path("<uuid:uuid>/avvisa/", steps.reject, name="reject"),
    path("<uuid:uuid>/kasta/", steps.discard, name="discard"),
]
