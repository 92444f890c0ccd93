"""The database breaks the connection in the middle of an act: nothing is half done.

Each act is sent by its form and held where it writes its trail, when the rest of it has
been written; there its connection is cut, as an administrator or a failover would.
"""

from __future__ import annotations

import threading
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.audit.queries import verified_chain
from samspel.audit.services import seal
from tests import cast
from tests.everything import changed, everything
from tests.messaging.processes import wait_for
from tests.visits.acting import KS_RULES, adopt, appointed, offered

WAITS = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
    "AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
)


@pytest.fixture
def acts(committed_db):
    """Give (who, address, form) of acts that write in many tables each."""
    town = cast.town()
    adopt(town, "KS", KS_RULES)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    visit = offered(town)
    option = visit.options.order_by("starts_at").first()
    return [
        ("anna", reverse("visits:choose", args=[visit.uuid]), {"tid": option.pk}),
        (
            "gunnar",
            reverse("meetings:decide", args=[town.body("SN").uuid]),
            {
                "subject": "Extra besök",
                "text": "Anna får göra ett till.",
                "ground": "4.2",
                "matter": "ordinary",
            },
        ),
        (
            "ingrid",
            reverse("people:register-person"),
            {"given_name": "Nils", "family_name": "Brodin"},
        ),
    ]


def other_connection() -> psycopg.Connection[tuple[object, ...]]:
    parts = connection.get_connection_params()
    keep = {k: parts[k] for k in ("dbname", "host", "port", "user", "password") if parts.get(k)}
    return psycopg.connect(**keep)


def cut_in_the_middle(client: Client, address: str, form: dict[str, object]) -> HttpResponse:
    """Send the form, hold the act where it writes its trail, and cut its connection there."""
    answers: list[HttpResponse] = []

    def send() -> None:
        try:
            answers.append(client.post(address, form))
        finally:
            connections.close_all()

    with other_connection() as holding, other_connection() as looking:
        looking.autocommit = True
        holding.execute(f"LOCK TABLE {AuditEntry._meta.db_table} IN SHARE MODE")
        sender = threading.Thread(target=send)
        sender.start()
        wait_for(lambda: looking.execute(WAITS).fetchone())
        (pid,) = looking.execute(WAITS).fetchone()
        looking.execute("SELECT pg_terminate_backend(%s)", [pid])
        sender.join()
        holding.rollback()
    return answers[0]


def test_an_act_whose_connection_is_cut_is_not_half_done_and_is_done_once_when_sent_again(acts):
    town = cast.town()
    for who, address, given in acts:
        client = Client(raise_request_exception=False)
        client.force_login(town.user(who))
        form = {**given, "form_key": str(uuid4())}
        before = everything()

        cut = cut_in_the_middle(client, address, form)
        left = changed(before)
        again, once_more = client.post(address, form), client.post(address, form)

        page = cut.content.decode()
        assert cut.status_code == 503, (address, page[:500])
        assert "Samspel når inte sin databas just nu" in page
        assert "sparat i sin helhet eller inte alls" in page
        assert cut.headers["Retry-After"] == "30"
        assert left == set(), address
        assert (again.status_code, once_more.status_code) == (302, 302), again.content.decode()
        assert again["Location"] == once_more["Location"]
    done = AuditEntry.objects.filter(
        act__in=[
            "visits.visit.booked",
            "meetings.delegation.decided",
            "people.person.registered",
        ]
    )
    assert done.count() == 3
    while seal():
        continue
    assert verified_chain().waiting_count == 0


def test_a_page_that_only_reads_says_the_same(committed_db):
    client = Client(raise_request_exception=False)
    client.force_login(cast.town().user("ingrid"))
    connections.close_all()
    before = connection.settings_dict["PORT"]
    connection.settings_dict["PORT"] = "1"
    try:
        for address in ("/", "/min-sida/", reverse("visits:list")):
            answer = client.get(address)

            assert answer.status_code == 503
            assert "Samspel når inte sin databas just nu" in answer.content.decode()
    finally:
        connections.close_all()
        connection.settings_dict["PORT"] = before
