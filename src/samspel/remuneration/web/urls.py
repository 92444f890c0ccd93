"""Addresses of the pages of the remuneration."""

from __future__ import annotations

from django.urls import path

from samspel.remuneration.web import urls_runs
from samspel.remuneration.web.views import (
    certificates,
    certifying,
    gatherings,
    leaders,
    mine,
    nights,
    offices,
    parts,
    together,
)

app_name = "remuneration"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("nytt/", mine.claim, name="claim"),
    path("uppdrag/<uuid:uuid>/", mine.duty, name="duty"),
    path("uppdrag/<uuid:uuid>/andra/", mine.change, name="change"),
    path("uppdrag/<uuid:uuid>/forlorad-inkomst/", parts.lost, name="lost"),
    path("uppdrag/<uuid:uuid>/resa/", parts.journey, name="journey"),
    path("uppdrag/<uuid:uuid>/overnattning/", nights.nights, name="nights"),
    path("uppdrag/<uuid:uuid>/maltider/", nights.meals, name="meals"),
    path("uppdrag/<uuid:uuid>/kostnad/", parts.cost, name="cost"),
    path("uppdrag/<uuid:uuid>/inlasning/", parts.reading, name="reading"),
    path("uppdrag/<uuid:uuid>/fler/", together.others, name="others"),
    path("uppdrag/<uuid:uuid>/ta-bort/", mine.remove, name="remove"),
    path("uppdrag/<uuid:uuid>/lamna-in/", mine.hand_in, name="hand-in"),
    path("uppdrag/<uuid:uuid>/ta-tillbaka/", mine.take_back, name="take-back"),
    path("moten/", gatherings.gatherings, name="gatherings"),
    path("moten/nytt/", gatherings.plan, name="plan-gathering"),
    path("moten/gruppledare/<uuid:uuid>/", leaders.leaders, name="leaders"),
    path("moten/gruppledare/<uuid:uuid>/avsluta/", leaders.end_leader, name="end-leader"),
    path("moten/<uuid:uuid>/", gatherings.gathering, name="gathering"),
    path("moten/<uuid:uuid>/flytta/", gatherings.move, name="move-gathering"),
    path("moten/<uuid:uuid>/stall-in/", gatherings.cancel, name="cancel-gathering"),
    path("moten/<uuid:uuid>/narvaro/", gatherings.attendance, name="attendance"),
    path("intyg/", certificates.certificates, name="certificates"),
    path("intyg/ladda-upp/", certificates.upload, name="upload-certificate"),
    path("intyg/fraga/", certificates.ask, name="ask-employer"),
    path("intyg/<uuid:uuid>/fraga-igen/", certificates.ask_again, name="ask-again"),
    path("intyg/<uuid:uuid>/avsluta/", certificates.end, name="end-certificate"),
    path("arbetsgivare/tack/", certificates.thanks, name="employer-thanks"),
    path("arbetsgivare/<str:secret>/", certificates.employer, name="employer"),
    path("attest/", certifying.waiting, name="certify"),
    path("attest/flera/", certifying.certify_many, name="certify-many"),
    path("attest/ersattare/<uuid:uuid>/", certifying.stand_ins, name="stand-ins"),
    path("attest/ersattare/<uuid:uuid>/avsluta/", certifying.end_stand_in, name="end-stand-in"),
    path("attest/<uuid:uuid>/", certifying.review, name="review"),
    path("attest/<uuid:uuid>/lamna-tillbaka/", certifying.give_back, name="return"),
    path("attest/<uuid:uuid>/avsla/", certifying.refuse, name="refuse"),
    path("attest/<uuid:uuid>/ratta/", certifying.correct, name="correct"),
    path("attest/<uuid:uuid>/var-inte-med/", certifying.strike, name="strike"),
    path("fasta/", offices.offices, name="offices"),
    path("fasta/nytt/", offices.register, name="register-office"),
    path("fasta/<uuid:uuid>/avsluta/", offices.end, name="end-office"),
    *urls_runs.urlpatterns,
]
