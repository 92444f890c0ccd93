"""What every page begins by reading: session, account and municipality, planned once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.utils import timezone

from samspel.access.models import User
from samspel.access.queries import user_of
from samspel.people.models import Municipality
from samspel.people.queries import municipality


def test_a_row_read_by_its_key_is_the_row_that_django_reads(town, statement_count):
    """Every column, with what it points at: the account that a session belongs to."""
    slow = User.objects.get(person__family_name="Ekelöf")
    slow.saved_views = [{"name": "Mina besök", "page": "visits:list", "query": "visa=alla"}]
    slow.save()

    with statement_count() as counted:
        quick = user_of(slow.pk)
        person = quick.person

    assert len(counted) == 1
    assert values_of(quick) == values_of(slow)
    assert values_of(person) == values_of(slow.person)
    assert not quick._state.adding
    assert user_of(0) is None


def test_the_municipality_is_read_as_django_reads_it(town):
    assert values_of(municipality()) == values_of(Municipality.objects.get())


def values_of(row: Model) -> dict[str, object]:
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}


@pytest.mark.parametrize("seconds", [-1, 60])
def test_a_session_is_read_until_it_ends(town, as_person, seconds):
    client = as_person("anna")
    ends = timezone.now() + dt.timedelta(seconds=seconds)
    Session.objects.filter(session_key=client.session.session_key).update(expire_date=ends)

    answer = client.get("/konto/")

    assert answer.status_code == (200 if seconds > 0 else 302)


def test_the_session_of_an_account_that_is_shut_opens_nothing(town, as_person):
    User.objects.filter(person__family_name="Ekelöf").update(is_active=False)

    assert as_person("anna").get("/konto/").status_code == 302
