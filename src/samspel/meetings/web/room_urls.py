"""Addresses round a meeting: answers, papers, following, the room."""

from __future__ import annotations

from django.urls import path

from samspel.meetings.web.views import calling, following, packs, room

urlpatterns = [
    path("<uuid:uuid>/svara/", calling.answer, name="answer-notice"),
    path("<uuid:uuid>/svara/<uuid:person>/", calling.answer_for, name="answer-for"),
    path("<uuid:uuid>/vilka-kommer/", calling.expected, name="expected"),
    path("<uuid:uuid>/fraga-ersattare/<uuid:person>/", calling.ask, name="ask-substitute"),
    path("<uuid:uuid>/tjanstgora/<uuid:call>/", calling.serve, name="serve"),
    path("<uuid:uuid>/tjanstgora/<uuid:call>/aterta/", calling.withdraw, name="withdraw-call"),
    path("<uuid:uuid>/handlingar/", packs.packs, name="packs"),
    path("<uuid:uuid>/handlingar/paket/", packs.make, name="make-pack"),
    path("<uuid:uuid>/folj/", following.follow, name="follow"),
    path("<uuid:uuid>/folj/last/", following.mark_read, name="mark-read"),
    path(
        "<uuid:uuid>/folj/anmalan/<uuid:wish>/", following.withdraw_wish, name="withdraw-wish"
    ),
    path("arende/<uuid:uuid>/folj/", following.item, name="follow-item"),
    path("arende/<uuid:uuid>/anmal/", following.wish, name="wish"),
    path("<uuid:uuid>/leda/", room.room, name="room"),
    path("<uuid:uuid>/leda/laget/", room.pulse, name="pulse"),
    path("<uuid:uuid>/leda/tangenter/", room.keys, name="keys"),
    path("<uuid:uuid>/leda/reserv.pdf", room.on_paper, name="paper-fallback"),
    path("<uuid:uuid>/leda/<slug:act>/", room.act_on_meeting, name="lead"),
    path("<uuid:uuid>/leda/<uuid:item>/<slug:act>/", room.act_on_item, name="lead-item"),
    path("<uuid:uuid>/salen/", room.in_the_room, name="screen"),
]
