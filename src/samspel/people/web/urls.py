"""Addresses of the register, written out."""

from __future__ import annotations

from django.urls import path

from samspel.people.web.views import (
    bodies,
    employments,
    imports,
    mandates,
    organisation,
    overview,
    parties,
    persons,
    rollover,
    ties,
)

app_name = "people"

_DEPARTMENT = {"kind": "department"}
_OPERATION = {"kind": "operation"}
_UNIT = {"kind": "unit"}

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("jag/", persons.me, name="me"),
    path("personer/", persons.persons, name="persons"),
    path("personer/ny/", persons.register, name="register-person"),
    path("personer/<uuid:uuid>/", persons.person, name="person"),
    path("personer/<uuid:uuid>/namn/", persons.correct, name="correct-person"),
    path("personer/<uuid:uuid>/kontakt/", persons.contacts, name="contacts"),
    path("personer/<uuid:uuid>/skydd/", persons.protection, name="protection"),
    path("personer/<uuid:uuid>/val/", mandates.elect_person, name="elect-person"),
    path("personer/<uuid:uuid>/anstall/", employments.employ_person, name="employ-person"),
    path("personer/<uuid:uuid>/anknytning/", ties.declare, name="declare-tie"),
    path("anknytningar/<uuid:uuid>/avsluta/", ties.withdraw, name="withdraw-tie"),
    path("uppdrag/<uuid:uuid>/ratta/", mandates.correct, name="correct-mandate"),
    path("uppdrag/<uuid:uuid>/avsluta/", mandates.end, name="end-mandate"),
    path("uppdrag/<uuid:uuid>/ta-bort/", mandates.withdraw, name="withdraw-mandate"),
    path("organ/", bodies.bodies, name="bodies"),
    path("organ/nytt/", bodies.open_new, name="open-body"),
    path("organ/<uuid:uuid>/", bodies.body, name="body"),
    path("organ/<uuid:uuid>/andra/", bodies.correct, name="correct-body"),
    path("organ/<uuid:uuid>/avsluta/", bodies.close, name="close-body"),
    path("organ/<uuid:uuid>/ordning/", bodies.order, name="order-substitutes"),
    path("organ/<uuid:uuid>/val/", mandates.elect_to_body, name="elect"),
    path("organisation/", organisation.tree, name="organisation"),
    path("avdelningar/ny/", organisation.open_department, name="open-department"),
    path("avdelningar/<uuid:uuid>/", organisation.place, _DEPARTMENT, name="department"),
    path(
        "avdelningar/<uuid:uuid>/andra/",
        organisation.correct,
        _DEPARTMENT,
        name="correct-department",
    ),
    path(
        "avdelningar/<uuid:uuid>/avsluta/",
        organisation.close,
        _DEPARTMENT,
        name="close-department",
    ),
    path(
        "avdelningar/<uuid:uuid>/ny-verksamhet/",
        organisation.open_operation,
        name="open-operation",
    ),
    path(
        "avdelningar/<uuid:uuid>/anstall/",
        employments.employ_here,
        _DEPARTMENT,
        name="employ-department",
    ),
    path("verksamheter/<uuid:uuid>/", organisation.place, _OPERATION, name="operation"),
    path(
        "verksamheter/<uuid:uuid>/andra/",
        organisation.correct,
        _OPERATION,
        name="correct-operation",
    ),
    path(
        "verksamheter/<uuid:uuid>/avsluta/",
        organisation.close,
        _OPERATION,
        name="close-operation",
    ),
    path("verksamheter/<uuid:uuid>/ny-enhet/", organisation.open_unit, name="open-unit"),
    path(
        "verksamheter/<uuid:uuid>/anstall/",
        employments.employ_here,
        _OPERATION,
        name="employ-operation",
    ),
    path("enheter/<uuid:uuid>/", organisation.place, _UNIT, name="unit"),
    path("enheter/<uuid:uuid>/andra/", organisation.correct, _UNIT, name="correct-unit"),
    path("enheter/<uuid:uuid>/avsluta/", organisation.close, _UNIT, name="close-unit"),
    path("enheter/<uuid:uuid>/anstall/", employments.employ_here, _UNIT, name="employ-unit"),
    path("anstallningar/<uuid:uuid>/ratta/", employments.correct, name="correct-employment"),
    path("anstallningar/<uuid:uuid>/chef/", employments.manager, name="change-manager"),
    path("anstallningar/<uuid:uuid>/avsluta/", employments.end, name="end-employment"),
    path("partier/", parties.parties, name="parties"),
    path("partier/nytt/", parties.register, name="register-party"),
    path("partier/<uuid:uuid>/andra/", parties.correct, name="correct-party"),
    path("partier/<uuid:uuid>/stallning/", parties.standing, name="party-standing"),
    path("mandatperioder/ny/", parties.open_term, name="open-term"),
    path("mandatperioder/<uuid:uuid>/for-over/", rollover.choose, name="rollover"),
    path("mandatperioder/<uuid:uuid>/for-over/lista/", rollover.confirm, name="rollover-list"),
    path("import/", imports.imports, name="imports"),
    path("import/mall/<str:kind>/", imports.template_file, name="import-template"),
    path("import/<uuid:uuid>/", imports.columns, name="import-columns"),
    path("import/<uuid:uuid>/granska/", imports.review, name="import-review"),
    path("import/<uuid:uuid>/infor/", imports.enter, name="import-enter"),
    path("import/<uuid:uuid>/angra/", imports.undo, name="import-undo"),
    path("import/<uuid:uuid>/kasta/", imports.discard, name="import-discard"),
]
