"""Addresses of the minutes, the notice board, publication and extracts."""

from __future__ import annotations

from django.urls import path

from samspel.meetings.web.views import (
    approving,
    board,
    board_settings,
    dispatching,
    hindering,
    minutes,
    minutes_settings,
    publishing,
    sending_again,
)

urlpatterns = [
    path("<uuid:uuid>/protokoll/", minutes.begin, name="begin-minutes"),
    path("<uuid:uuid>/protokoll/<uuid:item>/", minutes.begin_immediate, name="begin-immediate"),
    path("protokoll/<uuid:uuid>/", minutes.minutes, name="minutes"),
    path("protokoll/<uuid:uuid>/protokoll.pdf", minutes.file, name="minutes-file"),
    path("protokoll/<uuid:uuid>/justerare/", minutes.name_approvers, name="name-approvers"),
    path("protokoll/<uuid:uuid>/forhindrad/", hindering.note, name="note-hindered"),
    path(
        "protokoll/<uuid:uuid>/forhindrad/<int:pk>/",
        hindering.take_back,
        name="take-back-hindered",
    ),
    path("protokoll/<uuid:uuid>/ordalydelse/", minutes.word, name="word-part"),
    path("protokoll/<uuid:uuid>/skicka/", minutes.send_out, name="send-out"),
    path("protokoll/<uuid:uuid>/ta-tillbaka/", minutes.call_back, name="call-back"),
    path("protokoll/<uuid:uuid>/ratta/", minutes.correct, name="correct-minutes"),
    path("protokoll/<uuid:uuid>/skriv-under/", approving.sign, name="sign"),
    path("protokoll/<uuid:uuid>/vagra/", approving.refuse, name="refuse-approval"),
    path("protokoll/<uuid:uuid>/foresla/", approving.propose, name="propose-wording"),
    path(
        "protokoll/<uuid:uuid>/forslag/<uuid:wording>/", approving.answer, name="answer-wording"
    ),
    path("protokoll/<uuid:uuid>/tillkannage/", board.announce, name="announce"),
    path("protokoll/<uuid:uuid>/publicera/", publishing.begin, name="begin-publication"),
    path("protokoll/<uuid:uuid>/webben/", publishing.publication, name="publication"),
    path("protokoll/<uuid:uuid>/webben/maskera/", publishing.mask, name="mask"),
    path("protokoll/<uuid:uuid>/webben/maskning/<int:pk>/", publishing.unmask, name="unmask"),
    path("protokoll/<uuid:uuid>/webben/kontroll/", publishing.hand_over, name="hand-over"),
    path("protokoll/<uuid:uuid>/webben/publicera/", publishing.publish, name="publish"),
    path("protokoll/<uuid:uuid>/webben/avpublicera/", publishing.withdraw, name="withdraw"),
    path("protokoll/<uuid:uuid>/utdrag/", dispatching.extracts, name="extracts"),
    path("protokoll/<uuid:uuid>/utdrag/<uuid:item>/", dispatching.send, name="send-extract"),
    path("utdrag/<uuid:uuid>/", dispatching.receipt, name="receipt"),
    path("utdrag/<uuid:uuid>/igen/", sending_again.send_again, name="send-extract-again"),
    path("utdrag/<uuid:uuid>/utdrag.pdf", dispatching.receipt_file, name="receipt-file"),
    path("arende/<uuid:uuid>/paragraf/", minutes.paragraph, name="paragraph"),
    path("arende/<uuid:uuid>/uppdrag/", dispatching.note_assignment, name="note-assignment"),
    path("arende/<uuid:uuid>/mottagare/", dispatching.name_recipients, name="name-recipients"),
    path("anslag/", board.board, name="board"),
    path("anslag/nytt/<uuid:body>/", board.post, name="post-notice"),
    path("anslag/innehall/<uuid:body>/", board_settings.settings, name="board-settings"),
    path("anslag/avbrott/", board.note_outage, name="note-outage"),
    path("anslag/avbrott/<uuid:uuid>/slut/", board.end_outage, name="end-outage"),
    path("anslag/<uuid:uuid>/", board.notice, name="notice"),
    path("anslag/<uuid:uuid>/pa-nytt/", board.announce_again, name="announce-again"),
    path("anslag/<uuid:uuid>/ta-ned/", board.take_down, name="take-down"),
    path("anslag/<uuid:uuid>/laga-kraft/", board.confirm_final, name="confirm-final"),
    path("anslag/<uuid:uuid>/bevis/", board.prove, name="prove-posting"),
    path(
        "protokollsinstallningar/<uuid:body>/",
        minutes_settings.settings,
        name="minutes-settings",
    ),
    path(
        "protokollsinstallningar/<uuid:body>/rubriker/",
        minutes_settings.headings,
        name="minutes-headings",
    ),
    path("fraser/<uuid:body>/", minutes_settings.phrases, name="phrases"),
    path("fraser/<uuid:body>/<str:key>/", minutes_settings.phrase, name="phrase"),
]
