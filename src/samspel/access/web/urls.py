"""Addresses of the module's pages, under /konto/."""

from __future__ import annotations

from django.urls import URLPattern, path

from samspel.access.web import accounts, cast, grants, own

app_name = "access"
urlpatterns: list[URLPattern] = [
    path("", own.account, name="account"),
    path("utseende/", own.preferences, name="preferences"),
    path("hatt/", own.hat, name="hat"),
    path("vyer/", own.save_view, name="save-view"),
    path("vyer/ta-bort/", own.remove_view, name="remove-view"),
    path("inloggningar/andra/", own.end_others, name="end-other-sessions"),
    path("inloggningar/<int:pk>/", own.end, name="end-session"),
    path("alla/", accounts.accounts, name="accounts"),
    path("alla/<uuid:person>/", accounts.account, name="account-of"),
    path("alla/<uuid:person>/adress/", accounts.address, name="address"),
    path("alla/<uuid:person>/bjud-in/", accounts.invite, name="invite"),
    path("alla/<uuid:person>/stang/", accounts.shut, name="shut"),
    path("alla/<uuid:person>/oppna/", accounts.reopen, name="reopen"),
    path("nya/", accounts.provision, name="provision"),
    path("positioner/", grants.positions, name="positions"),
    path("positioner/<slug:role>/", grants.position, name="position"),
    path("demo/", cast.cast, name="demo"),
    path("demo/<uuid:person>/", cast.sign_in_as, name="demo-sign-in"),
]
