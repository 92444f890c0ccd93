"""The whole private database killed with kill -9 while people act, and started again.

What was answered with a receipt is there; what was not is there whole or not at all;
the trail's chain holds; whoever acted meanwhile read why in Swedish.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import close_old_connections, connections
from django.test import Client
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.audit.queries import verified_chain
from samspel.audit.services import seal
from samspel.meetings.models import AgendaItem, DelegatedDecision
from samspel.people.models import Person
from tests import cast
from tests.faults.cluster import kill, own_cluster, revived
from tests.messaging.processes import wait_for

REGISTERED = "people.person.registered"
DECIDED = "meetings.delegation.decided"


@dataclass
class Acting:
    """Somebody who acts again and again, and keeps what they were told."""

    who: str
    address: str
    form: dict[str, str]
    told: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def go_on(self, client: Client) -> None:
        """Send form after form until told to stop; a receipt is a redirect."""
        number = 0
        while not self.stop.is_set():
            number += 1
            name = f"{self.who.capitalize()}{number}"
            form = {key: text % name for key, text in self.form.items()}
            answer = client.post(self.address, form)
            close_old_connections()
            if answer.status_code == 302:
                self.told.append(name)
            else:
                self.refused.append((answer.status_code, answer.content.decode()[:3000]))
                time.sleep(0.2)
        connections.close_all()


def actors() -> list[Acting]:
    town = cast.town()
    person = {"given_name": "%s", "family_name": "Brodin%.0s"}
    decision = {
        "subject": "%s",
        "text": "Extra besök beviljas.%.0s",
        "ground": "4.2%.0s",
        "matter": "ordinary%.0s",
    }
    decide = reverse("meetings:decide", args=[town.body("SN").uuid])
    return [
        Acting("ingrid", reverse("people:register-person"), person),
        Acting("tomas", reverse("people:register-person"), person),
        Acting("gunnar", decide, decision),
    ]


def signed_in(who: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.town().user(who))
    return client


def act_through(data: Path, kills: int) -> list[Acting]:
    """Let three act at once while the database is killed and comes back, time and again."""
    acting = actors()
    threads = [
        threading.Thread(target=each.go_on, args=(signed_in(each.who),)) for each in acting
    ]
    for thread in threads:
        thread.start()
    try:
        for _each in range(kills):
            known = [len(each.told) for each in acting]
            wait_for(lambda known=known: _all_beyond(acting, known), seconds=120)
            kill(data)
            wait_for(revived, seconds=3)  # tries, each of them up to ten seconds
        known = [len(each.told) for each in acting]
        wait_for(lambda: _all_beyond(acting, known), seconds=120)
    finally:
        for each in acting:
            each.stop.set()
        for thread in threads:
            thread.join()
        connections.close_all()  # this thread's own was killed too
    return acting


def _all_beyond(acting: list[Acting], known: list[int]) -> bool:
    return all(len(each.told) >= count + 3 for each, count in zip(acting, known, strict=True))


def check_nothing_is_lost_or_half_done(acting: list[Acting]) -> None:
    """Compare what people were told with what the database holds."""
    persons = Counter(
        Person.objects.filter(family_name="Brodin").values_list("given_name", flat=True)
    )
    trail = AuditEntry.objects.filter(act=REGISTERED).values_list("subject_id", flat=True)
    told = {name for each in acting[:2] for name in each.told}
    assert told <= set(persons)
    assert set(persons.values()) == {1}
    assert sorted(trail) == sorted(
        Person.objects.filter(family_name="Brodin").values_list("pk", flat=True)
    )
    decisions = list(DelegatedDecision.objects.order_by("number"))
    assert [each.number for each in decisions] == list(range(1, len(decisions) + 1))
    assert set(acting[2].told) <= {each.subject for each in decisions}
    assert {each.item_id for each in decisions} <= set(
        AgendaItem.objects.values_list("pk", flat=True)
    )
    assert AuditEntry.objects.filter(act=DECIDED).count() == len(decisions)
    while seal():
        continue
    assert verified_chain().waiting_count == 0


def check_they_were_told_why(acting: list[Acting]) -> None:
    answers = [answer for each in acting for answer in each.refused]
    assert {status for status, _page in answers} == {503}
    assert all("Samspel når inte sin databas just nu" in page for _status, page in answers)


@pytest.fixture
def data(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), own_cluster() as found:
        yield found


def test_the_database_killed_while_people_act_loses_nothing_and_leaves_nothing_half_done(data):
    acting = act_through(data, kills=1)

    check_they_were_told_why(acting)
    check_nothing_is_lost_or_half_done(acting)


@pytest.mark.soak
def test_the_database_killed_time_and_again_loses_nothing(data):
    acting = act_through(data, kills=15)

    check_they_were_told_why(acting)
    check_nothing_is_lost_or_half_done(acting)
